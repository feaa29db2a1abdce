#pragma once

#include <QString>

#include <vector>

#include "ui/figures/colour_map.h"
#include "ui/figures/text_style.h"

namespace ui {

/// A place on the bar of a legend, 0 to 1, with what is written below it.
struct LegendTick {
  double place = 0;
  QString text;       ///< may be empty
  bool mark = false;  ///< a short line at the bar: a power of ten
};

/// Both limits, the 0 of a diverging scale, and on a logarithmic one signed powers of ten: a line for each,
/// and the text of as many as a bar of this width has room for.
std::vector<LegendTick> legendTicks(const ColourScale& scale, double barWidth, const TextStyle& style);

}  // namespace ui

#pragma once

#include <span>

#include "ui/figures/scale_legend.h"
#include "ui/model/magnitudes.h"

namespace ui {

/// What a scale and its legend need to know of a panel's numbers, read once.
struct PanelFacts {
  Magnitudes magnitudes = {};
  double least = 0;  ///< of the finite numbers; 0 where there is none
  double greatest = 0;
  LegendKeys marks = {};  ///< without what depends on limits
  bool allZero = false;   ///< it has entries, and every one is 0

  /// The marks where the scale ends at these limits.
  LegendKeys marksWithin(double lo, double hi) const;
};

PanelFacts panelFacts(std::span<const double> numbers);

}  // namespace ui

#pragma once

#include <QString>

#include <initializer_list>
#include <span>

#include "ui/figures/heatmap_data.h"
#include "ui/figures/number_text.h"

namespace ui {

/// How numbers are written into cells; no numbers when the size is 0.
struct CellNumbers {
  double pixelSize = 0;
  int decimals = 2;
  Zero zero = Zero::Padded;
  bool tiny = false;  ///< what would be rounded to 0 is written with its own digits: "4.0 × 10⁻⁷"
  /// How many of them: 2, 1, one written as short as can be (".004", "4·10⁻⁷"), or "≈0".
  int tinyDigits = 2;
  static constexpr int shortest = 0, notEvenOne = -1;

  bool operator==(const CellNumbers&) const = default;
  explicit operator bool() const { return pixelSize > 0; }
  QString text(double v) const;
};

/// Smaller cells on the screen have no numbers, in px.
inline constexpr double leastNumberWidth = 30;
inline constexpr double leastNumberHeight = 20;

/// The width of the widest number, were it 1 px high.
double widestNumber(std::span<const HeatmapData> panels, const CellNumbers& numbers);

/// Size and decimals with which the numbers of all panels fit into cells of this size: two decimals, one
/// below 40 px or when two do not fit, none below 30 × 20 px. Where cells have the room, tiny numbers keep
/// digits of their own, else they are "≈0": no number but 0 is written as zero. Exact zeros are "0". `decimals`: what to try first instead;
/// 0 = as said.
CellNumbers numbersThatFit(std::span<const HeatmapData> panels, double cellWidth, double cellHeight,
                           int decimals = 0);

inline CellNumbers numbersThatFit(std::initializer_list<HeatmapData> panels, double cellWidth,
                                  double cellHeight) {
  return numbersThatFit(std::span(panels.begin(), panels.size()), cellWidth, cellHeight);
}

}  // namespace ui

#include "ui/figures/heatmap_numbers.h"

#include <QSet>

#include <algorithm>
#include <cmath>

#include "ui/figures/text_style.h"

namespace ui {
namespace {

constexpr double smallest = 10;
constexpr double largest = 30;
/// Space that a number keeps to both sides of its cell together.
constexpr double margin = 6;

/// Width at 1 px of the widest number, every digit taken as a 0: few distinct patterns, so few measurements.
double widestText(std::span<const HeatmapData> panels, const CellNumbers& numbers) {
  QSet<QString> patterns;
  for (const HeatmapData& panel : panels) {
    for (const double v : panel.numbers) {
      if (!std::isfinite(v)) continue;
      QString text = numbers.text(v);
      for (QChar& c : text) {
        if (c.isDigit() && c.unicode() < 0x80) c = u'0';
      }
      patterns.insert(text);
    }
  }
  double widest = 0;
  const TextStyle style{.pixelSize = 1, .weight = QFont::Medium};
  for (const QString& text : patterns) widest = std::max(widest, textWidth(text, style));
  return widest;
}

}  // namespace

CellNumbers numbersThatFit(std::span<const HeatmapData> panels, double cellWidth, double cellHeight) {
  if (cellWidth < 30 || cellHeight < 20) return {};
  const double wanted = std::clamp(std::min(0.27 * cellWidth, 0.48 * cellHeight), smallest, largest);
  for (int decimals = cellWidth < 40 ? 1 : 2; decimals > 0; --decimals) {
    CellNumbers numbers{.pixelSize = wanted, .decimals = decimals, .zero = Zero::Bare};
    const double widest = widestText(panels, numbers);
    if (widest > 0) numbers.pixelSize = std::min(wanted, (cellWidth - margin) / widest);
    // Half pixels only, so that panels of nearly the same size get the same text.
    numbers.pixelSize = std::floor(numbers.pixelSize * 2) / 2;
    if (numbers.pixelSize >= smallest) return numbers;
  }
  return {};
}

}  // namespace ui

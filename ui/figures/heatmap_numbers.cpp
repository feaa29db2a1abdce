#include "ui/figures/heatmap_numbers.h"

#include <QSet>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <optional>

#include "ui/figures/text_setting.h"
#include "ui/figures/text_style.h"

namespace ui {
namespace {

constexpr double smallest = 10;
constexpr double largest = 30;
/// On a page numbers are as large as its text.
constexpr double onPage = 13;
constexpr double leastHeightOnPage = 18;
constexpr double marginOnPage = 7;
/// Space that a number keeps to both sides of its cell together.
constexpr double margin = 6;
/// Digits of tiny numbers may cost the others so much of their size.
constexpr double leastShare = 0.7;

}  // namespace

QString CellNumbers::text(double v) const {
  const bool vanishes = tiny && v != 0 && std::abs(v) < 0.5 * std::pow(10.0, -decimals);
  if (!vanishes) return numberText(v, decimals, zero);
  if (tinyDigits == notEvenOne) return QStringLiteral("\u22480");
  QString text = significantText(v, std::max(tinyDigits, 1));
  if (tinyDigits > shortest) return text;
  text.replace(QStringLiteral(" \u00d7 "), QStringLiteral("\u00b7"));
  if (const qsizetype point = text.indexOf(u"0."); point == 0 || point == 1) text.remove(point, 1);
  return text;
}

double widestNumber(std::span<const HeatmapData> panels, const CellNumbers& numbers) {
  // Every digit taken as a 0: few distinct patterns, so few measurements.
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

CellNumbers numbersThatFit(std::span<const HeatmapData> panels, double cellWidth, double cellHeight,
                           int decimals) {
  const bool page = textSetting().page;
  if (page ? cellHeight < leastHeightOnPage : cellWidth < leastNumberWidth || cellHeight < leastNumberHeight) return {};
  const double wanted = std::clamp(std::min(0.27 * cellWidth, 0.48 * cellHeight), smallest, largest);
  const auto sized = [&](CellNumbers numbers) {
    const double widest = widestNumber(panels, numbers);
    if (page) {
      numbers.pixelSize = widest * onPage <= cellWidth - marginOnPage ? onPage : 0;
      return numbers;
    }
    numbers.pixelSize = widest > 0 ? std::min(wanted, (cellWidth - margin) / widest) : wanted;
    // Half pixels only, so that panels of nearly the same size get the same text.
    numbers.pixelSize = std::floor(numbers.pixelSize * 2) / 2;
    return numbers;
  };
  const auto withTiny = [&](const CellNumbers& numbers, std::initializer_list<int> all) -> std::optional<CellNumbers> {
    for (const int digits : all) {
      const CellNumbers own = sized({.decimals = numbers.decimals, .zero = Zero::Bare, .tiny = true, .tinyDigits = digits});
      if (own.pixelSize >= std::max(smallest, leastShare * numbers.pixelSize)) return own;
    }
    return std::nullopt;
  };
  const bool narrow = decimals == 0 && cellWidth < 40 && !page;
  if (decimals == 0) decimals = narrow ? 1 : 2;
  const auto vanish = [&](double unit) {
    return std::ranges::any_of(panels, [&](const HeatmapData& panel) {
      return std::ranges::any_of(panel.numbers, [&](double v) { return v != 0 && std::abs(v) < unit / 2; });
    });
  };
  // In narrow cells the second decimal is worth its room where numbers would vanish without it.
  if (narrow && vanish(0.1)) {
    const CellNumbers two = sized({.decimals = 2, .zero = Zero::Bare});
    if (two.pixelSize >= smallest)
      if (const auto own = withTiny(two, {2, 1, CellNumbers::shortest, CellNumbers::notEvenOne})) return *own;
  }
  for (; decimals > 0; --decimals) {
    const CellNumbers numbers = sized({.decimals = decimals, .zero = Zero::Bare});
    if (numbers.pixelSize < smallest) continue;
    return withTiny(numbers, {2, 1, CellNumbers::shortest, CellNumbers::notEvenOne}).value_or(numbers);
  }
  return {};
}

}  // namespace ui

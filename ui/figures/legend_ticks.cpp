#include "ui/figures/legend_ticks.h"

#include <algorithm>
#include <cmath>

#include "ui/figures/number_text.h"
#include "ui/figures/scale_legend.h"

namespace ui {
namespace {

/// Between two texts, px.
constexpr double apart = 4;

QString powerText(int exponent, bool negative) {
  return (negative ? QStringLiteral("\u2212") : QString()) + QStringLiteral("10") + superscriptText(exponent);
}

/// From where to where a text below the bar reaches, in px.
std::pair<double, double> reach(const LegendTick& tick, double barWidth, const TextStyle& style) {
  const double width = textWidth(tick.text, style);
  const double x = tick.place * barWidth;
  if (tick.place <= 0) return {x, x + width};
  return tick.place >= 1 ? std::pair(x - width, x) : std::pair(x - width / 2, x + width / 2);
}

double placeOf(const ColourScale& scale, double v) {
  const double lo = symmetricLog(scale.lo, scale.tau);
  return (symmetricLog(v, scale.tau) - lo) / (symmetricLog(scale.hi, scale.tau) - lo);
}

/// The powers of ten inside the limits, of one sign, outermost first.
std::vector<LegendTick> powers(const ColourScale& scale, bool negative) {
  std::vector<LegendTick> ticks;
  const double end = negative ? -scale.lo : scale.hi;
  if (!(end > 0)) return ticks;
  const int most = static_cast<int>(std::floor(std::log10(end) + 1e-9));
  const int least = static_cast<int>(std::ceil(std::log10(scale.tau) - 1e-9));
  for (int exponent = most; exponent >= least; --exponent) {
    const double v = std::pow(10.0, exponent);
    const double place = placeOf(scale, negative ? -v : v);
    if (place > 0.001 && place < 0.999) ticks.push_back({place, powerText(exponent, negative), true});
  }
  return ticks;
}

}  // namespace

std::vector<LegendTick> legendTicks(const ColourScale& scale, double barWidth, const TextStyle& style) {
  // Short at a logarithmic scale, where powers stand between.
  const auto end = [&](double v) { return scale.isLog() ? significantText(v, 2) : limitText(v); };
  std::vector<LegendTick> ticks{{0, end(scale.lo)}, {1, end(scale.hi)}};
  if (scale.isDiverging()) ticks.push_back({0.5, QStringLiteral("0")});
  // Long limits below a short bar leave the 0 no room.
  if (ticks.size() == 3 &&
      reach(ticks[0], barWidth, style).second + apart > reach(ticks[2], barWidth, style).first)
    ticks.pop_back();
  if (!scale.isLog() || !(scale.lo < scale.hi)) return ticks;
  std::vector<std::pair<double, double>> taken;
  for (const LegendTick& tick : ticks) taken.push_back(reach(tick, barWidth, style));
  for (const bool negative : {true, false}) {
    for (LegendTick tick : powers(scale, negative)) {
      const auto own = reach(tick, barWidth, style);
      const bool free = std::ranges::none_of(taken, [&](const auto& other) {
        return own.first < other.second + apart && own.second + apart > other.first;
      });
      if (free) {
        taken.push_back(own);
      } else {
        tick.text.clear();
      }
      ticks.push_back(tick);
    }
  }
  return ticks;
}

}  // namespace ui

#include "ui/figures/panel_facts.h"

#include <algorithm>
#include <cmath>

namespace ui {

LegendKeys PanelFacts::marksWithin(double lo, double hi) const {
  LegendKeys keys = marks;
  keys.clippedBelow = least < lo;
  keys.clippedAbove = greatest > hi;
  return keys;
}

PanelFacts panelFacts(std::span<const double> numbers) {
  PanelFacts facts;
  bool any = false;
  bool allZero = !numbers.empty();
  for (const double v : numbers) {
    allZero = allZero && v == 0;
    if (std::isnan(v)) {
      facts.marks.nan = true;
      continue;
    }
    if (std::isinf(v)) {
      (v > 0 ? facts.marks.positiveInfinity : facts.marks.negativeInfinity) = true;
      continue;
    }
    facts.magnitudes.add(v);
    facts.least = any ? std::min(facts.least, v) : v;
    facts.greatest = any ? std::max(facts.greatest, v) : v;
    facts.marks.zero |= v == 0;
    any = true;
  }
  facts.marks.negative = facts.least < 0;
  facts.allZero = allZero;
  return facts;
}

}  // namespace ui

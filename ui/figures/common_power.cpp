#include "ui/figures/common_power.h"

#include <algorithm>
#include <cmath>

#include "ui/figures/number_text.h"

namespace ui {

CommonPower CommonPower::of(double largest) {
  if (!(largest > 0) || !std::isfinite(largest)) return {};
  const int e = static_cast<int>(std::floor(std::log10(largest)));
  if (e < -2 || e > 4) return {e, 2};
  return {0, std::clamp(3 - std::max(e, 0), 0, 3)};
}

QString CommonPower::text(double v) const {
  if (exponent == 0 || !std::isfinite(v)) return numberText(v, decimals, Zero::Bare);
  // Dividing by a power of ten that is a number keeps the last digit right.
  const double power = std::pow(10, std::abs(exponent));
  return numberText(exponent > 0 ? v / power : v * power, decimals, Zero::Bare);
}

QString CommonPower::factor() const {
  return exponent == 0 ? QString() : QStringLiteral(" \u00d7 10") + superscriptText(exponent);
}

}  // namespace ui

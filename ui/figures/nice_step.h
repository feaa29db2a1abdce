#pragma once

#include <cmath>

namespace ui {

/// 1, 2 or 5 times a power of ten, so that about `wanted` steps fit into `span`.
inline double niceStep(double span, int wanted) {
  const double raw = span / wanted;
  const double power = std::pow(10, std::floor(std::log10(raw)));
  const double share = raw / power;
  return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
}

}  // namespace ui

#include "ui/model/magnitudes.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ui {

void Magnitudes::add(double v) {
  const double m = std::abs(v);
  if (!std::isfinite(m) || m == 0) return;
  largest = std::max(largest, m);
  smallest = smallest == 0 ? m : std::min(smallest, m);
}

void Magnitudes::add(std::span<const double> numbers) {
  for (const double v : numbers) add(v);
}

void Magnitudes::add(const Magnitudes& other) {
  add(other.largest);
  add(other.smallest);
}

Magnitudes magnitudesOf(std::span<const double> numbers) {
  Magnitudes magnitudes;
  magnitudes.add(numbers);
  return magnitudes;
}

double symmetricLog(double v, double tau) {
  const double ratio = std::abs(v) / tau;
  const double log = std::isfinite(ratio) || std::isinf(v) ? std::log1p(ratio) / std::numbers::ln10
                                                           : std::log10(std::abs(v)) - std::log10(tau);
  return std::copysign(log, v);
}

double fromSymmetricLog(double s, double tau) {
  const double ratio = std::expm1(std::abs(s) * std::numbers::ln10);
  const double v = std::isfinite(ratio) ? tau * ratio : std::pow(10.0, std::abs(s) + std::log10(tau));
  return std::copysign(v, s);
}

}  // namespace ui

#pragma once

#include <span>

namespace ui {

/// The largest and the smallest nonzero magnitude among finite numbers; 0 where there is none.
struct Magnitudes {
  double largest = 0;
  double smallest = 0;

  bool operator==(const Magnitudes&) const = default;
  void add(double v);
  void add(std::span<const double> numbers);
  void add(const Magnitudes& other);
};

Magnitudes magnitudesOf(std::span<const double> numbers);

/// A zero-centred scale without its colours: ±limit, and for a symmetric logarithm the τ > 0 up to which it
/// is nearly linear.
struct ScaleLimits {
  double limit = 1;
  double tau = 0;
  bool operator==(const ScaleLimits&) const = default;
};

/// sign(v)·log10(1 + |v|/τ), also where |v|/τ is beyond the range of numbers.
double symmetricLog(double v, double tau);
/// The v whose symmetric logarithm is `s`.
double fromSymmetricLog(double s, double tau);

}  // namespace ui

#pragma once

#include <QString>

namespace ui {

/// How numbers that stand together are written: with one power of ten for all where they are very small or
/// large, and so many decimals that the largest has three or four digits.
struct CommonPower {
  int exponent = 0;
  int decimals = 3;

  /// For numbers up to `largest` in magnitude.
  static CommonPower of(double largest);
  /// Without the power; exactly 0 is "0".
  QString text(double v) const;
  /// " × 10⁻⁴"; empty where the exponent is 0.
  QString factor() const;
};

}  // namespace ui

#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace core {

// Elementary functions without branches and calls, so that a loop over them becomes vector instructions. Only additions,
// multiplications, divisions and bit patterns: the result for a number is the same on every machine, alone or at
// any place of a tensor. Within 4 units in the last place; NaN, infinities, zeros and denormal numbers as in <cmath>.

namespace elementary {

/// Adding it rounds to a whole number, which then stands in the lowest bits.
inline constexpr double shifter = 0x1.8p52;

/// 2^n for a whole number −1022 ≤ n ≤ 1023.
inline double powerOfTwo(double n) {
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(n + (shifter + 1023)) << 52);
}

/// x = n·log 2 + r with |r| ≤ ½ log 2.
struct Reduced {
  double n;
  double r;
};

inline Reduced reduced(double x) {
  // log 2 in two parts; the first has so few bits that its product with n is exact.
  constexpr double high = 0x1.62e42fee00000p-1;
  constexpr double low = 0x1.a39ef35793c76p-33;
  constexpr double perLog2 = 0x1.71547652b82fep+0;
  const double n = (x * perLog2 + shifter) - shifter;
  return {n, (x - n * high) - n * low};
}

/// (e^r − 1 − r) / r², |r| ≤ ½ log 2: the polynomial that meets it at the ten Chebyshev points of that interval, so that e^r is off by
/// less than 2·10⁻¹⁷ before roundings.
inline double exponentialRest(double r) {
  const double r2 = r * r;
  const double r4 = r2 * r2;
  const double a = (0x1.0000000000001p-1 + r * 0x1.5555555555556p-3) + r2 * (0x1.5555555553d63p-5 + r * 0x1.11111111109b3p-7);
  const double b = (0x1.6c16c1788bd90p-10 + r * 0x1.a01a01a7c41d5p-13) + r2 * (0x1.a019b90d2ae7ap-16 + r * 0x1.71de0dae63bb3p-19);
  const double c = 0x1.289185613a3d6p-22 + r * 0x1.af38a9b0ec855p-26;
  return a + r4 * (b + r4 * c);
}

/// `x` where it is NaN, else the nearest number in [low, high].
inline double limited(double x, double low, double high) {
  const double below = x > high ? high : x;
  return below < low ? low : below;
}

}  // namespace elementary

/// e^x
inline double exponential(double x) {
  using namespace elementary;
  const auto [n, r] = reduced(limited(x, -750, 720));
  // In two steps, as 2^n itself may be no double where the result is one.
  const double half = (n * 0.5 + shifter) - shifter;
  return (1 + (r + r * r * exponentialRest(r))) * powerOfTwo(half) * powerOfTwo(n - half);
}

/// The natural logarithm.
inline double logarithm(double x) {
  using namespace elementary;
  constexpr double high = 0x1.62e42fee00000p-1;
  constexpr double low = 0x1.a39ef35793c76p-33;
  constexpr std::uint64_t one = 0x3ff0000000000000;
  constexpr std::uint64_t rootOfHalf = 0x3fe6a09e667f3bcd;
  const bool isDenormal = x < std::numeric_limits<double>::min();
  const std::uint64_t bits = std::bit_cast<std::uint64_t>(isDenormal ? x * 0x1p54 : x) + (one - rootOfHalf);
  // x = m·2^k with √½ ≤ m < √2
  const double m = std::bit_cast<double>((bits & 0x000fffffffffffff) + rootOfHalf);
  const double k = (std::bit_cast<double>((bits >> 52) | 0x4330000000000000) - 0x1p52) - (isDenormal ? 1077 : 1023);
  // log m = 2·artanh(s) = f − s·(f − 2·s²·(1/3 + s²/5 + s⁴/7 + …)) with f = m − 1, s = f/(2 + f)
  const double f = m - 1;
  const double s = f / (2 + f);
  const double z = s * s;
  const double z2 = z * z;
  const double z4 = z2 * z2;
  const double a = (1.0 / 3 + z * (1.0 / 5)) + z2 * (1.0 / 7 + z * (1.0 / 9));
  const double b = (1.0 / 11 + z * (1.0 / 13)) + z2 * (1.0 / 15 + z * (1.0 / 17));
  const double c = 1.0 / 19 + z * (1.0 / 21);
  const double series = a + z4 * (b + z4 * c);
  const double result = k * high + (f - (s * (f - 2 * z * series) - k * low));
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const double ofPositive = x < infinity ? result : x;
  const double ofOther = x == 0 ? -infinity : std::numeric_limits<double>::quiet_NaN();
  return x > 0 ? ofPositive : ofOther;
}

/// 1 / (1 + e^−x)
inline double logistic(double x) { return 1 / (1 + exponential(-x)); }

/// The hyperbolic tangent: (e^{2|x|} − 1) / (e^{2|x|} + 1) with the sign of x.
inline double hyperbolicTangent(double x) {
  using namespace elementary;
  const double twice = std::abs(x) * 2;
  const auto [n, r] = reduced(twice > 44 ? 44 : twice);
  const double scale = powerOfTwo(n);
  const double power = (r + r * r * exponentialRest(r)) * scale + (scale - 1);
  return std::copysign(power / (power + 2), x);
}

}  // namespace core

#pragma once

#include <limits>

#include "core/tensor/shape.h"

namespace core {

/// The sum of eight running sums, in the order in which halves of vectors are added.
inline double sumOfLanes(const double* sums) {
  return ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]));
}

/// Σ term(k) in eight running sums, which vectors of any width can hold: the order of the additions is the same on every machine.
template <typename Term>
double sumInLanes(Index count, const Term& term) {
  constexpr Index lanes = 8;
  double sums[lanes] = {};
  Index k = 0;
  for (; k + lanes <= count; k += lanes) {
    for (Index lane = 0; lane < lanes; ++lane) sums[lane] += term(k + lane);
  }
  for (Index lane = 0; k < count; ++k, ++lane) sums[lane] += term(k);
  return sumOfLanes(sums);
}

/// The largest of `count` numbers, −∞ of none; NaNs are passed over.
inline double largestInLanes(const double* numbers, Index count) {
  constexpr Index lanes = 8;
  double largest[lanes];
  for (double& lane : largest) lane = -std::numeric_limits<double>::infinity();
  Index k = 0;
  for (; k + lanes <= count; k += lanes) {
    for (Index lane = 0; lane < lanes; ++lane) largest[lane] = numbers[k + lane] > largest[lane] ? numbers[k + lane] : largest[lane];
  }
  double result = largest[0];
  for (const double lane : largest) result = lane > result ? lane : result;
  for (; k < count; ++k) result = numbers[k] > result ? numbers[k] : result;
  return result;
}

#ifdef __x86_64__
/// `loop()` with everything that it calls compiled for vectors of four numbers.
template <typename Loop>
[[gnu::target("avx2"), gnu::flatten]] void withWideVectors(const Loop& loop) {
  loop();
}

/// The same for vectors of eight.
template <typename Loop>
[[gnu::target("avx512f,avx512dq,avx512bw,avx512vl,prefer-vector-width=512"), gnu::flatten]] void withWidestVectors(
    const Loop& loop) {
  loop();
}

/// How many numbers the vectors of this machine hold, as far as there is code for them: 2, 4 or 8.
inline int vectorWidth() {
  static const int width = [] {
    const bool widest = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
                        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
    return widest ? 8 : __builtin_cpu_supports("avx2") ? 4 : 2;
  }();
  return width;
}

/// Calls `loop()`, a loop over numbers, in code for the widest vectors that this machine has. There is no fused multiply-add among what
/// is added, so that the results are the same on every machine.
template <typename Loop>
void vectorised(const Loop& loop) {
  switch (vectorWidth()) {
    case 8: return withWidestVectors(loop);
    case 4: return withWideVectors(loop);
    default: return loop();
  }
}
#else
template <typename Loop>
void vectorised(const Loop& loop) {
  loop();
}
#endif

}  // namespace core

#pragma once

namespace core {

#ifdef __x86_64__
/// `loop()` with everything that it calls compiled for vectors of four numbers.
template <typename Loop>
[[gnu::target("avx2"), gnu::flatten]] void withWideVectors(const Loop& loop) {
  loop();
}

/// Whether this machine has them.
inline bool hasWideVectors() {
  static const bool has = __builtin_cpu_supports("avx2");
  return has;
}

/// Calls `loop()`, a loop over numbers, in code for the widest vectors that this machine has. There is no fused multiply-add among what
/// is added, so that the results are the same on every machine.
template <typename Loop>
void vectorised(const Loop& loop) {
  if (hasWideVectors()) withWideVectors(loop);
  else loop();
}
#else
template <typename Loop>
void vectorised(const Loop& loop) {
  loop();
}
#endif

}  // namespace core

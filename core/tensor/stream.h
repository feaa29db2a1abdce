#pragma once

#include <algorithm>
#include <cstdint>

#ifdef __x86_64__
#include <emmintrin.h>
#endif

#include "core/tensor/shape.h"

namespace core {

/// Copies numbers past the caches, for memory that is not read again soon: an ordinary store to memory reads it first. After the last
/// call and before another thread reads, `endStream`.
inline void streamTo(double* to, const double* from, Index count) {
#ifdef __x86_64__
  constexpr std::uintptr_t line = 64;
  for (; count > 0 && reinterpret_cast<std::uintptr_t>(to) % line != 0; --count) *to++ = *from++;
  for (; count >= 8; count -= 8, to += 8, from += 8) {
    _mm_stream_pd(to, _mm_loadu_pd(from));
    _mm_stream_pd(to + 2, _mm_loadu_pd(from + 2));
    _mm_stream_pd(to + 4, _mm_loadu_pd(from + 4));
    _mm_stream_pd(to + 6, _mm_loadu_pd(from + 6));
  }
#endif
  std::copy_n(from, count, to);
}

inline void endStream() {
#ifdef __x86_64__
  _mm_sfence();
#endif
}

}  // namespace core

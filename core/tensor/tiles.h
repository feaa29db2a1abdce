#pragma once

#ifdef __x86_64__
#include <immintrin.h>

#include "core/tensor/shape.h"

namespace core {

// Sums of products that stay in registers while the inner axis runs, for vectors of 8 numbers and of 4. Every sum is a chain of fused
// multiply-adds in the order of the inner axis, so that both give the same bits.

/// One tile of a product: `rows` × `columns` entries at `result`, of which the factors hold full vectors.
struct TilePlace {
  double* result;
  Index rowStep;
  Index rows;
  Index columns;
  bool adds;
};

/// The factors of the rows of a tile, at each step of the inner axis: packed side by side, `rows` of them.
template <Index rows>
struct PackedFactors {
  const double* data;
  double at(Index i, Index k) const { return data[k * rows + i]; }
};

/// The same where the matrix has them.
struct StridedFactors {
  const double* data;
  Index rowStep;
  Index columnStep;
  double at(Index i, Index k) const { return data[i * rowStep + k * columnStep]; }
};

/// The lines of the other factor, one at each step of the inner axis: one after the other.
struct PackedLines {
  const double* data;
  Index length;
  const double* at(Index k) const { return data + k * length; }
};

/// The same for lines that stand anywhere.
struct ScatteredLines {
  const double* data;
  const Index* places;
  const double* at(Index k) const { return data + places[k]; }
};

/// Two bundles of `count` lines each, as far apart as the steps say.
struct LinePairs {
  const double* first;
  const double* second;
  Index firstStep;
  Index secondStep;
  Index count;
  Index length;
};

struct Wide8 {
  static constexpr Index width = 8;
  static constexpr Index rows = 8;
  static constexpr Index vectors = 3;

  /// result (+)= a · b for the full inner axis: at each of its steps `a` has `rows` numbers and a line of b `count` vectors.
  template <Index count, typename Factors, typename Lines>
  [[gnu::target("avx512f")]] static void tile(Index depth, const Factors& a, const Lines& lines, const TilePlace& place) {
    __m512d sums[rows][count];
    for (auto& line : sums) {
      for (__m512d& sum : line) sum = _mm512_setzero_pd();
    }
    for (Index k = 0; k < depth; ++k) {
      const double* const b = lines.at(k);
      __m512d numbers[count];
#pragma GCC unroll 3
      for (Index v = 0; v < count; ++v) numbers[v] = _mm512_loadu_pd(b + width * v);
#pragma GCC unroll 8
      for (Index i = 0; i < rows; ++i) {
        const __m512d factor = _mm512_set1_pd(a.at(i, k));
#pragma GCC unroll 3
        for (Index v = 0; v < count; ++v) sums[i][v] = _mm512_fmadd_pd(factor, numbers[v], sums[i][v]);
      }
    }
    constexpr __mmask8 all = 0xff;
    const __mmask8 last = firstOf(place.columns - width * (count - 1));
#pragma GCC unroll 8
    for (Index i = 0; i < rows; ++i) {
      if (i >= place.rows) break;
      double* const line = place.result + i * place.rowStep;
#pragma GCC unroll 3
      for (Index v = 0; v < count; ++v) {
        const __mmask8 there = v + 1 < count ? all : last;
        const __m512d before = place.adds ? _mm512_maskz_loadu_pd(there, line + width * v) : _mm512_setzero_pd();
        _mm512_mask_storeu_pd(line + width * v, there, _mm512_add_pd(before, sums[i][v]));
      }
    }
  }

  /// sums[i, j] += the products of line after line of the bundles i of the first and j of the second, in eight lanes each. Bundles begin at
  /// the places given.
  template <Index firsts, Index seconds>
  [[gnu::target("avx512f")]] static void dots(const LinePairs& lines, const Index* firstPlaces, const Index* secondPlaces, double* sums) {
    __m512d lanes[firsts][seconds];
#pragma GCC unroll 8
    for (Index i = 0; i < firsts; ++i) {
#pragma GCC unroll 3
      for (Index j = 0; j < seconds; ++j) lanes[i][j] = _mm512_loadu_pd(sums + (i * seconds + j) * 8);
    }
    for (Index line = 0; line < lines.count; ++line) {
      const double* const a = lines.first + line * lines.firstStep;
      const double* const b = lines.second + line * lines.secondStep;
      for (Index t = 0; t < lines.length; t += width) {
        const __mmask8 there = firstOf(lines.length - t);
        __m512d numbers[seconds];
#pragma GCC unroll 3
        for (Index j = 0; j < seconds; ++j) numbers[j] = _mm512_maskz_loadu_pd(there, b + secondPlaces[j] + t);
#pragma GCC unroll 8
        for (Index i = 0; i < firsts; ++i) {
          const __m512d factor = _mm512_maskz_loadu_pd(there, a + firstPlaces[i] + t);
#pragma GCC unroll 3
          for (Index j = 0; j < seconds; ++j) lanes[i][j] = _mm512_fmadd_pd(factor, numbers[j], lanes[i][j]);
        }
      }
    }
#pragma GCC unroll 8
    for (Index i = 0; i < firsts; ++i) {
#pragma GCC unroll 3
      for (Index j = 0; j < seconds; ++j) _mm512_storeu_pd(sums + (i * seconds + j) * 8, lanes[i][j]);
    }
  }

  /// to[k, n] = from[n, k] for 8 × 8 numbers.
  [[gnu::target("avx512f")]] static void transpose(const double* from, Index fromStep, double* to, Index toStep) {
    constexpr __mmask8 all = 0xff;  // without it GCC warns at its own header
    __m512d pairs[8];
#pragma GCC unroll 4
    for (Index n = 0; n < 8; n += 2) {
      const __m512d even = _mm512_loadu_pd(from + n * fromStep), odd = _mm512_loadu_pd(from + (n + 1) * fromStep);
      pairs[n] = _mm512_maskz_unpacklo_pd(all, even, odd);
      pairs[n + 1] = _mm512_maskz_unpackhi_pd(all, even, odd);
    }
#pragma GCC unroll 2
    for (Index k = 0; k < 2; ++k) {
      const __m512d a = _mm512_maskz_shuffle_f64x2(all, pairs[k], pairs[k + 2], 0x88);
      const __m512d b = _mm512_maskz_shuffle_f64x2(all, pairs[k], pairs[k + 2], 0xdd);
      const __m512d c = _mm512_maskz_shuffle_f64x2(all, pairs[k + 4], pairs[k + 6], 0x88);
      const __m512d d = _mm512_maskz_shuffle_f64x2(all, pairs[k + 4], pairs[k + 6], 0xdd);
      _mm512_storeu_pd(to + k * toStep, _mm512_maskz_shuffle_f64x2(all, a, c, 0x88));
      _mm512_storeu_pd(to + (k + 2) * toStep, _mm512_maskz_shuffle_f64x2(all, b, d, 0x88));
      _mm512_storeu_pd(to + (k + 4) * toStep, _mm512_maskz_shuffle_f64x2(all, a, c, 0xdd));
      _mm512_storeu_pd(to + (k + 6) * toStep, _mm512_maskz_shuffle_f64x2(all, b, d, 0xdd));
    }
  }

private:
  static __mmask8 firstOf(Index count) { return static_cast<__mmask8>(count >= width ? 0xff : (1 << count) - 1); }
};

struct Wide4 {
  static constexpr Index width = 4;
  static constexpr Index rows = 4;
  static constexpr Index vectors = 3;

  template <Index count, typename Factors, typename Lines>
  [[gnu::target("avx2,fma")]] static void tile(Index depth, const Factors& a, const Lines& lines, const TilePlace& place) {
    __m256d sums[rows][count];
    for (auto& line : sums) {
      for (__m256d& sum : line) sum = _mm256_setzero_pd();
    }
    for (Index k = 0; k < depth; ++k) {
      const double* const b = lines.at(k);
      __m256d numbers[count];
#pragma GCC unroll 3
      for (Index v = 0; v < count; ++v) numbers[v] = _mm256_loadu_pd(b + width * v);
#pragma GCC unroll 4
      for (Index i = 0; i < rows; ++i) {
        const __m256d factor = _mm256_set1_pd(a.at(i, k));
#pragma GCC unroll 3
        for (Index v = 0; v < count; ++v) sums[i][v] = _mm256_fmadd_pd(factor, numbers[v], sums[i][v]);
      }
    }
    const __m256i last = firstOf(place.columns - width * (count - 1));
#pragma GCC unroll 4
    for (Index i = 0; i < rows; ++i) {
      if (i >= place.rows) break;
      double* const line = place.result + i * place.rowStep;
#pragma GCC unroll 3
      for (Index v = 0; v < count; ++v) {
        const __m256i there = v + 1 < count ? _mm256_set1_epi64x(-1) : last;
        const __m256d before = place.adds ? _mm256_maskload_pd(line + width * v, there) : _mm256_setzero_pd();
        _mm256_maskstore_pd(line + width * v, there, _mm256_add_pd(before, sums[i][v]));
      }
    }
  }

  template <Index firsts, Index seconds>
  [[gnu::target("avx2,fma")]] static void dots(const LinePairs& lines, const Index* firstPlaces, const Index* secondPlaces, double* sums) {
    // Four of the eight lanes at a time: all of them are more than there are registers.
    for (Index half = 0; half < 8; half += width) {
      __m256d lanes[firsts][seconds];
#pragma GCC unroll 4
      for (Index i = 0; i < firsts; ++i) {
#pragma GCC unroll 3
        for (Index j = 0; j < seconds; ++j) lanes[i][j] = _mm256_loadu_pd(sums + (i * seconds + j) * 8 + half);
      }
      for (Index line = 0; line < lines.count; ++line) {
        const double* const a = lines.first + line * lines.firstStep;
        const double* const b = lines.second + line * lines.secondStep;
        for (Index t = half; t < lines.length; t += 8) {
          const __m256i there = firstOf(lines.length - t);
          __m256d numbers[seconds];
#pragma GCC unroll 3
          for (Index j = 0; j < seconds; ++j) numbers[j] = _mm256_maskload_pd(b + secondPlaces[j] + t, there);
#pragma GCC unroll 4
          for (Index i = 0; i < firsts; ++i) {
            const __m256d factor = _mm256_maskload_pd(a + firstPlaces[i] + t, there);
#pragma GCC unroll 3
            for (Index j = 0; j < seconds; ++j) lanes[i][j] = _mm256_fmadd_pd(factor, numbers[j], lanes[i][j]);
          }
        }
      }
#pragma GCC unroll 4
      for (Index i = 0; i < firsts; ++i) {
#pragma GCC unroll 3
        for (Index j = 0; j < seconds; ++j) _mm256_storeu_pd(sums + (i * seconds + j) * 8 + half, lanes[i][j]);
      }
    }
  }

  /// to[k, n] = from[n, k] for 4 × 4 numbers.
  [[gnu::target("avx2,fma")]] static void transpose(const double* from, Index fromStep, double* to, Index toStep) {
    const __m256d r0 = _mm256_loadu_pd(from), r1 = _mm256_loadu_pd(from + fromStep);
    const __m256d r2 = _mm256_loadu_pd(from + 2 * fromStep), r3 = _mm256_loadu_pd(from + 3 * fromStep);
    const __m256d a = _mm256_unpacklo_pd(r0, r1), b = _mm256_unpackhi_pd(r0, r1);
    const __m256d c = _mm256_unpacklo_pd(r2, r3), d = _mm256_unpackhi_pd(r2, r3);
    _mm256_storeu_pd(to, _mm256_permute2f128_pd(a, c, 0x20));
    _mm256_storeu_pd(to + toStep, _mm256_permute2f128_pd(b, d, 0x20));
    _mm256_storeu_pd(to + 2 * toStep, _mm256_permute2f128_pd(a, c, 0x31));
    _mm256_storeu_pd(to + 3 * toStep, _mm256_permute2f128_pd(b, d, 0x31));
  }

private:
  [[gnu::target("avx2")]] static __m256i firstOf(Index count) {
    return _mm256_cmpgt_epi64(_mm256_set1_epi64x(count), _mm256_set_epi64x(3, 2, 1, 0));
  }
};

/// Calls `Tile::tile` for as many vectors as the columns of the place need, which are one to `Tile::vectors`.
template <typename Tile, typename Factors, typename Lines>
void multiplyTile(Index depth, const Factors& a, const Lines& lines, const TilePlace& place) {
  static_assert(Tile::vectors == 3);
  switch ((place.columns + Tile::width - 1) / Tile::width) {
    case 1: return Tile::template tile<1>(depth, a, lines, place);
    case 2: return Tile::template tile<2>(depth, a, lines, place);
    default: return Tile::template tile<3>(depth, a, lines, place);
  }
}

/// Packs `count` ≤ `lines` lines of `depth` numbers side by side: to[k·lines + n] = from[n·lineStep + k·depthStep]; the rest is 0.
template <typename Tile, Index lines>
void packLines(const double* from, Index count, Index lineStep, Index depth, Index depthStep, double* to) {
  static_assert(lines % Tile::width == 0);
  if (count == lines && lineStep == 1) {
    for (Index k = 0; k < depth; ++k) {
      for (Index n = 0; n < lines; ++n) to[k * lines + n] = from[k * depthStep + n];
    }
    return;
  }
  Index done = 0;
  if (count == lines && depthStep == 1) {
    for (; done + Tile::width <= depth; done += Tile::width) {
      for (Index n = 0; n < lines; n += Tile::width)
        Tile::transpose(from + n * lineStep + done, lineStep, to + done * lines + n, lines);
    }
  }
  for (Index k = done; k < depth; ++k) {
    for (Index n = 0; n < count; ++n) to[k * lines + n] = from[n * lineStep + k * depthStep];
    for (Index n = count; n < lines; ++n) to[k * lines + n] = 0;
  }
}

/// The same for any number of lines, `lines` of them at a time; those at the end take as few vectors as they need.
template <typename Tile, Index lines>
void packAll(const double* from, Index count, Index lineStep, Index depth, Index depthStep, double* to) {
  Index first = 0;
  for (; first + lines <= count; first += lines, to += lines * depth)
    packLines<Tile, lines>(from + first * lineStep, lines, lineStep, depth, depthStep, to);
  if (first == count) return;
  const Index rest = count - first;
  const double* const source = from + first * lineStep;
  if constexpr (lines > Tile::width) {
    if (rest <= Tile::width) return packLines<Tile, Tile::width>(source, rest, lineStep, depth, depthStep, to);
  }
  if constexpr (lines > 2 * Tile::width) {
    if (rest <= 2 * Tile::width) return packLines<Tile, 2 * Tile::width>(source, rest, lineStep, depth, depthStep, to);
  }
  packLines<Tile, lines>(source, rest, lineStep, depth, depthStep, to);
}

}  // namespace core
#endif

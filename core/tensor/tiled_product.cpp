#include "core/tensor/tiled_product.h"

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <memory>
#include <new>

#ifdef __x86_64__
#include <immintrin.h>
#endif

namespace core {

#ifdef __x86_64__
namespace {

// The product is cut into blocks whose factors stay in the caches, and these into tiles whose sums stay in
// registers. Both factors of a block are packed: the numbers that a tile takes in one step of the inner axis
// stand side by side.
constexpr Index innerBlock = 128;
constexpr Index rowBlock = 96;      // a multiple of the rows of every tile
constexpr Index columnBlock = 192;  // a multiple of the columns of every tile

/// One tile: `rows` × `columns` entries at `result`, of which the packed factors hold full tiles.
struct TilePlace {
  double* result;
  Index rowStep;
  Index rows;
  Index columns;
  bool adds;
};

/// Adds a full tile of sums to the part of it that there is.
void storePart(const double* sums, Index tileColumns, const TilePlace& place) {
  for (Index i = 0; i < place.rows; ++i) {
    double* const line = place.result + i * place.rowStep;
    for (Index j = 0; j < place.columns; ++j)
      line[j] = (place.adds ? line[j] : 0.0) + sums[i * tileColumns + j];
  }
}

struct Wide8 {
  static constexpr Index rows = 8;
  static constexpr Index columns = 24;

  [[gnu::target("avx512f")]] static void tile(Index depth, const double* a, const double* b,
                                              const TilePlace& place) {
    __m512d sums[rows][3];
    for (auto& line : sums) line[0] = line[1] = line[2] = _mm512_setzero_pd();
    for (Index k = 0; k < depth; ++k, a += rows, b += columns) {
      const __m512d b0 = _mm512_loadu_pd(b), b1 = _mm512_loadu_pd(b + 8), b2 = _mm512_loadu_pd(b + 16);
#pragma GCC unroll 8
      for (Index i = 0; i < rows; ++i) {
        const __m512d factor = _mm512_set1_pd(a[i]);
        sums[i][0] = _mm512_fmadd_pd(factor, b0, sums[i][0]);
        sums[i][1] = _mm512_fmadd_pd(factor, b1, sums[i][1]);
        sums[i][2] = _mm512_fmadd_pd(factor, b2, sums[i][2]);
      }
    }
    if (place.rows == rows && place.columns == columns) {
#pragma GCC unroll 8
      for (Index i = 0; i < rows; ++i) {
        double* const line = place.result + i * place.rowStep;
        for (Index v = 0; v < 3; ++v) {
          const __m512d before = place.adds ? _mm512_loadu_pd(line + 8 * v) : _mm512_setzero_pd();
          _mm512_storeu_pd(line + 8 * v, _mm512_add_pd(before, sums[i][v]));
        }
      }
      return;
    }
    double part[rows * columns];
#pragma GCC unroll 8
    for (Index i = 0; i < rows; ++i) {
      for (Index v = 0; v < 3; ++v) _mm512_storeu_pd(part + i * columns + 8 * v, sums[i][v]);
    }
    storePart(part, columns, place);
  }
};

struct Wide4 {
  static constexpr Index rows = 4;
  static constexpr Index columns = 12;

  [[gnu::target("avx2,fma")]] static void tile(Index depth, const double* a, const double* b,
                                               const TilePlace& place) {
    __m256d sums[rows][3];
    for (auto& line : sums) line[0] = line[1] = line[2] = _mm256_setzero_pd();
    for (Index k = 0; k < depth; ++k, a += rows, b += columns) {
      const __m256d b0 = _mm256_loadu_pd(b), b1 = _mm256_loadu_pd(b + 4), b2 = _mm256_loadu_pd(b + 8);
#pragma GCC unroll 4
      for (Index i = 0; i < rows; ++i) {
        const __m256d factor = _mm256_set1_pd(a[i]);
        sums[i][0] = _mm256_fmadd_pd(factor, b0, sums[i][0]);
        sums[i][1] = _mm256_fmadd_pd(factor, b1, sums[i][1]);
        sums[i][2] = _mm256_fmadd_pd(factor, b2, sums[i][2]);
      }
    }
    double part[rows * columns];
#pragma GCC unroll 4
    for (Index i = 0; i < rows; ++i) {
      for (Index v = 0; v < 3; ++v) _mm256_storeu_pd(part + i * columns + 4 * v, sums[i][v]);
    }
    storePart(part, columns, place);
  }
};

/// Packs `count` lines of `depth` numbers, `lines` at a time side by side, the last ones filled up with 0.
template <Index lines>
void pack(const double* from, Index count, Index lineStep, Index depth, Index depthStep, double* to) {
  constexpr Index piece = 8;
  for (Index first = 0; first < count; first += lines, to += lines * depth) {
    const Index here = std::min(lines, count - first);
    if (here < lines) std::fill_n(to, lines * depth, 0.0);
    const double* const source = from + first * lineStep;
    if (lineStep == 1) {
      for (Index k = 0; k < depth; ++k) std::copy_n(source + k * depthStep, here, to + k * lines);
      continue;
    }
    for (Index begin = 0; begin < depth; begin += piece) {
      const Index end = std::min(begin + piece, depth);
      for (Index n = 0; n < here; ++n) {
        for (Index k = begin; k < end; ++k) to[k * lines + n] = source[n * lineStep + k * depthStep];
      }
    }
  }
}

struct FreeMemory {
  void operator()(double* memory) const { std::free(memory); }
};
using Buffer = std::unique_ptr<double[], FreeMemory>;

Buffer packedBuffer(Index count) {
  auto* const memory =
      static_cast<double*>(std::aligned_alloc(64, static_cast<std::size_t>(count) * sizeof(double)));
  if (!memory) throw std::bad_alloc();
  return Buffer(memory);
}

template <typename Tile>
void multiplyWith(const MatrixView<const double>& a, const MatrixView<const double>& b, bool adds,
                  const MatrixView<double>& result) {
  static_assert(rowBlock % Tile::rows == 0 && columnBlock % Tile::columns == 0);
  thread_local const Buffer packedA = packedBuffer(rowBlock * innerBlock);
  thread_local const Buffer packedB = packedBuffer(columnBlock * innerBlock);
  for (Index column = 0; column < result.columns; column += columnBlock) {
    const Index width = std::min(columnBlock, result.columns - column);
    for (Index inner = 0; inner < a.columns; inner += innerBlock) {
      const Index depth = std::min(innerBlock, a.columns - inner);
      pack<Tile::columns>(b.data + inner * b.rowStep + column * b.columnStep, width, b.columnStep, depth,
                          b.rowStep, packedB.get());
      for (Index row = 0; row < result.rows; row += rowBlock) {
        const Index height = std::min(rowBlock, result.rows - row);
        pack<Tile::rows>(a.data + row * a.rowStep + inner * a.columnStep, height, a.rowStep, depth,
                         a.columnStep, packedA.get());
        for (Index j = 0; j < width; j += Tile::columns) {
          for (Index i = 0; i < height; i += Tile::rows) {
            const TilePlace place = {result.data + (row + i) * result.rowStep + column + j, result.rowStep,
                                     std::min(Tile::rows, height - i), std::min(Tile::columns, width - j),
                                     adds || inner > 0};
            Tile::tile(depth, packedA.get() + i * depth, packedB.get() + j * depth, place);
          }
        }
      }
    }
  }
}

}  // namespace

int tiledWidth() {
  static const int width = __builtin_cpu_supports("avx512f")                                 ? 8
                           : __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? 4
                                                                                             : 0;
  return width;
}

void multiplyTiled(int width, const MatrixView<const double>& a, const MatrixView<const double>& b, bool adds,
                   const MatrixView<double>& result) {
  assert(result.columnStep == 1 || result.columns == 1);
  if (width == 8)
    multiplyWith<Wide8>(a, b, adds, result);
  else
    multiplyWith<Wide4>(a, b, adds, result);
}
#else
int tiledWidth() { return 0; }

void multiplyTiled(int, const MatrixView<const double>&, const MatrixView<const double>&, bool,
                   const MatrixView<double>&) {
  assert(false);
}
#endif

}  // namespace core

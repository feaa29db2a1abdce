#include "core/tensor/tiled_product.h"

#include <algorithm>
#include <cassert>

#include "core/tensor/aligned_buffer.h"
#include "core/tensor/tiles.h"

namespace core {

#ifdef __x86_64__
namespace {

// The product is cut into blocks whose factors stay in the caches, and these into tiles whose sums stay in registers. The factors of a
// block are packed where that pays: the numbers that a tile takes in one step of the inner axis stand side by side then.
constexpr Index innerBlock = 128;
constexpr Index rowBlock = 96;      // a multiple of the rows of every tile
constexpr Index columnBlock = 192;  // a multiple of the columns of every tile

// Up to so many rows (columns) the other factor is read too seldom for packing to pay, if its lines can be read as they stand.
constexpr Index fewRows = 128;
constexpr Index fewColumns = 192;

/// One product. Full tiles may read a factor where it stands; what is left at the ends is always packed.
template <typename Tile>
class Product {
public:
  Product(const MatrixView<const double>& a, const MatrixView<const double>& b, bool adds, const MatrixView<double>& result)
      : a_(a),
        b_(b),
        adds_(adds),
        result_(result),
        packsA_(result.columns > fewColumns),
        packsB_(result.rows > fewRows || b.columnStep != 1) {}

  void run() {
    for (Index column = 0; column < result_.columns; column += columnBlock) {
      for (Index inner = 0; inner < a_.columns; inner += innerBlock)
        addBlock(column, std::min(columnBlock, result_.columns - column), inner, std::min(innerBlock, a_.columns - inner));
    }
  }

private:
  static constexpr Index tileColumns = Tile::width * Tile::vectors;
  static_assert(rowBlock % Tile::rows == 0 && columnBlock % tileColumns == 0);

  void addBlock(Index column, Index width, Index inner, Index depth) {
    thread_local const AlignedBuffer packed = alignedBuffer(columnBlock * innerBlock);
    const double* const b = b_.data + inner * b_.rowStep + column * b_.columnStep;
    const Index asItStands = packsB_ ? 0 : width / tileColumns * tileColumns;
    packAll<Tile, tileColumns>(b + asItStands * b_.columnStep, width - asItStands, b_.columnStep, depth, b_.rowStep,
                               packed.get() + asItStands * depth);
    for (Index row = 0; row < result_.rows; row += rowBlock) {
      const Index height = std::min(rowBlock, result_.rows - row);
      const double* const factors = packedRows(row, height, inner, depth);
      for (Index j = 0; j < width; j += tileColumns) {
        const Index columns = std::min(tileColumns, width - j);
        const Index length = (columns + Tile::width - 1) / Tile::width * Tile::width;
        const PackedLines lines = j < asItStands ? PackedLines{b + j, b_.rowStep} : PackedLines{packed.get() + j * depth, length};
        for (Index i = 0; i < height; i += Tile::rows) {
          const TilePlace place = {result_.data + (row + i) * result_.rowStep + column + j, result_.rowStep,
                                   std::min(Tile::rows, height - i), columns, adds_ || inner > 0};
          if (!packsA_ && place.rows == Tile::rows) {
            const double* const a = a_.data + (row + i) * a_.rowStep + inner * a_.columnStep;
            multiplyTile<Tile>(depth, StridedFactors{a, a_.rowStep, a_.columnStep}, lines, place);
          } else {
            multiplyTile<Tile>(depth, PackedFactors<Tile::rows>{factors + i * depth}, lines, place);
          }
        }
      }
    }
  }

  const double* packedRows(Index row, Index height, Index inner, Index depth) {
    thread_local const AlignedBuffer packed = alignedBuffer(rowBlock * innerBlock);
    const Index asTheyStand = packsA_ ? 0 : height / Tile::rows * Tile::rows;
    packAll<Tile, Tile::rows>(a_.data + (row + asTheyStand) * a_.rowStep + inner * a_.columnStep, height - asTheyStand, a_.rowStep, depth,
                              a_.columnStep, packed.get() + asTheyStand * depth);
    return packed.get();
  }

  const MatrixView<const double>& a_;
  const MatrixView<const double>& b_;
  bool adds_;
  const MatrixView<double>& result_;
  bool packsA_;
  bool packsB_;
};

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
    Product<Wide8>(a, b, adds, result).run();
  else
    Product<Wide4>(a, b, adds, result).run();
}
#else
int tiledWidth() { return 0; }

void multiplyTiled(int, const MatrixView<const double>&, const MatrixView<const double>&, bool,
                   const MatrixView<double>&) {
  assert(false);
}
#endif

}  // namespace core

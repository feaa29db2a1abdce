#include "core/linear_map/matrix_product.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numeric>

#include "core/linear_map/diagonal.h"
#include "core/linear_map/form.h"
#include "core/linear_map/line_maxima.h"
#include "core/linear_map/zero.h"
#include "core/tensor/broadcast.h"
#include "core/tensor/multiply.h"

namespace core {
namespace {

/// The factor of one batch as an R × C matrix.
MatrixView<const double> factorView(const ProductPattern& p, const double* values, Index factorBatch) {
  const double* data = values + factorBatch * p.rowCount * p.columnCount;
  if (p.factorTransposed) return {data, p.rowCount, p.columnCount, 1, p.rowCount};
  return {data, p.rowCount, p.columnCount, p.columnCount, 1};
}

/// One batch's entries of the rows' or the columns' side as a P × `size` matrix.
template <typename Number>
MatrixView<Number> sideView(Number* data, Index repeats, Index size, bool interleaved) {
  if (interleaved) return {data, repeats, size, 1, repeats};
  return {data, repeats, size, size, 1};
}

/// Where an entry stands on one side: its batch, its repetition p, and its row or column within the block.
struct Place {
  Index batch;
  Index repeat;
  Index inner;
};

Place placeOf(Index flat, Index repeats, Index size, bool interleaved) {
  const Index within = flat % (repeats * size);
  const Index batch = flat / (repeats * size);
  return interleaved ? Place{batch, within % repeats, within / repeats}
                     : Place{batch, within / size, within % size};
}

/// The factor at every repetition and batch.
class MatrixProduct final : public Form {
public:
  MatrixProduct(Index allRows, Index allColumns, const ProductPattern& pattern, std::vector<double> values)
      : Form(allRows, allColumns), pattern_(pattern), values_(std::move(values)) {
    StridedWalk walk(pattern_.batch, std::array{pattern_.columnBatches, pattern_.factorBatches});
    for (Index batch = pattern_.batch.size(); batch > 0; --batch) {
      batches_.push_back({walk.position(0), walk.position(1)});
      walk.next();
    }
  }

  bool isOneBlock() const { return rows == pattern_.rowCount && columns == pattern_.columnCount; }
  Structure structure() const override { return isOneBlock() ? Structure::Dense : Structure::Kronecker; }
  std::string describe() const override {
    if (isOneBlock()) return rows == 1 ? "one row" : "dense";
    const std::string factor(pattern_.factor);
    std::string text = "block pattern: ";
    if (pattern_.rowsInterleaved && pattern_.columnsInterleaved) {
      text += factor + " ⊗ I";
    } else {
      text += "I ⊗ " + factor;
      if (pattern_.rowsInterleaved) text += ", rows reordered";
    }
    return batches_.size() > 1 ? text + ", batch by batch" : text;
  }
  Index structuralNonZeros() const override { return rows * pattern_.columnCount; }
  /// Blocks along the diagonal where neither side is interleaved; a grid of scaled identities where both are.
  Pattern pattern() const override {
    const ProductPattern& p = pattern_;
    const auto batches = static_cast<Index>(batches_.size());
    if (isOneBlock() || rows == 0 || columns != batches * p.repeats * p.columnCount) return Form::pattern();
    if (!p.rowsInterleaved && !p.columnsInterleaved) return blocksOnDiagonal(batches * p.repeats, Structure::Dense);
    if (batches > 1) return blocksOnDiagonal(batches, Structure::Kronecker);
    if (p.rowsInterleaved && p.columnsInterleaved) return grid(p.rowCount, p.columnCount, Structure::Scaled);
    return p.rowsInterleaved ? grid(p.rowCount, 1, Structure::BlockDiagonal)
                             : grid(1, p.columnCount, Structure::BlockDiagonal);
  }
  Index bytes() const override { return static_cast<Index>(values_.size() * sizeof(double)); }

  void accumulate(std::span<const double> dx, std::span<double> dy) const override {
    const ProductPattern& p = pattern_;
    for (std::size_t batch = 0; batch < batches_.size(); ++batch) {
      const double* from = dx.data() + batches_[batch].columns * p.repeats * p.columnCount;
      double* to = dy.data() + static_cast<Index>(batch) * p.repeats * p.rowCount;
      multiplyAdd(sideView(from, p.repeats, p.columnCount, p.columnsInterleaved),
                  factorView(p, values_.data(), batches_[batch].factor).transposed(),
                  sideView(to, p.repeats, p.rowCount, p.rowsInterleaved));
    }
  }
  void accumulateTransposed(Index count, std::span<const double> upstream,
                            std::span<double> downstream) const override {
    accumulateProduct(pattern_, values_, count, upstream, downstream);
  }

  double entry(Index row, Index column) const override {
    const Place j = placeOf(row, pattern_.repeats, pattern_.rowCount, pattern_.rowsInterleaved);
    const Place i = placeOf(column, pattern_.repeats, pattern_.columnCount, pattern_.columnsInterleaved);
    const Batch& batch = batches_[static_cast<std::size_t>(j.batch)];
    return batch.columns == i.batch && j.repeat == i.repeat ? factorEntry(batch.factor, j.inner, i.inner) : 0;
  }

  void readBlock(Index row, Index column, Index rowCount, Index columnCount,
                 std::span<double> block) const override {
    std::fill(block.begin(), block.end(), 0.0);
    const ProductPattern& p = pattern_;
    const Index step = p.columnsInterleaved ? p.repeats : 1;
    for (Index k = 0; k < rowCount; ++k) {
      const Place j = placeOf(row + k, p.repeats, p.rowCount, p.rowsInterleaved);
      const Batch& batch = batches_[static_cast<std::size_t>(j.batch)];
      const Index base = batch.columns * p.repeats * p.columnCount +
                         (p.columnsInterleaved ? j.repeat : j.repeat * p.columnCount) - column;
      const Index first = base >= 0 ? 0 : (-base + step - 1) / step;
      for (Index c = first; c < p.columnCount && base + c * step < columnCount; ++c) {
        block[static_cast<std::size_t>(k * columnCount + base + c * step)] =
            factorEntry(batch.factor, j.inner, c);
      }
    }
  }

  void visit(const Window& window, const RunVisitor& visitor, const Watch& watch) const override {
    if (pattern_.rowsInterleaved && pattern_.columnsInterleaved) {
      visitDiagonals(window, visitor, watch);
    } else {
      visitRows(window, visitor, watch);
    }
  }

  /// Where the factor's lines lie along the rows or the columns without gaps, each line is prepared once and
  /// then answers for all its repetitions, unless looking at each entry is less work.
  void overview(Overview& cells, const Watch& watch) const override {
    const bool lying = !pattern_.columnsInterleaved;
    const Index length = lying ? pattern_.columnCount : pattern_.rowCount;
    const double levels = 1 + std::log2(static_cast<double>(std::max<Index>(length, 1)));
    const Window& window = cells.window();
    const double entries = static_cast<double>(window.rowCount) *
                           static_cast<double>(std::min(pattern_.columnCount, window.columnCount));
    const bool diagonals = pattern_.rowsInterleaved && pattern_.columnsInterleaved;
    if (diagonals || entries <= static_cast<double>(values_.size()) * levels) {
      Form::overview(cells, watch);
    } else {
      poolLines(cells, lying, watch);
    }
  }

private:
  Pattern grid(Index rowBlocks, Index columnBlocks, Structure inside) const {
    return {.kind = structure(),
            .inside = inside,
            .rowBlocks = rowBlocks,
            .columnBlocks = columnBlocks,
            .blockRows = rows / rowBlocks,
            .blockColumns = columns / columnBlocks};
  }

  /// One side of the blocks, the rows or the columns.
  struct Side {
    Index repeats;
    Index size;
    bool interleaved;

    Index position(Index batch, Index p, Index n) const {
      return batch * repeats * size + (interleaved ? n * repeats + p : p * size + n);
    }
  };

  /// Which batch of the columns and of the factor an output batch meets.
  struct Batch {
    Index columns;
    Index factor;
  };

  Side rowSide() const { return {pattern_.repeats, pattern_.rowCount, pattern_.rowsInterleaved}; }
  Side columnSide() const { return {pattern_.repeats, pattern_.columnCount, pattern_.columnsInterleaved}; }

  double factorEntry(Index batch, Index r, Index c) const {
    const MatrixView<const double> factor = factorView(pattern_, values_.data(), batch);
    return factor.data[r * factor.rowStep + c * factor.columnStep];
  }

  /// Each row holds one row of the factor.
  void visitRows(const Window& window, const RunVisitor& visitor, const Watch& watch) const {
    const ProductPattern& p = pattern_;
    Pace pace(watch, window.rowCount);
    for (Index row = window.row; row < window.rowEnd(); ++row) {
      const Place j = placeOf(row, p.repeats, p.rowCount, p.rowsInterleaved);
      const Batch& batch = batches_[static_cast<std::size_t>(j.batch)];
      const MatrixView<const double> factor = factorView(p, values_.data(), batch.factor);
      const Run run = clipped({.row = row,
                               .column = columnSide().position(batch.columns, j.repeat, 0),
                               .columnStep = p.columnsInterleaved ? p.repeats : 1,
                               .count = p.columnCount,
                               .values = factor.data + j.inner * factor.rowStep,
                               .valueStep = factor.columnStep},
                              window);
      if (run.count > 0) visitor(run);
      pace.advance(1, run.count);
    }
  }

  /// Each number of the factor stands on a diagonal as long as there are repetitions.
  void visitDiagonals(const Window& window, const RunVisitor& visitor, const Watch& watch) const {
    const ProductPattern& p = pattern_;
    // Which of the stretches of `repeats` from `first` on reach into begin … end.
    const auto reached = [&p](Index first, Index begin, Index end, Index count) {
      const Index from = std::clamp<Index>((begin - first) / p.repeats, 0, count);
      const Index to = std::clamp<Index>((end - first + p.repeats - 1) / p.repeats, from, count);
      return std::pair(from, to);
    };
    Pace pace(watch, static_cast<Index>(batches_.size()) * p.rowCount);
    for (std::size_t b = 0; b < batches_.size(); ++b) {
      const Batch& batch = batches_[b];
      const Index firstRow = rowSide().position(static_cast<Index>(b), 0, 0);
      const Index firstColumn = columnSide().position(batch.columns, 0, 0);
      const auto [rowFrom, rowTo] = reached(firstRow, window.row, window.rowEnd(), p.rowCount);
      const auto [from, to] = reached(firstColumn, window.column, window.columnEnd(), p.columnCount);
      const MatrixView<const double> factor = factorView(p, values_.data(), batch.factor);
      for (Index r = rowFrom; r < rowTo; ++r) {
        for (Index c = from; c < to; ++c) {
          const Run run = clipped({.row = firstRow + r * p.repeats,
                                   .column = firstColumn + c * p.repeats,
                                   .rowStep = 1,
                                   .columnStep = 1,
                                   .count = p.repeats,
                                   .values = factor.data + r * factor.rowStep + c * factor.columnStep,
                                   .valueStep = 0},
                                  window);
          if (run.count > 0) visitor(run);
        }
        pace.advance(1, (to - from) * p.repeats);
      }
      pace.advance(p.rowCount - (rowTo - rowFrom), 0);
    }
  }

  /// `lying` lines of the factor are its rows, each of which lies along some columns; else they are its
  /// columns.
  void poolLines(Overview& cells, bool lying, const Watch& watch) const {
    const Side along = lying ? columnSide() : rowSide();
    const Side across = lying ? rowSide() : columnSide();
    const CellAxis& alongCells = lying ? cells.columns() : cells.rows();
    const CellAxis& acrossCells = lying ? cells.rows() : cells.columns();
    const Index begin = alongCells.begin(0), end = alongCells.begin(alongCells.cells());
    const Index acrossBegin = acrossCells.begin(0), acrossEnd = acrossCells.begin(acrossCells.cells());
    std::vector<Index> order(batches_.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, {},
                             [this](Index b) { return batches_[static_cast<std::size_t>(b)].factor; });

    LineMaxima maxima;
    Pace pace(watch, static_cast<Index>(order.size()) * across.size);
    for (auto group = order.begin(); group != order.end();) {
      const Index factorBatch = batches_[static_cast<std::size_t>(*group)].factor;
      const auto groupEnd = std::find_if(group, order.end(), [&](Index b) {
        return batches_[static_cast<std::size_t>(b)].factor != factorBatch;
      });
      const MatrixView<const double> stored = factorView(pattern_, values_.data(), factorBatch);
      const MatrixView<const double> factor = lying ? stored : stored.transposed();
      for (Index n = 0; n < across.size; ++n) {
        bool prepared = false;
        for (auto b = group; b != groupEnd; ++b) {
          const Index columnBatch = batches_[static_cast<std::size_t>(*b)].columns;
          const Index first = along.position(lying ? columnBatch : *b, 0, 0);
          const Index from = std::max<Index>(0, (begin - first) / along.size);
          const Index to = std::min(along.repeats, (end - first + along.size - 1) / along.size);
          for (Index p = from; p < to; ++p) {
            const Index place = across.position(lying ? *b : columnBatch, p, n);
            if (place < acrossBegin || place >= acrossEnd) continue;
            if (!prepared) maxima.assign(factor.data + n * factor.rowStep, along.size, factor.columnStep);
            prepared = true;
            const Index acrossCell = acrossCells.cellOf(place);
            const Index start = first + p * along.size;
            const Index stop = std::min(end, start + along.size);
            Index at = std::max(begin, start);
            for (Index cell = at < stop ? alongCells.cellOf(at) : 0; at < stop; ++cell) {
              const Index next = std::min(stop, alongCells.end(cell));
              const EntryKey key = maxima.between(at - start, next - start);
              if (lying) {
                cells.add(acrossCell, cell, key);
              } else {
                cells.add(cell, acrossCell, key);
              }
              at = next;
            }
          }
          pace.advance(1, 4 * std::max<Index>(0, to - from));
        }
      }
      group = groupEnd;
    }
  }

  ProductPattern pattern_;
  std::vector<double> values_;
  std::vector<Batch> batches_;
};

}  // namespace

LinearMap productMap(const Shape& output, const Shape& input, const ProductPattern& pattern,
                     std::vector<double> values) {
  assert(pattern.batch.size() * pattern.repeats * pattern.rowCount == output.size());
  if (output.size() == 0 || input.size() == 0) return zeroMap(output, input);
  ProductPattern plain = pattern;
  // Where a side of the block is 1 long both orders are the same; the simpler name wins.
  if (plain.rowCount == 1) plain.rowsInterleaved = plain.columnsInterleaved;
  if (plain.columnCount == 1) plain.columnsInterleaved = plain.rowsInterleaved;
  if (plain.rowCount == 1 && plain.columnCount == 1 && values.size() == 1 && output.size() == input.size()) {
    return scaledMap(output, input, values[0]);
  }
  return {output, input,
          std::make_shared<MatrixProduct>(output.size(), input.size(), plain, std::move(values))};
}

void accumulateProduct(const ProductPattern& p, std::span<const double> values, Index count,
                       std::span<const double> upstream, std::span<double> downstream) {
  if (count == 0 || upstream.empty() || downstream.empty()) return;
  const Index batches = p.batch.size();
  // One block row after another, without a gap from one upstream to the next: one large product.
  if (batches == 1 && (p.repeats == 1 || (!p.rowsInterleaved && !p.columnsInterleaved))) {
    multiplyAdd(sideView(upstream.data(), p.repeats * count, p.rowCount, false),
                factorView(p, values.data(), 0),
                sideView(downstream.data(), p.repeats * count, p.columnCount, false));
    return;
  }
  const auto rows = static_cast<Index>(upstream.size()) / count;
  const auto columns = static_cast<Index>(downstream.size()) / count;
  for (Index k = 0; k < count; ++k) {
    StridedWalk walk(p.batch, std::array{p.columnBatches, p.factorBatches});
    for (Index batch = 0; batch < batches; ++batch) {
      const double* from = upstream.data() + k * rows + batch * p.repeats * p.rowCount;
      double* to = downstream.data() + k * columns + walk.position(0) * p.repeats * p.columnCount;
      multiplyAdd(sideView(from, p.repeats, p.rowCount, p.rowsInterleaved),
                  factorView(p, values.data(), walk.position(1)),
                  sideView(to, p.repeats, p.columnCount, p.columnsInterleaved));
      walk.next();
    }
  }
}

void assignProduct(const ProductPattern& p, std::span<const double> values, std::span<const double> upstream,
                   std::span<double> downstream) {
  if (p.batch.size() == 1 && !upstream.empty() && !downstream.empty()) {
    return multiply(sideView(upstream.data(), p.repeats, p.rowCount, p.rowsInterleaved), factorView(p, values.data(), 0),
                    sideView(downstream.data(), p.repeats, p.columnCount, p.columnsInterleaved));
  }
  std::ranges::fill(downstream, 0.0);
  accumulateProduct(p, values, 1, upstream, downstream);
}

}  // namespace core

#include "core/linear_map/matrix_product.h"

#include <algorithm>
#include <cassert>

#include "core/linear_map/diagonal.h"
#include "core/linear_map/form.h"
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
    StridedWalk walk(pattern_.batch, std::vector{pattern_.columnBatches, pattern_.factorBatches});
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

private:
  /// Which batch of the columns and of the factor an output batch meets.
  struct Batch {
    Index columns;
    Index factor;
  };

  double factorEntry(Index batch, Index r, Index c) const {
    const MatrixView<const double> factor = factorView(pattern_, values_.data(), batch);
    return factor.data[r * factor.rowStep + c * factor.columnStep];
  }

  ProductPattern pattern_;
  std::vector<double> values_;
  std::vector<Batch> batches_;
};

}  // namespace

LinearMap productMap(const Shape& output, const Shape& input, const ProductPattern& pattern,
                     std::vector<double> values) {
  assert(pattern.batch.size() * pattern.repeats * pattern.rowCount == output.size());
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
    StridedWalk walk(p.batch, std::vector{p.columnBatches, p.factorBatches});
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

}  // namespace core

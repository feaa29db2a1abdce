#include "core/linear_map/prefix_sum.h"

#include <algorithm>

#include "core/linear_map/diagonal.h"
#include "core/linear_map/form.h"

namespace core {
namespace {

/// A lower triangle of ones for every slice along one axis.
class PrefixSum final : public Form {
public:
  PrefixSum(const Shape& shape, Index dim)
      : Form(shape.size(), shape.size()),
        length_(shape[dim]),
        step_(axesBetween(shape, dim + 1, shape.rank()).size()) {}

  Structure structure() const override { return Structure::Triangular; }
  std::string describe() const override { return "lower triangles of ones"; }
  Index structuralNonZeros() const override { return rows * (length_ + 1) / 2; }
  Index multiplications() const override { return 0; }
  Index bytes() const override { return 0; }

  Pattern pattern() const override {
    return blocksOnDiagonal(length_ * step_ > 0 ? rows / (length_ * step_) : 0, Structure::Triangular);
  }

  void accumulate(std::span<const double> dx, std::span<double> dy) const override {
    forEachSlice([&](Index start) {
      double sum = 0;
      for (Index k = start; k < start + length_ * step_; k += step_) {
        sum += dx[static_cast<std::size_t>(k)];
        dy[static_cast<std::size_t>(k)] += sum;
      }
    });
  }

  void accumulateTransposed(Index count, std::span<const double> upstream,
                            std::span<double> downstream) const override {
    for (Index row = 0; row < count; ++row) {
      const double* const from = upstream.data() + row * rows;
      double* const to = downstream.data() + row * rows;
      forEachSlice([&](Index start) {
        double sum = 0;
        for (Index k = start + (length_ - 1) * step_; k >= start; k -= step_) {
          sum += from[k];
          to[k] += sum;
        }
      });
    }
  }

  double entry(Index row, Index column) const override {
    return sliceStart(row) == sliceStart(column) && column <= row ? 1 : 0;
  }

  void readBlock(Index row, Index column, Index rowCount, Index columnCount,
                 std::span<double> block) const override {
    std::fill(block.begin(), block.end(), 0.0);
    for (Index j = row; j < row + rowCount; ++j) {
      const Index start = sliceStart(j);
      const Index first = start >= column ? start : start + (column - start + step_ - 1) / step_ * step_;
      double* const line = block.data() + (j - row) * columnCount - column;
      for (Index i = first; i <= j && i < column + columnCount; i += step_) line[i] = 1;
    }
  }

  void visit(const Window& window, const RunVisitor& visitor, const Watch& watch) const override {
    static constexpr double one = 1;
    Pace pace(watch, window.rowCount);
    for (Index j = window.row; j < window.rowEnd(); ++j) {
      const Index start = sliceStart(j);
      const Index missing = std::max<Index>(window.column - start, 0);
      const Index first = start + (missing + step_ - 1) / step_ * step_;
      const Index end = std::min(j + 1, window.columnEnd());
      const Index count = first < end ? (end - first + step_ - 1) / step_ : 0;
      if (count > 0) {
        visitor(
            {.row = j, .column = first, .columnStep = step_, .count = count, .values = &one, .valueStep = 0});
      }
      pace.advance(1, count);
    }
  }

private:
  Index sliceStart(Index flat) const { return flat / (length_ * step_) * length_ * step_ + flat % step_; }

  template <typename Use>
  void forEachSlice(Use&& use) const {
    if (rows == 0) return;
    for (Index outer = 0; outer < rows; outer += length_ * step_) {
      for (Index inner = 0; inner < step_; ++inner) use(outer + inner);
    }
  }

  Index length_;
  Index step_;
};

}  // namespace

LinearMap prefixSumMap(const Shape& shape, Index dim) {
  if (shape.rank() == 0 || shape[dim] == 1) return identityMap(shape, shape);
  return {shape, shape, std::make_shared<PrefixSum>(shape, dim)};
}

}  // namespace core

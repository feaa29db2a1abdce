#include "core/linear_map/rank_one_blocks.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "core/linear_map/form.h"

namespace core {
namespace {

/// A block of a diagonal plus a rank-one matrix for every slice along one axis; entries of different slices
/// are 0.
class RankOneBlocks final : public Form {
public:
  enum class Kind { Softmax, LogSoftmax };

  RankOneBlocks(Kind kind, const Shape& shape, Index dim, std::vector<double> p)
      : Form(shape.size(), shape.size()),
        kind_(kind),
        length_(shape[dim]),
        step_(axesBetween(shape, dim + 1, shape.rank()).size()),
        p_(std::move(p)) {
    assert(static_cast<Index>(p_.size()) == rows);
  }

  Structure structure() const override { return Structure::LowRankDiagonal; }
  std::string describe() const override {
    return kind_ == Kind::Softmax ? "softmax blocks: diag(p) − p·pᵀ" : "log-softmax blocks: I − 1·pᵀ";
  }
  Index structuralNonZeros() const override { return rows * length_; }
  /// p·x summed over the slice, and for softmax p times the rest.
  Index multiplications() const override { return kind_ == Kind::Softmax ? 2 * rows : rows; }
  Index bytes() const override { return static_cast<Index>(p_.size() * sizeof(double)); }

  void accumulate(std::span<const double> dx, std::span<double> dy) const override {
    run(kind_ == Kind::Softmax ? Way::Softmax : Way::LogSoftmax, dx.data(), dy.data());
  }

  void accumulateTransposed(Index count, std::span<const double> upstream,
                            std::span<double> downstream) const override {
    const Way way = kind_ == Kind::Softmax ? Way::Softmax : Way::LogSoftmaxTransposed;
    for (Index k = 0; k < count; ++k) run(way, upstream.data() + k * rows, downstream.data() + k * rows);
  }

  double entry(Index row, Index column) const override {
    if (sliceStart(row) != sliceStart(column)) return 0;
    const double inBlock = (row == column ? 1 : 0) - p_[static_cast<std::size_t>(column)];
    return kind_ == Kind::Softmax ? p_[static_cast<std::size_t>(row)] * inBlock : inBlock;
  }

  void readBlock(Index row, Index column, Index rowCount, Index columnCount,
                 std::span<double> block) const override {
    std::fill(block.begin(), block.end(), 0.0);
    for (Index k = 0; k < rowCount; ++k) {
      const Index start = sliceStart(row + k);
      const Index first = start >= column ? 0 : (column - start + step_ - 1) / step_;
      for (Index d = first; d < length_ && start + d * step_ < column + columnCount; ++d) {
        block[static_cast<std::size_t>(k * columnCount + start + d * step_ - column)] =
            entry(row + k, start + d * step_);
      }
    }
  }

private:
  Index sliceStart(Index flat) const { return flat / (length_ * step_) * length_ * step_ + flat % step_; }

  /// A softmax block is symmetric, so that both directions are one.
  enum class Way { Softmax, LogSoftmax, LogSoftmaxTransposed };

  void run(Way way, const double* from, double* to) const {
    for (Index outer = 0; outer < rows; outer += length_ * step_) {
      if (step_ == 1) {
        addSlices<1>(way, outer, 1, from, to);
      } else {
        for (Index inner = 0; inner < step_; inner += 64) {
          addSlices<64>(way, outer + inner, std::min<Index>(64, step_ - inner), from, to);
        }
      }
    }
  }

  /// `width` ≤ `lanes` slices that lie side by side, from the one that begins at `start`, row by row.
  template <std::size_t lanes>
  void addSlices(Way way, Index start, Index width, const double* from, double* to) const {
    const std::size_t used = lanes == 1 ? 1 : static_cast<std::size_t>(width);
    std::array<double, lanes> total = {};
    for (Index line = start; line < start + length_ * step_; line += step_) {
      const double* const p = p_.data() + line;
      const double* const x = from + line;
      for (std::size_t n = 0; n < used; ++n) total[n] += (way == Way::LogSoftmaxTransposed ? 1 : p[n]) * x[n];
    }
    for (Index line = start; line < start + length_ * step_; line += step_) {
      const double* const p = p_.data() + line;
      const double* const x = from + line;
      double* const y = to + line;
      for (std::size_t n = 0; n < used; ++n) {
        const double share = (way == Way::LogSoftmaxTransposed ? p[n] : 1) * total[n];
        y[n] += (way == Way::Softmax ? p[n] : 1) * (x[n] - share);
      }
    }
  }

  Kind kind_;
  Index length_;
  Index step_;
  std::vector<double> p_;
};

LinearMap blocks(RankOneBlocks::Kind kind, const Shape& shape, Index dim, std::vector<double> p) {
  // A scalar is one slice of length 1.
  const Shape sliced = shape.rank() == 0 ? Shape{1} : shape;
  return {shape, shape, std::make_shared<RankOneBlocks>(kind, sliced, dim, std::move(p))};
}

}  // namespace

LinearMap softmaxMap(const Shape& shape, Index dim, std::vector<double> p) {
  return blocks(RankOneBlocks::Kind::Softmax, shape, dim, std::move(p));
}

LinearMap logSoftmaxMap(const Shape& shape, Index dim, std::vector<double> p) {
  return blocks(RankOneBlocks::Kind::LogSoftmax, shape, dim, std::move(p));
}

}  // namespace core

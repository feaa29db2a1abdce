#include "core/linear_map/rank_one_blocks.h"

#include <algorithm>
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

  void accumulate(std::span<const double> dx, std::span<double> dy) const override {
    forEachSlice([&](Index start, const double* p) {
      const double* from = dx.data() + start;
      double* to = dy.data() + start;
      double mean = 0;
      for (Index d = 0; d < length_; ++d) mean += p[d * step_] * from[d * step_];
      for (Index d = 0; d < length_; ++d) {
        to[d * step_] += (kind_ == Kind::Softmax ? p[d * step_] : 1) * (from[d * step_] - mean);
      }
    });
  }

  void accumulateTransposed(Index count, std::span<const double> upstream,
                            std::span<double> downstream) const override {
    for (Index k = 0; k < count; ++k) {
      const std::span<const double> up =
          upstream.subspan(static_cast<std::size_t>(k * rows), static_cast<std::size_t>(rows));
      const std::span<double> down =
          downstream.subspan(static_cast<std::size_t>(k * rows), static_cast<std::size_t>(rows));
      if (kind_ == Kind::Softmax) {
        accumulate(up, down);  // symmetric
        continue;
      }
      forEachSlice([&](Index start, const double* p) {
        const double* from = up.data() + start;
        double* to = down.data() + start;
        double total = 0;
        for (Index d = 0; d < length_; ++d) total += from[d * step_];
        for (Index d = 0; d < length_; ++d) to[d * step_] += from[d * step_] - p[d * step_] * total;
      });
    }
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

  template <typename Action>
  void forEachSlice(const Action& action) const {
    for (Index outer = 0; outer < rows; outer += length_ * step_) {
      for (Index inner = 0; inner < step_; ++inner) action(outer + inner, p_.data() + outer + inner);
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

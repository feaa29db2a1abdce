#include "core/linear_map/rank_one_blocks.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "core/linear_map/form.h"
#include "core/linear_map/stretch.h"
#include "core/linear_map/zero.h"

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
  /// Slices of neighbouring entries are blocks along the diagonal.
  Pattern pattern() const override {
    if (rows == 0 || step_ != 1 || length_ == rows) return Form::pattern();
    return blocksOnDiagonal(rows / length_, structure());
  }
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
      const auto [from, to] = within(start, column, column + columnCount);
      const auto line = block.subspan(static_cast<std::size_t>(k * columnCount));
      for (Index at = start + from * step_; at < start + to * step_; at += step_)
        line[static_cast<std::size_t>(at - column)] = beside(row + k, at);
      const Index own = row + k - column;
      if (own >= 0 && own < columnCount) line[static_cast<std::size_t>(own)] = entry(row + k, row + k);
    }
  }
  void visit(const Window& window, const RunVisitor& visitor, const Watch& watch) const override {
    std::vector<double> line(static_cast<std::size_t>(std::min(length_, window.columnCount)));
    Pace pace(watch, window.rowCount);
    for (Index row = window.row; row < window.rowEnd(); ++row) {
      const Index start = sliceStart(row);
      const auto [from, to] = within(start, window.column, window.columnEnd());
      for (Index d = from; d < to; ++d)
        line[static_cast<std::size_t>(d - from)] = beside(row, start + d * step_);
      const Index own = (row - start) / step_;
      if (own >= from && own < to) line[static_cast<std::size_t>(own - from)] = entry(row, row);
      if (to > from) {
        visitor({.row = row,
                 .column = start + from * step_,
                 .columnStep = step_,
                 .count = to - from,
                 .values = line.data()});
      }
      pace.advance(1, to - from);
    }
  }
  /// Of all entries in the part of a block that a cell covers the largest is made by extremes of p, so that
  /// only those are multiplied; the diagonal is looked at by itself.
  void overview(Overview& cells, const Watch& watch) const override {
    const Window& window = cells.window();
    const Index block = length_ * step_;
    const Index first = std::max(window.row, window.column) / block;
    const Index end =
        std::min((window.rowEnd() + block - 1) / block, (window.columnEnd() + block - 1) / block);
    std::vector<Stretch> rowParts, columnParts;
    Pace pace(watch, std::max<Index>(0, end - first));
    for (Index outer = first; outer < end; ++outer) {
      for (Index start = outer * block; start < outer * block + step_; ++start) {
        findStretches(cells.rows(), start, within(start, window.row, window.rowEnd()), rowParts);
        findStretches(cells.columns(), start, within(start, window.column, window.columnEnd()), columnParts);
        for (const Stretch& r : rowParts) {
          for (const Stretch& c : columnParts) cells.add(r.cell, c.cell, largestOffDiagonal(r, c));
          pace.advance(0, static_cast<Index>(columnParts.size()));
        }
        poolDiagonal(cells, start);
        pace.advance(0, 2 * length_);
      }
      pace.advance(1, 0);
    }
  }

private:
  Index sliceStart(Index flat) const { return flat / (length_ * step_) * length_ * step_ + flat % step_; }

  /// The first and the end of those entries of the slice from `start` on that lie in begin … end.
  std::pair<Index, Index> within(Index start, Index begin, Index end) const {
    const Index from = std::clamp<Index>((begin - start + step_ - 1) / step_, 0, length_);
    const Index to = std::clamp<Index>((end - start + step_ - 1) / step_, from, length_);
    return {from, to};
  }

  /// The entry at two different places of one slice.
  double beside(Index row, Index column) const {
    const double inBlock = 0 - p_[static_cast<std::size_t>(column)];
    return kind_ == Kind::Softmax ? p_[static_cast<std::size_t>(row)] * inBlock : inBlock;
  }

  void findStretches(const CellAxis& axis, Index start, std::pair<Index, Index> range,
                     std::vector<Stretch>& stretches) const {
    stretches.clear();
    for (Index d = range.first; d < range.second;) {
      const Index place = start + d * step_;
      const Index cell = axis.cellOf(place);
      const Index count = axis.stay(cell, place, step_, range.second - d);
      stretches.push_back(stretchOf(p_.data(), cell, place, count, step_));
      d += count;
    }
  }

  /// The largest key of the entries between two stretches of one slice that are not on the diagonal.
  EntryKey largestOffDiagonal(const Stretch& r, const Stretch& c) const {
    if (kind_ == Kind::LogSoftmax) return largestNegative(r, c);
    return largestBeside(r, c, [](double a, double b) { return a * -b; });
  }

  void poolDiagonal(Overview& cells, Index start) const {
    const Window& window = cells.window();
    const auto [from, to] =
        within(start, std::max(window.row, window.column), std::min(window.rowEnd(), window.columnEnd()));
    for (Index d = from; d < to; ++d) {
      const Index at = start + d * step_;
      cells.add(cells.rows().cellOf(at), cells.columns().cellOf(at), keyOf(entry(at, at)));
    }
  }

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
  if (shape.size() == 0) return zeroMap(shape, shape);
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

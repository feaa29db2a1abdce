#include "core/linear_map/selection.h"

#include <algorithm>
#include <cassert>

#include "core/linear_map/form.h"
#include "core/linear_map/strided.h"

namespace core {
namespace {

/// Row j copies column columns[j], by a table.
class IndexedSelection final : public Form {
public:
  IndexedSelection(Index columnCount, std::vector<Index> table)
      : Form(static_cast<Index>(table.size()), columnCount), table_(std::move(table)) {
    std::vector<bool> used(static_cast<std::size_t>(columns));
    for (const Index column : table_) {
      if (column < 0) continue;
      ++copies_;
      repeats_ = repeats_ || used[static_cast<std::size_t>(column)];
      used[static_cast<std::size_t>(column)] = true;
    }
  }

  Structure structure() const override { return repeats_ ? Structure::Broadcast : Structure::Selection; }
  std::string describe() const override { return repeats_ ? "broadcast" : "selection"; }
  Index structuralNonZeros() const override { return copies_; }
  Index multiplications() const override { return 0; }
  Index bytes() const override { return static_cast<Index>(table_.size() * sizeof(Index)); }
  void accumulate(std::span<const double> dx, std::span<double> dy) const override {
    for (std::size_t j = 0; j < table_.size(); ++j) {
      if (table_[j] >= 0) dy[j] += dx[static_cast<std::size_t>(table_[j])];
    }
  }
  void accumulateTransposed(Index count, std::span<const double> upstream,
                            std::span<double> downstream) const override {
    for (Index k = 0; k < count; ++k) {
      const double* from = upstream.data() + k * rows;
      double* to = downstream.data() + k * columns;
      for (Index j = 0; j < rows; ++j) {
        if (const Index column = columnOf(j); column >= 0) to[column] += from[j];
      }
    }
  }
  double entry(Index row, Index column) const override { return columnOf(row) == column ? 1 : 0; }
  void readBlock(Index row, Index column, Index rowCount, Index columnCount,
                 std::span<double> block) const override {
    std::fill(block.begin(), block.end(), 0.0);
    for (Index j = 0; j < rowCount; ++j) {
      const Index i = columnOf(row + j) - column;
      if (columnOf(row + j) >= 0 && i >= 0 && i < columnCount)
        block[static_cast<std::size_t>(j * columnCount + i)] = 1;
    }
  }
  void visit(const Window& window, const RunVisitor& visitor, const Watch& watch) const override {
    static constexpr double one = 1;
    Pace pace(watch, window.rowCount);
    for (Index row = window.row; row < window.rowEnd(); ++row) {
      const Index column = columnOf(row);
      if (column >= window.column && column < window.columnEnd()) {
        visitor({.row = row, .column = column, .values = &one});
      }
      pace.advance(1, 1);
    }
  }
  const std::vector<Index>& table() const { return table_; }

private:
  Index columnOf(Index row) const { return table_[static_cast<std::size_t>(row)]; }

  std::vector<Index> table_;
  Index copies_ = 0;
  bool repeats_ = false;
};

}  // namespace

LinearMap selectionMap(const Shape& output, const Shape& input, Index offset, const IndexVector& strides) {
  return stridedMap(output, input,
                    {.key = output,
                     .box = output,
                     .start = IndexVector(static_cast<std::size_t>(output.rank())),
                     .offset = offset,
                     .strides = strides});
}

LinearMap placementMap(const Shape& output, const Shape& input, Index axis, Index start) {
  IndexVector corner(static_cast<std::size_t>(output.rank()));
  corner[static_cast<std::size_t>(axis)] = start;
  return stridedMap(
      output, input,
      {.key = output, .box = input, .start = corner, .strides = IndexVector(strides(input).axes())});
}

LinearMap indexedSelectionMap(const Shape& output, const Shape& input, std::vector<Index> columns) {
  assert(static_cast<Index>(columns.size()) == output.size());
  return {output, input, std::make_shared<IndexedSelection>(input.size(), std::move(columns))};
}

std::optional<std::vector<Index>> selectedColumns(const Form& form) {
  const auto* indexed = dynamic_cast<const IndexedSelection*>(&form);
  return indexed ? std::optional(indexed->table()) : copiedColumns(form);
}

}  // namespace core

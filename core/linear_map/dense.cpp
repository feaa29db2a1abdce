#include "core/linear_map/dense.h"

#include <algorithm>
#include <cassert>

#include "core/linear_map/form.h"
#include "core/tensor/multiply.h"

namespace core {
namespace {

/// All entries in a table.
class Dense final : public Form {
public:
  Dense(Index rowCount, Index columnCount, std::vector<double> table)
      : Form(rowCount, columnCount), table_(std::move(table)) {
    assert(static_cast<Index>(table_.size()) == rows * columns);
  }

  Structure structure() const override { return Structure::Dense; }
  std::string describe() const override { return rows == 1 ? "one row" : "dense"; }
  Index structuralNonZeros() const override { return rows * columns; }
  void accumulate(std::span<const double> dx, std::span<double> dy) const override {
    multiplyAdd(view(), {dx.data(), columns, 1, 1, 1}, {dy.data(), rows, 1, 1, 1});
  }
  void accumulateTransposed(Index count, std::span<const double> upstream,
                            std::span<double> downstream) const override {
    multiplyAdd({upstream.data(), count, rows, rows, 1}, view(),
                {downstream.data(), count, columns, columns, 1});
  }
  double entry(Index row, Index column) const override {
    return table_[static_cast<std::size_t>(row * columns + column)];
  }
  void readBlock(Index row, Index column, Index rowCount, Index columnCount,
                 std::span<double> block) const override {
    for (Index j = 0; j < rowCount; ++j) {
      std::copy_n(table_.data() + (row + j) * columns + column, columnCount, block.data() + j * columnCount);
    }
  }
  void visit(const Window& window, const RunVisitor& visitor, const Watch& watch) const override {
    if (window.rowCount == 1 || columns == 1) {
      const bool lying = window.rowCount == 1;
      const double* const values = table_.data() + window.row * columns + window.column;
      const Index count = lying ? window.columnCount : window.rowCount;
      visitInPieces({window.row, window.column, lying ? 0 : 1, lying ? 1 : 0, count, values}, visitor, watch);
      return;
    }
    Pace pace(watch, window.rowCount);
    for (Index row = window.row; row < window.rowEnd(); ++row) {
      const double* const values = table_.data() + row * columns + window.column;
      visitor({.row = row, .column = window.column, .count = window.columnCount, .values = values});
      pace.advance(1, window.columnCount);
    }
  }

private:
  MatrixView<const double> view() const { return {table_.data(), rows, columns, columns, 1}; }

  std::vector<double> table_;
};

}  // namespace

LinearMap denseMap(const Shape& output, const Shape& input, std::vector<double> table) {
  return {output, input, std::make_shared<Dense>(output.size(), input.size(), std::move(table))};
}

}  // namespace core

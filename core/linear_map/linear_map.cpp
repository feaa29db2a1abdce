#include "core/linear_map/linear_map.h"

#include <cassert>

#include "core/linear_map/form.h"

namespace core {
namespace {

/// For assertions: whether the steps stay within `size` rows or columns.
[[maybe_unused]] bool fits(const Steps& steps, Index size) {
  return steps.count == 0 ||
         (steps.first >= 0 && steps.step > 0 && steps.first + (steps.count - 1) * steps.step < size);
}

}  // namespace

LinearMap::LinearMap(Shape output, Shape input, std::shared_ptr<const Form> form)
    : output_(std::move(output)), input_(std::move(input)), form_(std::move(form)) {
  assert(form_->rows == output_.size() && form_->columns == input_.size());
}

Structure LinearMap::structure() const { return form_->structure(); }
std::string LinearMap::structureName() const { return form_->describe(); }
Pattern LinearMap::pattern() const { return form_->pattern(); }
Index LinearMap::structuralNonZeros() const { return form_->structuralNonZeros(); }
Index LinearMap::multiplications() const { return form_->multiplications(); }
Index LinearMap::bytes() const { return form_->bytes(); }

void LinearMap::accumulate(std::span<const double> dx, std::span<double> dy) const {
  assert(static_cast<Index>(dx.size()) == columns() && static_cast<Index>(dy.size()) == rows());
  form_->accumulate(dx, dy);
}

void LinearMap::accumulateTransposed(Index count, std::span<const double> upstream,
                                     std::span<double> downstream) const {
  assert(static_cast<Index>(upstream.size()) == count * rows() &&
         static_cast<Index>(downstream.size()) == count * columns());
  form_->accumulateTransposed(count, upstream, downstream);
}

Tensor LinearMap::apply(const Tensor& dx) const {
  assert(dx.shape() == input_);
  Tensor dy(output_);
  form_->accumulate(dx.data(), dy.data());
  return dy;
}

Tensor LinearMap::applyTransposed(TensorView upstream) const {
  const Index leading = upstream.shape().rank() - output_.rank();
  assert(leading >= 0 && axesBetween(upstream.shape(), leading, upstream.shape().rank()) == output_);
  const Shape stack = axesBetween(upstream.shape(), 0, leading);
  Tensor downstream(concatenated(stack, input_));
  form_->accumulateTransposed(stack.size(), upstream.data, downstream.data());
  return downstream;
}

void LinearMap::readBlock(Index row, Index column, Index rowCount, Index columnCount,
                          std::span<double> block) const {
  assert(row >= 0 && row + rowCount <= rows() && column >= 0 && column + columnCount <= columns());
  assert(static_cast<Index>(block.size()) == rowCount * columnCount);
  if (block.empty()) return;
  form_->readBlock(row, column, rowCount, columnCount, block);
}

void LinearMap::readBlock(const Window& window, std::span<double> block, const Watch& watch) const {
  assert(static_cast<Index>(block.size()) == window.rowCount * window.columnCount);
  form_->readSample({window.row, 1, window.rowCount}, {window.column, 1, window.columnCount}, block, watch);
}

std::vector<double> LinearMap::sample(const Steps& someRows, const Steps& someColumns,
                                      const Watch& watch) const {
  assert(fits(someRows, rows()) && fits(someColumns, columns()));
  std::vector<double> sample(static_cast<std::size_t>(someRows.count * someColumns.count));
  form_->readSample(someRows, someColumns, sample, watch);
  return sample;
}

Tensor LinearMap::row(Index j, const Watch& watch) const {
  Tensor result(input_);
  readBlock({j, 0, 1, columns()}, result.data(), watch);
  return result;
}

Tensor LinearMap::column(Index i, const Watch& watch) const {
  Tensor result(output_);
  form_->readSample({0, 1, rows()}, {i, 1, 1}, result.data(), watch);
  return result;
}

Overview LinearMap::overview(Index rowCells, Index columnCells, const Watch& watch) const {
  Overview cells({0, 0, rows(), columns()}, rowCells, columnCells);
  overview(cells, watch);
  return cells;
}

void LinearMap::overview(Overview& cells, const Watch& watch) const {
  assert(cells.window().rowEnd() <= rows() && cells.window().columnEnd() <= columns());
  watch.report(0, cells.window().rowCount);
  if (cells.rows().cells() == 0 || cells.columns().cells() == 0) return;
  form_->overview(cells, watch);
}

std::vector<LocalEntry> LinearMap::largest(Index count, const Watch& watch) const {
  std::vector<LocalEntry> result;
  for (const FlatEntry& entry : form_->largest(count, watch)) {
    result.push_back({indexVector(output_, entry.row), indexVector(input_, entry.column), entry.value});
  }
  return result;
}

double LinearMap::entry(std::span<const Index> j, std::span<const Index> i) const {
  return form_->entry(flatIndex(output_, j), flatIndex(input_, i));
}

Tensor LinearMap::dense() const {
  Tensor table(concatenated(output_, input_));
  readBlock(0, 0, rows(), columns(), table.data());
  return table;
}

}  // namespace core

#include "core/linear_map/linear_map.h"

#include <cassert>

#include "core/linear_map/form.h"

namespace core {

void Form::readBlock(Index row, Index column, Index rowCount, Index columnCount,
                     std::span<double> block) const {
  std::size_t k = 0;
  for (Index j = row; j < row + rowCount; ++j) {
    for (Index i = column; i < column + columnCount; ++i) block[k++] = entry(j, i);
  }
}

LinearMap::LinearMap(Shape output, Shape input, std::shared_ptr<const Form> form)
    : output_(std::move(output)), input_(std::move(input)), form_(std::move(form)) {
  assert(form_->rows == output_.size() && form_->columns == input_.size());
}

Structure LinearMap::structure() const { return form_->structure(); }
std::string LinearMap::structureName() const { return form_->describe(); }
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
  form_->readBlock(row, column, rowCount, columnCount, block);
}

double LinearMap::entry(std::span<const Index> j, std::span<const Index> i) const {
  return form_->entry(flatIndex(output_, j), flatIndex(input_, i));
}

Tensor LinearMap::dense() const {
  Tensor table(concatenated(output_, input_));
  form_->readBlock(0, 0, rows(), columns(), table.data());
  return table;
}

}  // namespace core

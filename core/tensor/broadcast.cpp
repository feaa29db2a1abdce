#include "core/tensor/broadcast.h"

#include <algorithm>

#include "core/message.h"

namespace core {

Shape broadcastShape(const Shape& a, const Shape& b) {
  const Shape& longer = a.rank() >= b.rank() ? a : b;
  const Shape& shorter = a.rank() >= b.rank() ? b : a;
  Shape result = longer;
  const Index offset = longer.rank() - shorter.rank();
  for (Index axis = 0; axis < shorter.rank(); ++axis) {
    const Index one = longer[axis + offset];
    const Index other = shorter[axis];
    if (one != other && one != 1 && other != 1) {
      throw Error("the shapes %1 and %2 cannot be broadcast together: counted from the end, axes must be equal or 1, and %3 meets %4",
                  {text(a), text(b), std::to_string(a.rank() >= b.rank() ? one : other),
                   std::to_string(a.rank() >= b.rank() ? other : one)});
    }
    result[axis + offset] = one == 1 ? other : one;
  }
  return result;
}

IndexVector broadcastStrides(const Shape& from, const Shape& to) {
  IndexVector result(static_cast<std::size_t>(to.rank()));
  const Index offset = to.rank() - from.rank();
  Index stride = 1;
  for (Index axis = from.rank() - 1; axis >= 0; --axis) {
    result[static_cast<std::size_t>(axis + offset)] = from[axis] == 1 ? 0 : stride;
    stride *= from[axis];
  }
  return result;
}

StridedWalk::StridedWalk(const Shape& shape, std::span<const IndexVector> strides)
    : shape_(shape),
      index_(static_cast<std::size_t>(shape.rank())),
      positions_(strides.size()),
      strides_(strides.size() * index_.size()) {
  Index* place = strides_.begin();
  for (const IndexVector& operand : strides) place = std::ranges::copy(operand, place).out;
}

void StridedWalk::next() {
  const auto rank = static_cast<std::size_t>(shape_.rank());
  for (std::size_t axis = rank; axis-- > 0;) {
    const Index size = shape_[static_cast<Index>(axis)];
    const bool wraps = ++index_[axis] == size;
    for (std::size_t operand = 0; operand < positions_.size(); ++operand) {
      const Index stride = strides_[operand * rank + axis];
      positions_[operand] += wraps ? -stride * (size - 1) : stride;
    }
    if (!wraps) return;
    index_[axis] = 0;
  }
}

}  // namespace core

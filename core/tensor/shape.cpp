#include "core/tensor/shape.h"

#include <algorithm>

#include "core/message.h"

namespace core {

Index Shape::size() const {
  Index product = 1;
  for (const Index axis : axes_) product *= axis;
  return product;
}

Shape concatenated(const Shape& first, const Shape& second) {
  Shape result = Shape::ofRank(first.rank() + second.rank());
  std::ranges::copy(first, result.begin());
  std::ranges::copy(second, result.begin() + first.rank());
  return result;
}

Shape axesBetween(const Shape& shape, Index begin, Index end) {
  return Shape(shape.axes().subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)));
}

Index flatIndex(const Shape& shape, std::span<const Index> index) {
  Index flat = 0;
  for (std::size_t axis = 0; axis < index.size(); ++axis) flat = flat * shape.axes()[axis] + index[axis];
  return flat;
}

IndexVector indexVector(const Shape& shape, Index flat) {
  IndexVector index(static_cast<std::size_t>(shape.rank()));
  for (Index axis = shape.rank() - 1; axis >= 0; --axis) {
    index[static_cast<std::size_t>(axis)] = flat % shape[axis];
    flat /= shape[axis];
  }
  return index;
}

Shape strides(const Shape& shape) {
  Shape result = shape;
  Index stride = 1;
  for (Index axis = shape.rank() - 1; axis >= 0; --axis) {
    result[axis] = stride;
    stride *= shape[axis];
  }
  return result;
}

Index normalisedAxis(Index axis, Index rank) {
  if (axis < -rank || axis >= rank) {
    throw Error("axis %1 does not exist: a tensor of rank %2 has the axes %3",
                {std::to_string(axis), std::to_string(rank),
                 rank == 0 ? std::string("none") : std::to_string(-rank) + " … " + std::to_string(rank - 1)});
  }
  return axis < 0 ? axis + rank : axis;
}

std::string text(const Shape& shape) {
  if (shape.rank() == 0) return "scalar";
  std::string result;
  for (const Index axis : shape) {
    if (!result.empty()) result += "×";
    result += std::to_string(axis);
  }
  return result;
}

}  // namespace core

#include "core/functions/reduction_row.h"

#include <algorithm>

#include "core/tensor/broadcast.h"

namespace core {
namespace {

/// The flat positions of all entries of `shape`, with the strides of a larger tensor, in row-major order.
std::vector<Index> positionsOf(const Shape& shape, const IndexVector& steps) {
  std::vector<Index> positions(static_cast<std::size_t>(shape.size()));
  StridedWalk walk(shape, std::vector{steps});
  for (Index& position : positions) {
    position = walk.position(0);
    walk.next();
  }
  return positions;
}

}  // namespace

Shape keptShape(const Shape& input, std::span<const Index> axes) {
  Shape kept = input;
  for (const Index axis : axes) kept[axis] = 1;
  return kept;
}

double countOf(const Shape& input, std::span<const Index> axes) {
  double count = 1;
  for (const Index axis : axes) count *= static_cast<double>(input[axis]);
  return count;
}

Shape reducedShape(InputShapes inputs, const Settings& settings) {
  const Shape& input = *inputs[0];
  const std::vector<Index> axes = settings.axes("dim", input.rank());
  const Shape kept = keptShape(input, axes);
  if (settings.boolean("keepdim")) return kept;
  std::vector<Index> left;
  auto next = axes.begin();
  for (Index axis = 0; axis < input.rank(); ++axis) {
    if (next != axes.end() && *next == axis) {
      ++next;
    } else {
      left.push_back(input[axis]);
    }
  }
  return Shape(left);
}

std::vector<AttributeSpec> reductionAttributes(std::vector<AttributeSpec> own) {
  own.push_back({"dim", AttributeType::Dimensions, std::monostate(),
                 "The axes that are reduced; null for all of them."});
  own.push_back({"keepdim", AttributeType::Boolean, false, "Whether reduced axes stay, with size 1."});
  return own;
}

Groups::Groups(const Shape& input, const Settings& settings) {
  const std::vector<Index> axes = settings.axes("dim", input.rank());
  const Shape kept = keptShape(input, axes);
  Shape reduced = input;
  bool isBehind = true;  // whether all axes looked at from the last one on are reduced
  for (Index axis = input.rank() - 1; axis >= 0; --axis) {
    const bool isReduced = std::ranges::binary_search(axes, axis);
    if (!isReduced) reduced[axis] = 1;
    if (input[axis] == 1) continue;
    neighbours_ &= isBehind || !isReduced;
    isBehind &= isReduced;
  }
  count_ = kept.size();
  size_ = static_cast<std::size_t>(reduced.size());
  if (neighbours_) return;
  const IndexVector steps(strides(input).axes());
  starts_ = positionsOf(kept, steps);
  offsets_ = positionsOf(reduced, steps);
}

std::span<const double> Groups::read(std::span<const double> data, Index start,
                                     std::vector<double>& buffer) const {
  if (neighbours_) return data.subspan(static_cast<std::size_t>(start), size_);
  buffer.clear();
  for (const Index offset : offsets_) buffer.push_back(data[static_cast<std::size_t>(start + offset)]);
  return buffer;
}

}  // namespace core

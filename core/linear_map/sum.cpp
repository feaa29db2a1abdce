#include "core/linear_map/sum.h"

#include <cassert>

#include "core/linear_map/strided.h"
#include "core/tensor/broadcast.h"

namespace core {
namespace {

/// Every input entry is a key; its partner is the output entry that it is summed into.
StridedPattern sumPattern(const Shape& input, std::span<const Index> axes) {
  Shape kept = input;
  for (const Index axis : axes) kept[axis] = 1;
  return {.keyedByColumn = true,
          .key = input,
          .box = input,
          .start = IndexVector(static_cast<std::size_t>(input.rank())),
          .strides = broadcastStrides(kept, input)};
}

}  // namespace

LinearMap sumMap(const Shape& output, const Shape& input, std::span<const Index> axes, double factor) {
  StridedPattern pattern = sumPattern(input, axes);
  pattern.factor = factor;
  return stridedMap(output, input, std::move(pattern));
}

LinearMap sumMap(const Shape& output, const Shape& input, std::span<const Index> axes,
                 std::vector<double> weights) {
  assert(static_cast<Index>(weights.size()) == input.size());
  StridedPattern pattern = sumPattern(input, axes);
  pattern.weights = std::move(weights);
  return stridedMap(output, input, std::move(pattern));
}

}  // namespace core

#include "core/linear_map/broadcast.h"

#include <cassert>

#include "core/linear_map/strided.h"
#include "core/tensor/broadcast.h"

namespace core {
namespace {

/// Every output entry is a key; its partner is the input entry that it reads.
StridedPattern readPattern(const Shape& output, const Shape& input) {
  return {.key = output,
          .box = output,
          .start = IndexVector(static_cast<std::size_t>(output.rank())),
          .strides = broadcastStrides(input, output)};
}

}  // namespace

LinearMap broadcastMap(const Shape& output, const Shape& input, double slope) {
  StridedPattern pattern = readPattern(output, input);
  pattern.factor = slope;
  return stridedMap(output, input, std::move(pattern));
}

LinearMap broadcastMap(const Shape& output, const Shape& input, std::vector<double> slopes) {
  assert(static_cast<Index>(slopes.size()) == output.size());
  StridedPattern pattern = readPattern(output, input);
  pattern.weights = std::move(slopes);
  return stridedMap(output, input, std::move(pattern));
}

}  // namespace core

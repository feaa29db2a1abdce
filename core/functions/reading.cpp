#include "core/functions/reading.h"

#include <algorithm>

#include "core/linear_map/selection.h"
#include "core/tensor/broadcast.h"

namespace core {

IndexVector stridesOf(const Shape& shape) { return IndexVector(strides(shape).axes()); }

Index axisOf(const Shape& input, Index dim) { return normalisedAxis(dim, std::max<Index>(input.rank(), 1)); }

AttributeSpec axisAttribute(std::string_view name, Index suggestion, std::string_view meaning) {
  return {name, AttributeType::Integer, suggestion, meaning, true};
}

void copyAsRead(const Reading& reading, std::span<const double> from, std::span<double> to) {
  if (to.empty()) return;
  const Index rank = reading.shape.rank();
  const Index line = rank > 0 ? reading.shape[rank - 1] : 1;
  const Index step = rank > 0 ? reading.strides[static_cast<std::size_t>(rank - 1)] : 0;
  const Shape lines = axesBetween(reading.shape, 0, std::max<Index>(rank - 1, 0));
  const std::span<const Index> lineSteps(reading.strides.data(), static_cast<std::size_t>(lines.rank()));
  StridedWalk start(lines, std::vector{IndexVector(lineSteps)});
  double* target = to.data();
  for (Index k = lines.size(); k > 0; --k) {
    const double* source = from.data() + reading.offset + start.position(0);
    for (Index n = 0; n < line; ++n) *target++ = source[n * step];
    start.next();
  }
}

LinearMap readingMap(const Reading& reading, const Shape& input) {
  return selectionMap(reading.shape, input, reading.offset, reading.strides);
}

}  // namespace core

#include "core/functions/elementwise_row.h"

namespace core {
namespace {

/// `other` with a 1 wherever it would not meet `shape`: what could be repeated to fit.
Shape repeatable(const Shape& shape, Shape other) {
  const Index common = std::min(shape.rank(), other.rank());
  for (Index axis = 1; axis <= common; ++axis) {
    const Index size = shape[shape.rank() - axis];
    Index& own = other[other.rank() - axis];
    if (own != size && size != 1) own = 1;
  }
  return other;
}

}  // namespace

Shape elementwiseShape(InputShapes inputs, const Settings& settings) {
  const Shape& a = *inputs[0];
  if (inputs.size() == 1) return a;
  const Shape& b = *inputs[1];
  const Index common = std::min(a.rank(), b.rank());
  for (Index axis = 1; axis <= common; ++axis) {
    const Index one = a[a.rank() - axis];
    const Index other = b[b.rank() - axis];
    if (one == other || one == 1 || other == 1) continue;
    throw Error(
        "%1 (%2) and %3 (%4) cannot be combined entry by entry: counted from the end, axes must be equal or 1, but %5 meets "
        "%6. %3 would fit with the shape %2 or %7",
        {std::string(settings.function().argument(0).name), text(a),
         std::string(settings.function().argument(1).name), text(b), std::to_string(one),
         std::to_string(other), text(repeatable(a, b))});
  }
  return broadcastShape(a, b);
}

}  // namespace core

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

Shape combinedShape(const Shape& a, std::string_view nameOfA, const Shape& b, std::string_view nameOfB) {
  const Index common = std::min(a.rank(), b.rank());
  for (Index axis = 1; axis <= common; ++axis) {
    const Index one = a[a.rank() - axis];
    const Index other = b[b.rank() - axis];
    if (one == other || one == 1 || other == 1) continue;
    throw Error(
        "%1 (%2) and %3 (%4) cannot be combined entry by entry: counted from the end, axes must be equal or 1, but %5 meets "
        "%6. %3 would fit with the shape %2 or %7",
        {std::string(nameOfA), text(a), std::string(nameOfB), text(b), std::to_string(one),
         std::to_string(other), text(repeatable(a, b))});
  }
  return broadcastShape(a, b);
}

Shape elementwiseShape(InputShapes inputs, const Settings& settings) {
  if (inputs.size() == 1) return *inputs[0];
  const Function& function = settings.function();
  return combinedShape(*inputs[0], function.argument(0).name, *inputs[1], function.argument(1).name);
}

}  // namespace core

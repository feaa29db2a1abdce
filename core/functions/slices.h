#pragma once

#include "core/tensor/shape.h"

namespace core {

/// Calls `use(start, count, step)` for every slice of `shape` along `axis`: `count` entries from the flat
/// position `start` on, `step` apart. A scalar is one slice of one entry.
template <typename Use>
void forEachSlice(const Shape& shape, Index axis, Use&& use) {
  if (shape.rank() == 0) return use(Index(0), Index(1), Index(1));
  const Index count = shape[axis];
  const Index step = axesBetween(shape, axis + 1, shape.rank()).size();
  const Index blocks = axesBetween(shape, 0, axis).size();
  for (Index block = 0; block < blocks; ++block) {
    for (Index k = 0; k < step; ++k) use(block * count * step + k, count, step);
  }
}

/// The largest of `count` entries `step` apart; −∞ of none. A NaN is passed over.
double largestOf(const double* first, Index count, Index step);

/// x ↦ x − log Σ_k exp(x_k) over the entries of one slice, stable for any size of them.
class LogNormaliser {
public:
  LogNormaliser(const double* first, Index count, Index step);
  double operator()(double x) const { return x - largest_ - logSum_; }

private:
  double largest_;
  double logSum_;
};

}  // namespace core

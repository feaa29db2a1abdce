#include "core/functions/slices.h"

#include <cmath>
#include <limits>

namespace core {

double largestOf(const double* first, Index count, Index step) {
  double largest = -std::numeric_limits<double>::infinity();
  for (Index k = 0; k < count; ++k) {
    if (first[k * step] > largest) largest = first[k * step];
  }
  return largest;
}

LogNormaliser::LogNormaliser(const double* first, Index count, Index step)
    : largest_(largestOf(first, count, step)) {
  double sum = 0;
  for (Index k = 0; k < count; ++k) sum += std::exp(first[k * step] - largest_);
  logSum_ = std::log(sum);
}

}  // namespace core

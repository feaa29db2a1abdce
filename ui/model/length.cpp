#include "ui/model/length.h"

#include <algorithm>
#include <cmath>

namespace ui {

double lengthOf(std::span<const double> numbers) {
  double largest = 0;
  for (const double v : numbers) {
    if (std::isnan(v)) return v;
    largest = std::max(largest, std::abs(v));
  }
  if (largest == 0 || std::isinf(largest)) return largest;
  double sum = 0;
  for (const double v : numbers) sum += (v / largest) * (v / largest);
  return largest * std::sqrt(sum);
}

}  // namespace ui

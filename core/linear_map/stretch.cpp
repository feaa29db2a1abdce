#include "core/linear_map/stretch.h"

#include <cmath>

namespace core {

void Stretch::take(Index place, double value) {
  const auto isBefore = [value](const Number& other, bool falling) {
    return other.place == nowhere || (falling ? value > other.value : value < other.value);
  };
  const auto insert = [&](std::array<Number, 2>& numbers, bool falling) {
    if (!isBefore(numbers[1], falling)) return;
    numbers[1] = {place, value};
    if (isBefore(numbers[0], falling)) std::swap(numbers[0], numbers[1]);
  };
  if (largest[0].place == nowhere && !hasNaN) first = place;
  last = place;
  hasNaN = hasNaN || std::isnan(value);
  hasZero = hasZero || value == 0;
  hasInfinity = hasInfinity || std::isinf(value);
  insert(largest, true);
  insert(smallest, false);
}

Stretch stretchOf(const double* vector, Index cell, Index first, Index count, Index step) {
  Stretch stretch;
  stretch.cell = cell;
  for (Index n = 0; n < count; ++n) stretch.take(first + n * step, vector[first + n * step]);
  return stretch;
}

EntryKey largestNegative(const Stretch& rows, const Stretch& columns) {
  if (rows.isOnePlace() && columns.isOnePlace() && rows.first == columns.first) return noEntry;
  EntryKey key = columns.hasNaN ? keyOf(std::numeric_limits<double>::quiet_NaN()) : noEntry;
  for (const auto* numbers : {&columns.largest, &columns.smallest}) {
    for (const Stretch::Number& b : *numbers) {
      if (b.place == Stretch::nowhere || (rows.isOnePlace() && rows.first == b.place)) continue;
      key = std::max(key, keyOf(-b.value));
    }
  }
  return key;
}

}  // namespace core

#include "core/linear_map/stretch.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace core {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
/// Where there is no second number.
constexpr Index nowhere = -1;

/// Whether the same place may lie in both.
bool meet(const Stretch& a, const Stretch& b) { return a.first <= b.last && b.first <= a.last; }

/// Whether each holds only one place and it is the same.
bool areOnePlace(const Stretch& a, const Stretch& b) {
  return a.first == a.last && b.first == b.last && a.first == b.first;
}

std::array<Stretch::Number, 4> extremes(const Stretch& s) {
  return {s.largest[0], s.smallest[0], s.largest[1], s.smallest[1]};
}

EntryKey notANumber() {
  static const EntryKey key = keyOf(std::nan(""));
  return key;
}

}  // namespace

Stretch stretchOf(const double* vector, Index cell, Index first, Index count, Index step) {
  Stretch s = {.cell = cell, .first = first, .last = first + (count - 1) * step};
  s.largest.fill({nowhere, -infinity});
  s.smallest.fill({nowhere, infinity});
  for (Index place = first; place <= s.last; place += step) {
    const double value = vector[place];
    s.hasNaN = s.hasNaN || std::isnan(value);
    s.hasZero = s.hasZero || value == 0;
    s.hasInfinity = s.hasInfinity || std::isinf(value);
    // An infinity may have to take the place of nothing.
    if (value > s.largest[1].value || s.largest[1].place == nowhere) {
      s.largest[1] = {place, value};
      if (value > s.largest[0].value || s.largest[0].place == nowhere) std::swap(s.largest[0], s.largest[1]);
    }
    if (value < s.smallest[1].value || s.smallest[1].place == nowhere) {
      s.smallest[1] = {place, value};
      if (value < s.smallest[0].value || s.smallest[0].place == nowhere)
        std::swap(s.smallest[0], s.smallest[1]);
    }
  }
  return s;
}

EntryKey largestProduct(const Stretch& rows, const Stretch& columns) {
  if (areOnePlace(rows, columns)) return noEntry;
  if (rows.hasNaN || columns.hasNaN || (rows.hasInfinity && columns.hasZero) ||
      (rows.hasZero && columns.hasInfinity)) {
    return notANumber();
  }
  if (!meet(rows, columns)) {
    // A product is largest and smallest where both factors are; rounding keeps their order.
    const double a = rows.largest[0].value, b = rows.smallest[0].value;
    const double c = -columns.largest[0].value, d = -columns.smallest[0].value;
    return std::max(std::max(keyOf(a * c), keyOf(a * d)), std::max(keyOf(b * c), keyOf(b * d)));
  }
  EntryKey key = noEntry;
  for (const Stretch::Number& a : extremes(rows)) {
    for (const Stretch::Number& b : extremes(columns)) {
      if (a.place == b.place || a.place == nowhere || b.place == nowhere) continue;
      key = std::max(key, keyOf(a.value * -b.value));
    }
  }
  return key;
}

EntryKey largestNegative(const Stretch& rows, const Stretch& columns) {
  if (areOnePlace(rows, columns)) return noEntry;
  EntryKey key = columns.hasNaN ? notANumber() : noEntry;
  for (const Stretch::Number& b : extremes(columns)) {
    if (b.place == nowhere || (rows.first == rows.last && rows.first == b.place)) continue;
    key = std::max(key, keyOf(-b.value));
  }
  return key;
}

}  // namespace core

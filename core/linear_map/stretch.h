#pragma once

#include <algorithm>
#include <array>
#include <initializer_list>
#include <limits>

#include "core/linear_map/overview.h"

namespace core {

/// Numbers of a vector that lie in one cell of an overview, and which of them can be part of the extreme
/// entry made with a number of another stretch, if not with itself.
struct Stretch {
  struct Number {
    Index place;
    double value;
  };
  /// The place of a number that is not there.
  static constexpr Index nowhere = -1;

  Index cell = 0;
  Index first = 0;  ///< the place of the first number taken
  Index last = 0;
  std::array<Number, 2> largest = {{{nowhere, 0}, {nowhere, 0}}};   ///< the largest number first
  std::array<Number, 2> smallest = {{{nowhere, 0}, {nowhere, 0}}};  ///< the smallest number first
  bool hasNaN = false;
  bool hasZero = false;
  bool hasInfinity = false;

  bool isOnePlace() const { return first == last; }
  /// Takes one more number, from behind the last one.
  void take(Index place, double value);
};

/// The numbers vector[first], vector[first + step], …, `count` ≥ 1 of them.
Stretch stretchOf(const double* vector, Index cell, Index first, Index count, Index step);

/// The largest key of entry(a, b) over the numbers a of `rows` and b of `columns` from different places. The
/// entry is made of the product a · b by operations that grow with it or fall with it, so that extremes of a
/// and b make its extremes: rounding keeps their order.
template <typename Entry>
EntryKey largestBeside(const Stretch& rows, const Stretch& columns, const Entry& entry) {
  if (rows.isOnePlace() && columns.isOnePlace() && rows.first == columns.first) return noEntry;
  if (rows.hasNaN || columns.hasNaN || (rows.hasInfinity && columns.hasZero) ||
      (rows.hasZero && columns.hasInfinity)) {
    return keyOf(std::numeric_limits<double>::quiet_NaN());
  }
  EntryKey key = noEntry;
  if (rows.last < columns.first || columns.last < rows.first) {
    for (const double b : {columns.largest[0].value, columns.smallest[0].value}) {
      key = std::max(key, keyOf(entry(rows.largest[0].value, b)));
      if (!rows.isOnePlace()) key = std::max(key, keyOf(entry(rows.smallest[0].value, b)));
    }
    return key;
  }
  for (const auto* someRows : {&rows.largest, &rows.smallest}) {
    for (const Stretch::Number& a : *someRows) {
      for (const auto* someColumns : {&columns.largest, &columns.smallest}) {
        for (const Stretch::Number& b : *someColumns) {
          if (a.place == b.place || a.place == Stretch::nowhere || b.place == Stretch::nowhere) continue;
          key = std::max(key, keyOf(entry(a.value, b.value)));
        }
      }
    }
  }
  return key;
}

/// The largest key of −b over the numbers b of `columns` for which `rows` has a number from a different
/// place.
EntryKey largestNegative(const Stretch& rows, const Stretch& columns);

}  // namespace core

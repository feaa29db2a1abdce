#pragma once

#include <array>

#include "core/linear_map/overview.h"

namespace core {

/// Neighbouring numbers of a vector that lie in one cell of an overview, and which of them can be part of an
/// extreme product with a number of another stretch, if not with itself.
struct Stretch {
  struct Number {
    Index place;
    double value;
  };

  Index cell = 0;
  Index first = 0;  ///< the first number's place; the others follow at equal distances
  Index last = 0;
  std::array<Number, 2> largest = {};   ///< the two largest numbers, the largest first
  std::array<Number, 2> smallest = {};  ///< the two smallest, the smallest first
  bool hasNaN = false;
  bool hasZero = false;
  bool hasInfinity = false;
};

/// The numbers vector[first], vector[first + step], …, `count` ≥ 1 of them.
Stretch stretchOf(const double* vector, Index cell, Index first, Index count, Index step);

/// The largest key of −a·b over the numbers a of `rows` and b of `columns` from different places.
EntryKey largestProduct(const Stretch& rows, const Stretch& columns);

/// The largest key of −b over the numbers b of `columns` for which `rows` has a number from a different
/// place.
EntryKey largestNegative(const Stretch& rows, const Stretch& columns);

}  // namespace core

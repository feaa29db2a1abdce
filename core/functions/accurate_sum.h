#pragma once

#include <span>

namespace core {

/// The sum of all entries in a fixed order, by halves: the rounding error grows with log n instead of n.
double accurateSum(std::span<const double> entries);

}  // namespace core

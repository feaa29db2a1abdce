#pragma once

#include <span>

namespace ui {

/// The root of the sum of the squares, also where those would leave the range of numbers; NaN where an entry is NaN.
double lengthOf(std::span<const double> numbers);

}  // namespace ui

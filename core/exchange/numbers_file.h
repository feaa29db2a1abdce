#pragma once

#include <span>
#include <string>

#include "core/tensor/shape.h"

namespace core {

/// Numbers as lines with commas, `columns` in a line, each the shortest text that reads back as the same double; "nan", "inf",
/// "-inf". A tensor of further axes is its rows one below the other.
std::string csvText(std::span<const double> numbers, Index columns);

/// A tensor as NumPy's own file: version 1.0, little-endian float64 in row-major order.
/// https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
std::string npyBytes(const Shape& shape, std::span<const double> numbers);

}  // namespace core

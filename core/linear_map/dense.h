#pragma once

#include <vector>

#include "core/linear_map/linear_map.h"

namespace core {

/// A table of all entries, row-major: for small maps only. One row (an output with a single entry) is a
/// gradient as it is known.
LinearMap denseMap(const Shape& output, const Shape& input, std::vector<double> table);

}  // namespace core

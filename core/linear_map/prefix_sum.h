#pragma once

#include "core/linear_map/linear_map.h"

namespace core {

/// The local gradient of the running sum along `dim`: J[j,i] = 1 where i stands in the slice of j, at the
/// same place or before it. Nothing is stored.
LinearMap prefixSumMap(const Shape& shape, Index dim);

}  // namespace core

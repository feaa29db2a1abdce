#pragma once

#include "core/linear_map/linear_map.h"

namespace core {

/// No entry differs from 0: `output` does not depend on `input`.
LinearMap zeroMap(const Shape& output, const Shape& input);

}  // namespace core

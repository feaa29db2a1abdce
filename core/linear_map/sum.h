#pragma once

#include <span>
#include <vector>

#include "core/linear_map/linear_map.h"

namespace core {

/// The local gradient of a sum over `axes` of `input`: J[j,i] = factor where the input entry i is summed into
/// the output entry j (factor 1/n for a mean of n). `output` may keep the summed axes with size 1 or drop
/// them.
LinearMap sumMap(const Shape& output, const Shape& input, std::span<const Index> axes, double factor = 1);

/// The same with a weight for each input entry: J[j,i] = weights[i] (a maximum, a loss a sample, a norm).
LinearMap sumMap(const Shape& output, const Shape& input, std::span<const Index> axes,
                 std::vector<double> weights);

}  // namespace core

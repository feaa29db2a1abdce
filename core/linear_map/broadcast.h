#pragma once

#include <vector>

#include "core/linear_map/linear_map.h"

namespace core {

/// The local gradient of an elementwise function by an argument of shape `input` that was broadcast to
/// `output`: J[j,i] = slope where i is the entry that the output entry j reads. One slope for all entries,
/// nothing is stored. Folds to the identity or a scaled map where nothing was repeated.
LinearMap broadcastMap(const Shape& output, const Shape& input, double slope = 1);

/// The same with a slope for each output entry: J[j,i] = slopes[j] where i is the entry that j reads.
/// Folds to a diagonal where nothing was repeated.
LinearMap broadcastMap(const Shape& output, const Shape& input, std::vector<double> slopes);

}  // namespace core

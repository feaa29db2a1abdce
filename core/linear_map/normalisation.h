#pragma once

#include <vector>

#include "core/linear_map/linear_map.h"

namespace core {

/// Which entries are normalised together: entry (o, g, k) of `outer` × `groups` × `inner` belongs to group g.
struct NormalisationLayout {
  Index outer = 1;
  Index groups = 1;
  Index inner = 1;
  bool scaledByGroup = false;  ///< one scale a group, else one for each k

  Index groupSize() const { return outer * inner; }
};

/// The local gradient of scale · x̂ with x̂ = (x − mean)·r, r = 1/√(variance + ε), by x: within each group of n
/// entries J[j,i] = scale_j · r · (δ_ji − 1/n − x̂_j·x̂_i/n), between groups 0. `rates` holds r for each group;
/// no scales are ones.
LinearMap normalisationMap(const Shape& shape, const NormalisationLayout& layout,
                           std::vector<double> normalised, std::vector<double> rates,
                           std::vector<double> scales);

}  // namespace core

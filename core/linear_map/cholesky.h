#pragma once

#include <vector>

#include "core/linear_map/linear_map.h"

namespace core {

/// The local gradient of the Cholesky factor L of S = (A + Aᵀ)/2 by A, for matrices in batches: dL =
/// L·Φ(L⁻¹·dS·L⁻ᵀ) with Φ the lower triangle, its diagonal halved. `factors` holds every L; shape … × n × n.
LinearMap choleskyMap(const Shape& shape, std::vector<double> factors);

}  // namespace core

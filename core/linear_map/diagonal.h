#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/linear_map/linear_map.h"

namespace core {

/// J[j,i] = 1 where j = i in row-major order. Both shapes have the same number of entries (a reshape has this
/// map too).
LinearMap identityMap(const Shape& output, const Shape& input);

/// J[j,i] = factor where j = i in row-major order; the identity where `factor` is 1.
LinearMap scaledMap(const Shape& output, const Shape& input, double factor);

/// J[j,j] = slopes[j], all else 0. Both shapes have `slopes.size()` entries.
LinearMap diagonalMap(const Shape& output, const Shape& input, std::vector<double> slopes);

/// The number on the diagonal of an identity or a scaled map; empty for every other form.
std::optional<double> diagonalFactor(const Form& form);

/// The slopes of a diagonal map; null for every other form.
const std::vector<double>* diagonalSlopes(const Form& form);

}  // namespace core

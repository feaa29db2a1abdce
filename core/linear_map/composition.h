#pragma once

#include "core/linear_map/linear_map.h"

namespace core {

/// outer · inner: first `inner`, then `outer` (the chain rule along one path). `inner`'s output shape is
/// `outer`'s input shape. Structure folds: zero and identity vanish, diagonals multiply, selections select;
/// else "composed".
LinearMap product(const LinearMap& outer, const LinearMap& inner);

/// first + second, of equal shapes (paths that meet). Zero vanishes, diagonals add; else "composed".
LinearMap sum(const LinearMap& first, const LinearMap& second);

}  // namespace core

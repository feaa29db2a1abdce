#pragma once

#include <vector>

#include "core/linear_map/linear_map.h"

namespace core {

/// The local gradient of softmax along `dim`, with its output p: diag(p) − p·pᵀ for every slice along `dim`.
LinearMap softmaxMap(const Shape& shape, Index dim, std::vector<double> p);

/// The local gradient of log_softmax along `dim`, with p = softmax: I − 1·pᵀ for every slice along `dim`.
LinearMap logSoftmaxMap(const Shape& shape, Index dim, std::vector<double> p);

}  // namespace core

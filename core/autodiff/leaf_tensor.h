#pragma once

#include <span>
#include <vector>

#include "core/autodiff/trace.h"

namespace core {

/// A direction at one leaf, of the leaf's shape: a tangent, or a change.
struct LeafTensor {
  std::size_t leaf;  ///< position
  Tensor tensor;
};

/// Throws `Error` where one names a node that is no leaf or has another shape than its leaf.
void checkLeafTensors(const Plan& plan, std::span<const LeafTensor> tensors);

}  // namespace core

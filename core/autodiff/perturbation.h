#pragma once

#include <optional>
#include <vector>

#include "core/autodiff/forward_mode.h"

namespace core {

/// What a change Δx at the leaves does to one node.
struct NodeChange {
  std::size_t node;              ///< position
  Tensor linear;                 ///< J·Δx: what the local gradients predict
  std::optional<Tensor> actual;  ///< f(x + Δx) − f(x); empty where f(x + Δx) has no meaning

  /// actual − linear, the part that is not linear; it falls with the square of Δx where f is smooth.
  std::optional<Tensor> difference() const;
};

/// What a change Δx at the leaves does to every leaf that is changed and every node after it, also through
/// arguments that are not differentiated, in forward order. Where one leaf stands twice its changes add.
/// Throws `Error` where a tensor does not fit its leaf, `Stopped`.
std::vector<NodeChange> perturbation(const Trace& trace, std::span<const LeafTensor> change,
                                     const Watch& watch = {});

}  // namespace core

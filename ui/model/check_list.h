#pragma once

#include <optional>
#include <vector>

#include "core/autodiff/gradient_check.h"
#include "core/autodiff/product_check.h"

namespace ui {

/// Whether a node's gradients are right: what differences say, and of a function with an upstream gradient,
/// what the product written out says.
struct NodeCheck {
  std::size_t node = 0;
  core::GradientCheck differences = {};
  std::optional<core::ProductCheck> product = {};  ///< of all active arguments; the worst
  core::Index entries = 0;  ///< that there are: of the leaf, or of the function's inputs

  enum class Verdict {
    Agrees,
    HasCorners,  ///< agrees, but for entries without a derivative
    Differs,
    Nothing,  ///< there was no entry, or no number, to compare
  };
  Verdict verdict() const;
};

/// The leaves with a gradient, in forward order.
std::vector<std::size_t> checkedLeaves(const core::Trace& trace);
/// The functions with a value and an input that they are differentiated by, in forward order.
std::vector<std::size_t> checkedFunctions(const core::Trace& trace);

/// How many entries of each node are enough at first, where all of them would take long.
inline constexpr core::Index someEntries = 64;

/// The entries that a check of the node could look at.
core::Index checkedEntries(const core::Trace& trace, std::size_t node);

/// Checks a leaf, or a function with its local gradients and its part of the backward pass; `most` entries of
/// each leaf and of each input. Throws `core::Stopped`.
NodeCheck checkedNode(const core::Trace& trace, std::size_t node, core::Index most,
                      const core::Watch& watch = {});

/// Whether a check of the node by `most` entries takes no longer than a glance, so that nobody needs to ask
/// for it.
bool isQuickToCheck(const core::Trace& trace, std::size_t node, core::Index most);

}  // namespace ui

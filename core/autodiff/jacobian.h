#pragma once

#include "core/autodiff/trace.h"

namespace core {

/// The generalized Jacobian of node `to` by node `from` (positions), of shape to-shape × from-shape, by the chain rule over all paths between
/// them through differentiable arguments, as one table made row stack by row stack. Zero where `to` does not depend on `from`; the identity where they are
/// the same node. Throws `Error` where it would have more than `limit` entries, or a value is missing.
Tensor jacobian(const Trace& trace, std::size_t to, std::size_t from, Index limit = Index(1) << 26);

}  // namespace core

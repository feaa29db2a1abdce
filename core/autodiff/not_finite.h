#pragma once

#include <optional>
#include <stop_token>

#include "core/autodiff/trace.h"

namespace core {

/// Where a NaN or an infinity arose.
struct NotFinite {
  std::size_t node;  ///< position
  Index entry;       ///< the first such entry, flat; of a gradient in stack × node
  /// Of a gradient: the first contribution that holds one. Empty where the seed does, or only the sum of the
  /// contributions.
  std::optional<Contribution> sender = {};
};

/// The first node in forward order whose value holds a NaN or an infinity: no input of it does. Throws
/// `Stopped`.
std::optional<NotFinite> firstNotFiniteValue(const Trace& trace, const std::stop_token& stop = {});

/// The first node in backward order whose gradient holds one: it arises at the step of `sender`, whose own
/// gradient is finite. Nothing where there is no backward pass. Throws `Stopped`.
std::optional<NotFinite> firstNotFiniteGradient(const Trace& trace, const std::stop_token& stop = {});

}  // namespace core

#pragma once

#include <vector>

#include "core/autodiff/plan.h"

namespace core {

/// The part of a graph that lies on paths from one node to another along wires into differentiated arguments.
struct Between {
  std::vector<std::size_t>
      nodes;              ///< positions in forward order, with both ends; empty where there is no path
  std::vector<bool> has;  ///< per position
};

Between nodesBetween(const Plan& plan, std::size_t from, std::size_t to);

/// Calls `use(argument, input)` for each wire into `position` that lies on such a path.
template <typename Use>
void forEachWireBetween(const Plan& plan, const Between& between, std::size_t position, Use&& use) {
  const std::span<const std::int64_t> inputs = plan.inputsOf(position);
  for (std::size_t k = 0; k < inputs.size(); ++k) {
    if (!plan.isDifferentiated(position, k)) continue;
    const auto input = static_cast<std::size_t>(inputs[k]);
    if (between.has[input]) use(k, input);
  }
}

}  // namespace core

#pragma once

#include <span>
#include <vector>

#include "core/graph/graph.h"

namespace core {

/// Positions of all nodes so that inputs come before the nodes that use them; among the nodes that are ready, the one with the
/// smallest `priority` first (one number a node, in the order of `graph.nodes()`), then the earliest in the file. Without
/// priorities: the earliest in the file. Linear in nodes and wires, up to a logarithm.
std::vector<std::size_t> topologicalOrder(const Graph& graph, std::span<const double> priority = {});

}  // namespace core

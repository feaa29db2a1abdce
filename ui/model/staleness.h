#pragma once

#include <set>

#include "core/graph/graph.h"

namespace ui {

/// The nodes of `after` whose value differs from that in `before`: new, another function, attributes, wires or leaf value, or behind such a node.
/// Names, labels and places do not count.
std::set<core::NodeId> affectedNodes(const core::Graph& before, const core::Graph& after);

}  // namespace ui

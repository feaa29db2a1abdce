#pragma once

#include <span>
#include <vector>

#include "core/graph/graph.h"

namespace core {

/// Positions of all nodes so that inputs come before the nodes that use them; among the nodes that are ready, the one with the
/// smallest `priority` first (one number a node, in the order of `graph.nodes()`), then the earliest in the file. Without
/// priorities: the earliest in the file. Linear in nodes and wires, up to a logarithm.
std::vector<std::size_t> topologicalOrder(const Graph& graph, std::span<const double> priority = {});

// What follows goes by wires and arguments alone, before shapes are known; a plan knows better (`core/autodiff/reach.h`).

/// Per node: whether `target` can be reached from it along wires into differentiable arguments (a node reaches itself).
std::vector<bool> reaches(const Graph& graph, std::size_t target);

/// Per node: whether it depends on an `input` or `parameter` through differentiable arguments.
std::vector<bool> dependsOnLeaf(const Graph& graph);

}  // namespace core

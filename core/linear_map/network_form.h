#pragma once

#include <vector>

#include "core/linear_map/linear_map.h"

namespace core {

/// A wire of a network of maps: what the node `to` receives of the node `from`, which stands before it.
struct NetworkWire {
  std::size_t from;
  std::size_t to;
  LinearMap map;
};

/// The sum over all paths from node 0, of shape `input`, to the last node of the product of the maps along
/// the path, the last one first; applied node by node, so that parts which many paths share are gone through
/// once. `sizes` of all nodes; `wires` in ascending order of `to`; every node but node 0 has one into it, and
/// every node but the last one out of it. Nothing is folded: `networkMap` does that.
LinearMap networkForm(const Shape& input, std::vector<Index> sizes, std::vector<NetworkWire> wires);

}  // namespace core

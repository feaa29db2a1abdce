#pragma once

#include <optional>
#include <span>

#include "core/linear_map/network_form.h"
#include "core/natural.h"

namespace core {

/// A map, and the scalar multiplications that were made to find its form.
struct FoldedMap {
  LinearMap map;
  Natural multiplications;
};

/// The chain rule over a network: the sum over all paths from node 0, of shape `input`, to the last one of
/// the product of the maps along the path, the last one first. `wires` in ascending order of `to`; every node
/// but node 0 has one into it, and every node but the last one out of it. Neighbours whose product or sum has
/// a simple form are made one, and the whole has a simple form where all are; else it is applied node by
/// node, so that parts which many paths share are gone through once.
FoldedMap networkMap(const Shape& input, std::size_t nodeCount, std::span<const NetworkWire> wires);

/// outer · inner with its cost where it has a simpler form than "composed".
std::optional<FoldedMap> foldedProduct(const LinearMap& outer, const LinearMap& inner);

}  // namespace core

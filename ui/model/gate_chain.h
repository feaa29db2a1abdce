#pragma once

#include <optional>
#include <vector>

#include "ui/model/sheet.h"

namespace ui {

/// Gates in a row that together are one function of the catalogue, entry by entry: negate, exp, + 1 and
/// reciprocal are the sigmoid 1/(1 + e^{−z}).
struct GateChain {
  std::vector<core::NodeId> gates;          ///< in forward order, at least two
  std::vector<std::size_t> arguments = {};  ///< by which each gate takes what comes before it
  core::NodeId from;                        ///< what the first gate takes
  const core::Function* whole = nullptr;
};

/// Every such row of a graph, in the order of the last gates. What a gate gives goes to the next gate alone;
/// only the last gate may be the output. Linear in the graph's size.
std::vector<GateChain> gateChains(const core::Graph& graph);
/// The row in which `id` is a gate.
std::optional<GateChain> gateChainAt(const core::Graph& graph, const core::NodeId& id);
/// How many gates the node's function is made of; 0 where it is made of none.
std::size_t gatesWithin(const core::Node& node);

/// One node of the whole function in the gates' place: it keeps the last gate's name, label and wires.
/// Constants that nobody else takes go with the gates.
void groupGates(Sheet& sheet, const GateChain& chain);
/// The gates in the place of a node for which `gatesWithin` is not 0; the last one keeps its name, label and
/// wires. What stands in the way moves to the right. Gives the gates in forward order.
std::vector<core::NodeId> openIntoGates(Sheet& sheet, const core::NodeId& id);

}  // namespace ui

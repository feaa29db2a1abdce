#include "ui/canvas/selection.h"

namespace ui {

Selection Selection::within(const core::Graph& graph) const {
  Selection kept;
  for (const core::NodeId& id : nodes) {
    if (graph.find(id)) kept.nodes.insert(id);
  }
  for (const WireId& wire : wires) {
    const core::Node* node = graph.find(wire.to);
    if (node && wire.argument < node->inputs.size() && node->inputs[wire.argument]) kept.wires.insert(wire);
  }
  return kept;
}

}  // namespace ui

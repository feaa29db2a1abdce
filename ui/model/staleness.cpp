#include "ui/model/staleness.h"

#include <algorithm>

#include "core/graph/order.h"

namespace ui {
namespace {

bool computesAlike(const core::Node& a, const core::Node& b) {
  return &a == &b || (a.function == b.function && a.inputs == b.inputs && a.attributes == b.attributes && a.value == b.value);
}

}  // namespace

std::set<core::NodeId> affectedNodes(const core::Graph& before, const core::Graph& after) {
  std::set<core::NodeId> affected;
  if (before.sharesAllWith(after)) return affected;
  for (const std::size_t position : core::topologicalOrder(after)) {
    const core::Node& node = after.node(position);
    const core::Node* old = before.find(node.id);
    const bool behind = std::any_of(node.inputs.begin(), node.inputs.end(),
                                    [&](const auto& input) { return input && affected.contains(*input); });
    if (behind || !old || !computesAlike(*old, node)) affected.insert(node.id);
  }
  return affected;
}

}  // namespace ui

#include "ui/model/nudge_choice.h"

#include "ui/model/nudge.h"

namespace ui {
namespace {

constexpr std::size_t mostTogether = 6;  // entries of leaves that are changed together at first

std::vector<core::NodeId> firstLeaves(const core::Graph& graph) {
  std::vector<core::NodeId> chosen;
  for (const bool parameters : {false, true}) {
    std::size_t entries = 0;
    for (const core::NodeId& id : nudgeableLeaves(graph)) {
      if (graph.find(id)->isParameter() != parameters) continue;
      const std::size_t size = entryCount(graph, {id});
      if (!chosen.empty() && entries + size > mostTogether) continue;
      chosen.push_back(id);
      entries += size;
    }
    if (!chosen.empty()) break;
  }
  return chosen;
}

std::optional<core::NodeId> firstTarget(const core::Graph& graph) {
  if (graph.output()) return graph.output();
  std::optional<core::NodeId> last;
  for (const core::NodePointer& node : graph.nodes()) {
    if (!node->isLeaf()) last = node->id;
  }
  return last;
}

}  // namespace

std::vector<core::NodeId> nudgeableLeaves(const core::Graph& graph) {
  std::vector<core::NodeId> ids;
  for (const core::NodePointer& node : graph.nodes()) {
    if (node->isLeaf() && !node->isConstant()) ids.push_back(node->id);
  }
  return ids;
}

std::size_t entryCount(const core::Graph& graph, const std::vector<core::NodeId>& leaves) {
  std::size_t count = 0;
  for (const core::NodeId& id : leaves) {
    const core::Node* node = graph.find(id);
    if (node != nullptr && node->value) count += static_cast<std::size_t>(node->value->tensor.size());
  }
  return count;
}

std::vector<double> firstChange(std::size_t count) {
  std::vector<double> dx(count);
  for (std::size_t k = 0; k < count; ++k) dx[k] = k % 2 == 0 ? 0.1 : -0.05;
  return dx;
}

NudgeChoice completed(const core::Graph& graph, NudgeChoice choice) {
  if (choice.leaves.empty()) choice.leaves = firstLeaves(graph);
  if (choice.dx.empty()) choice.dx = firstChange(entryCount(graph, choice.leaves));
  if (!choice.target) choice.target = firstTarget(graph);
  if (!choice.target && !choice.leaves.empty()) choice.target = choice.leaves.front();
  return choice;
}

std::optional<NudgeWish> nudgeWish(const std::shared_ptr<const core::Trace>& trace, const NudgeChoice& choice) {
  const core::Graph& graph = trace->graph();
  const auto target = choice.target ? graph.position(*choice.target) : std::nullopt;
  if (!target || !trace->hasValue(*target)) return std::nullopt;
  NudgeWish wish{.trace = trace, .change = {}, .target = *target};
  std::size_t next = 0;
  for (const core::NodeId& id : choice.leaves) {
    const auto leaf = graph.position(id);
    if (!leaf || !graph.node(*leaf).isLeaf()) return std::nullopt;
    const core::Shape& shape = trace->plan().node(*leaf).shape;
    const auto size = static_cast<std::size_t>(shape.size());
    if (next + size > choice.dx.size()) return std::nullopt;
    const auto begin = choice.dx.begin() + static_cast<std::ptrdiff_t>(next);
    wish.change.push_back({*leaf, core::Tensor(shape, std::vector<double>(begin, begin + static_cast<std::ptrdiff_t>(size)))});
    next += size;
  }
  return next == choice.dx.size() && next > 0 ? std::optional(std::move(wish)) : std::nullopt;
}

}  // namespace ui

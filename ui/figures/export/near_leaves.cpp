#include "ui/figures/export/near_leaves.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace ui {
namespace {

constexpr double sameColumn = 40, sameLine = 40;
constexpr double lineHeight = 60;

/// The wires of each node.
std::vector<std::vector<std::size_t>> consumersOf(const core::Graph& graph) {
  std::vector<std::vector<std::size_t>> consumers(graph.size());
  for (std::size_t p = 0; p < graph.size(); ++p) {
    for (const std::ptrdiff_t input : graph.inputPositions(p))
      if (input >= 0) consumers[static_cast<std::size_t>(input)].push_back(p);
  }
  return consumers;
}

}  // namespace

std::map<core::NodeId, QPointF> leavesAtConsumers(const core::Graph& graph,
                                                  std::map<core::NodeId, QPointF> places, bool before) {
  const std::vector<std::vector<std::size_t>> consumers = consumersOf(graph);
  const auto at = [&](std::size_t p) { return places[graph.node(p).id]; };
  const auto isFree = [&](std::size_t leaf, QPointF place) {
    for (std::size_t p = 0; p < graph.size(); ++p) {
      const QPointF way = at(p) - place;
      if (p != leaf && std::abs(way.x()) <= sameColumn && std::abs(way.y()) < sameLine) return false;
    }
    return true;
  };
  for (std::size_t leaf = 0; leaf < graph.size(); ++leaf) {
    if (!graph.node(leaf).isLeaf() || consumers[leaf].size() != 1) continue;
    const QPointF from = at(leaf), to = at(consumers[leaf].front());
    // The column before the consumer, where it is not the leaf's own.
    double column = from.x();
    for (std::size_t p = 0; p < graph.size(); ++p) {
      if (!graph.node(p).isLeaf() && at(p).x() > from.x() + sameColumn && at(p).x() < to.x() - sameColumn)
        column = std::max(column, at(p).x());
    }
    if (column <= from.x()) continue;
    const double side = from.y() < to.y() ? -1 : 1;
    for (const double way : {side, -side}) {
      const QPointF place(before ? column : to.x(), to.y() + way * lineHeight);
      if (!isFree(leaf, place)) continue;
      places[graph.node(leaf).id] = place;
      break;
    }
  }
  return places;
}

}  // namespace ui

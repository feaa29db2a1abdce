#include "ui/figures/export/row_routes.h"

#include <algorithm>
#include <map>

namespace ui {
namespace {

constexpr double laneHeight = 27, tightLane = 18;
constexpr double besideLanes = 34;
constexpr double bareLane = 12, fromNumbers = 10;  // lines alone
constexpr int mostLanes = 8;
constexpr double channel = 9;  // at the ends of rows, for each wire that runs up or down there
constexpr int mostChannels = 4;
constexpr double busyGapY = 34;  // between lines of nodes that many wires come to from other rows

}  // namespace

int lanesOf(const PageFlow& flow, std::span<const FlowWire> wires) {
  std::map<int, int> counts;
  int most = 0;
  for (const FlowWire& wire : wires) {
    const auto [first, last] = std::minmax(flow.row[wire.from], flow.row[wire.to]);
    for (int gap = first; gap < last; ++gap) most = std::max(most, ++counts[gap]);
  }
  return most;
}

double rowGapFor(const PageFlow& flow, std::span<const FlowWire> wires, const FlowRoom& room) {
  const int lanes = std::clamp(lanesOf(flow, wires), 1, mostLanes);
  if (room.gathered) return room.besideLanes - fromNumbers + bareLane * lanes;
  return room.tight ? room.besideLanes + tightLane * lanes : besideLanes + laneHeight * lanes;
}

PageFlow flowWithRoutes(std::span<const QPointF> centres, std::span<const std::vector<NodeReach>> forms,
                        std::span<const FlowWire> wires, FlowRoom& room) {
  PageFlow flow = flowOnPage(centres, forms, wires, room);
  if (flow.rows < 2) return flow;
  const int lanes = lanesOf(flow, wires);
  const FlowRoom plain = room;
  room.rowGap = rowGapFor(flow, wires, room);
  room.indent += channel * std::clamp(lanes - 1, 0, mostChannels);
  if (lanes > 2 && !room.tight) room.leastGapY = std::max(room.leastGapY, busyGapY);
  PageFlow roomy = flowOnPage(centres, forms, wires, room);
  if (roomy.rows == flow.rows) {
    room.rowGap = rowGapFor(roomy, wires, room);
    return flowOnPage(centres, forms, wires, room);
  }
  // Rather narrow channels than another row.
  room.indent = plain.indent;
  return flowOnPage(centres, forms, wires, room);
}

}  // namespace ui

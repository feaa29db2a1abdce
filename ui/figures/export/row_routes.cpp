#include "ui/figures/export/row_routes.h"

#include <algorithm>
#include <map>

namespace ui {
namespace {

constexpr double laneHeight = 27;
constexpr double aside = 13;  // from a node to the wire that runs up or down beside it

}  // namespace

int gapOf(const RowCrossing& crossing) { return crossing.to > crossing.from ? crossing.to - 1 : crossing.to; }

int mostLanes(std::span<const RowCrossing> crossings) {
  std::map<int, int> counts;
  int most = 0;
  for (const RowCrossing& crossing : crossings) most = std::max(most, ++counts[gapOf(crossing)]);
  return most;
}

double rowGapFor(int lanes) { return 22 + laneHeight * std::clamp(lanes, 1, 6); }

double laneAt(const PageFlow& flow, int gap, int k, int count) {
  const double step = count > 6 ? 6 * laneHeight / count : laneHeight;
  return flow.gapMiddles[static_cast<std::size_t>(gap)] + (k - (count - 1) / 2.0) * step;
}

std::vector<QPointF> cornersAlong(QPointF from, QPointF to, double lane, int k) {
  const double out = aside + 4.0 * std::min(k, 3);
  return {from, {from.x() + out, from.y()}, {from.x() + out, lane}, {to.x() - out, lane}, {to.x() - out, to.y()}, to};
}

}  // namespace ui

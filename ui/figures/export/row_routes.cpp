#include "ui/figures/export/row_routes.h"

#include <algorithm>
#include <map>

namespace ui {
namespace {

constexpr double laneHeight = 27;
constexpr int mostLanes = 8;

}  // namespace

double rowGapFor(const PageFlow& flow, std::span<const FlowWire> wires) {
  std::map<int, int> counts;
  int most = 0;
  for (const FlowWire& wire : wires) {
    const auto [first, last] = std::minmax(flow.row[wire.from], flow.row[wire.to]);
    for (int gap = first; gap < last; ++gap) most = std::max(most, ++counts[gap]);
  }
  return 34 + laneHeight * std::clamp(most, 1, mostLanes);
}

}  // namespace ui

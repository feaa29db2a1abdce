#include "ui/figures/export/page_flow.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ui {
namespace {

constexpr double sameColumn = 40;  // centres nearer than this in x share a column
constexpr double sameRow = 24;
constexpr double notTouching = 8;  // between nodes that stand in each other's way only after moving

/// Nodes that move together along one axis.
struct Band {
  std::vector<std::size_t> nodes = {};
  double first = 0;  ///< where its first node stood
  double centre = 0;
  double before = 0, after = 0;  ///< how far it reaches from the centre
  double gap = 0;                ///< to the next band
  double leastGap = 0;           ///< it may shrink to so much

  double extent() const { return before + after; }
};

double leastExtent(std::span<const Band> bands) {
  double total = 0;
  for (std::size_t k = 0; k < bands.size(); ++k) total += bands[k].extent() + (k + 1 < bands.size() ? bands[k].leastGap : 0);
  return total;
}

/// Moves the bands together until they take `size`, or as near as their least gaps allow; the first begins at 0. Wider gaps give
/// more.
void squeeze(std::vector<Band>& bands, double size) {
  const double least = leastExtent(bands);
  double spare = 0;
  for (std::size_t k = 0; k + 1 < bands.size(); ++k) spare += bands[k].gap - bands[k].leastGap;
  const double share = spare <= 0 ? 1 : std::clamp((size - least) / spare, 0.0, 1.0);
  double at = 0;
  for (Band& band : bands) {
    band.centre = at + band.before;
    at += band.extent() + band.leastGap + (band.gap - band.leastGap) * share;
  }
}

/// The nodes along one axis; `from` to `to` is how far they reach along it, `acrossFrom` to `acrossTo` across it.
class Axis {
public:
  Axis(std::span<const QPointF> centres, std::span<const NodeReach> reach, bool horizontal)
      : centres_(centres), reach_(reach), horizontal_(horizontal) {}

  /// The nodes sorted into bands, in order.
  std::vector<Band> bands(std::span<const std::size_t> nodes, double leastGap, double mostGap) const {
    std::vector<std::size_t> order(nodes.begin(), nodes.end());
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return at(a) < at(b); });
    std::vector<Band> result;
    for (const std::size_t node : order) {
      if (result.empty() || at(node) - result.back().centre > (horizontal_ ? sameColumn : sameRow)) {
        result.push_back({.first = at(node), .centre = at(node)});
      }
      Band& band = result.back();
      band.nodes.push_back(node);
      band.before = std::max(band.before, before(node) - (at(node) - band.centre));
      band.after = std::max(band.after, after(node) + at(node) - band.centre);
    }
    for (std::size_t k = 0; k + 1 < result.size(); ++k) chooseGap(result, k, leastGap, mostGap);
    return result;
  }

private:
  double at(std::size_t n) const { return horizontal_ ? centres_[n].x() : centres_[n].y(); }
  double before(std::size_t n) const { return horizontal_ ? reach_[n].left : reach_[n].top; }
  double after(std::size_t n) const { return horizontal_ ? reach_[n].right : reach_[n].bottom; }

  /// Whether both would touch if they came to the same place along the axis.
  bool inEachOthersWay(std::size_t a, std::size_t b) const {
    if (horizontal_) {
      return centres_[a].y() - reach_[a].top < centres_[b].y() + reach_[b].bottom && centres_[b].y() - reach_[b].top < centres_[a].y() + reach_[a].bottom;
    }
    return centres_[a].x() - reach_[a].left < centres_[b].x() + reach_[b].right && centres_[b].x() - reach_[b].left < centres_[a].x() + reach_[a].right;
  }

  void chooseGap(std::vector<Band>& bands, std::size_t k, double leastGap, double mostGap) const {
    Band& band = bands[k];
    const Band& next = bands[k + 1];
    const double found = (next.centre - next.before) - (band.centre + band.after);
    band.gap = std::min(found, mostGap);
    band.leastGap = std::min(band.gap, leastGap);
    if (found >= leastGap) return;
    // Bands that overlap: as near as their nodes allow, which may stand side by side.
    for (const std::size_t a : band.nodes) {
      for (const std::size_t b : next.nodes) {
        if (!inEachOthersWay(a, b)) continue;
        const double own = (at(b) - next.centre - before(b) + next.before) - (at(a) - band.centre + after(a) - band.after);
        // `own` is how much wider than the bands' gap the gap of these two is.
        const double needed = (horizontal_ ? leastGap : std::max(leastGap, notTouching)) - own;
        band.leastGap = std::max(band.leastGap, needed);
      }
    }
    band.gap = std::max(band.gap, band.leastGap);
  }

  std::span<const QPointF> centres_;
  std::span<const NodeReach> reach_;
  bool horizontal_;
};

void moveTo(std::span<const Band> bands, std::span<const QPointF> from, std::vector<QPointF>& to, bool horizontal, double shift) {
  for (const Band& band : bands) {
    for (const std::size_t node : band.nodes) {
      if (horizontal)
        to[node].setX(shift + band.centre + from[node].x() - band.first);
      else
        to[node].setY(shift + band.centre + from[node].y() - band.first);
    }
  }
}

/// How many wires lead over each gap between columns.
std::vector<double> wiresOver(std::span<const Band> columns, std::span<const FlowWire> wires, std::size_t nodeCount) {
  std::vector<std::size_t> column(nodeCount, 0);
  for (std::size_t k = 0; k < columns.size(); ++k) {
    for (const std::size_t node : columns[k].nodes) column[node] = k;
  }
  std::vector<double> change(columns.size() + 1, 0);
  for (const FlowWire& wire : wires) {
    const auto [first, last] = std::minmax(column[wire.from], column[wire.to]);
    ++change[first];
    --change[last];
  }
  for (std::size_t k = 1; k < change.size(); ++k) change[k] += change[k - 1];
  return change;
}

/// The columns dealt to rows: in as few as fit, broken where few wires lead over, and about as many in each.
std::vector<std::vector<Band>> dealt(const std::vector<Band>& columns, const std::vector<double>& over, double width) {
  constexpr double aRow = 1e6;
  const std::size_t count = columns.size();
  std::vector<double> cost(count + 1, HUGE_VAL);  // of the best way to deal the first k
  std::vector<std::size_t> begin(count + 1, 0);
  cost[0] = 0;
  for (std::size_t end = 1; end <= count; ++end) {
    double used = 0;
    for (std::size_t first = end; first-- > 0;) {
      used += columns[first].extent() + (first + 1 < end ? columns[first].leastGap : 0);
      if (used > width && first + 1 < end) break;
      const double spare = std::max(0.0, 1 - used / width);
      const double here = cost[first] + aRow + (first > 0 ? over[first - 1] : 0) + 1.5 * spare * spare;
      if (here < cost[end]) {
        cost[end] = here;
        begin[end] = first;
      }
    }
  }
  std::vector<std::vector<Band>> rows;
  for (std::size_t end = count; end > 0; end = begin[end]) {
    rows.emplace_back(columns.begin() + static_cast<std::ptrdiff_t>(begin[end]), columns.begin() + static_cast<std::ptrdiff_t>(end));
  }
  std::reverse(rows.begin(), rows.end());
  return rows;
}

}  // namespace

PageFlow flowOnPage(std::span<const QPointF> centres, std::span<const NodeReach> wide, std::span<const NodeReach> narrow,
                    std::span<const FlowWire> wires, const FlowRoom& room) {
  PageFlow flow{.centres = {centres.begin(), centres.end()}};
  if (centres.empty()) return flow;
  std::vector<std::size_t> all(centres.size());
  std::iota(all.begin(), all.end(), std::size_t(0));
  std::span<const NodeReach> reach = wide;
  std::vector<Band> columns = Axis(centres, reach, true).bands(all, room.leastGapX, 1e9);
  if (leastExtent(columns) > room.width) {
    flow.narrow = true;
    reach = narrow;
    columns = Axis(centres, reach, true).bands(all, room.leastGapX, 1e9);
  }
  double width = room.width;
  std::vector<std::vector<Band>> rows{columns};
  if (leastExtent(columns) > width) {
    width -= 2 * room.indent;
    rows = dealt(columns, wiresOver(columns, wires, centres.size()), width);
  }
  flow.rows = static_cast<int>(rows.size());

  flow.row.assign(centres.size(), 0);
  double top = 0;
  const double free = room.height.value_or(1e9) - room.rowGap * static_cast<double>(rows.size() - 1);
  for (std::vector<Band>& row : rows) {
    squeeze(row, width);
    moveTo(row, centres, flow.centres, true, 0);
    std::vector<std::size_t> nodes;
    for (const Band& column : row) nodes.insert(nodes.end(), column.nodes.begin(), column.nodes.end());
    // Across the places in x that the nodes have now.
    const std::vector<QPointF> now = flow.centres;
    std::vector<Band> lines = Axis(now, reach, false).bands(nodes, room.leastGapY, room.mostGapY);
    squeeze(lines, free / static_cast<double>(rows.size()));
    moveTo(lines, now, flow.centres, false, top);
    if (!lines.empty()) top += lines.back().centre + lines.back().after;
    for (const std::size_t node : nodes) flow.row[node] = static_cast<int>(flow.gapMiddles.size());
    flow.gapMiddles.push_back(top + room.rowGap / 2);
    top += room.rowGap;
  }
  return flow;
}

}  // namespace ui

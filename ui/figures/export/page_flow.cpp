#include "ui/figures/export/page_flow.h"

#include <algorithm>
#include <numeric>

namespace ui {
namespace {

constexpr double sameColumn = 40;  // centres nearer than this in x share a column
constexpr double sameRow = 24;

/// Nodes that move together along one axis.
struct Band {
  std::vector<std::size_t> nodes = {};
  double centre = 0;
  double before = 0, after = 0;  ///< how far it reaches from the centre

  double extent() const { return before + after; }
};

/// Bands along an axis, in order. `at`, `before` and `after`: of each node.
template <typename At, typename Before, typename After>
std::vector<Band> bandsOf(std::span<const std::size_t> nodes, double apart, At at, Before before, After after) {
  std::vector<std::size_t> order(nodes.begin(), nodes.end());
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return at(a) < at(b); });
  std::vector<Band> bands;
  for (const std::size_t node : order) {
    if (bands.empty() || at(node) - bands.back().centre > apart) bands.push_back({.centre = at(node)});
    Band& band = bands.back();
    band.nodes.push_back(node);
    band.before = std::max(band.before, before(node) - (at(node) - band.centre));
    band.after = std::max(band.after, after(node) + at(node) - band.centre);
  }
  return bands;
}

double gapAfter(std::span<const Band> bands, std::size_t k) {
  return (bands[k + 1].centre - bands[k + 1].before) - (bands[k].centre + bands[k].after);
}

/// The gap may shrink to `leastGap`; one that is narrower from the start stays.
double leastGapAfter(std::span<const Band> bands, std::size_t k, double leastGap) {
  return std::min(gapAfter(bands, k), leastGap);
}

double leastExtent(std::span<const Band> bands, double leastGap) {
  double total = 0;
  for (const Band& band : bands) total += band.extent();
  for (std::size_t k = 0; k + 1 < bands.size(); ++k) total += leastGapAfter(bands, k, leastGap);
  return total;
}

/// Moves the bands together until they take `size`, or as near as `leastGap` allows; the first begins at 0. Wider gaps give
/// more.
void squeeze(std::vector<Band>& bands, double size, double leastGap) {
  const double least = leastExtent(bands, leastGap);
  double spare = 0;
  for (std::size_t k = 0; k + 1 < bands.size(); ++k) spare += gapAfter(bands, k) - leastGapAfter(bands, k, leastGap);
  const double share = spare <= 0 ? 1 : std::clamp((size - least) / spare, 0.0, 1.0);
  std::vector<double> gaps;
  for (std::size_t k = 0; k + 1 < bands.size(); ++k) {
    const double kept = leastGapAfter(bands, k, leastGap);
    gaps.push_back(kept + (gapAfter(bands, k) - kept) * share);
  }
  double at = 0;
  for (std::size_t k = 0; k < bands.size(); ++k) {
    bands[k].centre = at + bands[k].before;
    at += bands[k].extent() + (k < gaps.size() ? gaps[k] : 0);
  }
}

struct Axes {
  std::span<const QPointF> centres;
  std::span<const NodeReach> reach;

  std::vector<Band> columns(std::span<const std::size_t> nodes) const {
    return bandsOf(
        nodes, sameColumn, [&](std::size_t n) { return centres[n].x(); }, [&](std::size_t n) { return reach[n].left; },
        [&](std::size_t n) { return reach[n].right; });
  }
  std::vector<Band> lines(std::span<const std::size_t> nodes) const {
    return bandsOf(
        nodes, sameRow, [&](std::size_t n) { return centres[n].y(); }, [&](std::size_t n) { return reach[n].top; },
        [&](std::size_t n) { return reach[n].bottom; });
  }
};

void moveTo(std::span<const Band> bands, std::span<const QPointF> from, std::vector<QPointF>& to, bool horizontal,
            double shift = 0) {
  for (const Band& band : bands) {
    const double first = horizontal ? from[band.nodes.front()].x() : from[band.nodes.front()].y();
    for (const std::size_t node : band.nodes) {
      if (horizontal)
        to[node].setX(shift + band.centre + from[node].x() - first);
      else
        to[node].setY(shift + band.centre + from[node].y() - first);
    }
  }
}

/// The columns dealt to rows, as many in a row as fit and about as many in each.
std::vector<std::vector<Band>> dealt(std::vector<Band> columns, double width, double gap) {
  const auto deal = [&](double limit) {
    std::vector<std::vector<Band>> rows;
    double used = 0;
    for (std::size_t k = 0; k < columns.size(); ++k) {
      const double before = k > 0 ? leastGapAfter(columns, k - 1, gap) : 0;
      const bool fits = !rows.empty() && used + before + columns[k].extent() <= limit;
      if (!fits) rows.emplace_back();
      used = (fits ? used + before : 0) + columns[k].extent();
      rows.back().push_back(columns[k]);
    }
    return rows;
  };
  std::vector<std::vector<Band>> best = deal(width);
  // The narrowest limit that needs no more rows spreads the columns evenly.
  for (double limit = width; limit > width / 2; limit -= width / 32) {
    auto rows = deal(limit);
    if (rows.size() > best.size()) break;
    best = std::move(rows);
  }
  return best;
}

}  // namespace

PageFlow flowOnPage(std::span<const QPointF> centres, std::span<const NodeReach> wide, std::span<const NodeReach> narrow,
                    const FlowRoom& room) {
  PageFlow flow{.centres = {centres.begin(), centres.end()}};
  std::vector<std::size_t> all(centres.size());
  std::iota(all.begin(), all.end(), std::size_t(0));
  Axes axes{centres, wide};
  std::vector<Band> columns = axes.columns(all);
  if (leastExtent(columns, room.leastGapX) > room.width) {
    flow.narrow = true;
    axes.reach = narrow;
    columns = axes.columns(all);
  }
  std::vector<std::vector<Band>> rows{columns};
  if (leastExtent(columns, room.leastGapX) > room.width) {
    rows = dealt(columns, room.width, room.leastGapX);
    if (rows.size() > static_cast<std::size_t>(room.mostRows)) rows = {columns};
  }
  flow.rows = static_cast<int>(rows.size());

  flow.row.assign(centres.size(), 0);
  double top = 0;
  const double free = room.height.value_or(1e9) - room.rowGap * static_cast<double>(rows.size() - 1);
  for (std::vector<Band>& row : rows) {
    squeeze(row, room.width, room.leastGapX);
    moveTo(row, centres, flow.centres, true);
    std::vector<std::size_t> nodes;
    for (const Band& column : row) nodes.insert(nodes.end(), column.nodes.begin(), column.nodes.end());
    std::vector<Band> lines = axes.lines(nodes);
    squeeze(lines, free / static_cast<double>(rows.size()), room.leastGapY);
    moveTo(lines, centres, flow.centres, false, top);
    if (!lines.empty()) top += lines.back().centre + lines.back().after;
    for (const std::size_t node : nodes) flow.row[node] = static_cast<int>(flow.gapMiddles.size());
    flow.gapMiddles.push_back(top + room.rowGap / 2);
    top += room.rowGap;
  }
  return flow;
}

}  // namespace ui

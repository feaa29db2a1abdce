#include "ui/figures/export/page_flow.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace ui {
namespace {

constexpr double sameColumn = 40;  // centres nearer than this in x share a column
constexpr double sameRow = 24;

constexpr std::size_t window = 6;  // bands that can be in each other's way
constexpr double inOrder = 30,
                 linesInOrder = 12;  // between the centres of neighbouring columns, and of lines

/// Nodes that move together along one axis.
struct Band {
  std::vector<std::size_t> nodes = {};
  double first = 0;              ///< where its first node stood
  double before = 0, after = 0;  ///< how far it reaches from there
};

/// The nodes along one axis, sorted into bands, and how near these may come to each other.
class Axis {
public:
  Axis(std::span<const QPointF> centres, std::span<const NodeReach> reach, std::span<const std::size_t> nodes,
       bool horizontal, double leastGap, double mostGap)
      : centres_(centres), reach_(reach), horizontal_(horizontal), leastGap_(leastGap), mostGap_(mostGap) {
    makeBands(nodes);
    apart_.resize(bands_.size());
    for (std::size_t k = 0; k < bands_.size(); ++k) {
      for (std::size_t j = k - std::min(k, window); j < k; ++j) apart_[k].push_back(leastApart(j, k));
    }
  }

  /// Wires that lead on keep leading on, with the gap in between.
  void keepAhead(std::span<const FlowWire> wires) {
    std::vector<std::size_t> band(centres_.size(), bands_.size());
    for (std::size_t k = 0; k < bands_.size(); ++k) {
      for (const std::size_t node : bands_[k].nodes) band[node] = k;
    }
    for (const FlowWire& wire : wires) {
      const std::size_t j = band[wire.from], k = band[wire.to];
      if (j >= k || k >= bands_.size() || k - j > window) continue;
      double& apart = apart_[k][j - (k - std::min(k, window))];
      apart = std::max(apart, needed(wire.from, wire.to, j, k));
    }
  }

  const std::vector<Band>& bands() const { return bands_; }

  /// How much the bands from `first` to before `end` need.
  double leastExtent(std::size_t first, std::size_t end) const {
    return extentOf(leastPlaces(first, end), first);
  }

  /// Where the centres of these bands stand in `size`; the first reaches back to 0.
  std::vector<double> places(std::size_t first, std::size_t end, double size) const {
    std::vector<double> least = leastPlaces(first, end);
    const std::vector<double> natural = naturalPlaces(first, end);
    const double shortest = extentOf(least, first), longest = extentOf(natural, first);
    const double share =
        longest <= shortest ? 1 : std::clamp((size - shortest) / (longest - shortest), 0.0, 1.0);
    for (std::size_t k = 0; k < least.size(); ++k) least[k] += (natural[k] - least[k]) * share;
    return least;
  }

private:
  double at(std::size_t n) const { return horizontal_ ? centres_[n].x() : centres_[n].y(); }
  double before(std::size_t n) const { return horizontal_ ? reach_[n].left : reach_[n].top; }
  double after(std::size_t n) const { return horizontal_ ? reach_[n].right : reach_[n].bottom; }

  void makeBands(std::span<const std::size_t> nodes) {
    std::vector<std::size_t> order(nodes.begin(), nodes.end());
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return at(a) < at(b); });
    for (const std::size_t node : order) {
      if (bands_.empty() || at(node) - bands_.back().first > (horizontal_ ? sameColumn : sameRow))
        bands_.push_back({.first = at(node)});
      Band& band = bands_.back();
      band.nodes.push_back(node);
      band.before = std::max(band.before, before(node) - (at(node) - band.first));
      band.after = std::max(band.after, after(node) + at(node) - band.first);
    }
  }

  /// Whether both would touch if they came to the same place along the axis.
  bool inEachOthersWay(std::size_t a, std::size_t b) const {
    if (horizontal_) {
      return centres_[a].y() - reach_[a].top < centres_[b].y() + reach_[b].bottom &&
             centres_[b].y() - reach_[b].top < centres_[a].y() + reach_[a].bottom;
    }
    return centres_[a].x() - reach_[a].left < centres_[b].x() + reach_[b].right &&
           centres_[b].x() - reach_[b].left < centres_[a].x() + reach_[a].right;
  }

  double needed(std::size_t a, std::size_t b, std::size_t j, std::size_t k) const {
    return (at(a) - bands_[j].first) + after(a) + leastGap_ + before(b) - (at(b) - bands_[k].first);
  }

  /// The least distance between two bands, from centre to centre; neighbours keep their order.
  double leastApart(std::size_t j, std::size_t k) const {
    double least =
        k == j + 1 ? std::min(horizontal_ ? inOrder : linesInOrder, bands_[k].first - bands_[j].first) : 0;
    for (const std::size_t a : bands_[j].nodes) {
      for (const std::size_t b : bands_[k].nodes) {
        if (!inEachOthersWay(a, b)) continue;
        least = std::max(least, needed(a, b, j, k));
      }
    }
    return least;
  }

  double placeAfter(const std::vector<double>& places, std::size_t first, std::size_t k, double place) const {
    place = std::max(place, bands_[k].before);
    const std::size_t from = k - std::min(k, window);
    for (std::size_t j = std::max(from, first); j < k; ++j)
      place = std::max(place, places[j - first] + apart_[k][j - from]);
    return place;
  }

  std::vector<double> leastPlaces(std::size_t first, std::size_t end) const {
    std::vector<double> places;
    for (std::size_t k = first; k < end; ++k) places.push_back(placeAfter(places, first, k, 0));
    return places;
  }

  /// As far apart as they stood, but for wide gaps.
  std::vector<double> naturalPlaces(std::size_t first, std::size_t end) const {
    std::vector<double> places;
    for (std::size_t k = first; k < end; ++k) {
      double place = 0;
      if (k > first) {
        const double apart = bands_[k].first - bands_[k - 1].first;
        place = places.back() + std::min(apart, bands_[k - 1].after + bands_[k].before + mostGap_);
      }
      places.push_back(placeAfter(places, first, k, place));
    }
    return places;
  }

  double extentOf(const std::vector<double>& places, std::size_t first) const {
    double extent = 0;
    for (std::size_t k = 0; k < places.size(); ++k)
      extent = std::max(extent, places[k] + bands_[first + k].after);
    return extent;
  }

  std::span<const QPointF> centres_;
  std::span<const NodeReach> reach_;
  bool horizontal_;
  double leastGap_, mostGap_;
  std::vector<Band> bands_;
  std::vector<std::vector<double>> apart_;  // of each band from some before it
};

/// The nodes of some bands to their new places.
void moveTo(std::span<const Band> bands, std::span<const double> places, std::span<const QPointF> from,
            std::vector<QPointF>& to, bool horizontal, double shift) {
  for (std::size_t k = 0; k < bands.size(); ++k) {
    for (const std::size_t node : bands[k].nodes) {
      const QPointF before = from[node];
      if (horizontal)
        to[node].setX(shift + places[k] + before.x() - bands[k].first);
      else
        to[node].setY(shift + places[k] + before.y() - bands[k].first);
    }
  }
}

/// How many wires lead over each gap between columns.
std::vector<double> wiresOver(const std::vector<Band>& columns, std::span<const FlowWire> wires,
                              std::size_t nodeCount) {
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

/// Where each row of columns ends: in as few rows as fit, broken where few wires lead over, and about as much
/// in each.
std::vector<std::size_t> rowEnds(const Axis& columns, const std::vector<double>& over, double width) {
  constexpr double aRow = 1e6;
  const std::size_t count = columns.bands().size();
  std::vector<double> cost(count + 1, HUGE_VAL);  // of the best way to deal the first k
  std::vector<std::size_t> begin(count + 1, 0);
  cost[0] = 0;
  for (std::size_t end = 1; end <= count; ++end) {
    for (std::size_t first = end; first-- > 0;) {
      const double used = columns.leastExtent(first, end);
      if (used > width && first + 1 < end) break;
      const double spare = std::max(0.0, 1 - used / width);
      const double here = cost[first] + aRow + (first > 0 ? over[first - 1] : 0) + 1.5 * spare * spare;
      if (here < cost[end]) {
        cost[end] = here;
        begin[end] = first;
      }
    }
  }
  std::vector<std::size_t> ends;
  for (std::size_t end = count; end > 0; end = begin[end]) ends.push_back(end);
  std::reverse(ends.begin(), ends.end());
  return ends;
}

/// Where the rows end in one of the forms; one row where all fits.
std::vector<std::size_t> rowsOf(const Axis& columns, std::span<const FlowWire> wires, std::size_t nodeCount,
                                const FlowRoom& room) {
  const std::size_t count = columns.bands().size();
  if (columns.leastExtent(0, count) <= room.width) return {count};
  return rowEnds(columns, wiresOver(columns.bands(), wires, nodeCount), room.width - 2 * room.indent);
}

}  // namespace

PageFlow flowOnPage(std::span<const QPointF> centres, std::span<const std::vector<NodeReach>> forms,
                    std::span<const FlowWire> wires, const FlowRoom& room) {
  PageFlow flow{.centres = {centres.begin(), centres.end()}};
  if (centres.empty()) return flow;
  std::vector<std::size_t> all(centres.size());
  std::iota(all.begin(), all.end(), std::size_t(0));
  // The widest form that needs the fewest rows.
  std::optional<Axis> columns;
  std::vector<std::size_t> ends;
  for (std::size_t form = 0; form < forms.size(); ++form) {
    Axis axis(centres, forms[form], all, true, room.leastGapX, 1e9);
    if (room.ahead) axis.keepAhead(wires);
    std::vector<std::size_t> found = rowsOf(axis, wires, centres.size(), room);
    if (columns && found.size() >= ends.size()) continue;
    columns.emplace(std::move(axis));
    ends = std::move(found);
    flow.form = form;
    if (ends.size() == 1) break;
  }
  flow.rows = static_cast<int>(ends.size());

  const std::span<const NodeReach> reach = forms[flow.form];
  const double width = ends.size() > 1 ? room.width - 2 * room.indent : room.width;
  const double free = room.height.value_or(1e9) - room.rowGap * static_cast<double>(ends.size() - 1);
  flow.row.assign(centres.size(), 0);
  double top = 0;
  std::size_t first = 0;
  for (const std::size_t end : ends) {
    const std::span<const Band> row = std::span(columns->bands()).subspan(first, end - first);
    moveTo(row, columns->places(first, end, width), centres, flow.centres, true, 0);
    first = end;
    std::vector<std::size_t> nodes;
    for (const Band& column : row) nodes.insert(nodes.end(), column.nodes.begin(), column.nodes.end());
    // Across the places in x that the nodes have now.
    const std::vector<QPointF> now = flow.centres;
    const Axis lines(now, reach, nodes, false, room.leastGapY, room.mostGapY);
    const std::size_t count = lines.bands().size();
    const std::vector<double> places = lines.places(0, count, free / static_cast<double>(ends.size()));
    moveTo(lines.bands(), places, now, flow.centres, false, top);
    for (std::size_t k = 0; k < count; ++k) {
      for (const std::size_t node : lines.bands()[k].nodes)
        flow.row[node] = static_cast<int>(flow.gapMiddles.size());
    }
    double bottom = top;
    for (const std::size_t node : nodes)
      bottom = std::max(bottom, flow.centres[node].y() + reach[node].bottom);
    top = bottom;
    flow.gapMiddles.push_back(top + room.rowGap / 2);
    top += room.rowGap;
  }
  return flow;
}

}  // namespace ui

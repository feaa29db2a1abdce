#include "ui/model/layout.h"

#include <QRectF>
#include <algorithm>
#include <numeric>

#include "core/graph/order.h"

namespace ui {
namespace {

constexpr double columnWidth = 142;  // a node of 102 and a gap wide enough for two labels
constexpr double rowHeight = 110;

// Whether a leaf is drawn beside the function that it feeds rather than in the flow from left to right.
bool standsBeside(const core::Node& node) { return node.isParameter() || node.isConstant(); }

// The least column of the functions that use each node; −1 where there is none.
std::vector<int> firstConsumerColumn(const core::Graph& graph, const std::vector<int>& column) {
  std::vector<int> first(graph.size(), -1);
  for (std::size_t p = 0; p < graph.size(); ++p) {
    for (const std::ptrdiff_t input : graph.inputPositions(p)) {
      if (input < 0) continue;
      int& least = first[static_cast<std::size_t>(input)];
      least = least < 0 ? column[p] : std::min(least, column[p]);
    }
  }
  return first;
}

// Columns by the longest way from an input. A function of nothing but parameters and constants stands just before the one that uses
// it, a parameter or constant in the column of its first consumer.
std::vector<int> columnsOf(const core::Graph& graph, const std::vector<std::size_t>& order) {
  std::vector<int> column(graph.size());
  std::vector<bool> floats(graph.size(), true);
  for (const std::size_t p : order) {
    for (const std::ptrdiff_t input : graph.inputPositions(p)) {
      if (input < 0 || standsBeside(graph.node(static_cast<std::size_t>(input)))) continue;
      column[p] = std::max(column[p], column[static_cast<std::size_t>(input)] + 1);
      floats[p] = false;
    }
  }
  const std::vector<int> user = firstConsumerColumn(graph, column);
  for (std::size_t p = 0; p < graph.size(); ++p) {
    if (floats[p] && user[p] > 0) column[p] = user[p] - 1;
  }
  const std::vector<int> consumer = firstConsumerColumn(graph, column);
  for (std::size_t p = 0; p < graph.size(); ++p) {
    if (standsBeside(graph.node(p)) && consumer[p] >= 0) column[p] = consumer[p];
  }
  return column;
}

// Within each column, in the order of the mean row of what is wired to them.
std::vector<double> rowsOf(const core::Graph& graph, const std::vector<std::size_t>& order, const std::vector<int>& column) {
  const int columns = column.empty() ? 0 : *std::max_element(column.begin(), column.end()) + 1;
  std::vector<std::vector<std::size_t>> members(static_cast<std::size_t>(columns));
  for (const std::size_t p : order) members[static_cast<std::size_t>(column[p])].push_back(p);
  std::vector<double> row(graph.size());
  for (auto& nodes : members) {
    const auto wish = [&](std::size_t p) {
      const core::Node& node = graph.node(p);
      if (node.isParameter()) return 1e6 + static_cast<double>(p);   // below
      if (node.isConstant()) return -1e6 + static_cast<double>(p);   // above
      double sum = 0;
      int count = 0;
      for (const std::ptrdiff_t input : graph.inputPositions(p)) {
        if (input < 0 || column[static_cast<std::size_t>(input)] >= column[p]) continue;
        sum += row[static_cast<std::size_t>(input)];
        ++count;
      }
      return count ? sum / count : static_cast<double>(p) * 1e-3;
    };
    std::vector<double> wishes(graph.size() > 0 ? nodes.size() : 0);
    std::transform(nodes.begin(), nodes.end(), wishes.begin(), wish);
    std::vector<std::size_t> sorted(nodes.size());
    std::iota(sorted.begin(), sorted.end(), std::size_t{0});
    std::stable_sort(sorted.begin(), sorted.end(), [&](std::size_t a, std::size_t b) { return wishes[a] < wishes[b]; });
    // Functions are centred on row 0; what stands above and below takes the rows beyond them.
    std::vector<std::size_t> middle, above, below;
    for (const std::size_t k : sorted) {
      (wishes[k] <= -5e5 ? above : wishes[k] >= 5e5 ? below : middle).push_back(nodes[k]);
    }
    const double top = -(static_cast<double>(middle.size()) - 1) / 2;
    for (std::size_t k = 0; k < middle.size(); ++k) row[middle[k]] = top + static_cast<double>(k);
    for (std::size_t k = 0; k < above.size(); ++k) row[above[k]] = top - static_cast<double>(above.size() - k);
    for (std::size_t k = 0; k < below.size(); ++k) row[below[k]] = -top + 1 + static_cast<double>(k);
  }
  return row;
}

}  // namespace

std::map<core::NodeId, QPointF> layoutOf(const core::Graph& graph) {
  const std::vector<std::size_t> order = core::topologicalOrder(graph);
  const std::vector<int> column = columnsOf(graph, order);
  const std::vector<double> row = rowsOf(graph, order, column);
  std::map<core::NodeId, QPointF> places;
  for (std::size_t p = 0; p < graph.size(); ++p) {
    places[graph.node(p).id] = {column[p] * columnWidth, row[p] * rowHeight};
  }
  return places;
}

void placeMissing(Sheet& sheet) {
  const std::map<core::NodeId, QPointF> places = layoutOf(sheet.graph);
  // Below what has a place, so that nothing lies upon another.
  const bool none = sheet.positions.empty();
  QRectF taken;
  for (const auto& [id, at] : sheet.positions) taken |= QRectF(at, QSizeF(1, 1));
  double top = 0;
  for (const auto& [id, at] : places) top = std::min(top, at.y());
  for (const auto& [id, at] : places) {
    sheet.positions.try_emplace(id, none ? at : at + QPointF(taken.left(), taken.bottom() + rowHeight - top));
  }
}

std::vector<double> priorityOf(const Sheet& sheet) {
  const core::Graph& graph = sheet.graph;
  std::vector<QPointF> at(graph.size());
  for (std::size_t p = 0; p < graph.size(); ++p) {
    const auto found = sheet.positions.find(graph.node(p).id);
    if (found != sheet.positions.end()) at[p] = found->second;
  }
  std::vector<std::size_t> sorted(graph.size());
  std::iota(sorted.begin(), sorted.end(), std::size_t{0});
  std::stable_sort(sorted.begin(), sorted.end(), [&](std::size_t a, std::size_t b) {
    return at[a].x() != at[b].x() ? at[a].x() < at[b].x() : at[a].y() < at[b].y();
  });
  std::vector<double> priority(graph.size());
  for (std::size_t k = 0; k < sorted.size(); ++k) priority[sorted[k]] = static_cast<double>(k);
  return priority;
}

}  // namespace ui

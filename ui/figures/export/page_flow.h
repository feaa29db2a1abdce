#pragma once

#include <QPointF>

#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace ui {

/// How far the drawing of a node reaches from its centre, labels included.
struct NodeReach {
  double left = 0, right = 0, top = 0, bottom = 0;
};

/// A wire between two of the nodes that are laid out.
struct FlowWire {
  std::size_t from = 0, to = 0;
};

/// The room that a page has for a graph, and how near its nodes may come to each other.
struct FlowRoom {
  double width = 0;
  std::optional<double> height = {};
  double leastGapX = 36;
  double leastGapY = 10;
  double mostGapY = 1e9;  ///< between lines of nodes; wider gaps close up
  double rowGap = 40;     ///< between rows
  double indent = 0;      ///< at both ends of rows, where there are several, for the wires between them
  bool ahead = true;      ///< wires that lead to the right keep doing so
  bool low = false;       ///< nodes are as low as their text allows
  bool tight = false;     ///< and everything is as near together as it can be read
  bool gathered = false;  ///< and what stands at wires between rows has room where these are less high
  double besideLanes = 20;  ///< between rows then, without the lines of wires
};

/// Where nodes stand on a page.
struct PageFlow {
  std::vector<QPointF> centres = {};
  std::size_t form = 0;                 ///< which of their forms nodes take
  int rows = 1;                         ///< the graph was broken into so many
  std::vector<int> row = {};            ///< of each node
  std::vector<double> gapMiddles = {};  ///< y of the middle of the gap below each row but the last
  double indent = 0;                    ///< at both ends of rows, where there are several
};

/// Fits a graph to the width of a page without scaling it: columns of nodes move together, then nodes take
/// narrower forms, then the graph breaks into rows, read like lines of text; it breaks where few wires cross.
/// Only a column that is wider than the page alone reaches beyond it. `forms`: of the nodes, the widest
/// first.
PageFlow flowOnPage(std::span<const QPointF> centres, std::span<const std::vector<NodeReach>> forms,
                    std::span<const FlowWire> wires, const FlowRoom& room);

}  // namespace ui

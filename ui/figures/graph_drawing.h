#pragma once

#include <map>
#include <vector>

#include "core/graph/shapes.h"
#include "ui/figures/graph_geometry.h"
#include "ui/figures/node_text.h"
#include "ui/model/sheet.h"

namespace ui {

/// All of a drawing that does not depend on the run: what is written where.
struct GraphDrawing {
  core::Graph graph;
  std::vector<std::size_t> order;         ///< inputs before the nodes that use them
  std::vector<core::ShapeResult> shapes;  ///< by position, as everything that follows
  std::vector<bool> needsGradient;        ///< depends on an input or parameter
  std::vector<NodeText> texts;
  std::map<core::NodeId, QPointF> positions;
  GraphGeometry geometry;

  /// Whether the gradient comes along the wire.
  bool carriesGradient(const WireGeometry& wire) const;
};

GraphDrawing drawingOf(const Sheet& sheet);
/// As above; takes over from `before` what did not change: moving nodes costs only their geometry, and a leaf's new value
/// not even that. `remeasure`: texts that awaited a formula are
/// measured anew.
GraphDrawing drawingOf(const Sheet& sheet, GraphDrawing before, bool remeasure = false);

/// Whether both have the same nodes, by name and function, with the same wires and output.
bool sameWiring(const core::Graph& a, const core::Graph& b);

}  // namespace ui

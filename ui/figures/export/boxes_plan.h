#pragma once

#include <map>
#include <stop_token>

#include "ui/figures/export/figure_request.h"
#include "ui/figures/export/page_flow.h"
#include "ui/figures/graph_painter.h"

namespace ui {

/// The most that is written at wires and nodes on any page, in px: what a layout keeps free, so that nothing
/// moves from page to page.
struct WrittenExtents {
  struct Wire {
    double value = 0, gradient = 0;
  };
  struct Node {
    double sum = 0, briefSum = 0;
    double slope = 0, slopeName = 0;  ///< "∂L/∂W 3×5", and without the shape
    bool strip = false, pill = false;
  };
  std::vector<Wire> wires = {};
  std::vector<Node> nodes = {};
  Wire capsuleWire = {};
  double capsule = 0;

  /// Widens it to what one page shows.
  void add(const GraphLooks& looks);
};

/// The drawing of a graph as on the screen, laid out for a page.
struct BoxesPlan {
  GraphDrawing drawing;
  int rows = 1;
};

BoxesPlan planBoxes(GraphDrawing drawing, const std::map<core::NodeId, QPointF>& positions,
                    const WrittenExtents& written, const FigureRequest& request, const FlowRoom& room);

/// All that is drawn lies within, with little to spare.
QRectF paintedBounds(const GraphPicture& picture);

/// Of several wires between the same two nodes the first alone tells the value.
void tellValuesOnce(GraphLooks& looks, const GraphGeometry& geometry);

/// Takes out of what is drawn what the request does not show: values, gradients, names.
void thinOut(GraphLooks& looks, const FigureRequest& request);
/// As above, and other nodes.
void thinOut(GraphPicture& picture, const FigureRequest& request);

}  // namespace ui

#pragma once

#include <functional>
#include <map>
#include <stop_token>

#include "ui/figures/export/figure_request.h"
#include "ui/figures/export/page_flow.h"
#include "ui/figures/export/page_set.h"
#include "ui/figures/graph_painter.h"

namespace ui {

/// The most that is written at wires and nodes on any page, in px: what a layout keeps free, so that nothing
/// moves from page to page.
struct WrittenExtents {
  struct Wire {
    double value = 0, gradient = 0, upstream = 0, downstream = 0;
    PageSet valueOn = {}, gradientOn = {}, upstreamOn = {}, downstreamOn = {};
  };
  struct Node {
    double sum = 0, briefSum = 0;
    double slope = 0, slopeName = 0;  ///< "∂L/∂W 3×5", and without the shape
    double strip = 0, pill = 0;
    PageSet sumOn = {}, pillOn = {};
  };
  std::vector<Wire> wires = {};
  std::vector<Node> nodes = {};
  Wire capsuleWire = {};
  double capsule = 0, lowCapsule = 0;  ///< with its second line, and without
  double capsulePill = 0;
  PageSet capsulePillOn = {};

  /// Widens it to what one more page shows.
  void add(const GraphLooks& looks);

private:
  std::size_t pages_ = 0;
};

/// The drawing of a graph as on the screen, laid out for a page.
struct BoxesPlan {
  GraphDrawing drawing;
  int rows = 1;
  bool downwards = false;  ///< from the top to the bottom, not from left to right
  int covered = 0;  ///< labels that overlap others, as there is no place without
};

/// `writtenAt`: the most that is written on any page; asked again once the wires are led, as the run of a
/// wire decides which one of several carries "upstream" or "downstream".
BoxesPlan planBoxes(GraphDrawing drawing, const std::map<core::NodeId, QPointF>& positions,
                    const std::function<WrittenExtents(const GraphDrawing&)>& writtenAt,
                    const FigureRequest& request, const FlowRoom& room);

/// All that is drawn lies within, with little to spare.
QRectF paintedBounds(const GraphPicture& picture);

/// Of several wires between the same two nodes the first alone tells the value.
void tellValuesOnce(GraphLooks& looks, const GraphGeometry& geometry);

/// The active node is marked without the step, which stands above the drawing.
void briefPills(GraphLooks& looks);

/// Takes out of what is drawn what the request does not show: values, gradients, names.
void thinOut(GraphLooks& looks, const FigureRequest& request);
/// As above, and other nodes.
void thinOut(GraphPicture& picture, const FigureRequest& request);

}  // namespace ui

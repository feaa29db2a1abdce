#pragma once

#include <map>

#include "ui/figures/export/figure_request.h"
#include "ui/figures/export/page_flow.h"
#include "ui/figures/graph_painter.h"

namespace ui {

/// The drawing of a graph as on the screen, laid out for a page.
struct BoxesPlan {
  GraphDrawing drawing;
  int rows = 1;
};

BoxesPlan planBoxes(GraphDrawing drawing, const std::map<core::NodeId, QPointF>& positions, const FigureRequest& request,
                    const FlowRoom& room);

/// All that is drawn lies within, with little to spare.
QRectF paintedBounds(const GraphPicture& picture);

/// Takes out of a picture what the request does not show: other nodes, values, gradients, names.
void thinOut(GraphPicture& picture, const FigureRequest& request);

}  // namespace ui

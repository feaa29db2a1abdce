#pragma once

#include <optional>

#include "ui/canvas/selection.h"
#include "ui/figures/graph_drawing.h"

namespace ui {

/// One end where wires are made: a node's output, or one of its arguments.
struct PortRef {
  core::NodeId node;
  bool isOutput = true;
  std::size_t argument = 0;
  QPointF at;

  bool operator==(const PortRef&) const = default;
};

// What lies under a point of the scene; the later node of the file is on top.

std::optional<core::NodeId> nodeAt(const GraphDrawing& drawing, QPointF point);
/// The nearest port within its hit area of 24 px; `loose`: ports of optional arguments too.
std::optional<PortRef> portAt(const GraphDrawing& drawing, QPointF point, bool loose = false);
std::optional<WireId> wireAt(const GraphDrawing& drawing, QPointF point, double tolerance);
bool isOnCapsule(const GraphDrawing& drawing, QPointF point);

/// The nodes whose outlines touch the rectangle, and the wires that lie wholly inside.
Selection within(const GraphDrawing& drawing, const QRectF& rect);

PortRef outputOf(const GraphDrawing& drawing, const core::NodeId& node);
PortRef inputOf(const GraphDrawing& drawing, const core::NodeId& node, std::size_t argument);

/// The nearest node in a direction (an arrow key), or nothing.
std::optional<core::NodeId> neighbour(const GraphDrawing& drawing, const core::NodeId& from,
                                      QPointF direction);

}  // namespace ui

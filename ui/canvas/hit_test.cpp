#include "ui/canvas/hit_test.h"

#include <cmath>

namespace ui {
namespace {

constexpr double portReach = 12;

}  // namespace

std::optional<core::NodeId> nodeAt(const GraphDrawing& drawing, QPointF point) {
  const auto& nodes = drawing.geometry.nodes;
  for (std::size_t p = nodes.size(); p-- > 0;) {
    if (nodes[p].rect.contains(point)) return drawing.graph.node(p).id;
  }
  return std::nullopt;
}

std::optional<PortRef> portAt(const GraphDrawing& drawing, QPointF point, bool loose) {
  std::optional<PortRef> nearest;
  double least = portReach;
  const auto consider = [&](std::size_t p, bool isOutput, std::size_t argument, QPointF at) {
    const double away = std::hypot(at.x() - point.x(), at.y() - point.y());
    if (away > least) return;
    least = away;
    nearest = PortRef{drawing.graph.node(p).id, isOutput, argument, at};
  };
  for (std::size_t p = 0; p < drawing.geometry.nodes.size(); ++p) {
    const NodeGeometry& node = drawing.geometry.nodes[p];
    if (!node.rect.adjusted(-portReach, -portReach, portReach, portReach).contains(point)) continue;
    for (const InputPort& input : node.inputs) {
      if (input.wired || !input.optional || loose) consider(p, false, input.argument, input.port.at);
    }
    for (const Port& output : node.outputs) consider(p, true, 0, output.at);
  }
  return nearest;
}

std::optional<WireId> wireAt(const GraphDrawing& drawing, QPointF point, double tolerance) {
  std::optional<WireId> nearest;
  double least = tolerance;
  for (const WireGeometry& wire : drawing.geometry.wires) {
    if (!wire.path.bounds().adjusted(-tolerance, -tolerance, tolerance, tolerance).contains(point)) continue;
    const double away = wire.path.distanceTo(point);
    if (away > least) continue;
    least = away;
    nearest = WireId{drawing.graph.node(wire.to).id, wire.argument};
  }
  return nearest;
}

bool isOnCapsule(const GraphDrawing& drawing, QPointF point) {
  return drawing.geometry.capsule && drawing.geometry.capsule->rect.contains(point);
}

Selection within(const GraphDrawing& drawing, const QRectF& rect) {
  Selection inside;
  for (std::size_t p = 0; p < drawing.geometry.nodes.size(); ++p) {
    if (drawing.geometry.nodes[p].rect.intersects(rect)) inside.nodes.insert(drawing.graph.node(p).id);
  }
  for (const WireGeometry& wire : drawing.geometry.wires) {
    if (rect.contains(wire.path.start()) && rect.contains(wire.path.end())) {
      inside.wires.insert({drawing.graph.node(wire.to).id, wire.argument});
    }
  }
  return inside;
}

PortRef outputOf(const GraphDrawing& drawing, const core::NodeId& node) {
  const auto p = drawing.graph.position(node);
  return {node, true, 0, p ? drawing.geometry.nodes[*p].outputs.front().at : QPointF()};
}

PortRef inputOf(const GraphDrawing& drawing, const core::NodeId& node, std::size_t argument) {
  const auto p = drawing.graph.position(node);
  if (!p || argument >= drawing.geometry.nodes[*p].inputs.size()) return {node, false, argument, {}};
  return {node, false, argument, drawing.geometry.nodes[*p].inputs[argument].port.at};
}

std::optional<core::NodeId> neighbour(const GraphDrawing& drawing, const core::NodeId& from,
                                      QPointF direction) {
  const auto start = drawing.graph.position(from);
  if (!start) return std::nullopt;
  const QPointF centre = drawing.geometry.nodes[*start].rect.center();
  std::optional<core::NodeId> best;
  double least = 1e300;
  for (std::size_t p = 0; p < drawing.geometry.nodes.size(); ++p) {
    const QPointF apart = drawing.geometry.nodes[p].rect.center() - centre;
    const double along = QPointF::dotProduct(apart, direction);
    const double aside = std::abs(apart.x() * direction.y() - apart.y() * direction.x());
    if (along < 1 || aside > 2 * along) continue;
    const double cost = along + 2 * aside;  // straight ahead counts as nearer
    if (cost < least) {
      least = cost;
      best = drawing.graph.node(p).id;
    }
  }
  return best;
}

}  // namespace ui

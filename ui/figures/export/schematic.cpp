#include "ui/figures/export/schematic.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <map>

#include "ui/figures/export/edge_paths.h"
#include "ui/figures/export/row_routes.h"
#include "ui/figures/graph_text.h"
#include "ui/figures/number_text.h"
#include "ui/figures/rounded_line.h"
#include "ui/model/names.h"

namespace ui {
namespace {

constexpr double gateRadius = 17;
constexpr double variableRadius = 21;
constexpr double stub = 44;       // the straight part of a circuit's wire that carries the numbers
constexpr double curveRoom = 12;  // before a gate
constexpr double labelPixels = 11.5;

struct Words {
  Q_DECLARE_TR_FUNCTIONS(Figure)
};

bool isCircuitStyle(FigureStyle style) { return style == FigureStyle::Circuit; }

QString glyph(const core::Function& function) {
  const QString sign = QString::fromUtf8(function.glyph.data(), static_cast<qsizetype>(function.glyph.size()));
  return sign.isEmpty() ? title(function) : sign;
}

Ink lineInk(const core::Node& node, bool isOutput) {
  if (node.isParameter()) return Ink::Faint;  // drawn in the ink of parameters
  if (node.isConstant()) return Ink::Muted;
  return node.isLeaf() || isOutput ? Ink::Value : Ink::Muted;
}

SchematicNode nodeOf(const core::Graph& graph, std::size_t p, FigureStyle style, const FigureRequest& request) {
  const core::Node& node = graph.node(p);
  SchematicNode result{.position = p};
  const bool circuit = isCircuitStyle(style);
  if (circuit && !node.isLeaf()) {
    result.text = glyph(*node.function);
    result.isTex = false;
  } else {
    result.text = nameTex(node);
  }
  const double width = result.isTex ? texSize(result.text, 15).width() : textWidth(result.text, {.pixelSize = 13});
  if (circuit && node.isLeaf()) {
    result.outlined = false;
    result.half = {std::max(8.0, width / 2 + 4), 10};
    return result;
  }
  const double radius = circuit ? gateRadius : variableRadius;
  result.half = {std::max(radius, width / 2 + 8), radius};
  result.line = lineInk(node, graph.output() == node.id);
  result.filled = node.isParameter() && !circuit;
  if (!circuit && !node.isLeaf() && request.names) {
    result.below = {.text = glyph(*node.function), .ink = Ink::Muted};
  }
  return result;
}

NodeReach reachOf(const SchematicNode& node, FigureStyle style) {
  const double w = node.half.width();
  const double h = node.half.height();
  if (isCircuitStyle(style)) return {w + (node.outlined ? curveRoom : 0), w + stub, h + 12, h + 12};
  const double beside = std::max(0.0, textWidth(node.below.text, {.pixelSize = labelPixels}) / 2 - w);
  return {w + beside, w + beside, h + 18, h + 34};
}

bool oneNumber(const core::Shape& shape) { return shape.size() == 1; }

/// A number, or of a tensor its shape.
QString entriesText(const core::Shape& shape, std::span<const double> numbers) {
  if (oneNumber(shape)) return numberText(numbers[0], std::abs(numbers[0]) < 1 && numbers[0] != 0 ? 3 : 2);
  return QString::fromStdString(core::text(shape));
}

WireLabel valueLabel(const Moment& moment, std::size_t p, const FigureRequest& request) {
  if (!request.values || !moment.valueKnown(p) || !moment.trace().hasValue(p)) return {};
  const core::TensorView value = moment.trace().value(p);
  return {.text = entriesText(value.shape(), value.data), .ink = oneNumber(value.shape()) ? Ink::Value : Ink::Muted};
}

WireLabel gradientLabel(const Moment& moment, std::size_t p, const FigureRequest& request) {
  if (!request.gradients || !moment.gradientStarted(p)) return {};
  const auto gradient = moment.gradient(p);
  if (!gradient) return {};
  return {.text = entriesText(gradient->shape(), gradient->data()), .ink = Ink::Downstream};
}

/// A circuit's wire: straight through the numbers, then bent to the gate; beside a level one from above or below.
SchematicEdge circuitEdge(const SchematicNode& from, const SchematicNode& to, bool levelBeside) {
  SchematicEdge edge;
  edge.start = from.centre + QPointF(from.half.width(), 0);
  const QPointF bend = edge.start + QPointF(stub - 4, 0);
  const double rise = to.centre.y() - from.centre.y();
  const QPointF left = to.centre - QPointF(to.half.width(), 0);
  if (levelBeside && std::abs(rise) > 30 && to.centre.x() > bend.x()) {
    const QPointF end = to.centre - QPointF(0, std::copysign(to.half.height(), rise));
    const double turn = std::min(40.0, std::abs(rise) - to.half.height());
    const QPointF corner(end.x() - turn, from.centre.y());
    edge.curve = {corner, corner + QPointF(turn * 0.6, 0), QPointF(end.x(), from.centre.y() + std::copysign(turn * 0.4, rise)),
                  QPointF(end.x(), from.centre.y() + std::copysign(turn, rise))};
    // Straight up or down to the gate.
    edge.curve[3] = end;
    edge.curve[2] = QPointF(end.x(), from.centre.y() + rise * 0.12);
    return edge;
  }
  const double reach = std::max(14.0, std::abs(left.x() - bend.x()) / 2);
  edge.curve = {bend, bend + QPointF(reach, 0), left - QPointF(reach, 0), left};
  return edge;
}

/// The point of a node's outline in a direction.
QPointF borderOf(const SchematicNode& node, QPointF towards) {
  const QPointF way = towards - node.centre;
  const double length = std::hypot(way.x(), way.y());
  if (length < 1) return node.centre;
  const double r = node.half.height();
  const double flat = node.half.width() - r;
  const QPointF unit = way / length;
  if (flat < 1) return node.centre + r * unit;
  // A stadium: the straight sides, else one of the round ends.
  if (std::abs(unit.y()) > 1e-9) {
    const double t = r / std::abs(unit.y());
    if (std::abs(unit.x() * t) <= flat) return node.centre + t * unit;
  }
  const QPointF end = node.centre + QPointF(std::copysign(flat, unit.x()), 0);
  const QPointF out = towards - end;
  return end + out * (r / std::hypot(out.x(), out.y()));
}

bool passesOver(const SchematicPlan& plan, QPointF a, QPointF b, std::size_t from, std::size_t to) {
  for (std::size_t k = 0; k < plan.nodes.size(); ++k) {
    if (k == from || k == to) continue;
    const SchematicNode& node = plan.nodes[k];
    for (int s = 1; s < 24; ++s) {
      const QPointF away = a + (b - a) * (s / 24.0) - node.centre;
      if (std::abs(away.x()) < node.half.width() + 3 && std::abs(away.y()) < node.half.height() + 3) return true;
    }
  }
  return false;
}

/// A straight arrow, or an arc over the nodes that stand between.
SchematicEdge variableEdge(const SchematicPlan& plan, std::size_t from, std::size_t to) {
  const SchematicNode& source = plan.nodes[from];
  const SchematicNode& target = plan.nodes[to];
  SchematicEdge edge{.arrow = true};
  if (!passesOver(plan, source.centre, target.centre, from, to)) {
    const QPointF a = borderOf(source, target.centre);
    const QPointF b = borderOf(target, source.centre);
    edge.start = a;
    edge.curve = {a, a + (b - a) / 3, a + (b - a) * 2 / 3, b};
    return edge;
  }
  const QPointF way = target.centre - source.centre;
  const double length = std::hypot(way.x(), way.y());
  const QPointF across = QPointF(way.y(), -way.x()) / length * (0.22 * length + 34);
  const QPointF c1 = source.centre + way * 0.25 + across;
  const QPointF c2 = source.centre + way * 0.75 + across;
  const QPointF a = borderOf(source, c1);
  edge.start = a;
  edge.curve = {a, c1, c2, borderOf(target, c2)};
  return edge;
}

/// Moves nodes of one column apart until their labels are clear of each other; all of the drawing by the same factor.
void spread(std::vector<QPointF>& places, const std::vector<NodeReach>& reach) {
  double factor = 1;
  for (std::size_t a = 0; a < places.size(); ++a) {
    for (std::size_t b = 0; b < places.size(); ++b) {
      const double rise = places[b].y() - places[a].y();
      if (rise < 8 || std::abs(places[b].x() - places[a].x()) > 40) continue;
      factor = std::max(factor, (reach[a].bottom + reach[b].top + 2) / rise);
    }
  }
  for (QPointF& place : places) place.ry() *= std::min(factor, 3.0);
}

/// The wires from row to row, numbered in the order of nodes and arguments.
std::vector<RowCrossing> crossingsOf(const SchematicPlan& plan, const core::Graph& graph) {
  std::vector<int> row(graph.size(), -1);
  for (std::size_t k = 0; k < plan.shown.size(); ++k) row[plan.shown[k]] = plan.flow.row[k];
  std::vector<RowCrossing> crossings;
  std::size_t wire = 0;
  for (const std::size_t p : plan.shown) {
    for (const std::ptrdiff_t input : graph.inputPositions(p)) {
      const int from = input < 0 ? -1 : row[static_cast<std::size_t>(input)];
      if (from >= 0 && from != row[p]) crossings.push_back({wire, from, row[p]});
      if (from >= 0) ++wire;
    }
  }
  return crossings;
}

/// Leads edges between rows through the gaps.
void leadBetweenRows(const SchematicPlan& plan, const core::Graph& graph, std::vector<SchematicEdge>& edges) {
  const std::vector<RowCrossing> crossings = crossingsOf(plan, graph);
  std::map<int, int> counts, used;
  for (const RowCrossing& crossing : crossings) ++counts[gapOf(crossing)];
  for (const RowCrossing& crossing : crossings) {
    const int gap = gapOf(crossing);
    const int k = used[gap]++;
    SchematicEdge& edge = edges[crossing.wire];
    const SchematicNode& from = plan.nodes[edge.from];
    const SchematicNode& to = plan.nodes[edge.to];
    const QPointF begin = from.centre + QPointF(from.half.width(), 0);
    const QPointF end = to.centre - QPointF(to.half.width(), 0);
    edge.corners = cornersAlong(begin, end, laneAt(plan.flow, gap, k, counts[gap]), k);
    // The numbers of a circuit stand on the straight part.
    if (isCircuitStyle(plan.style)) edge.corners[1].rx() = edge.corners[2].rx() = begin.x() + stub;
    edge.start = begin;
  }
}

}  // namespace

QPointF SchematicEdge::at(double t) const {
  if (!corners.empty()) return pointAlong(corners, t);
  const double u = 1 - t;
  return u * u * u * curve[0] + 3 * u * u * t * curve[1] + 3 * u * t * t * curve[2] + t * t * t * curve[3];
}

QPainterPath SchematicEdge::path() const {
  if (!corners.empty()) return roundedLine(corners);
  QPainterPath path(start);
  if (start != curve[0]) path.lineTo(curve[0]);
  path.cubicTo(curve[1], curve[2], curve[3]);
  return path;
}

QString whyNotStyle(FigureStyle style, const GraphDrawing& drawing) {
  if (style != FigureStyle::Edges) return {};
  for (std::size_t p = 0; p < drawing.shapes.size(); ++p) {
    const auto& shape = drawing.shapes[p].shape;
    if (shape && shape->size() != 1) {
      return Words::tr("Derivatives on the edges are single numbers; %1 has shape %2.")
          .arg(plainName(drawing.graph.node(p)), QString::fromStdString(core::text(*shape)));
    }
  }
  return {};
}

SchematicPlan planSchematic(const GraphDrawing& drawing, std::span<const QPointF> centres, std::span<const std::size_t> shown,
                            const FigureRequest& request, const FlowRoom& room) {
  SchematicPlan plan{.style = request.style, .shown = {shown.begin(), shown.end()}};
  std::vector<QPointF> places;
  std::vector<NodeReach> reach;
  for (const std::size_t p : shown) {
    plan.nodes.push_back(nodeOf(drawing.graph, p, request.style, request));
    places.push_back(centres[p]);
    reach.push_back(reachOf(plan.nodes.back(), request.style));
  }
  FlowRoom own = room;
  own.leastGapX = request.style == FigureStyle::Edges ? 66 : request.style == FigureStyle::Variables ? 36 : 2;
  spread(places, reach);
  plan.flow = flowOnPage(places, reach, reach, own);
  if (plan.flow.rows > 1) {
    own.rowGap = rowGapFor(mostLanes(crossingsOf(plan, drawing.graph)));
    plan.flow = flowOnPage(places, reach, reach, own);
  }
  for (std::size_t k = 0; k < plan.nodes.size(); ++k) plan.nodes[k].centre = plan.flow.centres[k];
  return plan;
}

Schematic schematicAt(const SchematicPlan& plan, const GraphDrawing& drawing, const Moment& moment,
                      const FigureRequest& request) {
  Schematic result;
  result.nodes = plan.nodes;
  const core::Graph& graph = drawing.graph;
  const bool circuit = isCircuitStyle(plan.style);
  std::vector<std::ptrdiff_t> index(graph.size(), -1);
  for (std::size_t k = 0; k < plan.shown.size(); ++k) index[plan.shown[k]] = static_cast<std::ptrdiff_t>(k);

  const auto step = moment.shown();
  for (SchematicNode& node : result.nodes) {
    const std::size_t p = node.position;
    if (step && step->node == p && step->kind != Step::Kind::Seed && !graph.node(p).isLeaf()) node.outline = Outline::Active;
    const WireLabel value = valueLabel(moment, p, request);
    const WireLabel gradient = gradientLabel(moment, p, request);
    if (circuit) {
      const QPointF middle = node.centre + QPointF(node.half.width() + stub / 2, 0);
      if (!value.text.isEmpty()) result.labels.push_back({middle - QPointF(0, 10), value});
      if (!gradient.text.isEmpty()) result.labels.push_back({middle + QPointF(0, 11), gradient});
    } else {
      node.above = value;
      (node.below.text.isEmpty() ? node.below : node.underneath) = gradient;
    }
  }
  for (std::size_t k = 0; k < plan.shown.size(); ++k) {
    const auto inputs = graph.inputPositions(plan.shown[k]);
    const bool anyLevel = std::any_of(inputs.begin(), inputs.end(), [&](std::ptrdiff_t input) {
      if (input < 0 || index[static_cast<std::size_t>(input)] < 0) return false;
      const auto& from = plan.nodes[static_cast<std::size_t>(index[static_cast<std::size_t>(input)])];
      return std::abs(from.centre.y() - plan.nodes[k].centre.y()) < 6;
    });
    for (std::size_t a = 0; a < inputs.size(); ++a) {
      if (inputs[a] < 0 || index[static_cast<std::size_t>(inputs[a])] < 0) continue;
      const auto from = static_cast<std::size_t>(index[static_cast<std::size_t>(inputs[a])]);
      SchematicEdge edge = circuit ? circuitEdge(plan.nodes[from], plan.nodes[k], anyLevel) : variableEdge(plan, from, k);
      edge.from = from;
      edge.to = k;
      edge.argument = a;
      const std::size_t target = plan.shown[k];
      const bool done = moment.wireDone(target, a);
      const bool backward = step && step->kind == Step::Kind::Backward;
      if (done) edge.state = WireState::Done;
      if (done && backward && step->node == target) edge.state = WireState::Downstream;
      if (backward && step->node == plan.shown[from] && done) edge.state = WireState::Upstream;
      edge.dashed = !moment.trace().plan().isDifferentiated(target, a);
      if (plan.style == FigureStyle::Edges && request.gradients) edge.label = localLabel(moment, target, a);
      result.edges.push_back(edge);
    }
  }
  leadBetweenRows(plan, graph, result.edges);
  // An arrow from above meets the node where its value would stand.
  for (const SchematicEdge& edge : result.edges) {
    SchematicNode& node = result.nodes[edge.to];
    const QPointF end = edge.end() - node.centre;
    if (!circuit && end.y() < 0 && std::abs(end.x()) < 14) node.aboveAside = {node.half.width() + 6, 6};
  }
  // The line that leads out of the output of a circuit.
  if (circuit && graph.output() && graph.position(*graph.output()) && index[*graph.position(*graph.output())] >= 0) {
    const auto output = static_cast<std::size_t>(index[*graph.position(*graph.output())]);
    const SchematicNode& node = plan.nodes[output];
    SchematicEdge edge{.from = output, .to = output, .arrow = true};
    edge.start = node.centre + QPointF(node.half.width(), 0);
    const QPointF end = edge.start + QPointF(stub + 6, 0);
    edge.curve = {edge.start, edge.start + (end - edge.start) / 3, edge.start + (end - edge.start) * 2 / 3, end};
    if (moment.seeded()) edge.state = WireState::Done;
    result.edges.push_back(edge);
  }
  if (plan.style == FigureStyle::Edges) lightPath(result, moment, request);

  for (const SchematicNode& node : plan.nodes) {
    const NodeReach reach = reachOf(node, plan.style);
    result.bounds |= QRectF(node.centre - QPointF(reach.left, reach.top), node.centre + QPointF(reach.right, reach.bottom));
  }
  for (const SchematicEdge& edge : result.edges) {
    result.bounds |= edge.path().boundingRect().adjusted(-6, -4, 6, 4);
  }
  return result;
}

}  // namespace ui

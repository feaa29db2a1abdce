#include "ui/figures/export/schematic.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <optional>

#include "ui/figures/export/edge_paths.h"
#include "ui/figures/export/row_routes.h"
#include "ui/figures/export/schematic_routes.h"
#include "ui/figures/graph_text.h"
#include "ui/figures/number_text.h"
#include "ui/figures/rounded_line.h"
#include "ui/figures/text_setting.h"
#include "ui/model/names.h"

namespace ui {
namespace {

constexpr double gateRadius = 17;
constexpr double variableRadius = 21, lowRadius = 15;
constexpr double leastStub = 30;
constexpr double curveRoom = 10;  // before a gate
constexpr double turnRoom = 22;   // beside a gate, for a wire that turns up or down into it
constexpr double namePixels = 15;
constexpr double leastGap = 36;
constexpr double mostGapY = 40;
constexpr double besidePage = 6;
constexpr double besideLanes = 16;  // numbers are within a node's reach
constexpr double indent = 16;       // for wires from row to row
constexpr double longFormula = 96;  // below a node; the operation's name stands for a longer one

struct Words {
  Q_DECLARE_TR_FUNCTIONS(Figure)
};

bool isCircuitStyle(FigureStyle style) { return style == FigureStyle::Circuit; }

QString glyph(const core::Function& function) {
  const QString sign =
      QString::fromUtf8(function.glyph.data(), static_cast<qsizetype>(function.glyph.size()));
  return sign.isEmpty() ? title(function) : sign;
}

Ink lineInk(const core::Node& node, bool isOutput) {
  if (node.isParameter()) return Ink::Faint;  // drawn in the ink of parameters
  if (node.isConstant()) return Ink::Muted;
  return node.isLeaf() || isOutput ? Ink::Value : Ink::Muted;
}

/// What a variable is made of: "W_2 x", or the function's name.
WireLabel operationOf(const core::Graph& graph, const core::Node& node) {
  const WireLabel formula{.text = formulaTex(graph, node), .isTex = true, .ink = Ink::Muted};
  return schematicLabelWidth(formula) <= longFormula
             ? formula
             : WireLabel{.text = title(*node.function), .ink = Ink::Muted};
}

SchematicNode nodeOf(const core::Graph& graph, std::size_t p, FigureStyle style, const FigureRequest& request,
                     const SchematicExtents& written, const FlowRoom& room) {
  const core::Node& node = graph.node(p);
  SchematicNode result{.position = p};
  const bool circuit = isCircuitStyle(style);
  if (circuit && !node.isLeaf()) {
    result.text = glyph(*node.function);
    result.isTex = false;
  } else {
    result.text = nameTex(node);
  }
  const double width =
      result.isTex ? texSize(result.text, namePixels).width() : textWidth(result.text, {.pixelSize = 13});
  if (circuit) result.stub = std::max(leastStub, std::max(written.value[p], written.gradient[p]) + 7);
  if (circuit && node.isLeaf()) {
    result.outlined = false;
    result.half = {std::max(8.0, width / 2 + 4), 10};
    return result;
  }
  const double radius = circuit ? gateRadius : room.low ? lowRadius : variableRadius;
  result.half = {std::max(radius, width / 2 + 8), radius};
  result.line = lineInk(node, graph.output() == node.id);
  result.filled = node.isParameter() && !circuit;
  result.numbersAside = room.tight && node.isLeaf();
  result.oneLine = room.tight && !node.isLeaf();
  if (!circuit && !node.isLeaf() && request.names) result.below = operationOf(graph, node);
  return result;
}

NodeReach reachOf(const SchematicNode& node, FigureStyle style, const SchematicExtents& written,
                  bool gathered) {
  const double w = node.half.width();
  const double h = node.half.height();
  if (isCircuitStyle(style)) {
    const double apart = gathered ? 1 : 4;
    return {w + 2, w + node.stub, std::max(h, 17.0) + apart, std::max(h, 18.0) + apart};
  }
  const std::size_t p = node.position;
  if (node.numbersAside) {
    const double numbers = std::max(written.value[p], written.gradient[p]);
    const double apart = gathered ? 2 : 3;
    return {w + (numbers > 0 ? numbers + asideGap : 0), w, h + apart, h + apart};
  }
  const double operation = schematicLabelWidth(node.below);
  const double under = node.oneLine && operation > 0 && written.gradient[p] > 0
                           ? operation + wordGap + written.gradient[p]
                           : std::max(operation, written.gradient[p]);
  const double widest = std::max(written.value[p], under);
  const double beside = std::max(0.0, widest / 2 - w);
  const bool value = written.value[p] > 0, gradient = written.gradient[p] > 0,
             below = !node.below.text.isEmpty();
  const double least = gathered ? 2 : 4, line = gathered ? 19 : 20;
  return {w + beside, w + beside, h + (value ? line - 2 : least),
          h + (below && gradient   ? (node.oneLine ? line : 36)
               : below || gradient ? line
                                   : least)};
}

bool oneNumber(const core::Shape& shape) { return shape.size() == 1; }

/// A number, or of a tensor its shape.
QString entriesText(const core::Shape& shape, std::span<const double> numbers, bool brief) {
  if (oneNumber(shape))
    return numberText(numbers[0], std::abs(numbers[0]) < (brief ? 0.1 : 1) && numbers[0] != 0 ? 3 : 2);
  return QString::fromStdString(core::text(shape));
}

/// The value; of a class its name.
WireLabel valueLabel(const GraphDrawing& drawing, const Moment& moment, std::size_t p,
                     const FigureRequest& request, bool brief) {
  if (!request.values || !moment.valueKnown(p) || !moment.trace().hasValue(p)) return {};
  if (const QString& tail = drawing.texts[p].tail; tail.startsWith(u" = "))
    return {.text = tail.mid(3), .ink = Ink::Value};
  const core::TensorView value = moment.trace().value(p);
  return {.text = entriesText(value.shape(), value.data, brief),
          .ink = oneNumber(value.shape()) ? Ink::Value : Ink::Muted};
}

WireLabel gradientLabel(const Moment& moment, std::size_t p, const FigureRequest& request, bool brief) {
  if (!request.gradients || !moment.gradientStarted(p)) return {};
  const auto gradient = moment.gradient(p);
  if (!gradient) return {};
  return {.text = entriesText(gradient->shape(), gradient->data(), brief), .ink = Ink::Downstream};
}

/// A leaf of a circuit whose consumer stands above or below stands at its left, so that its wire turns into
/// the gate from there: that consumer.
std::optional<std::size_t> standsAsideOf(const core::Graph& graph, std::size_t p,
                                         const std::vector<std::ptrdiff_t>& index,
                                         const std::vector<SchematicNode>& nodes,
                                         std::span<const QPointF> places,
                                         const std::vector<std::vector<std::size_t>>& consumers) {
  if (!graph.node(p).isLeaf()) return std::nullopt;
  const auto k = static_cast<std::size_t>(index[p]);
  for (const std::size_t to : consumers[k]) {
    const double ahead =
        places[to].x() - nodes[to].half.width() - (places[k].x() + nodes[k].half.width() + nodes[k].stub);
    if (ahead < curveRoom && std::abs(places[to].y() - places[k].y()) > 30) return to;
  }
  return std::nullopt;
}

}  // namespace

double schematicLabelWidth(const WireLabel& label) {
  if (label.text.isEmpty()) return 0;
  if (label.isTex) return texSize(label.text, textSizes().label * 1.14).width();
  return textWidth(label.text,
                   {.pixelSize = textSizes().label, .weight = label.bold ? QFont::DemiBold : QFont::Normal});
}

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

void SchematicExtents::add(const GraphDrawing& drawing, const Moment& moment, const FigureRequest& request,
                           bool brief) {
  const core::Graph& graph = drawing.graph;
  value.resize(graph.size());
  gradient.resize(graph.size());
  local.resize(graph.size());
  for (std::size_t p = 0; p < graph.size(); ++p) {
    value[p] = std::max(value[p], schematicLabelWidth(valueLabel(drawing, moment, p, request, brief)));
    gradient[p] = std::max(gradient[p], schematicLabelWidth(gradientLabel(moment, p, request, brief)));
    local[p].resize(graph.inputPositions(p).size());
    if (request.style != FigureStyle::Edges || !request.gradients) continue;
    for (std::size_t a = 0; a < local[p].size(); ++a) {
      if (graph.inputPositions(p)[a] >= 0)
        local[p][a] = std::max(local[p][a], schematicLabelWidth(localLabel(moment, p, a)));
    }
  }
}

namespace {

/// The nodes with the numbers of one length, and what they need of a page.
struct NodeForms {
  std::vector<SchematicNode> nodes = {};
  std::vector<NodeReach> reach = {};
  std::vector<double> aside = {};  ///< how far to the left of its place a node is drawn
};

NodeForms formsOf(const GraphDrawing& drawing, std::span<const std::size_t> shown,
                  const std::vector<std::ptrdiff_t>& index, std::vector<QPointF>& places,
                  const std::vector<FlowWire>& wires, const SchematicExtents& written,
                  const FigureRequest& request, const FlowRoom& room) {
  const core::Graph& graph = drawing.graph;
  const bool circuit = isCircuitStyle(request.style);
  NodeForms forms;
  std::vector<std::vector<std::size_t>> consumers(shown.size());
  std::vector<char> level(shown.size(),
                          0);  // has an input that runs level: others turn into it from above and below
  for (const FlowWire& wire : wires) {
    consumers[wire.from].push_back(wire.to);
    if (std::abs(places[wire.from].y() - places[wire.to].y()) < 6) level[wire.to] = 1;
  }
  for (const std::size_t p : shown)
    forms.nodes.push_back(nodeOf(graph, p, request.style, request, written, room));
  forms.aside.assign(shown.size(), 0);
  for (std::size_t k = 0; k < shown.size(); ++k) {
    const SchematicNode& node = forms.nodes[k];
    NodeReach reach = reachOf(node, request.style, written, room.gathered);
    if (circuit && node.outlined && !level[k]) reach.left += curveRoom;
    if (const auto beside =
            circuit ? standsAsideOf(graph, shown[k], index, forms.nodes, places, consumers) : std::nullopt) {
      places[k].setX(places[*beside].x());
      forms.aside[k] = node.half.width() + node.stub + turnRoom;
      reach.left = forms.aside[k] + node.half.width();
      reach.right = 4;
    }
    if (circuit && graph.output() == graph.node(shown[k]).id) reach.right += 8;
    double local = 0;  // the widest derivative on an edge that starts here
    for (const std::size_t to : consumers[k]) {
      const auto inputs = graph.inputPositions(shown[to]);
      for (std::size_t a = 0; a < inputs.size(); ++a) {
        if (inputs[a] == static_cast<std::ptrdiff_t>(shown[k]))
          local = std::max(local, written.local[shown[to]][a]);
      }
    }
    if (local > 0) reach.right += std::max(0.0, local + 38 - leastGap);
    forms.reach.push_back(reach);
  }
  return forms;
}

}  // namespace

SchematicPlan planSchematic(const GraphDrawing& drawing, std::span<const QPointF> centres,
                            std::span<const std::size_t> shown,
                            const std::array<SchematicExtents, 2>& extents, const FigureRequest& request,
                            const FlowRoom& room) {
  SchematicPlan plan{.style = request.style, .shown = {shown.begin(), shown.end()}};
  const core::Graph& graph = drawing.graph;
  std::vector<std::ptrdiff_t> index(graph.size(), -1);
  for (std::size_t k = 0; k < shown.size(); ++k) index[shown[k]] = static_cast<std::ptrdiff_t>(k);
  std::vector<QPointF> places;
  for (const std::size_t p : shown) places.push_back(centres[p]);
  std::vector<FlowWire> wires;
  for (std::size_t k = 0; k < shown.size(); ++k) {
    const auto inputs = graph.inputPositions(shown[k]);
    for (std::size_t a = 0; a < inputs.size(); ++a) {
      if (inputs[a] < 0 || index[static_cast<std::size_t>(inputs[a])] < 0) continue;
      const auto from = static_cast<std::size_t>(index[static_cast<std::size_t>(inputs[a])]);
      wires.push_back({from, k});
      plan.edges.push_back({.from = from, .to = k, .argument = a, .arrow = !isCircuitStyle(request.style)});
    }
  }
  std::array<NodeForms, 2> forms;
  std::vector<std::vector<NodeReach>> reach;
  for (std::size_t form = 0; form < forms.size(); ++form) {
    forms[form] = formsOf(drawing, shown, index, places, wires, extents[form], request, room);
    reach.push_back(forms[form].reach);
  }
  FlowRoom own = room;
  own.width -= 2 * besidePage;
  own.leastGapX = isCircuitStyle(request.style) ? 2 : leastGap;
  // Numbers are within a node's reach.
  own.leastGapY = isCircuitStyle(request.style) || room.low ? 2 : 10;
  own.mostGapY = mostGapY;
  own.indent = indent;
  own.besideLanes = besideLanes;
  plan.flow = flowWithRoutes(places, reach, wires, own);
  plan.brief = plan.flow.form == 1;
  const SchematicExtents& written = extents[plan.flow.form];
  const std::vector<double>& aside = forms[plan.flow.form].aside;
  plan.nodes = std::move(forms[plan.flow.form].nodes);
  for (std::size_t k = 0; k < plan.nodes.size(); ++k)
    plan.nodes[k].centre = plan.flow.centres[k] - QPointF(aside[k], 0);
  const double margin = plan.flow.rows > 1 ? own.indent + besidePage : besidePage;
  FreePlaces free({-margin, -1e6, own.width - (plan.flow.rows > 1 ? 2 * own.indent : 0) + 2 * margin, 2e6});
  if (isCircuitStyle(request.style) && graph.output()) {
    const auto output = graph.position(*graph.output());
    if (output && index[*output] >= 0) {
      const auto from = static_cast<std::size_t>(index[*output]);
      SchematicEdge edge{.from = from, .to = from, .arrow = true};
      edge.start = plan.nodes[from].centre + QPointF(plan.nodes[from].half.width(), 0);
      const QPointF end = edge.start + QPointF(plan.nodes[from].stub + 6, 0);
      edge.curve = {edge.start, edge.start + (end - edge.start) / 3, edge.start + (end - edge.start) * 2 / 3,
                    end};
      plan.edges.push_back(edge);
    }
  }
  leadEdges(plan, written, free, room.gathered);
  placeSchematicLabels(plan, written, free);
  return plan;
}

Schematic schematicAt(const SchematicPlan& plan, const GraphDrawing& drawing, const Moment& moment,
                      const FigureRequest& request) {
  Schematic result;
  result.nodes = plan.nodes;
  result.edges = plan.edges;
  result.bounds = plan.bounds;
  const core::Graph& graph = drawing.graph;
  const bool circuit = isCircuitStyle(plan.style);
  const auto step = moment.shown();
  for (SchematicNode& node : result.nodes) {
    const std::size_t p = node.position;
    if (step && step->node == p && step->kind != Step::Kind::Seed && !graph.node(p).isLeaf())
      node.outline = Outline::Active;
    node.above = valueLabel(drawing, moment, p, request, plan.brief);
    node.underneath = gradientLabel(moment, p, request, plan.brief);
  }
  const bool backward = step && step->kind == Step::Kind::Backward;
  for (SchematicEdge& edge : result.edges) {
    const std::size_t target = plan.shown[edge.to];
    if (edge.from == edge.to) {  // out of a circuit
      if (moment.seeded())
        edge.state = backward && step->node == target ? WireState::Upstream : WireState::Done;
      continue;
    }
    const bool done = moment.wireDone(target, edge.argument);
    if (done) edge.state = WireState::Done;
    if (done && backward && step->node == target) edge.state = WireState::Downstream;
    if (done && backward && step->node == plan.shown[edge.from]) edge.state = WireState::Upstream;
    edge.dashed = !moment.trace().plan().isDifferentiated(target, edge.argument);
    if (plan.style == FigureStyle::Edges && request.gradients)
      edge.label = localLabel(moment, target, edge.argument);
  }
  if (!circuit && plan.style == FigureStyle::Edges) lightPath(result, moment, request);
  return result;
}

}  // namespace ui

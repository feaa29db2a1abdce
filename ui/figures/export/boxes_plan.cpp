#include "ui/figures/export/boxes_plan.h"

#include <algorithm>

#include "ui/figures/export/row_routes.h"
#include "ui/figures/graph_text.h"

namespace ui {
namespace {

constexpr double leastWidth = 62;   // about 40 pt beside 8 pt text
constexpr double capsuleGap = 40;
constexpr double beside = 4;
constexpr double shrink = 0.82;  // formulas may become so much smaller
constexpr double above = 30;  // the strip and its gap
constexpr double below = 26;  // the count of contributions

bool isShown(const core::Graph& graph, std::size_t p, const FigureRequest& request) {
  return request.nodes.empty() || request.nodes.contains(graph.node(p).id);
}

/// The texts of a narrow node: of a leaf's second line the shape alone, of an equation the right side.
NodeText narrowText(NodeText text) {
  if (const qsizetype dot = text.note.indexOf(QStringLiteral(" · ")); dot >= 0) text.note.remove(0, dot + 3);
  const qsizetype equals = text.tex.indexOf(QStringLiteral(" = "));
  const double room = std::max(leastWidth, textWidth(text.title, {.pixelSize = 13, .weight = QFont::DemiBold}) + 12) - 10;
  if (!text.title.isEmpty() && equals > 0 && texSize(text.tex, 14.25).width() * shrink > room) text.tex.remove(0, equals + 3);
  return text;
}

/// As narrow as its texts allow without becoming smaller.
double narrowWidth(const NodeText& text) {
  double needed = texSize(text.tex, 14.25).width() * (text.title.isEmpty() ? 1 : shrink) + textWidth(text.tail, {.pixelSize = 12.5});
  needed = std::max(needed, textWidth(text.title, {.pixelSize = 13, .weight = QFont::DemiBold}));
  needed = std::max(needed, textWidth(text.note, {.pixelSize = 10.5}));
  return std::min(text.width, std::max(text.compact ? 40.0 : isLeafForm(text.form) ? 46.0 : leastWidth, needed + 12));
}

NodeReach reachOf(const NodeText& text, const NodeGeometry& geometry, double width, bool output) {
  const double height = geometry.rect.height();
  const double strip = isLeafForm(text.form) && text.form != NodeForm::Input ? 6 : above;
  const double capsule = output ? capsuleGap + (text.compact ? 104 : 82) : 0;
  return {width / 2, width / 2 + capsule, height / 2 + strip, height / 2 + below};
}

/// The wires from one row of the page to another.
std::vector<RowCrossing> crossingsOf(const GraphDrawing& drawing, const std::vector<std::size_t>& shown, const PageFlow& flow) {
  std::vector<int> row(drawing.graph.size(), -1);
  for (std::size_t k = 0; k < shown.size(); ++k) row[shown[k]] = flow.row[k];
  std::vector<RowCrossing> crossings;
  for (std::size_t w = 0; w < drawing.geometry.wires.size(); ++w) {
    const WireGeometry& wire = drawing.geometry.wires[w];
    if (row[wire.from] < 0 || row[wire.to] < 0 || row[wire.from] == row[wire.to]) continue;
    crossings.push_back({w, row[wire.from], row[wire.to]});
  }
  return crossings;
}

/// Leads a wire through the gap between rows instead of across the nodes.
void leadBetweenRows(GraphGeometry& geometry, const std::vector<RowCrossing>& crossings, std::size_t k, const PageFlow& flow) {
  const RowCrossing& crossing = crossings[k];
  const auto inSameGap = [&](const RowCrossing& other) { return gapOf(other) == gapOf(crossing); };
  const auto count = static_cast<int>(std::count_if(crossings.begin(), crossings.end(), inSameGap));
  const auto number = static_cast<int>(std::count_if(crossings.begin(), crossings.begin() + static_cast<std::ptrdiff_t>(k), inSameGap));
  WireGeometry& wire = geometry.wires[crossing.wire];
  wire.output = 0;  // the one at the right
  InputPort& input = geometry.nodes[wire.to].inputs[wire.argument];
  const QRectF& target = geometry.nodes[wire.to].rect;
  if (input.port.side != Side::Left) {
    const bool fromAbove = crossing.to > crossing.from;
    input.port = {{target.left(), target.center().y() + (fromAbove ? -0.25 : 0.25) * target.height()}, Side::Left};
  }
  const double lane = laneAt(flow, gapOf(crossing), number, count);
  const QPointF from = geometry.nodes[wire.from].outputs.front().at;
  wire.path = WirePath::through(cornersAlong(from, input.port.at, lane, number));
  const QPointF middle((from.x() + input.port.at.x()) / 2, lane);
  wire.value = {middle, {0, -1}};
  wire.gradient = {middle, {0, 1}};
  wire.pill = middle + QPointF(64, 0);
}

/// A port is drawn where a wire starts.
void findUsedPorts(GraphGeometry& geometry) {
  for (NodeGeometry& node : geometry.nodes) std::fill(node.outputUsed.begin(), node.outputUsed.end(), 0);
  for (const WireGeometry& wire : geometry.wires) geometry.nodes[wire.from].outputUsed[wire.output] = 1;
  if (geometry.capsule) geometry.nodes[geometry.capsule->wire.from].outputUsed[geometry.capsule->wire.output] = 1;
}

QRectF around(QPointF centre, double width, double height) {
  return {centre.x() - width / 2, centre.y() - height / 2, width, height};
}

QRectF boundsOf(const LabelPlace& place, const WireLabel& label) {
  const double width = label.isTex ? texSize(label.text, 13.1).width() : textWidth(label.text, {.pixelSize = 11.5});
  return around(place.centre({width, labelSize.height()}), width + 4, 15);
}

QRectF boundsOf(const WireGeometry& wire, const WireLook& look) {
  QRectF bounds = wire.path.painterPath().boundingRect().adjusted(-5, -5, 5, 5);
  if (!look.value.text.isEmpty()) bounds |= boundsOf(wire.value, look.value);
  if (!look.gradient.text.isEmpty()) bounds |= boundsOf(wire.gradient, look.gradient);
  if (!look.pill.isEmpty()) bounds |= around(wire.pill, 76, 18);
  return bounds;
}

template <typename T, typename Keep>
void keepWhere(std::vector<T>& items, Keep keep) {
  std::size_t k = 0;
  std::erase_if(items, [&](const T&) { return !keep(k++); });
}

}  // namespace

BoxesPlan planBoxes(GraphDrawing drawing, const std::map<core::NodeId, QPointF>& positions, const FigureRequest& request,
                    const FlowRoom& room) {
  std::vector<std::size_t> shown;
  std::vector<QPointF> centres;
  std::vector<NodeReach> wide, narrow;
  const core::Graph& graph = drawing.graph;
  for (std::size_t p = 0; p < graph.size(); ++p) {
    if (!isShown(graph, p, request)) continue;
    shown.push_back(p);
    const auto place = positions.find(graph.node(p).id);
    centres.push_back(place == positions.end() ? QPointF() : place->second);
    const bool output = graph.output() == graph.node(p).id;
    const NodeText& text = drawing.texts[p];
    wide.push_back(reachOf(text, drawing.geometry.nodes[p], text.width, output));
    narrow.push_back(reachOf(text, drawing.geometry.nodes[p], narrowWidth(narrowText(text)), output));
  }
  FlowRoom own = room;
  own.width -= 2 * beside;
  own.leastGapX = 32;
  PageFlow flow = flowOnPage(centres, wide, narrow, own);
  std::vector<RowCrossing> crossings = crossingsOf(drawing, shown, flow);
  if (!crossings.empty()) {
    own.rowGap = rowGapFor(mostLanes(crossings));
    flow = flowOnPage(centres, wide, narrow, own);
    crossings = crossingsOf(drawing, shown, flow);
  }
  std::map<core::NodeId, QPointF> moved = positions;
  for (std::size_t k = 0; k < shown.size(); ++k) {
    NodeText& text = drawing.texts[shown[k]];
    if (flow.narrow) {
      text = narrowText(std::move(text));
      text.width = narrowWidth(text);
    }
    moved[graph.node(shown[k]).id] = flow.centres[k];
  }
  // What is not shown stands in nobody's way.
  for (std::size_t p = 0; p < graph.size(); ++p) {
    if (!isShown(graph, p, request)) moved[graph.node(p).id] = {-1e5, 1e5 + 200.0 * static_cast<double>(p)};
  }
  drawing.geometry = geometryOf(graph, moved, drawing.texts);
  for (std::size_t k = 0; k < crossings.size(); ++k) leadBetweenRows(drawing.geometry, crossings, k, flow);
  if (!crossings.empty()) findUsedPorts(drawing.geometry);
  return {std::move(drawing), flow.rows};
}

QRectF paintedBounds(const GraphPicture& picture) {
  const GraphGeometry& geometry = picture.drawing.geometry;
  QRectF bounds;
  for (std::size_t p = 0; p < geometry.nodes.size(); ++p) {
    const NodeLook& look = picture.looks.nodes[p];
    const QRectF& rect = geometry.nodes[p].rect;
    bounds |= rect.adjusted(-6, -6, 6, 6);
    if (!look.strip.empty()) bounds |= rect.adjusted(0, -19, 0, 0);
    if (!look.pill.text.isEmpty()) bounds |= around({rect.center().x(), rect.top() - (look.strip.empty() ? 27 : 37)}, 92, 18);
    if (!look.sum.isEmpty()) {
      const double width = textWidth(look.sum + look.sumRest, {.pixelSize = 11.5, .weight = QFont::DemiBold});
      const double left = geometry.nodes[p].below ? rect.center().x() + 10 : rect.center().x() - width / 2;
      bounds |= QRectF(left, rect.bottom(), width, 24);
    }
  }
  for (std::size_t k = 0; k < geometry.wires.size(); ++k) bounds |= boundsOf(geometry.wires[k], picture.looks.wires[k]);
  if (geometry.capsule) {
    bounds |= geometry.capsule->rect.adjusted(-6, -6, 6, 6);
    if (!picture.looks.capsule.pill.text.isEmpty()) bounds |= geometry.capsule->rect.adjusted(0, -30, 0, 0);
    bounds |= boundsOf(geometry.capsule->wire, picture.looks.capsule.wire);
  }
  return bounds;
}

void thinOut(GraphPicture& picture, const FigureRequest& request) {
  GraphLooks& looks = picture.looks;
  const auto thin = [&](WireLook& wire) {
    if (!request.values && !wire.value.isTex) wire.value = {};
    if (!request.names && wire.value.isTex) wire.value = {};
    if (!request.gradients) wire.gradient = {};
  };
  for (WireLook& wire : looks.wires) thin(wire);
  thin(looks.capsule.wire);
  if (!request.values) {
    looks.capsule.tail.clear();
    for (NodeLook& node : looks.nodes) node.strip.clear();
  }
  if (!request.gradients) {
    for (NodeLook& node : looks.nodes) node.sum.clear(), node.sumRest.clear();
  }
  if (!request.names) {
    for (NodeText& text : picture.drawing.texts) {
      if (isLeafForm(text.form)) {
        text.tail.clear();
      } else if (!text.title.isEmpty()) {
        text.tex.clear();
      }
    }
  }
  if (request.nodes.empty()) return;
  GraphDrawing& drawing = picture.drawing;
  GraphGeometry& geometry = drawing.geometry;
  const auto shown = [&](std::size_t p) { return isShown(drawing.graph, p, request); };
  if (geometry.capsule && !shown(geometry.capsule->wire.from)) geometry.capsule.reset();
  const std::vector<WireGeometry> wires = geometry.wires;
  const auto keepWire = [&](std::size_t k) { return shown(wires[k].from) && shown(wires[k].to); };
  keepWhere(looks.wires, keepWire);
  keepWhere(geometry.wires, keepWire);
  keepWhere(looks.nodes, shown);
  keepWhere(geometry.nodes, shown);
  keepWhere(drawing.texts, shown);
}

}  // namespace ui

#include "ui/figures/export/boxes_plan.h"

#include <algorithm>

#include "ui/figures/graph_text.h"

namespace ui {
namespace {

constexpr double leastWidth = 62;   // about 40 pt beside 8 pt text
constexpr double capsuleReach = 40 + 104;
constexpr double beside = 8;
constexpr double above = 30;  // the strip and its gap
constexpr double below = 26;  // the count of contributions

bool isShown(const core::Graph& graph, std::size_t p, const FigureRequest& request) {
  return request.nodes.empty() || request.nodes.contains(graph.node(p).id);
}

/// As narrow as its texts allow without becoming smaller.
double narrowWidth(const NodeText& text) {
  double needed = texSize(text.tex, 14.25).width() + textWidth(text.tail, {.pixelSize = 12.5});
  needed = std::max(needed, textWidth(text.title, {.pixelSize = 13, .weight = QFont::DemiBold}));
  needed = std::max(needed, textWidth(text.note, {.pixelSize = 10.5}));
  return std::min(text.width, std::max(text.compact ? 40.0 : leastWidth, needed + 12));
}

NodeReach reachOf(const NodeText& text, const NodeGeometry& geometry, double width, bool output) {
  const double height = geometry.rect.height();
  const double strip = isLeafForm(text.form) && text.form != NodeForm::Input ? 6 : above;
  return {width / 2 + 2, width / 2 + 2 + (output ? capsuleReach : 0), height / 2 + strip, height / 2 + below};
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
    narrow.push_back(reachOf(text, drawing.geometry.nodes[p], narrowWidth(text), output));
  }
  FlowRoom own = room;
  own.width -= 2 * beside;
  own.leastGapX = 40;
  const PageFlow flow = flowOnPage(centres, wide, narrow, own);
  std::map<core::NodeId, QPointF> moved = positions;
  for (std::size_t k = 0; k < shown.size(); ++k) {
    if (flow.narrow) drawing.texts[shown[k]].width = narrowWidth(drawing.texts[shown[k]]);
    moved[graph.node(shown[k]).id] = flow.centres[k];
  }
  // What is not shown stands in nobody's way.
  for (std::size_t p = 0; p < graph.size(); ++p) {
    if (!isShown(graph, p, request)) moved[graph.node(p).id] = {-1e5, 1e5 + 200.0 * static_cast<double>(p)};
  }
  drawing.geometry = geometryOf(graph, moved, drawing.texts);
  return {std::move(drawing), flow.rows};
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
  geometry.bounds = {};
  for (const NodeGeometry& node : geometry.nodes) geometry.bounds |= node.rect.adjusted(-4, -26, 4, 26);
  for (const WireGeometry& wire : geometry.wires) geometry.bounds |= wire.path.bounds();
  if (geometry.capsule) geometry.bounds |= geometry.capsule->rect.adjusted(-4, -4, 4, 4);
}

}  // namespace ui

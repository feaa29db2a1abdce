#include "ui/figures/export/boxes_plan.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/figures/export/box_labels.h"
#include "ui/figures/export/box_texts.h"
#include "ui/figures/export/row_routes.h"
#include "ui/figures/export/wire_routes.h"
#include "ui/figures/graph_text.h"
#include "ui/figures/node_painter.h"
#include "ui/figures/text_setting.h"

namespace ui {
namespace {

constexpr double capsuleGap = 40, lowCapsuleGap = 30;
constexpr double leastCapsule = 82, leastLowCapsule = 50;
constexpr double leastGap = 30, lowGap = 24, tightGap = 20;
constexpr double besideLabels = 10, besideTight = 2;  // on a wire, both sides together
constexpr double wideGap = 1e3;                     // no label reaches over it
constexpr double turnedGapX = 26, turnedGapY = 34;  // where wires run downwards
constexpr double slantRise = 40, slantRoom = 16, slightRise = 8, slightRoom = 10;
constexpr double steepRise = 70, steepRoom = 14, mostSteepRoom = 42;
constexpr int manyLanes = 3;  // from row to row
constexpr double leastGapY = 6, mostGapY = 64;
constexpr double tightGapY = 5;
constexpr double lowGapY = 12;    // of low nodes: a pill fits between two lines of them
constexpr double besidePage = 6;  // what outlines and rings reach beyond nodes
constexpr double indent = 16;     // for wires from row to row
constexpr double strip = 20;      // above a node

struct Words {
  Q_DECLARE_TR_FUNCTIONS(Figure)
};

bool isShown(const core::Graph& graph, std::size_t p, const FigureRequest& request) {
  return request.nodes.empty() || request.nodes.contains(graph.node(p).id);
}

double labelWidth(const WireLabel& label) {
  if (label.text.isEmpty()) return 0;
  if (label.isTex) return texSize(label.text, textSizes().label * 1.14).width();
  return textWidth(label.text,
                   {.pixelSize = textSizes().label, .weight = label.bold ? QFont::DemiBold : QFont::Normal});
}

double wider(double a, const WireLabel& label) { return std::max(a, labelWidth(label)); }

double labelRoom(const FlowRoom& room) { return room.tight ? besideTight : besideLabels; }

/// How far a node and what is written at it reach from its centre. Where the height is scarce counts of
/// contributions stand beside it.
NodeReach reachOf(const NodeText& text, double height, const WrittenExtents::Node& written, double labels,
                  double capsule, const FlowRoom& room, double leastGapX) {
  const bool low = room.low;
  const double plain = low ? 4 : isLeafForm(text.form) ? 6 : 8;
  const double up = written.strip > 0 ? strip : plain;
  const double down = low ? 4 : written.sum > 0 ? 26 : 8;
  const double gap = labels > 0 ? std::max(0.0, labels + labelRoom(room) - leastGapX) : 0;
  return {text.width / 2, text.width / 2 + std::max(gap, capsule), height / 2 + up, height / 2 + down};
}

QRectF around(QPointF centre, double width, double height) {
  return {centre.x() - width / 2, centre.y() - height / 2, width, height};
}

QRectF boundsOf(const LabelPlace& place, const WireLabel& label) {
  const double width = labelWidth(label);
  return around(place.centre({width, labelSize.height()}), width + 4, 15);
}

QRectF pillBounds(QPointF centre, const QString& text) {
  return around(centre, textWidth(text, {.pixelSize = textSizes().note, .weight = QFont::DemiBold}) + 14, 18);
}

QRectF boundsOf(const WireGeometry& wire, const WireLook& look) {
  QRectF bounds = wire.path.painterPath().boundingRect().adjusted(-3, -3, 3, 3);
  if (!look.value.text.isEmpty()) bounds |= boundsOf(wire.value, look.value);
  const bool above = look.value.text.isEmpty() && std::abs(wire.path.direction(0.5).x()) > 0.7;
  if (!look.gradient.text.isEmpty()) bounds |= boundsOf(above ? wire.value : wire.gradient, look.gradient);
  if (!look.pill.isEmpty()) bounds |= pillBounds(wire.pillAt(look.state == WireState::Upstream), look.pill);
  return bounds;
}

double heightOf(std::span<const QPointF> centres) {
  double top = HUGE_VAL, bottom = -HUGE_VAL;
  for (const QPointF& centre : centres) {
    top = std::min(top, centre.y());
    bottom = std::max(bottom, centre.y());
  }
  return bottom - top;
}

template <typename T, typename Keep>
void keepWhere(std::vector<T>& items, Keep keep) {
  std::size_t k = 0;
  std::erase_if(items, [&](const T&) { return !keep(k++); });
}

}  // namespace

void WrittenExtents::add(const GraphLooks& looks) {
  wires.resize(looks.wires.size());
  nodes.resize(looks.nodes.size());
  const std::size_t page = pages_++;
  const TextStyle pillStyle{.pixelSize = textSizes().note, .weight = QFont::DemiBold};
  const auto pillWidth = [&](const QString& text) { return textWidth(text, pillStyle) + 14; };
  const auto widen = [&](Wire& wire, const WireLook& look) {
    wire.value = wider(wire.value, look.value);
    wire.gradient = wider(wire.gradient, look.gradient);
    if (!look.value.text.isEmpty()) wire.valueOn.add(page);
    if (!look.gradient.text.isEmpty()) wire.gradientOn.add(page);
    if (look.pill.isEmpty()) return;
    const bool upstream = look.state == WireState::Upstream;
    double& width = upstream ? wire.upstream : wire.downstream;
    width = std::max(width, pillWidth(look.pill));
    (upstream ? wire.upstreamOn : wire.downstreamOn).add(page);
  };
  for (std::size_t k = 0; k < wires.size(); ++k) widen(wires[k], looks.wires[k]);
  for (std::size_t p = 0; p < nodes.size(); ++p) {
    const NodeLook& look = looks.nodes[p];
    Node& node = nodes[p];
    if (!look.sum.isEmpty()) {
      const double first = textWidth(look.sum, {.pixelSize = textSizes().label, .weight = QFont::DemiBold});
      node.sumOn.add(page);
      node.briefSum = std::max(node.briefSum, first);
      node.sum = std::max(node.sum, first + textWidth(look.sumRest, {.pixelSize = textSizes().label}));
    }
    if (!look.gradient.isEmpty()) {
      const double shape = look.gradientShape.isEmpty()
                               ? 0
                               : textWidth(look.gradientShape, {.pixelSize = textSizes().note}) + 5;
      const double name = texSize(look.gradient, textSizes().slope).width();
      node.slopeName = std::max(node.slopeName, name);
      node.slope = std::max(node.slope, name + shape);
    }
    node.strip = std::max(node.strip, stripWidth(look.strip.size()));
    if (look.pill.text.isEmpty()) continue;
    node.pill = std::max(node.pill, pillWidth(look.pill.text));
    node.pillOn.add(page);
  }
  widen(capsuleWire, looks.capsule.wire);
  if (!looks.capsule.pill.text.isEmpty()) {
    capsulePill = pillWidth(looks.capsule.pill.text);
    capsulePillOn.add(page);
  }
  const double name = texSize(looks.capsule.tex, 14.25).width() +
                      textWidth(looks.capsule.tail, {.pixelSize = textSizes().tail});
  lowCapsule = std::max({lowCapsule, leastLowCapsule, name + 24});
  capsule = std::max({capsule, leastCapsule,
                      std::max(name, textWidth(looks.capsule.note, {.pixelSize = textSizes().note})) + 24});
}

BoxesPlan planBoxes(GraphDrawing drawing, const std::map<core::NodeId, QPointF>& positions,
                    const std::function<WrittenExtents(const GraphDrawing&)>& writtenAt,
                    const FigureRequest& request, const FlowRoom& room) {
  const core::Graph& graph = drawing.graph;
  const WrittenExtents written = writtenAt(drawing);
  std::vector<int> index(graph.size(), -1);
  std::vector<std::size_t> shown;
  for (std::size_t p = 0; p < graph.size(); ++p) {
    if (!isShown(graph, p, request)) continue;
    index[p] = static_cast<int>(shown.size());
    shown.push_back(p);
  }
  const auto centreOf = [&](std::size_t p) {
    const auto place = positions.find(graph.node(p).id);
    return place == positions.end() ? QPointF() : place->second;
  };
  std::vector<double> slanted(graph.size(), 0);
  std::vector<double> labels(graph.size(), 0);  // the widest at any wire that a node starts
  std::vector<FlowWire> wires;
  for (std::size_t k = 0; k < drawing.geometry.wires.size(); ++k) {
    const WireGeometry& wire = drawing.geometry.wires[k];
    if (index[wire.from] < 0 || index[wire.to] < 0) continue;
    wires.push_back({static_cast<std::size_t>(index[wire.from]), static_cast<std::size_t>(index[wire.to])});
    labels[wire.from] = std::max({labels[wire.from], written.wires[k].value, written.wires[k].gradient});
  }
  // Beside a wire that rises numbers stand at both sides.
  if (room.tight) {
    for (const FlowWire& wire : wires) {
      const QPointF way = centreOf(shown[wire.to]) - centreOf(shown[wire.from]);
      if (std::abs(way.y()) > slantRise && std::abs(way.y()) > way.x() * 0.35 && way.x() > 0)
        slanted[shown[wire.from]] = slantRoom;
      else if (std::abs(way.y()) > slightRise && !drawing.texts[shown[wire.from]].compact)
        slanted[shown[wire.from]] = std::max(slanted[shown[wire.from]], slightRoom);
    }
    for (std::size_t p = 0; p < graph.size(); ++p)
      if (labels[p] > 0) labels[p] += slanted[p];
  }
  // Wires that leave a column steeply run side by side in the gap behind it.
  std::vector<double> steep(graph.size(), 0);
  for (const FlowWire& wire : wires) {
    const QPointF way = centreOf(shown[wire.to]) - centreOf(shown[wire.from]);
    if (std::abs(way.y()) > steepRise && way.x() > 0)
      steep[shown[wire.from]] = std::min(steep[shown[wire.from]] + steepRoom, mostSteepRoom);
  }
  const double gapToCapsule =
      std::max(room.tight ? tightGap
               : room.low ? lowCapsuleGap
                          : capsuleGap,
               std::max(written.capsuleWire.value, written.capsuleWire.gradient) + labelRoom(room));
  const double capsuleWidth = room.low ? written.lowCapsule : written.capsule;
  std::vector<QPointF> centres;
  for (const std::size_t p : shown) centres.push_back(centreOf(p));
  using Form = decltype(&pageText);
  static constexpr std::array<Form, 3> usual{pageText, narrowText, tightText};
  static constexpr std::array<Form, 3> low{lowText, lowNarrowText, lowTightText};
  // As near together as can be: with the gradient beside the name of a parameter, where that takes another
  // row below it.
  static constexpr std::array<Form, 5> tight{lowText, lowNarrowText, lowTightText, lowNarrowText,
                                             lowTightText};
  const std::span<const Form> forms = room.tight ? std::span<const Form>(tight)
                                      : room.low ? std::span<const Form>(low)
                                                 : std::span<const Form>(usual);
  std::vector<std::vector<NodeText>> texts(forms.size());
  for (const std::size_t p : shown) {
    const WrittenExtents::Node& node = written.nodes[p];
    for (std::size_t form = 0; form < forms.size(); ++form) {
      texts[form].push_back(forms[form](graph, p, drawing.texts[p],
                                        form % 3 < 2 && form + 1 < forms.size() ? node.slope : node.slopeName,
                                        request.names));
      if (room.tight) texts[form].back() = tightened(texts[form].back(), node.slopeName, form < 3);
    }
  }
  FlowRoom own = room;
  own.width -= 2 * besidePage;
  own.leastGapY = std::max(room.leastGapY, room.tight ? tightGapY : room.low ? lowGapY : leastGapY);
  own.mostGapY = mostGapY;
  own.indent = indent;
  const auto reachWith = [&](double gapX, bool apart) {
    std::vector<std::vector<NodeReach>> reach(forms.size());
    for (std::size_t k = 0; k < shown.size(); ++k) {
      const std::size_t p = shown[k];
      const double capsule = graph.output() == graph.node(p).id ? gapToCapsule + capsuleWidth : 0;
      for (std::size_t form = 0; form < forms.size(); ++form) {
        const NodeText& text = texts[form][k];
        const double height = text.height > 0 ? text.height : drawing.geometry.nodes[p].rect.height();
        reach[form].push_back(reachOf(text, height, written.nodes[p], labels[p], capsule, room, gapX));
        if (apart) reach[form].back().right += steep[p];
      }
    }
    return reach;
  };
  const auto flowWith = [&](double gapX, bool apart) {
    FlowRoom narrow = own;
    narrow.leastGapX = gapX;
    PageFlow found = flowWithRoutes(centres, reachWith(gapX, apart), wires, narrow);
    found.indent = narrow.indent;
    return found;
  };
  PageFlow flow = flowWith(room.tight ? tightGap : leastGap, false);
  if (room.low && !room.tight && flow.rows > 1) flow = flowWith(lowGap, false);
  // One of them finds its way; several are a bundle.
  const bool anySteep = std::ranges::any_of(steep, [](double more) { return more > steepRoom; });
  for (const double gapX : {leastGap, room.tight ? tightGap : lowGap}) {
    if (!anySteep) break;
    PageFlow found = flowWith(gapX, true);
    if (found.rows > flow.rows || lanesOf(found, wires) > std::max(manyLanes, lanesOf(flow, wires))) continue;
    flow = std::move(found);
    break;
  }
  own.indent = flow.indent;
  bool downwards = false;
  if (flow.rows > 1 && !room.height && lanesOf(flow, wires) >= manyLanes) {
    // So many wires from row to row are a tangle: rather from the top to the bottom, where that fits.
    std::vector<QPointF> turned;
    for (const QPointF& centre : centres) turned.push_back(centre.transposed());
    FlowRoom high = own;
    high.leastGapX = turnedGapX;
    high.leastGapY = std::max(room.leastGapY, turnedGapY);
    high.ahead = false;
    PageFlow found = flowOnPage(turned, reachWith(wideGap, false), wires, high);
    downwards = found.rows == 1 && heightOf(found.centres) < 1.2 * heightOf(flow.centres);
    if (downwards) flow = std::move(found);
  }
  std::map<core::NodeId, QPointF> moved = positions;
  std::vector<int> row(graph.size(), -1);
  for (std::size_t k = 0; k < shown.size(); ++k) {
    drawing.texts[shown[k]] = texts[flow.form][k];
    moved[graph.node(shown[k]).id] = flow.centres[k];
    row[shown[k]] = flow.row[k];
  }
  // What is not shown stands in nobody's way.
  for (std::size_t p = 0; p < graph.size(); ++p) {
    if (index[p] < 0) moved[graph.node(p).id] = {-1e5, 1e5 + 200.0 * static_cast<double>(p)};
  }
  drawing.geometry = geometryOf(graph, moved, drawing.texts, downwards);
  if (auto& capsule = drawing.geometry.capsule) {
    const double level = capsule->rect.center().y();
    const Port from = drawing.geometry.nodes[capsule->wire.from].outputs[capsule->wire.output];
    const double height = room.low ? lowCapsuleHeight : capsule->rect.height();
    capsule->rect = QRectF(from.at.x() + gapToCapsule, level - height / 2, capsuleWidth, height);
    capsule->wire.path = WirePath(from, {{capsule->rect.left(), level}, Side::Left});
  }
  const double margin = flow.rows > 1 ? own.indent + besidePage : besidePage;
  FreePlaces places({-margin, -1e6, own.width - (flow.rows > 1 ? 2 * own.indent : 0) + 2 * margin, 2e6});
  if (room.tight) places.keepOffBoxes();
  leadWires(drawing.geometry, row, written, places, downwards, room.tight, room.gathered);
  const int covered =
      placeBoxLabels(drawing.geometry, row, writtenAt(drawing), places, room.low, room.tight || downwards);
  return {std::move(drawing), flow.rows, downwards, covered};
}

QRectF paintedBounds(const GraphPicture& picture) {
  const GraphGeometry& geometry = picture.drawing.geometry;
  QRectF bounds;
  for (std::size_t p = 0; p < geometry.nodes.size(); ++p) {
    const NodeLook& look = picture.looks.nodes[p];
    const NodeGeometry& node = geometry.nodes[p];
    const QRectF& rect = node.rect;
    const double around = look.outline == Outline::Active ? 6 : 3;
    bounds |= rect.adjusted(-around, -around, around, around);
    if (!look.strip.empty()) bounds |= rect.adjusted(0, -19, 0, 0);
    if (!look.pill.text.isEmpty()) {
      const QPointF above(rect.center().x(), rect.top() - (look.strip.empty() ? 27 : 37));
      bounds |= pillBounds(node.pill.value_or(above), look.pill.text);
    }
    if (!look.sum.isEmpty() && node.sum) {
      const QString text = node.sum->brief ? look.sum : look.sum + look.sumRest;
      const double width = textWidth(text, {.pixelSize = textSizes().label, .weight = QFont::DemiBold});
      bounds |= QRectF(node.sum->leftOf(width), node.sum->at.y() - 8, width, 15);
    }
  }
  for (std::size_t k = 0; k < geometry.wires.size(); ++k)
    bounds |= boundsOf(geometry.wires[k], picture.looks.wires[k]);
  if (geometry.capsule) {
    bounds |= geometry.capsule->rect.adjusted(-6, -6, 6, 6);
    if (!picture.looks.capsule.pill.text.isEmpty()) bounds |= geometry.capsule->rect.adjusted(0, -30, 0, 0);
    bounds |= boundsOf(geometry.capsule->wire, picture.looks.capsule.wire);
  }
  return bounds;
}

void tellValuesOnce(GraphLooks& looks, const GraphGeometry& geometry) {
  for (std::size_t k = 1; k < geometry.wires.size(); ++k) {
    // Wires to one node stand next to each other.
    for (std::size_t j = k; j-- > 0 && geometry.wires[j].to == geometry.wires[k].to;) {
      if (geometry.wires[j].from == geometry.wires[k].from) looks.wires[k].value = {};
    }
  }
}

void briefPills(GraphLooks& looks) {
  for (NodeLook& look : looks.nodes) {
    if (!look.pill.text.isEmpty()) look.pill.text = Words::tr("active");
  }
}

void thinOut(GraphLooks& looks, const FigureRequest& request) {
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
    for (NodeLook& node : looks.nodes) {
      node.sum.clear();
      node.sumRest.clear();
    }
  }
}

void thinOut(GraphPicture& picture, const FigureRequest& request) {
  GraphLooks& looks = picture.looks;
  tellValuesOnce(looks, picture.drawing.geometry);
  thinOut(looks, request);
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

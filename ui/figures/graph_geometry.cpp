#include "ui/figures/graph_geometry.h"

#include <algorithm>
#include <cmath>

#include "ui/figures/rect_grid.h"
#include "ui/figures/text_setting.h"
#include "ui/figures/wire_labels.h"

namespace ui {
namespace {

constexpr double boxHeight = 58;
constexpr double leafHeight = 46;
constexpr double gateHeight = 44;
constexpr double compactLeafHeight = 36;
constexpr double capsuleGap = 40;
constexpr double columnGap = 24;     // a source nearer than this in x stands above, below or behind
constexpr double tallestReach = 60;  // how far a gate grows to meet its two leaves
constexpr double lowBeyond = 8;      // and beyond their middles where it is low

/// One wire while the drawing is laid out.
struct Link {
  std::size_t from, to, argument;
  Side out, in;
  double reach = 0.5;
};

double heightOf(const NodeText& text) {
  if (text.height > 0) return text.height;
  if (text.form == NodeForm::Box) return boxHeight;
  if (text.form == NodeForm::Gate) return gateHeight;
  // On a page the gradient's name stands in it in the size of text.
  const double third = textSetting().page && text.form == NodeForm::Parameter ? 6 : 0;
  return third + (text.compact ? compactLeafHeight : leafHeight);
}

QRectF around(QPointF centre, double width, double height) {
  return {centre.x() - width / 2, centre.y() - height / 2, width, height};
}

/// A gate between two leaves is as tall as they stand apart, so that their wires run straight.
void growGates(const core::Graph& graph, std::span<const NodeText> texts, std::vector<NodeGeometry>& nodes) {
  for (std::size_t p = 0; p < nodes.size(); ++p) {
    if (texts[p].form != NodeForm::Gate) continue;
    const std::span<const std::ptrdiff_t> inputs = graph.inputPositions(p);
    if (inputs.size() != 2 || inputs[0] < 0 || inputs[1] < 0 || inputs[0] == inputs[1]) continue;
    QRectF& rect = nodes[p].rect;
    const double beyond = texts[p].height > 0 ? lowBeyond : compactLeafHeight / 2;
    double reach = 0;
    for (const std::ptrdiff_t input : inputs) {
      const auto from = static_cast<std::size_t>(input);
      const double away = std::abs(nodes[from].rect.center().y() - rect.center().y());
      const bool fits = isLeafForm(texts[from].form) && away <= tallestReach && away >= 12 &&
                        nodes[from].rect.right() + columnGap <= rect.left();
      reach = fits && reach >= 0 ? std::max(reach, away + beyond) : -1;
    }
    if (reach > 0) rect = around(rect.center(), rect.width(), std::max(rect.height(), 2 * reach));
  }
}

/// From which side a wire comes and at which it arrives: left to right, unless the source stands above or
/// below.
void chooseSides(const QRectF& from, const QRectF& to, bool downwards, Link& link) {
  const double gap = to.left() - from.right();
  const double rise = to.center().y() - from.center().y();
  const bool apart = std::abs(rise) > (from.height() + to.height()) / 2 + 8;
  link.out = Side::Right;
  link.in = Side::Left;
  if (!apart) return;
  if (downwards && rise > 0) {
    link.out = Side::Bottom;
    link.in = Side::Top;
    return;
  }
  const bool sameColumn = gap < columnGap && from.left() - to.right() < columnGap;
  if (sameColumn) {
    link.out = rise > 0 ? Side::Bottom : Side::Top;
    link.in = rise > 0 ? Side::Top : Side::Bottom;
  } else if (gap >= columnGap && std::abs(rise) > 2 * gap) {
    link.in = rise > 0 ? Side::Top : Side::Bottom;
  }
}

/// Beside an input that runs level, one that comes steeply from above or below enters there, so that the
/// level one stays level.
void keepLevelInputs(const std::vector<NodeGeometry>& nodes, std::span<Link> links) {
  const auto rise = [&](const Link& l) {
    return nodes[l.to].rect.center().y() - nodes[l.from].rect.center().y();
  };
  const auto gap = [&](const Link& l) { return nodes[l.to].rect.left() - nodes[l.from].rect.right(); };
  const auto level = [&](const Link& l) { return l.in == Side::Left && std::abs(rise(l)) < 6; };
  if (std::none_of(links.begin(), links.end(), level)) return;
  for (Link& link : links) {
    const bool steep = link.in == Side::Left && gap(link) >= columnGap &&
                       std::abs(rise(link)) > 0.9 * gap(link) && std::abs(rise(link)) > 40;
    if (steep) link.in = rise(link) > 0 ? Side::Top : Side::Bottom;
  }
}

bool crossesOthers(const WirePath& path, const RectGrid& boxes, int from, int to) {
  if (!boxes.overlaps(path.bounds().adjusted(-3, -3, 3, 3), from, to)) return false;
  const int samples =
      std::clamp(static_cast<int>(path.bounds().width() + path.bounds().height()) / 24, 8, 64);
  for (int k = 1; k < samples; ++k) {
    const QPointF p = path.at(double(k) / samples);
    if (boxes.overlaps(QRectF(p.x() - 3, p.y() - 3, 6, 6), from, to)) return true;
  }
  return false;
}

/// Leads a wire from left to right, else over or under the boxes that stand in its way, where that helps.
void goAround(const std::vector<NodeGeometry>& nodes, const RectGrid& boxes, Link& link) {
  const int from = static_cast<int>(link.from);
  const int to = static_cast<int>(link.to);
  const auto crosses = [&](Side out, Side in, double reach) {
    return crossesOthers({middleOf(nodes[link.from].rect, out), middleOf(nodes[link.to].rect, in), reach}, boxes,
                         from, to);
  };
  if (!crosses(link.out, link.in, link.reach)) return;
  struct Way {
    Side out, in;
    double reach;
  };
  constexpr Way ways[] = {{Side::Right, Side::Left, 0.5},
                          {Side::Top, Side::Top, 0.25},
                          {Side::Top, Side::Top, 0.4},
                          {Side::Bottom, Side::Bottom, 0.25},
                          {Side::Bottom, Side::Bottom, 0.4}};
  const bool isAhead = nodes[link.to].rect.left() - nodes[link.from].rect.right() >= columnGap;
  for (const Way& way : ways) {
    if ((way.out == Side::Right && !isAhead) || crosses(way.out, way.in, way.reach)) continue;
    link.out = way.out;
    link.in = way.in;
    link.reach = way.reach;
    return;
  }
}

/// Where an argument without a wire shows its port: parameters of a layer below it, targets of a loss above.
Side restingSide(const core::Function& function, std::size_t argument) {
  if (argument == 0 || function.isVariadic()) return Side::Left;
  if (function.category == core::Category::Loss) return Side::Top;
  if (function.category == core::Category::Layer || function.name == "linear") return Side::Bottom;
  return Side::Left;
}

/// Part of a side's length at which the `k`-th of `count` ports stands.
double share(std::size_t k, std::size_t count) {
  if (count < 2) return 0.5;
  const double first = count == 2 ? 0.3 : 0.16;
  return first + (1 - 2 * first) * static_cast<double>(k) / static_cast<double>(count - 1);
}

/// Places the input ports of one node; those on one side in the order of their sources, so that wires do not
/// cross.
void placeInputs(const core::Node& node, const std::vector<NodeGeometry>& nodes, std::span<const Link> links,
                 bool gate, double lowest, NodeGeometry& geometry) {
  const core::Function& function = *node.function;
  std::size_t count = std::max(function.arguments.size(), node.inputs.size());
  if (function.isVariadic() && count == node.inputs.size()) ++count;
  struct Place {
    std::size_t argument;
    Side side;
    double along;  // where the source stands
    double exact;  // where a tall gate puts the port
  };
  std::vector<Place> places;
  geometry.inputs.resize(count);
  for (std::size_t a = 0; a < count; ++a) {
    InputPort& input = geometry.inputs[a];
    input.argument = a;
    const auto link =
        std::find_if(links.begin(), links.end(), [&](const Link& l) { return l.argument == a; });
    input.wired = link != links.end();
    input.optional = function.argument(a).optional || (function.isVariadic() && a > 0 && !input.wired);
    const Side side = input.wired ? link->in : restingSide(function, a);
    if (input.wired) {
      const QRectF& from = nodes[link->from].rect;
      const bool upright = side == Side::Left || side == Side::Right;
      places.push_back({a, side, upright ? from.center().y() : from.center().x(), from.center().y()});
    } else if (!input.optional) {
      places.push_back({a, side, geometry.rect.center().y() + 1e-3 * static_cast<double>(a), 0});
    }
  }
  std::stable_sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return std::pair(a.side, a.along) < std::pair(b.side, b.along);
  });
  const bool tall = gate && geometry.rect.height() > lowest + 1;
  for (std::size_t first = 0; first < places.size();) {
    std::size_t end = first;
    while (end < places.size() && places[end].side == places[first].side) ++end;
    for (std::size_t k = first; k < end; ++k) {
      Port& port = geometry.inputs[places[k].argument].port;
      port = middleOf(geometry.rect, places[k].side);
      const double part = share(k - first, end - first) - 0.5;
      if (places[k].side == Side::Left)
        port.at.ry() += part * geometry.rect.height();
      else
        port.at.rx() += part * geometry.rect.width();
      if (tall && places[k].side == Side::Left) port.at.setY(places[k].exact);
      if (places[k].side == Side::Bottom) geometry.below = true;
    }
    first = end;
  }
  // Optional arguments without a wire stand where nothing else does: at the corners.
  std::size_t resting = 0;
  for (InputPort& input : geometry.inputs) {
    if (input.wired || !input.optional) continue;
    input.port.side = function.isVariadic() ? Side::Left : Side::Bottom;
    input.port.at = function.isVariadic()
                        ? QPointF(geometry.rect.left(), geometry.rect.bottom() - 8)
                        : QPointF(geometry.rect.left() + 16 + 18 * static_cast<double>(resting++),
                                  geometry.rect.bottom());
  }
}

std::size_t outputPort(NodeGeometry& node, Side side) {
  for (std::size_t k = 0; k < node.outputs.size(); ++k) {
    if (node.outputs[k].side == side) {
      node.outputUsed[k] = true;
      return k;
    }
  }
  node.outputs.push_back(middleOf(node.rect, side));
  node.outputUsed.push_back(true);
  if (side == Side::Bottom) node.below = true;
  return node.outputs.size() - 1;
}

std::optional<CapsuleGeometry> capsuleOf(std::size_t output, bool circuit, NodeGeometry& node,
                                         RectGrid& boxes) {
  const QSizeF size = circuit ? QSizeF(104, leafHeight) : QSizeF(leafHeight + 36, leafHeight);
  CapsuleGeometry capsule;
  const std::size_t port = outputPort(node, Side::Right);
  const QPointF from = node.outputs[port].at;
  for (const double rise : {0.0, 66.0, -66.0, 132.0, -132.0, 0.0}) {
    capsule.rect =
        QRectF(from.x() + capsuleGap, from.y() + rise - size.height() / 2, size.width(), size.height());
    if (!boxes.overlaps(capsule.rect.adjusted(-4, -4, 4, 4))) break;
  }
  boxes.add(capsule.rect, -1);
  capsule.wire = {.from = output,
                  .to = output,
                  .output = port,
                  .path = WirePath(node.outputs[port], middleOf(capsule.rect, Side::Left))};
  return capsule;
}

}  // namespace

Port middleOf(const QRectF& rect, Side side) {
  const QPointF half(rect.width() / 2, rect.height() / 2);
  const QPointF out = outward(side);
  return {rect.center() + QPointF(out.x() * half.x(), out.y() * half.y()), side};
}

QPointF LabelPlace::centre(QSizeF label) const {
  constexpr double clear = 7;
  const double away =
      std::abs(across.x()) * label.width() / 2 + std::abs(across.y()) * label.height() / 2 + clear;
  return on + away * across;
}

GraphGeometry geometryOf(const core::Graph& graph, const std::map<core::NodeId, QPointF>& centres,
                         std::span<const NodeText> texts, bool downwards) {
  GraphGeometry geometry;
  geometry.nodes.resize(graph.size());
  for (std::size_t p = 0; p < graph.size(); ++p) {
    const auto centre = centres.find(graph.node(p).id);
    geometry.nodes[p].rect =
        around(centre == centres.end() ? QPointF() : centre->second, texts[p].width, heightOf(texts[p]));
  }
  growGates(graph, texts, geometry.nodes);

  RectGrid boxes;
  for (std::size_t p = 0; p < graph.size(); ++p) boxes.add(geometry.nodes[p].rect, static_cast<int>(p));

  std::vector<Link> links;  // by consumer, then argument
  std::vector<std::size_t> firstLink(graph.size() + 1);
  for (std::size_t p = 0; p < graph.size(); ++p) {
    firstLink[p] = links.size();
    const std::span<const std::ptrdiff_t> inputs = graph.inputPositions(p);
    for (std::size_t a = 0; a < inputs.size(); ++a) {
      if (inputs[a] < 0) continue;
      Link link{static_cast<std::size_t>(inputs[a]), p, a, Side::Right, Side::Left};
      chooseSides(geometry.nodes[link.from].rect, geometry.nodes[p].rect, downwards, link);
      links.push_back(link);
    }
    const auto own = std::span(links).subspan(firstLink[p]);
    if (downwards) continue;
    keepLevelInputs(geometry.nodes, own);
    for (Link& link : own) goAround(geometry.nodes, boxes, link);
  }
  firstLink[graph.size()] = links.size();

  for (std::size_t p = 0; p < graph.size(); ++p) {
    NodeGeometry& node = geometry.nodes[p];
    node.outputs.push_back(middleOf(node.rect, Side::Right));
    node.outputUsed.push_back(false);
    const auto own = std::span(links).subspan(firstLink[p], firstLink[p + 1] - firstLink[p]);
    placeInputs(graph.node(p), geometry.nodes, own, texts[p].form == NodeForm::Gate, heightOf(texts[p]),
                node);
  }
  geometry.wires.reserve(links.size());
  for (const Link& link : links) {
    const std::size_t output = outputPort(geometry.nodes[link.from], link.out);
    geometry.wires.push_back(
        {.from = link.from,
         .to = link.to,
         .argument = link.argument,
         .output = output,
         .path = WirePath(geometry.nodes[link.from].outputs[output],
                          geometry.nodes[link.to].inputs[link.argument].port, link.reach)});
  }
  if (const auto output = graph.output() ? graph.position(*graph.output()) : std::nullopt) {
    geometry.capsule = capsuleOf(*output, texts[*output].compact, geometry.nodes[*output], boxes);
  }
  placeLabels(geometry, texts, boxes);

  for (const NodeGeometry& node : geometry.nodes) geometry.bounds |= node.rect.adjusted(-4, -26, 4, 26);
  for (const WireGeometry& wire : geometry.wires) geometry.bounds |= wire.path.bounds();
  if (geometry.capsule) geometry.bounds |= geometry.capsule->rect.adjusted(-4, -4, 4, 4);
  return geometry;
}

}  // namespace ui

#include "ui/figures/export/wire_routes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "ui/figures/export/boxes_plan.h"
#include "ui/figures/export/page_router.h"

namespace ui {
namespace {

constexpr std::size_t mostRouted = 600;  // more would take long, and nobody could follow them
constexpr double mostSearched =
    150e6;  // wires times the page's area, px: a second or so; a graph of 1,000 nodes would take ten
constexpr double stripTop = 19;
constexpr double besideRows = 17;  // a number between a row and a wire

QRectF stripOf(const NodeGeometry& node, double width) {
  const QRectF& rect = node.rect;
  return {rect.center().x() + node.stripShift - width / 2, rect.top() - stripTop, width, stripTop - 5};
}

class Routes {
public:
  Routes(GraphGeometry& geometry, std::span<const int> row, const WrittenExtents& written, FreePlaces& places,
         bool downwards, bool tight, bool gathered)
      : geometry_(geometry),
        row_(row),
        written_(written),
        places_(places),
        downwards_(downwards),
        tight_(tight),
        gathered_(gathered) {}

  void lead();

private:
  bool shown(const WireGeometry& wire) const { return row_[wire.from] >= 0 && row_[wire.to] >= 0; }
  bool isBlocked(const WireGeometry& wire) const;
  void noteNodes();
  void shiftStrips();
  void makePorts(std::span<const std::size_t> blocked);
  double reroute(std::size_t k, const PageRouter& router);
  void centreLonePorts(std::span<const std::size_t> blocked);
  std::size_t outputPort(std::size_t node, const Port& port);

  GraphGeometry& geometry_;
  std::span<const int> row_;
  const WrittenExtents& written_;
  FreePlaces& places_;
  bool downwards_, tight_, gathered_;
  RectGrid boxes_;
  std::map<std::size_t, Port> before_;  // of a wire, where it would have ended
  QRectF area_;
};

/// A strip stands between the wires that enter above, or at their right.
void Routes::shiftStrips() {
  constexpr double clear = 9;
  for (std::size_t p = 0; p < geometry_.nodes.size(); ++p) {
    const double half = written_.nodes[p].strip / 2;
    NodeGeometry& node = geometry_.nodes[p];
    const double centre = node.rect.center().x();
    double right = -HUGE_VAL;
    bool free = true;
    for (const InputPort& input : node.inputs) {
      if (!input.wired || input.port.side != Side::Top) continue;
      right = std::max(right, input.port.at.x());
      free = free && std::abs(input.port.at.x() - centre) >= half + clear;
    }
    if (half > 0 && !free) node.stripShift = right + clear + half - centre;
  }
}

void Routes::noteNodes() {
  if (downwards_) shiftStrips();
  for (std::size_t p = 0; p < geometry_.nodes.size(); ++p) {
    if (row_[p] < 0) continue;
    const QRectF& rect = geometry_.nodes[p].rect;
    area_ |= rect;
    boxes_.add(rect, static_cast<int>(p));
    places_.addBox(rect.adjusted(-2, -1, 2, 1));
    const double strip = written_.nodes[p].strip;
    if (strip <= 0) continue;
    boxes_.add(stripOf(geometry_.nodes[p], strip), -1);
    places_.addBox(stripOf(geometry_.nodes[p], strip));
  }
  if (!geometry_.capsule) return;
  area_ |= geometry_.capsule->rect;
  boxes_.add(geometry_.capsule->rect, -1);
  places_.addBox(geometry_.capsule->rect.adjusted(-2, -1, 2, 1));
}

bool Routes::isBlocked(const WireGeometry& wire) const {
  if (row_[wire.from] != row_[wire.to]) return true;
  const QPainterPath line = wire.path.painterPath();
  const int pieces = std::max(2, static_cast<int>(line.length() / 6));
  for (int k = 1; k < pieces; ++k) {
    const QPointF p = line.pointAtPercent(double(k) / pieces);
    if (boxes_.overlaps({p.x() - 4, p.y() - 4, 8, 8}, static_cast<int>(wire.from), static_cast<int>(wire.to)))
      return true;
    // Nor through the nodes that it connects.
    const auto inside = [&](std::size_t node) {
      return geometry_.nodes[node].rect.adjusted(3, 3, -3, -3).contains(p);
    };
    if (inside(wire.from) || inside(wire.to)) return true;
  }
  return false;
}

/// New input ports at the left of nodes, above and below those that stay.
void Routes::makePorts(std::span<const std::size_t> blocked) {
  std::map<std::size_t, std::vector<std::size_t>> byTarget;
  for (const std::size_t k : blocked) byTarget[geometry_.wires[k].to].push_back(k);
  for (auto& [target, wires] : byTarget) {
    NodeGeometry& node = geometry_.nodes[target];
    std::vector<std::size_t> left;  // arguments at the left, from above
    for (const InputPort& input : node.inputs) {
      if (input.wired && input.port.side == Side::Left) left.push_back(input.argument);
    }
    for (const std::size_t k : wires) {
      InputPort& input = node.inputs[geometry_.wires[k].argument];
      if (input.port.side == Side::Left) continue;
      left.push_back(input.argument);
      before_[k] = input.port;
      input.port.side = Side::Left;
    }
    const auto heightOf = [&](std::size_t argument) {
      for (const WireGeometry& wire : geometry_.wires) {
        if (wire.to == target && wire.argument == argument)
          return geometry_.nodes[wire.from].rect.center().y();
      }
      return 0.0;
    };
    const bool alone = left.size() == 1;
    std::stable_sort(left.begin(), left.end(),
                     [&](std::size_t a, std::size_t b) { return heightOf(a) < heightOf(b); });
    // One that runs level stays where it is.
    const auto rerouted = [&](std::size_t argument) {
      return std::any_of(wires.begin(), wires.end(),
                         [&](std::size_t k) { return geometry_.wires[k].argument == argument; });
    };
    const double step = alone ? 0 : node.rect.height() * 0.72 / static_cast<double>(left.size());
    for (std::size_t place = 0; place < left.size(); ++place) {
      if (!rerouted(left[place])) continue;
      const double y = node.rect.center().y() +
                       (static_cast<double>(place) - static_cast<double>(left.size() - 1) / 2) * step;
      node.inputs[left[place]].port.at = {node.rect.left(), y};
    }
    // What stays must not share a place with what is new.
    for (std::size_t place = 0; place < left.size(); ++place) {
      InputPort& stays = node.inputs[left[place]];
      if (rerouted(left[place])) continue;
      for (std::size_t other = 0; other < left.size(); ++other) {
        InputPort& moves = node.inputs[left[other]];
        if (!rerouted(left[other]) || std::abs(moves.port.at.y() - stays.port.at.y()) >= 9) continue;
        moves.port.at.setY(stays.port.at.y() + (other < place ? -11 : 11));
      }
    }
  }
}

/// The only input at the left of a node that was led there stands in the middle, if the others went
/// elsewhere.
void Routes::centreLonePorts(std::span<const std::size_t> blocked) {
  for (const std::size_t k : blocked) {
    WireGeometry& wire = geometry_.wires[k];
    NodeGeometry& node = geometry_.nodes[wire.to];
    const auto atLeft = std::count_if(node.inputs.begin(), node.inputs.end(), [](const InputPort& input) {
      return input.wired && input.port.side == Side::Left;
    });
    InputPort& own = node.inputs[wire.argument];
    if (atLeft != 1 || own.port.side != Side::Left) continue;
    std::vector<QPointF> corners = wire.path.corners();
    const double middle = node.rect.center().y();
    const double before = own.port.at.y();
    if (corners.size() < 3 || std::abs(before - middle) < 0.5 ||
        std::abs(corners[corners.size() - 2].y() - before) > 0.5)
      continue;
    own.port.at.setY(middle);
    corners.back().setY(middle);
    corners[corners.size() - 2].setY(middle);
    wire.path = WirePath::through(std::move(corners));
  }
}

std::size_t Routes::outputPort(std::size_t node, const Port& port) {
  std::vector<Port>& outputs = geometry_.nodes[node].outputs;
  const auto found = std::find(outputs.begin(), outputs.end(), port);
  if (found != outputs.end()) return static_cast<std::size_t>(found - outputs.begin());
  outputs.push_back(port);
  geometry_.nodes[node].outputUsed.push_back(0);
  return outputs.size() - 1;
}

double Routes::reroute(std::size_t k, const PageRouter& router) {
  WireGeometry& wire = geometry_.wires[k];
  const QRectF& from = geometry_.nodes[wire.from].rect;
  const std::array starts{middleOf(from, Side::Right), middleOf(from, Side::Bottom)};
  NodeGeometry& target = geometry_.nodes[wire.to];
  std::vector<PageRouter::End> ends{{target.inputs[wire.argument].port}};
  if (const auto before = before_.find(k); before != before_.end()) {
    // From another row against the way of reading.
    ends.push_back({before->second,
                    row_[wire.from] < row_[wire.to] && before->second.side == Side::Bottom ? 30.0 : 0.0});
  }
  const Port top = middleOf(target.rect, Side::Top);
  const bool taken = std::any_of(target.inputs.begin(), target.inputs.end(), [&](const InputPort& input) {
    return input.wired && input.port.side == Side::Top;
  });
  if (!taken && written_.nodes[wire.to].strip <= 0) ends.push_back({top, 8});
  const PageRouter::Way way = router.best(starts, ends);
  for (const PageRouter::End& end : ends) {
    if (way.corners.back() == end.port.at) target.inputs[wire.argument].port = end.port;
  }
  const Port& start = way.corners.front() == starts[0].at ? starts[0] : starts[1];
  wire.output = outputPort(wire.from, start);
  wire.path = WirePath::through(way.corners);
  return way.cost;
}

void Routes::lead() {
  noteNodes();
  std::vector<std::size_t> blocked;
  for (std::size_t k = 0; k < geometry_.wires.size(); ++k) {
    if (shown(geometry_.wires[k]) && isBlocked(geometry_.wires[k])) blocked.push_back(k);
  }
  const QRectF page(places_.area().left(), area_.top() - 50, places_.area().width(), area_.height() + 90);
  const double searched = static_cast<double>(blocked.size()) * page.width() * page.height();
  if (!blocked.empty() && blocked.size() <= mostRouted && searched <= mostSearched) {
    if (!downwards_) makePorts(blocked);
    PageRouter router(page);
    for (std::size_t p = 0; p < geometry_.nodes.size(); ++p) {
      if (row_[p] < 0) continue;
      router.addBox(geometry_.nodes[p].rect);
      if (tight_ && !gathered_)
        router.addNear(geometry_.nodes[p].rect.adjusted(0, -besideRows, 0, besideRows));
      if (const double strip = written_.nodes[p].strip; strip > 0)
        router.addBox(stripOf(geometry_.nodes[p], strip));
      // "active" above, the count of contributions below.
      if (written_.nodes[p].pill > 0) router.addSometimes(geometry_.nodes[p].rect.adjusted(0, -44, 0, 0));
      if (written_.nodes[p].sum > 0) router.addSometimes(geometry_.nodes[p].rect.adjusted(-20, 0, 20, 26));
    }
    if (tight_) {
      router.addNear(QRectF(page.left(), page.top(), page.width(), area_.top() - page.top()));
      router.addNear(QRectF(page.left(), area_.bottom(), page.width(), page.bottom() - area_.bottom()));
    }
    if (geometry_.capsule) {
      router.addBox(geometry_.capsule->rect);
      router.addLine(geometry_.capsule->wire.path.painterPath(), true);
    }
    for (std::size_t k = 0; k < geometry_.wires.size(); ++k) {
      if (!shown(geometry_.wires[k]) || std::binary_search(blocked.begin(), blocked.end(), k)) continue;
      const WireGeometry& wire = geometry_.wires[k];
      router.addLine(wire.path.painterPath(), true);
      // Numbers stand above and below its middle.
      const WrittenExtents::Wire& text = written_.wires[k];
      const double width = std::max(text.value, text.gradient);
      const QPointF middle = wire.path.at(0.5);
      // Of two wires between the same nodes the upper one's gradient stands above its value.
      const bool pair = k + 1 < geometry_.wires.size() && geometry_.wires[k + 1].from == wire.from &&
                        geometry_.wires[k + 1].to == wire.to;
      const double up = pair ? 38 : 21;
      if (width > 0) router.addLabel({middle.x() - width / 2, middle.y() - up, width, up + 21});
    }
    // Short ways first: they have the least choice.
    const auto apart = [&](std::size_t k) {
      const QPointF way = geometry_.nodes[geometry_.wires[k].to].rect.center() -
                          geometry_.nodes[geometry_.wires[k].from].rect.center();
      return std::abs(way.x()) + std::abs(way.y());
    };
    std::stable_sort(blocked.begin(), blocked.end(),
                     [&](std::size_t a, std::size_t b) { return apart(a) < apart(b); });
    const GraphGeometry before = geometry_;
    GraphGeometry best;
    double least = HUGE_VAL;
    for (const std::vector<std::size_t>& order : ordersToTry(blocked)) {
      geometry_ = before;
      PageRouter own = router;
      double cost = 0;
      for (const std::size_t k : order) {
        cost += reroute(k, own);
        own.addLine(geometry_.wires[k].path.painterPath());
      }
      if (cost >= least - 1e-6) continue;
      least = cost;
      best = geometry_;
    }
    geometry_ = std::move(best);
    if (!downwards_) centreLonePorts(blocked);
    // A port is drawn where a wire starts.
    for (NodeGeometry& node : geometry_.nodes) std::fill(node.outputUsed.begin(), node.outputUsed.end(), 0);
    for (const WireGeometry& wire : geometry_.wires) geometry_.nodes[wire.from].outputUsed[wire.output] = 1;
    if (geometry_.capsule)
      geometry_.nodes[geometry_.capsule->wire.from].outputUsed[geometry_.capsule->wire.output] = 1;
  }
  for (std::size_t k = 0; k < geometry_.wires.size(); ++k) {
    if (shown(geometry_.wires[k]))
      places_.addLine(geometry_.wires[k].path.painterPath(), static_cast<int>(k));
  }
  if (geometry_.capsule) places_.addLine(geometry_.capsule->wire.path.painterPath(), -1);
}

}  // namespace

void leadWires(GraphGeometry& geometry, std::span<const int> row, const WrittenExtents& written,
               FreePlaces& places, bool downwards, bool tight, bool gathered) {
  Routes(geometry, row, written, places, downwards, tight, gathered).lead();
}

}  // namespace ui

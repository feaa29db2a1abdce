#include "ui/figures/export/schematic_routes.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/figures/export/page_router.h"
#include "ui/figures/graph_text.h"
#include "ui/figures/text_setting.h"

namespace ui {
namespace {

constexpr double valueRise = 10, gradientDrop = 11;  // of a circuit's numbers from their wire
constexpr double leastAhead = 12;                    // a curve to the left side of a gate needs so much
constexpr std::size_t mostRouted = 600;

QRectF around(QPointF centre, double width, double height) {
  return {centre.x() - width / 2, centre.y() - height / 2, width, height};
}

QRectF rectOf(const SchematicNode& node) {
  return around(node.centre, 2 * node.half.width(), 2 * node.half.height());
}

std::array<QPointF, 4> straight(QPointF a, QPointF b) { return {a, a + (b - a) / 3, a + (b - a) * 2 / 3, b}; }

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

/// Value and gradient on the straight part of a node's wire.
QPointF numbersAt(const SchematicNode& node) {
  return node.centre + QPointF(node.half.width() + node.stub / 2, 0);
}

class EdgeRoutes {
public:
  EdgeRoutes(SchematicPlan& plan, const SchematicExtents& written, FreePlaces& places, bool gathered)
      : plan_(plan),
        written_(written),
        places_(places),
        circuit_(plan.style == FigureStyle::Circuit),
        gathered_(gathered) {}

  void lead();

private:
  bool isFree(const SchematicEdge& edge) const;
  bool tryCircuit(SchematicEdge& edge) const;
  bool tryVariable(SchematicEdge& edge) const;
  bool hasLevelInput(std::size_t node) const;
  double reroute(SchematicEdge& edge, const PageRouter& router) const;
  QPointF bendOf(const SchematicNode& from) const {
    return from.centre + QPointF(from.half.width() + from.stub - 4, 0);
  }

  SchematicPlan& plan_;
  const SchematicExtents& written_;
  FreePlaces& places_;
  bool circuit_, gathered_;
  RectGrid boxes_;
};

bool EdgeRoutes::isFree(const SchematicEdge& edge) const {
  const QPainterPath path = edge.path();
  const int pieces = std::max(8, static_cast<int>(path.length() / 6));
  const int from = static_cast<int>(edge.from), to = static_cast<int>(edge.to);
  for (int k = 1; k < pieces; ++k) {
    const QPointF p = path.pointAtPercent(double(k) / pieces);
    if (boxes_.overlaps(around(p, 6, 6), from, to)) return false;
    const auto inside = [&](std::size_t node) {
      return rectOf(plan_.nodes[node]).adjusted(6, 6, -6, -6).contains(p);
    };
    if (plan_.nodes[edge.from].outlined && inside(edge.from)) return false;
    if (inside(edge.to)) return false;
  }
  return true;
}

bool EdgeRoutes::hasLevelInput(std::size_t node) const {
  return std::any_of(plan_.edges.begin(), plan_.edges.end(), [&](const SchematicEdge& edge) {
    return edge.to == node && std::abs(plan_.nodes[edge.from].centre.y() - plan_.nodes[node].centre.y()) < 6;
  });
}

/// Straight through the numbers, then bent to the gate's left side, or up or down into it.
bool EdgeRoutes::tryCircuit(SchematicEdge& edge) const {
  const SchematicNode& from = plan_.nodes[edge.from];
  const SchematicNode& to = plan_.nodes[edge.to];
  edge.start = from.centre + QPointF(from.half.width(), 0);
  const QPointF bend = bendOf(from);
  const double rise = to.centre.y() - from.centre.y();
  const QPointF left = to.centre - QPointF(to.half.width(), 0);
  const double ahead = left.x() - bend.x();
  const auto intoSide = [&] {
    if (ahead < leastAhead || (std::abs(rise) > 3 && std::abs(rise) > 6 * ahead)) return false;
    const double reach = std::max(14.0, ahead / 2);
    edge.curve = {bend, bend + QPointF(reach, 0), left - QPointF(reach, 0), left};
    return isFree(edge);
  };
  const auto turning = [&] {
    const double beside = to.centre.x() - bend.x();
    if (std::abs(rise) < to.half.height() + 14 || beside < 12) return false;
    const QPointF end = to.centre - QPointF(0, std::copysign(to.half.height(), rise));
    const double turn = std::min({40.0, beside, std::abs(rise) - to.half.height()});
    const QPointF corner(end.x() - turn, from.centre.y());
    edge.curve = {corner, corner + QPointF(turn * 0.75, 0),
                  QPointF(end.x(), from.centre.y() + std::copysign(turn * 0.25, rise)), end};
    return isFree(edge);
  };
  const bool level = hasLevelInput(edge.to) && std::abs(rise) > 30;
  return level ? turning() || intoSide() : intoSide() || turning();
}

/// A straight arrow, or an arc around the nodes that stand between.
bool EdgeRoutes::tryVariable(SchematicEdge& edge) const {
  const SchematicNode& source = plan_.nodes[edge.from];
  const SchematicNode& target = plan_.nodes[edge.to];
  edge.start = borderOf(source, target.centre);
  edge.curve = straight(edge.start, borderOf(target, source.centre));
  if (isFree(edge)) return true;
  const QPointF way = target.centre - source.centre;
  const double length = std::hypot(way.x(), way.y());
  if (length < 1) return false;
  for (const double side : {1.0, -1.0}) {
    for (const double height : {0.22 * length + 34, 0.3 * length + 50}) {
      const QPointF across = side * height * QPointF(way.y(), -way.x()) / length;
      const QPointF c1 = source.centre + way * 0.25 + across, c2 = source.centre + way * 0.75 + across;
      edge.start = borderOf(source, c1);
      edge.curve = {edge.start, c1, c2, borderOf(target, c2)};
      const QRectF reach = edge.path().boundingRect();
      if (isFree(edge) && reach.left() >= places_.area().left() && reach.right() <= places_.area().right())
        return true;
    }
  }
  return false;
}

double EdgeRoutes::reroute(SchematicEdge& edge, const PageRouter& router) const {
  const SchematicNode& from = plan_.nodes[edge.from];
  const SchematicNode& to = plan_.nodes[edge.to];
  const auto port = [](const SchematicNode& node, Side side) {
    const QPointF out = outward(side);
    return Port{node.centre + QPointF(out.x() * node.half.width(), out.y() * node.half.height()), side};
  };
  edge.start = from.centre + QPointF(from.half.width(), 0);
  std::vector<Port> starts;
  if (circuit_) {
    // The numbers stand on the straight part.
    starts = {{bendOf(from), Side::Right}};
  } else {
    starts = {port(from, Side::Right), port(from, Side::Bottom), port(from, Side::Top)};
  }
  std::vector<PageRouter::End> ends{{port(to, Side::Left)}};
  // Where another line ends already it would be hidden.
  for (const Side side : {Side::Top, Side::Bottom}) {
    const Port end = port(to, side);
    const bool taken = std::any_of(plan_.edges.begin(), plan_.edges.end(), [&](const SchematicEdge& other) {
      const QPointF away = other.end() - end.at;
      return &other != &edge && other.to == edge.to && std::hypot(away.x(), away.y()) < 8;
    });
    // Against the way of reading.
    if (!taken)
      ends.push_back({end, circuit_ && from.centre.y() < to.centre.y() && side == Side::Bottom ? 30.0 : 8.0});
  }
  PageRouter::Way way = router.best(starts, ends);
  edge.corners = std::move(way.corners);
  if (circuit_ && edge.corners.front() != edge.start) edge.corners.insert(edge.corners.begin(), edge.start);
  edge.start = edge.corners.front();
  return way.cost;
}

void EdgeRoutes::lead() {
  QRectF area;
  for (std::size_t k = 0; k < plan_.nodes.size(); ++k) {
    const SchematicNode& node = plan_.nodes[k];
    area |= rectOf(node);
    boxes_.add(rectOf(node), static_cast<int>(k));
    places_.addBox(rectOf(node).adjusted(-2, -2, 2, 2));
    if (!circuit_) continue;
    const double value = written_.value[node.position], gradient = written_.gradient[node.position];
    const QPointF at = numbersAt(node);
    if (value > 0) boxes_.add(around(at - QPointF(0, valueRise), value, 11), static_cast<int>(k));
    if (gradient > 0) boxes_.add(around(at + QPointF(0, gradientDrop), gradient, 11), static_cast<int>(k));
  }
  std::vector<std::size_t> blocked;
  for (std::size_t k = 0; k < plan_.edges.size(); ++k) {
    SchematicEdge& edge = plan_.edges[k];
    if (edge.from == edge.to) continue;  // leads out
    const bool sameRow = plan_.flow.row[edge.from] == plan_.flow.row[edge.to];
    if (!(circuit_ ? tryCircuit(edge) : tryVariable(edge)) || !sameRow) blocked.push_back(k);
  }
  if (!blocked.empty() && blocked.size() <= mostRouted) {
    PageRouter router({places_.area().left(), area.top() - 50, places_.area().width(), area.height() + 90});
    for (const SchematicNode& node : plan_.nodes) {
      const std::size_t p = node.position;
      router.addBox(rectOf(node));
      if (circuit_) {
        const double width = std::max(written_.value[p], written_.gradient[p]);
        if (width > 0) router.addLabel(around(numbersAt(node), width, 36));
      } else if (gathered_ && node.numbersAside) {
        const double width = std::max(written_.value[p], written_.gradient[p]);
        router.addLabel(rectOf(node).adjusted(width > 0 ? -width - 3 : 0, 0, 0, 0));
      } else {
        // Value above, operation and gradient below; they can step aside.
        const double below = gathered_ && node.oneLine ? 20 : 30;
        router.addLabel(rectOf(node).adjusted(0, written_.value[p] > 0 ? -18 : 0, 0, below));
      }
    }
    for (std::size_t k = 0; k < plan_.edges.size(); ++k) {
      if (!std::binary_search(blocked.begin(), blocked.end(), k)) router.addLine(plan_.edges[k].path(), true);
    }
    const auto apart = [&](std::size_t k) {
      const QPointF way = plan_.nodes[plan_.edges[k].to].centre - plan_.nodes[plan_.edges[k].from].centre;
      return std::abs(way.x()) + std::abs(way.y());
    };
    std::stable_sort(blocked.begin(), blocked.end(),
                     [&](std::size_t a, std::size_t b) { return apart(a) < apart(b); });
    const std::vector<SchematicEdge> before = plan_.edges;
    std::vector<SchematicEdge> best;
    double least = HUGE_VAL;
    for (const std::vector<std::size_t>& order : ordersToTry(blocked)) {
      plan_.edges = before;
      PageRouter own = router;
      double cost = 0;
      for (const std::size_t k : order) {
        cost += reroute(plan_.edges[k], own);
        own.addLine(plan_.edges[k].path());
      }
      if (cost >= least - 1e-6) continue;
      least = cost;
      best = plan_.edges;
    }
    plan_.edges = std::move(best);
  }
  for (std::size_t k = 0; k < plan_.edges.size(); ++k)
    places_.addLine(plan_.edges[k].path(), static_cast<int>(k));
}

/// The best of places for a label of this size; notes that it is taken.
QPointF takePlace(FreePlaces& places, QPointF centre, std::span<const QPointF> candidates, QSizeF size) {
  QPointF best = candidates.front();
  double least = HUGE_VAL;
  for (std::size_t k = 0; k < candidates.size(); ++k) {
    const double bad = places.badness(around(centre + candidates[k], size.width() + 2, size.height())) +
                       0.01 * static_cast<double>(k);
    if (bad >= least) continue;
    least = bad;
    best = candidates[k];
  }
  places.addBox(around(centre + best, size.width(), size.height()));
  return best;
}

}  // namespace

void leadEdges(SchematicPlan& plan, const SchematicExtents& written, FreePlaces& places, bool gathered) {
  EdgeRoutes(plan, written, places, gathered).lead();
}

void placeSchematicLabels(SchematicPlan& plan, const SchematicExtents& written, FreePlaces& places) {
  const bool circuit = plan.style == FigureStyle::Circuit;
  const auto take = [&](const QRectF& rect) { plan.bounds |= rect; };
  for (SchematicEdge& edge : plan.edges) {
    take(edge.path().boundingRect().adjusted(-3, -3, 3, 3));
    if (plan.style != FigureStyle::Edges) continue;
    const double width = written.local[plan.shown[edge.to]][edge.argument];
    if (width <= 0) continue;
    double least = HUGE_VAL;
    for (const double t : {0.5, 0.42, 0.58, 0.34, 0.66, 0.28, 0.72}) {
      const int own = static_cast<int>(&edge - plan.edges.data());
      const double bad = places.badness(around(edge.at(t), width + 4, 15), own) + 0.2 * std::abs(t - 0.5);
      if (bad >= least) continue;
      least = bad;
      edge.labelAt = t;
    }
    places.addBox(around(edge.at(edge.labelAt), width + 4, 15));
  }
  for (SchematicNode& node : plan.nodes) {
    const std::size_t p = node.position;
    const double w = node.half.width(), h = node.half.height();
    take(rectOf(node).adjusted(-2, -2, 2, 2));
    const double value = written.value[p], gradient = written.gradient[p];
    if (circuit) {
      const QPointF at = numbersAt(node) - node.centre;
      node.abovePlace = at - QPointF(0, valueRise);
      node.underneathPlace = at + QPointF(0, gradientDrop);
      if (value > 0) take(around(node.centre + node.abovePlace, value, 15));
      if (gradient > 0) take(around(node.centre + node.underneathPlace, gradient, 15));
      continue;
    }
    if (node.numbersAside) {
      const double left = -w - asideGap;
      const bool pair = value > 0 && gradient > 0;
      node.abovePlace = {left - value / 2, pair ? -8.0 : 0.0};
      node.underneathPlace = {left - gradient / 2, pair ? 8.0 : 0.0};
      for (const auto& [place, width] :
           {std::pair(node.abovePlace, value), {node.underneathPlace, gradient}}) {
        if (width <= 0) continue;
        places.addBox(around(node.centre + place, width, 14));
        take(around(node.centre + place, width + 2, 15));
      }
      continue;
    }
    if (value > 0) {
      const double aside = value / 2 + 5;
      const QPointF candidates[] = {{0, -h - 10},
                                    {w * 0.75 + aside, -h * 0.8 - 3},
                                    {-w * 0.75 - aside, -h * 0.8 - 3},
                                    {w + aside, -10},
                                    {-w - aside, -10},
                                    {aside + 4, -h - 12},
                                    {-aside - 4, -h - 12},
                                    {0, -h - 24},
                                    {0, h + 12}};
      node.abovePlace = takePlace(places, node.centre, candidates, {value, 14});
      take(around(node.centre + node.abovePlace, value, 15));
    }
    const double operation = schematicLabelWidth(node.below);
    const bool both = operation > 0 && gradient > 0;
    const bool inLine = both && node.oneLine;
    const double widest = inLine ? operation + wordGap + gradient : std::max(operation, gradient);
    if (widest <= 0) continue;
    // Sums and fractions are higher than a line.
    const double formula =
        operation <= 0     ? 0
        : node.below.isTex ? std::max(15.0, texSize(node.below.text, textSizes().label * 1.14).height() + 4)
                           : 15;
    const double tall = inLine ? formula : formula + (gradient > 0 ? 14 : 0);
    const double aside = widest / 2 + 5;
    const double down = h + 5 + tall / 2;
    const QPointF candidates[] = {{0, down},
                                  {w * 0.75 + aside, h * 0.72 + tall / 2 - 4},
                                  {-w * 0.75 - aside, h * 0.72 + tall / 2 - 4},
                                  {w + aside, 8 + tall / 2},
                                  {-w - aside, 8 + tall / 2},
                                  {aside + 4, down + 2},
                                  {-aside - 4, down + 2},
                                  {0, down + 14},
                                  {aside + 4, down + 14},
                                  {-aside - 4, down + 14},
                                  {0, down + 28}};
    const QPointF middle = takePlace(places, node.centre, candidates, {widest, tall});
    if (inLine) {
      node.belowPlace = middle - QPointF((widest - operation) / 2, 0);
      node.underneathPlace = middle + QPointF((widest - gradient) / 2, 0);
      take(around(node.centre + middle, widest, tall + 1));
      continue;
    }
    node.belowPlace = middle - QPointF(0, both ? (tall - formula) / 2 : 0);
    node.underneathPlace = middle + QPointF(0, both ? formula / 2 : 0);
    take(around(node.centre + middle, widest, tall + 1));
  }
}

}  // namespace ui

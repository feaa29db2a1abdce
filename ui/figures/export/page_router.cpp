#include "ui/figures/export/page_router.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <queue>

namespace ui {
namespace {

constexpr double pitch = 6;
constexpr double clearance = 7;    // between a node and a line that passes
constexpr double stubLength = 13;  // straight out of a port
constexpr float boxCost = 400;
constexpr float labelCost = 14;
constexpr float sometimesCost = 1.5F, nearCost = 2.5F;
constexpr float besideCost = 9;    // running along another line
constexpr float crossingCost = 8;  // three cells wide
constexpr float dearCost = 24;     // once
constexpr float bendCost = 5;
constexpr int windowCells = 70;  // how far beyond its ends a way may lead, up and down

constexpr std::uint8_t horizontal = 1, vertical = 2;
constexpr int stepX[] = {1, 0, -1, 0}, stepY[] = {0, 1, 0, -1};

int directionOf(QPointF out) { return out.x() > 0.5 ? 0 : out.y() > 0.5 ? 1 : out.x() < -0.5 ? 2 : 3; }

/// Corners alone: no point on a straight piece.
std::vector<QPointF> withoutStraights(const std::vector<QPointF>& points) {
  std::vector<QPointF> corners;
  for (const QPointF& p : points) {
    if (!corners.empty() && std::hypot(p.x() - corners.back().x(), p.y() - corners.back().y()) < 1e-6)
      continue;
    if (corners.size() > 1) {
      const QPointF a = corners.back() - corners[corners.size() - 2];
      const QPointF b = p - corners.back();
      if (std::abs(a.x() * b.y() - a.y() * b.x()) < 1e-6 && QPointF::dotProduct(a, b) > 0) corners.pop_back();
    }
    corners.push_back(p);
  }
  return corners;
}

}  // namespace

PageRouter::PageRouter(const QRectF& area)
    : area_(area),
      width_(std::max(1, static_cast<int>(std::ceil(area.width() / pitch)))),
      height_(std::max(1, static_cast<int>(std::ceil(area.height() / pitch)))) {
  costs_.assign(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_), 0);
  lines_.assign(costs_.size(), 0);
}

PageRouter::Cell PageRouter::cellAt(QPointF point) const {
  return {std::clamp(static_cast<int>((point.x() - area_.left()) / pitch), 0, width_ - 1),
          std::clamp(static_cast<int>((point.y() - area_.top()) / pitch), 0, height_ - 1)};
}

QPointF PageRouter::centreOf(Cell cell) const {
  return area_.topLeft() + QPointF((cell.x + 0.5) * pitch, (cell.y + 0.5) * pitch);
}

template <typename Visit>
void PageRouter::forCells(const QRectF& rect, Visit visit) {
  const QRectF inside = rect.intersected(area_);
  if (inside.isEmpty()) return;
  const Cell first = cellAt(inside.topLeft());
  const Cell last = cellAt(inside.bottomRight());
  for (int y = first.y; y <= last.y; ++y) {
    for (int x = first.x; x <= last.x; ++x) {
      if (rect.contains(centreOf({x, y}))) visit(indexOf({x, y}));
    }
  }
}

void PageRouter::addCost(const QRectF& rect, float cost) {
  forCells(rect, [&](std::size_t cell) { costs_[cell] = std::max(costs_[cell], cost); });
}

void PageRouter::addBox(const QRectF& rect) {
  addCost(rect.adjusted(-clearance, -clearance, clearance, clearance), boxCost);
}
void PageRouter::addLabel(const QRectF& rect) { addCost(rect.adjusted(-3, -3, 3, 3), labelCost); }
void PageRouter::addNear(const QRectF& rect) { addCost(rect, nearCost); }
void PageRouter::addSometimes(const QRectF& rect) { addCost(rect, sometimesCost); }

void PageRouter::addLine(const QPainterPath& path, bool dear) {
  const double length = path.length();
  const int pieces = std::max(1, static_cast<int>(length / 4));
  QPointF before = path.pointAtPercent(0);
  for (int k = 1; k <= pieces; ++k) {
    const QPointF now = path.pointAtPercent(double(k) / pieces);
    const QPointF way = now - before;
    const bool level = std::abs(way.x()) >= 0.4 * std::abs(way.y());
    const bool steep = std::abs(way.y()) >= 0.4 * std::abs(way.x());
    const Cell cell = cellAt(now);
    if (dear) costs_[indexOf(cell)] = std::max(costs_[indexOf(cell)], dearCost);
    for (int d = -1; d <= 1; ++d) {
      if (level && cell.y + d >= 0 && cell.y + d < height_)
        lines_[indexOf({cell.x, cell.y + d})] |= horizontal;
      if (steep && cell.x + d >= 0 && cell.x + d < width_) lines_[indexOf({cell.x + d, cell.y})] |= vertical;
    }
    before = now;
  }
}

PageRouter::Way PageRouter::way(const Port& from, const Port& to) const {
  const QPointF out = outward(from.side), in = -outward(to.side);
  const QPointF begin = from.at + stubLength * out, end = to.at - stubLength * in;
  const Cell source = cellAt(begin), target = cellAt(end);
  const int first = std::max(0, std::min(source.y, target.y) - windowCells);
  const int last = std::min(height_ - 1, std::max(source.y, target.y) + windowCells);
  const std::size_t states =
      static_cast<std::size_t>(last - first + 1) * static_cast<std::size_t>(width_) * 4;
  const auto stateOf = [&](Cell cell, int direction) {
    return (static_cast<std::size_t>(cell.y - first) * static_cast<std::size_t>(width_) +
            static_cast<std::size_t>(cell.x)) *
               4 +
           static_cast<std::size_t>(direction);
  };
  std::vector<float> best(states, std::numeric_limits<float>::infinity());
  std::vector<std::uint8_t> cameFrom(states, 255);
  struct Open {
    float bound, cost;
    Cell cell;
    int direction;
    bool operator>(const Open& other) const { return bound > other.bound; }
  };
  std::priority_queue<Open, std::vector<Open>, std::greater<>> open;
  const auto left = [&](Cell cell) {
    return static_cast<float>(std::abs(cell.x - target.x) + std::abs(cell.y - target.y));
  };
  const int goal = directionOf(in);
  const int start = directionOf(out);
  best[stateOf(source, start)] = 0;
  open.push({left(source), 0, source, start});
  float cost = std::numeric_limits<float>::infinity();
  while (!open.empty()) {
    const Open now = open.top();
    open.pop();
    const std::size_t state = stateOf(now.cell, now.direction);
    if (now.cost > best[state]) continue;
    if (now.cell.x == target.x && now.cell.y == target.y && now.direction == goal) {
      cost = now.cost;
      break;
    }
    for (int turn = 0; turn < 4; ++turn) {
      if ((turn + 2) % 4 == now.direction) continue;
      Cell next = now.cell;
      float price = now.cost;
      // A turn is a step of its own, so that the last cell can be reached in the direction of its port.
      if (turn != now.direction) {
        price += bendCost;
      } else {
        next = {now.cell.x + stepX[turn], now.cell.y + stepY[turn]};
        if (next.x < 0 || next.x >= width_ || next.y < first || next.y > last) continue;
        const std::uint8_t lines = lines_[indexOf(next)];
        const std::uint8_t along = turn % 2 == 0 ? horizontal : vertical;
        price += 1 + costs_[indexOf(next)];
        if ((lines & along) != 0)
          price += besideCost;
        else if (lines != 0)
          price += crossingCost;
      }
      const std::size_t then = stateOf(next, turn);
      if (price >= best[then]) continue;
      best[then] = price;
      cameFrom[then] = static_cast<std::uint8_t>(now.direction);
      open.push({price + left(next), price, next, turn});
    }
  }
  std::vector<QPointF> points;
  Cell cell = target;
  int direction = goal;
  while (std::isfinite(cost)) {
    points.push_back(centreOf(cell));
    const std::uint8_t before = cameFrom[stateOf(cell, direction)];
    if (before == 255) break;
    if (before == direction) cell = {cell.x - stepX[direction], cell.y - stepY[direction]};
    direction = before;
  }
  if (points.empty()) return {{from.at, begin, end, to.at}, boxCost * 10};
  std::reverse(points.begin(), points.end());
  std::vector<QPointF> corners = withoutStraights(points);
  if (corners.size() == 1) corners.push_back(corners.front());
  // The ends are on the ports' own lines.
  const bool levelOut = std::abs(out.x()) > 0.5, levelIn = std::abs(in.x()) > 0.5;
  const auto align = [](QPointF& p, QPointF port, bool level) {
    level ? p.setY(port.y()) : p.setX(port.x());
  };
  const bool straight = corners.size() == 2 && levelOut == levelIn &&
                        (levelOut ? corners[0].y() == corners[1].y() : corners[0].x() == corners[1].x());
  if (straight) {
    const QPointF middle = (corners[0] + corners[1]) / 2;
    corners = {corners[0], middle, middle, corners[1]};
  }
  const auto runs = [&](std::size_t a, std::size_t b, bool level) {
    return level ? std::abs(corners[a].y() - corners[b].y()) < 1e-6
                 : std::abs(corners[a].x() - corners[b].x()) < 1e-6;
  };
  std::vector<bool> onFirst(corners.size(), false), onLast(corners.size(), false);
  onFirst[0] = true;
  if (corners.size() > 1 && runs(0, 1, levelOut) && (straight || corners.size() > 2 || levelOut != levelIn))
    onFirst[1] = true;
  onLast[corners.size() - 1] = true;
  if (corners.size() > 1 && runs(corners.size() - 1, corners.size() - 2, levelIn) &&
      (straight || corners.size() > 2 || levelOut != levelIn))
    onLast[corners.size() - 2] = true;
  for (std::size_t k = 0; k < corners.size(); ++k) {
    if (onFirst[k]) align(corners[k], from.at, levelOut);
    if (onLast[k]) align(corners[k], to.at, levelIn);
  }
  corners.insert(corners.begin(), from.at);
  corners.push_back(to.at);
  return {withoutStraights(corners), cost};
}

PageRouter::Way PageRouter::best(std::span<const Port> from, std::span<const End> to) const {
  Way best{.corners = {}, .cost = HUGE_VAL};
  for (const Port& a : from) {
    for (const End& b : to) {
      Way found = way(a, b.port);
      found.cost += b.cost;
      if (found.cost < best.cost) best = std::move(found);
    }
  }
  return best;
}

std::vector<std::vector<std::size_t>> ordersToTry(std::vector<std::size_t> lines) {
  constexpr std::size_t few = 4;
  std::vector<std::vector<std::size_t>> orders{lines};
  if (lines.size() > few) {
    orders.emplace_back(lines.rbegin(), lines.rend());
    return orders;
  }
  std::vector<std::size_t> places(lines.size());
  std::iota(places.begin(), places.end(), std::size_t(0));
  while (std::next_permutation(places.begin(), places.end())) {
    std::vector<std::size_t> order;
    for (const std::size_t place : places) order.push_back(lines[place]);
    orders.push_back(std::move(order));
  }
  return orders;
}

}  // namespace ui

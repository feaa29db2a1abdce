#include "ui/figures/wire_path.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/figures/rounded_line.h"

namespace ui {
namespace {

constexpr double shortestReach = 24;
constexpr int pieces = 24;  // of a curve, where it is measured

double distanceToSegment(QPointF point, QPointF a, QPointF b) {
  const QPointF along = b - a;
  const double length2 = QPointF::dotProduct(along, along);
  const double t = length2 > 0 ? std::clamp(QPointF::dotProduct(point - a, along) / length2, 0.0, 1.0) : 0;
  const QPointF away = point - (a + t * along);
  return std::hypot(away.x(), away.y());
}

}  // namespace

QPointF outward(Side side) {
  switch (side) {
    case Side::Left: return {-1, 0};
    case Side::Right: return {1, 0};
    case Side::Top: return {0, -1};
    case Side::Bottom: break;
  }
  return {0, 1};
}

WirePath::WirePath(const Port& from, const Port& to, double reach) {
  const QPointF apart = to.at - from.at;
  const double length = std::hypot(apart.x(), apart.y());
  const QPointF out = outward(from.side);
  const QPointF in = -outward(to.side);
  const bool facing = out == in && std::abs(out.x() * apart.y() - out.y() * apart.x()) < 0.6 &&
                      QPointF::dotProduct(out, apart) > 0;
  // A short way ahead gets short handles, or the curve would overshoot its end.
  const double ahead = std::min(QPointF::dotProduct(out, apart), QPointF::dotProduct(in, apart));
  const double longest = ahead > 0 ? std::max(12.0, 0.75 * ahead) : 1e9;
  const double handle = facing ? length / 3 : std::min(std::max(shortestReach, reach * length), longest);
  points_[0] = from.at;
  points_[1] = from.at + handle * out;
  points_[2] = to.at - handle * in;
  points_[3] = to.at;
  straight_ = facing;
}

WirePath WirePath::through(std::vector<QPointF> corners) {
  WirePath path;
  path.points_[0] = corners.front();
  path.points_[3] = corners.back();
  path.straight_ = false;
  path.corners_ = std::move(corners);
  return path;
}

QPointF WirePath::at(double t) const {
  if (!corners_.empty()) return pointAlong(corners_, t);
  if (straight_) return points_[0] + t * (points_[3] - points_[0]);
  const double s = 1 - t;
  return s * s * s * points_[0] + 3 * s * s * t * points_[1] + 3 * s * t * t * points_[2] +
         t * t * t * points_[3];
}

QPointF WirePath::direction(double t) const {
  if (!corners_.empty()) return directionAlong(corners_, t);
  const double s = 1 - t;
  QPointF along = straight_ ? points_[3] - points_[0]
                            : s * s * (points_[1] - points_[0]) + 2 * s * t * (points_[2] - points_[1]) +
                                  t * t * (points_[3] - points_[2]);
  const double length = std::hypot(along.x(), along.y());
  return length > 1e-9 ? along / length : QPointF(1, 0);
}

QPointF WirePath::across(double t) const {
  const QPointF along = direction(t);
  const QPointF normal(along.y(), -along.x());
  const bool steep = std::abs(normal.y()) < 0.3;
  return (steep ? normal.x() > 0 : normal.y() > 0) ? -normal : normal;
}

QRectF WirePath::bounds() const {
  if (!isStraight()) return painterPath().boundingRect();  // a curve stays well inside the box of its control points
  double left = points_[0].x(), right = left, top = points_[0].y(), bottom = top;
  for (const QPointF& p : points_) {
    left = std::min(left, p.x());
    right = std::max(right, p.x());
    top = std::min(top, p.y());
    bottom = std::max(bottom, p.y());
  }
  return {left, top, right - left, bottom - top};
}

QPainterPath WirePath::painterPath() const {
  if (!corners_.empty()) return roundedLine(corners_);
  QPainterPath path(points_[0]);
  if (straight_)
    path.lineTo(points_[3]);
  else
    path.cubicTo(points_[1], points_[2], points_[3]);
  return path;
}

double WirePath::distanceTo(QPointF point) const {
  if (straight_) return distanceToSegment(point, points_[0], points_[3]);
  double nearest = 1e300;
  for (int k = 0; k < pieces; ++k) {
    nearest = std::min(nearest, distanceToSegment(point, at(double(k) / pieces), at(double(k + 1) / pieces)));
  }
  return nearest;
}

}  // namespace ui

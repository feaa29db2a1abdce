#include "ui/figures/rounded_line.h"

#include <QLineF>

#include <algorithm>

namespace ui {
namespace {

struct Place {
  std::size_t segment = 0;
  double share = 0;
};

Place placeAt(std::span<const QPointF> corners, double share) {
  double total = 0;
  for (std::size_t k = 1; k < corners.size(); ++k) total += QLineF(corners[k - 1], corners[k]).length();
  double left = std::clamp(share, 0.0, 1.0) * total;
  for (std::size_t k = 1; k < corners.size(); ++k) {
    const double length = QLineF(corners[k - 1], corners[k]).length();
    if (left <= length || k + 1 == corners.size()) return {k - 1, length > 0 ? std::min(1.0, left / length) : 0};
    left -= length;
  }
  return {};
}

}  // namespace

QPainterPath roundedLine(std::span<const QPointF> corners, double radius) {
  if (corners.empty()) return {};
  QPainterPath path(corners.front());
  for (std::size_t k = 1; k + 1 < corners.size(); ++k) {
    QLineF before(corners[k], corners[k - 1]);
    QLineF after(corners[k], corners[k + 1]);
    const double r = std::min({radius, before.length() / 2, after.length() / 2});
    if (r < 0.5) {
      path.lineTo(corners[k]);
      continue;
    }
    before.setLength(r);
    after.setLength(r);
    path.lineTo(before.p2());
    path.quadTo(corners[k], after.p2());
  }
  if (corners.size() > 1) path.lineTo(corners.back());
  return path;
}

QPointF pointAlong(std::span<const QPointF> corners, double share) {
  if (corners.size() < 2) return corners.empty() ? QPointF() : corners.front();
  const Place place = placeAt(corners, share);
  return corners[place.segment] + place.share * (corners[place.segment + 1] - corners[place.segment]);
}

QPointF directionAlong(std::span<const QPointF> corners, double share) {
  if (corners.size() < 2) return {1, 0};
  const Place place = placeAt(corners, share);
  const QLineF line(corners[place.segment], corners[place.segment + 1]);
  return line.length() > 1e-9 ? QPointF(line.dx(), line.dy()) / line.length() : QPointF(1, 0);
}

}  // namespace ui

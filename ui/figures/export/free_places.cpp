#include "ui/figures/export/free_places.h"

#include <algorithm>
#include <cmath>

namespace ui {

void FreePlaces::addLine(const QPainterPath& path, int owner) {
  const int pieces = std::max(1, static_cast<int>(path.length() / 5));
  for (int k = 0; k <= pieces; ++k) {
    const QPointF at = path.pointAtPercent(double(k) / pieces);
    lines_.add({at.x() - 2.5, at.y() - 2.5, 5, 5}, owner);
  }
}

double FreePlaces::badness(const QRectF& rect, int ownLine) const {
  double result = 0;
  if (boxes_.overlaps(rect)) result += 8;
  if (lines_.overlaps(rect, ownLine)) result += 3;
  if (!area_.contains(rect)) result += 20;
  return result;
}

}  // namespace ui

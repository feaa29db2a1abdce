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
  constexpr double ofPixel = 0.25;
  double result = ofPixel * (std::max(0.0, top_ - rect.top()) + std::max(0.0, rect.bottom() - bottom_));
  if (boxes_.overlaps(rect)) result += boxCost_;
  if (lines_.overlaps(rect, ownLine)) result += 5;
  if (!area_.contains(rect)) result += 60;  // worse than to cover something: it would make the figure smaller
  return result;
}

}  // namespace ui

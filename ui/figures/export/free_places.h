#pragma once

#include <QPainterPath>
#include <QRectF>

#include <span>

#include "ui/figures/rect_grid.h"

namespace ui {

/// What stands where on a page, to find places for labels that cover nothing.
class FreePlaces {
public:
  /// Labels stay inside `area`.
  explicit FreePlaces(const QRectF& area) : area_(area) {}
  /// Where the height is scarce: above `top` and below `bottom` every pixel costs something.
  void keepWithin(double top, double bottom) {
    top_ = top;
    bottom_ = bottom;
  }

  /// Where everything is near together a label must not lie on a node rather than stand anywhere else.
  void keepOffBoxes() { boxCost_ = 24; }

  void addBox(const QRectF& rect) { boxes_.add(rect, -1); }
  /// `owner`: labels of the line itself do not mind it.
  void addLine(const QPainterPath& path, int owner);

  /// 0 where nothing is covered, else more the worse it is.
  double badness(const QRectF& rect, int ownLine = -2) const;
  const QRectF& area() const { return area_; }
  const RectGrid& boxes() const { return boxes_; }

private:
  QRectF area_;
  double top_ = -1e9, bottom_ = 1e9;
  double boxCost_ = 14;
  RectGrid boxes_, lines_;
};

}  // namespace ui

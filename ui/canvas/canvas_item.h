#pragma once

#include <QGraphicsItem>

namespace ui {

/// An item of the canvas: what it covers changes with what it shows.
class CanvasItem : public QGraphicsItem {
public:
  QRectF boundingRect() const override { return bounds_; }

protected:
  /// Draws again, in the old place and in the new one.
  void updateWithin(const QRectF& bounds);

private:
  QRectF bounds_;
};

}  // namespace ui

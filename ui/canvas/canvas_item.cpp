#include "ui/canvas/canvas_item.h"

#include <QGraphicsScene>

namespace ui {

void CanvasItem::updateWithin(const QRectF& bounds) {
  if (bounds != bounds_) {
    prepareGeometryChange();
    // Qt 6.4 leaves parts of the old place standing where an item shrinks without moving.
    if (scene()) scene()->update(mapRectToScene(bounds_));
    bounds_ = bounds;
  }
  update();
}

}  // namespace ui

#pragma once

#include "ui/canvas/canvas_scene.h"
#include "ui/canvas/gesture.h"

namespace ui {

/// Dragging over empty canvas selects what the box touches; Shift adds, Ctrl toggles.
class BoxSelect : public Gesture {
public:
  BoxSelect(CanvasScene& scene, QPointF start, Qt::KeyboardModifiers modifiers);

  void moved(QPointF point, Qt::KeyboardModifiers modifiers) override;
  void released(QPointF point, Qt::KeyboardModifiers modifiers) override;
  void cancelled() override;
  void paint(QPainter& painter, const Theme& theme) const override;

private:
  CanvasScene& scene_;
  QPointF start_;
  QRectF box_;
  Selection before_;
};

}  // namespace ui

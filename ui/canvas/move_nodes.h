#pragma once

#include <vector>

#include "ui/canvas/canvas_scene.h"
#include "ui/canvas/gesture.h"

namespace ui {

/// Side of the grid that nodes snap to, px.
inline constexpr double gridSide = 20;

/// Dragging moves the selected nodes, as one undo step; the grabbed one snaps to the grid unless Alt is held.
class MoveNodes : public Gesture {
public:
  /// `clicked`: what a press and release without a movement selects.
  MoveNodes(Document& document, CanvasScene& scene, core::NodeId grabbed, QPointF start, Selection clicked);

  void moved(QPointF point, Qt::KeyboardModifiers modifiers) override;
  void released(QPointF point, Qt::KeyboardModifiers modifiers) override;
  void cancelled() override;

private:
  Document& document_;
  CanvasScene& scene_;
  core::NodeId grabbed_;
  std::vector<core::NodeId> nodes_;
  QPointF start_;
  QPointF centre_;  // of the grabbed node at the start
  QPointF offset_;  // moved by so far
  Selection clicked_;
  int gesture_;
  bool didMove_ = false;
};

}  // namespace ui

#pragma once

#include <functional>

#include "ui/canvas/canvas_scene.h"
#include "ui/canvas/gesture.h"

namespace ui {

/// Dragging the brackets over a chain: the border between two of them goes to the node that is nearest to the
/// pointer.
class DragBracket : public Gesture {
public:
  using Report = std::function<void(const core::NodeId& node)>;
  DragBracket(CanvasScene& scene, Report report) : scene_(scene), report_(std::move(report)) {}

  void moved(QPointF point, Qt::KeyboardModifiers modifiers) override;
  void released(QPointF, Qt::KeyboardModifiers) override {}

private:
  CanvasScene& scene_;
  Report report_;
};

}  // namespace ui

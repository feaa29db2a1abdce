#include "ui/canvas/move_nodes.h"

#include <QCoreApplication>

#include <cmath>

#include "ui/model/edits.h"
#include "ui/model/names.h"

namespace ui {

MoveNodes::MoveNodes(Document& document, CanvasScene& scene, core::NodeId grabbed, QPointF start,
                     Selection clicked)
    : document_(document),
      scene_(scene),
      grabbed_(std::move(grabbed)),
      nodes_(scene.selection().nodes.begin(), scene.selection().nodes.end()),
      start_(start),
      clicked_(std::move(clicked)),
      gesture_(document.newGesture()) {
  const auto& positions = document.sheet().positions;
  const auto at = positions.find(grabbed_);
  if (at != positions.end()) centre_ = at->second;
}

void MoveNodes::moved(QPointF point, Qt::KeyboardModifiers modifiers) {
  QPointF target = centre_ + point - start_;
  if (!(modifiers & Qt::AltModifier)) {
    target = {std::round(target.x() / gridSide) * gridSide, std::round(target.y() / gridSide) * gridSide};
  }
  const QPointF step = target - centre_ - offset_;
  if (step.isNull()) return;
  const QString text =
      nodes_.size() == 1
          ? QCoreApplication::translate("canvas", "Move %1").arg(plainName(*document_.graph().find(grabbed_)))
          : QCoreApplication::translate("canvas", "Move %n node(s)", nullptr,
                                        static_cast<int>(nodes_.size()));
  didMove_ = document_.tryEdit(
                 text, [&](Sheet& sheet) { moveNodes(sheet, nodes_, step); }, gesture_) ||
             didMove_;
  offset_ += step;
}

void MoveNodes::released(QPointF, Qt::KeyboardModifiers) {
  if (!didMove_) scene_.setSelection(clicked_);
}

void MoveNodes::cancelled() {
  if (didMove_ && !offset_.isNull()) document_.undoStack().undo();
}

}  // namespace ui

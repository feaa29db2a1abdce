#pragma once

#include <functional>

#include "ui/canvas/canvas_scene.h"
#include "ui/canvas/gesture.h"
#include "ui/canvas/wire_candidates.h"

namespace ui {

/// Drawing a wire from one port to another, or taking an end of a wire off its input. Loops are refused; a
/// wire whose shapes do not fit is made all the same, and its node says what does not fit.
class DrawWire : public Gesture {
public:
  struct Reports {
    std::function<void(const QString&)> said;                       ///< for the status bar
    std::function<void(QPointF, const PortRef&)> droppedOnNothing;  ///< a new wire that ended on empty canvas
  };

  /// Starts at a port. At a wired input the wire is taken off and its other end stays.
  DrawWire(Document& document, CanvasScene& scene, const PortRef& start, Reports reports);

  void moved(QPointF point, Qt::KeyboardModifiers modifiers) override;
  void released(QPointF point, Qt::KeyboardModifiers modifiers) override;
  void paint(QPainter& painter, const Theme& theme) const override;
  QString message() const override;

  /// Goes to the next (or previous) port that fits: drawing a wire by keyboard. Returns false where there is
  /// none.
  bool cycle(int step);
  const std::optional<WireId>& lifted() const { return lifted_; }

private:
  const WireCandidate* candidateAt(QPointF point) const;
  void aim(const WireCandidate* target);
  void connectTo(const WireCandidate& target);

  Document& document_;
  CanvasScene& scene_;
  Reports reports_;
  PortRef fixed_;
  std::optional<WireId> lifted_;
  std::vector<WireCandidate> candidates_;
  const WireCandidate* target_ = nullptr;
  QPointF end_;
  QPointF start_;
  std::vector<core::NodeId> loop_;
  bool left_ = false;  // the pointer has left the port where it began
};

}  // namespace ui

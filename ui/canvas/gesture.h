#pragma once

#include <QPointF>
#include <QString>

#include "ui/model/theme.h"

class QPainter;

namespace ui {

/// One movement of the mouse on the canvas from press to release, or its like by keyboard. Points are in
/// scene units.
class Gesture {
public:
  Gesture() = default;
  Gesture(const Gesture&) = delete;
  Gesture& operator=(const Gesture&) = delete;
  virtual ~Gesture() = default;

  virtual void moved(QPointF point, Qt::KeyboardModifiers modifiers) = 0;
  virtual void released(QPointF point, Qt::KeyboardModifiers modifiers) = 0;
  /// Esc: everything as it was before.
  virtual void cancelled() {}
  /// Marks on top of the graph.
  virtual void paint(QPainter&, const Theme&) const {}
  /// What is to be said at the pointer; empty for nothing. An error is shown in the ink of errors.
  virtual QString message() const { return {}; }
};

}  // namespace ui

#pragma once

#include <QSet>

class QPaintDevice;
class QPainter;

namespace ui {

/// Notices whether this thread reads formulas, from its making on, whose typeset form is still to come: what was
/// laid out meanwhile is laid out anew when it arrives.
class MathWatch {
public:
  MathWatch();
  bool awaits() const;

private:
  quint64 before_;
};

/// Counts a formula that was read before its typeset form is there.
void countAwaited();

/// Remembers that a widget shows such a formula; other devices are nobody's to draw again.
void noteAwaited(const QPainter& painter);

/// The widgets that show some, since the last call; to be compared, never to be used: they may be gone.
QSet<const QPaintDevice*> takeAwaiting();

}  // namespace ui

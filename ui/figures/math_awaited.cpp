#include "ui/figures/math_awaited.h"

#include <QPainter>

#include <utility>

namespace ui {
namespace {

thread_local quint64 awaitedCount = 0;

QSet<const QPaintDevice*>& awaiting() {
  thread_local QSet<const QPaintDevice*> widgets;
  return widgets;
}

}  // namespace

MathWatch::MathWatch() : before_(awaitedCount) {}

bool MathWatch::awaits() const { return awaitedCount != before_; }

void countAwaited() { ++awaitedCount; }

void noteAwaited(const QPainter& painter) {
  const QPaintDevice* device = painter.device();
  if (device && device->devType() == QInternal::Widget) awaiting().insert(device);
}

QSet<const QPaintDevice*> takeAwaiting() { return std::exchange(awaiting(), {}); }

}  // namespace ui

#include "ui/canvas/box_select.h"

#include <QPainter>

#include "ui/canvas/hit_test.h"

namespace ui {
namespace {

template <typename Id>
void toggle(std::set<Id>& all, const std::set<Id>& some) {
  for (const Id& id : some) {
    if (!all.erase(id)) all.insert(id);
  }
}

}  // namespace

BoxSelect::BoxSelect(CanvasScene& scene, QPointF start, Qt::KeyboardModifiers modifiers)
    : scene_(scene), start_(start), box_(start, start), before_(scene.selection()) {
  if (!(modifiers & (Qt::ShiftModifier | Qt::ControlModifier))) scene_.setSelection({});
}

void BoxSelect::moved(QPointF point, Qt::KeyboardModifiers modifiers) {
  box_ = QRectF(start_, point).normalized();
  const Selection inside = within(scene_.drawing(), box_);
  Selection result;
  if (modifiers & Qt::ControlModifier) {
    result = before_;
    toggle(result.nodes, inside.nodes);
    toggle(result.wires, inside.wires);
  } else {
    if (modifiers & Qt::ShiftModifier) result = before_;
    result.nodes.insert(inside.nodes.begin(), inside.nodes.end());
    result.wires.insert(inside.wires.begin(), inside.wires.end());
  }
  scene_.setSelection(std::move(result));
}

void BoxSelect::released(QPointF, Qt::KeyboardModifiers) {}

void BoxSelect::cancelled() { scene_.setSelection(before_); }

void BoxSelect::paint(QPainter& painter, const Theme& theme) const {
  QColor fill = theme.accent;
  fill.setAlphaF(0.1F);
  QPen pen(theme.accent, 1);
  pen.setCosmetic(true);
  painter.setPen(pen);
  painter.setBrush(fill);
  painter.drawRect(box_);
}

}  // namespace ui

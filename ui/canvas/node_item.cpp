#include "ui/canvas/node_item.h"

#include <QPainter>
#include <QStyleOptionGraphicsItem>

#include "ui/canvas/wire_item.h"

namespace ui {

Detail detailAt(double zoom) {
  return zoom >= 0.4 ? Detail::Whole : zoom >= 0.15 ? Detail::Name : Detail::Outline;
}

NodeItem::NodeItem(core::NodeId id) : id_(std::move(id)), theme_(&lightTheme()) { setZValue(1); }

void NodeItem::show(const NodeText& text, const NodeGeometry& geometry, const NodeLook& look,
                    const ColourScale& scale) {
  const bool sameScale = scale_ == scale || (look_.strip.empty() && look.strip.empty());
  if (sameScale && text_ == text && geometry_ == geometry && look_ == look) return;
  text_ = text;
  geometry_ = geometry;
  look_ = look;
  scale_ = scale;
  updateWithin(paintedRect(geometry, look));
}

void NodeItem::setTheme(const Theme& theme) {
  theme_ = &theme;
  update();
}

void NodeItem::setMarks(bool selected, bool hovered, bool focused) {
  if (selected == selected_ && hovered == hovered_ && focused == focused_) return;
  selected_ = selected;
  hovered_ = hovered;
  focused_ = focused;
  setZValue(selected ? 2 : 1);
  update();
}

void NodeItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  const Detail detail =
      detailAt(QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform()));
  if (selected_ || hovered_ || focused_) paintRing(*painter, detail);
  paintNode(*painter, text_, geometry_, look_, scale_, *theme_, detail);
  if (hovered_ && detail == Detail::Whole) {
    // Where further wires can start or end is shown only here: at rest a drawing has no loose ports.
    paintPort(*painter, geometry_.outputs.front().at, look_.outputs.front(), *theme_);
    for (const InputPort& input : geometry_.inputs) {
      if (input.optional && !input.wired) paintPort(*painter, input.port.at, WireState::Idle, *theme_, 3.5);
    }
  }
}

void NodeItem::paintRing(QPainter& painter, Detail detail) const {
  const double away = look_.outline == Outline::Active ? 7 : 4;
  const double radius = cornerRadius(text_, geometry_) + away;
  QColor colour = theme_->accent;
  if (!selected_ && !focused_) colour.setAlphaF(0.4F);
  QPen pen(colour, selected_ || focused_ ? 2 : 1.4);
  if (focused_ && !selected_) pen.setStyle(Qt::DotLine);
  if (detail != Detail::Whole) pen.setCosmetic(true);
  painter.setPen(pen);
  painter.setBrush(Qt::NoBrush);
  painter.drawRoundedRect(geometry_.rect.adjusted(-away, -away, away, away), radius, radius);
}

CapsuleItem::CapsuleItem() : theme_(&lightTheme()) { setZValue(1); }

void CapsuleItem::show(const CapsuleGeometry& geometry, const CapsuleLook& look) {
  if (geometry_ == geometry && look_ == look) return;
  geometry_ = geometry;
  look_ = look;
  updateWithin(geometry.rect.adjusted(-12, -34, 12, 12) | paintedRect(geometry.wire));
}

void CapsuleItem::setTheme(const Theme& theme) {
  theme_ = &theme;
  update();
}

void CapsuleItem::setLit(bool lit) {
  if (lit == lit_) return;
  lit_ = lit;
  update();
}

void CapsuleItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  const Detail detail =
      detailAt(QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform()));
  if (lit_) paintLitWire(*painter, geometry_.wire, look_.wire, *theme_);
  paintWire(*painter, geometry_.wire, look_.wire, *theme_, detail);
  paintCapsule(*painter, geometry_, look_, *theme_, detail);
}

}  // namespace ui

#include "ui/canvas/wire_item.h"

#include <QPainter>
#include <QStyleOptionGraphicsItem>

#include "ui/canvas/node_item.h"

namespace ui {

WireItem::WireItem(WireId id) : id_(std::move(id)), theme_(&lightTheme()) {}

void WireItem::show(const WireGeometry& geometry, const WireLook& look) {
  if (geometry_ == geometry && look_ == look) return;
  geometry_ = geometry;
  look_ = look;
  updateWithin(paintedRect(geometry));
}

void WireItem::setTheme(const Theme& theme) {
  theme_ = &theme;
  update();
}

void WireItem::setMarks(bool selected, bool hovered) {
  if (selected == selected_ && hovered == hovered_) return;
  selected_ = selected;
  hovered_ = hovered;
  update();
}

void WireItem::setLit(bool lit) {
  if (lit == lit_) return;
  lit_ = lit;
  update();
}

void paintLitWire(QPainter& painter, const WireGeometry& geometry, const WireLook& look, const Theme& theme) {
  painter.setBrush(Qt::NoBrush);
  for (const auto& [colour, more] : {std::pair(theme.ringInner, 7.5), std::pair(theme.ringOuter, 4.0)}) {
    painter.setPen(QPen(colour, wireWidth(look.state) + more, Qt::SolidLine, Qt::FlatCap));
    painter.drawPath(geometry.path.painterPath());
  }
}

void WireItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  const Detail detail =
      detailAt(QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform()));
  if (selected_ || hovered_) {
    QColor glow = theme_->accent;
    glow.setAlphaF(selected_ ? 0.45F : 0.2F);
    painter->setPen(QPen(glow, wireWidth(look_.state) + 6));
    painter->setBrush(Qt::NoBrush);
    painter->drawPath(geometry_.path.painterPath());
  }
  if (lit_) paintLitWire(*painter, geometry_, look_, *theme_);
  paintWire(*painter, geometry_, look_, *theme_, detail);
}

PillItem::PillItem() : theme_(&lightTheme()) {
  setZValue(3);
  setVisible(false);
}

void PillItem::show(const WireGeometry& geometry, const WireLook& look) {
  if (geometry_ == geometry && look_ == look && isVisible()) return;
  geometry_ = geometry;
  look_ = look;
  updateWithin({geometry.pill.x() - 60, geometry.pill.y() - 10, 120, 20});
  setVisible(true);
}

void PillItem::hidePill() { setVisible(false); }

void PillItem::setTheme(const Theme& theme) {
  theme_ = &theme;
  update();
}

void PillItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  const double zoom = QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform());
  if (detailAt(zoom) == Detail::Whole) paintWirePill(*painter, geometry_, look_, *theme_);
}

}  // namespace ui

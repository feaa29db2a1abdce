#include "ui/canvas/lit_entry_item.h"

#include <QPainter>

#include "ui/figures/text_style.h"

namespace ui {
namespace {

const TextStyle tagStyle{.pixelSize = 11.5, .weight = QFont::DemiBold};

}  // namespace

LitEntryItem::LitEntryItem() : theme_(&lightTheme()) {
  setZValue(4);
  setVisible(false);
}

void LitEntryItem::show(const NodeGeometry& geometry, const NodeLook& look, const QRectF& cell,
                        const QString& text) {
  cell_ = cell;
  text_ = text;
  const double width = textWidth(text, tagStyle) + 14;
  // Above strip and pill.
  const double rise = (look.strip.empty() ? 22 : 34) + (look.pill.text.isEmpty() ? 0 : 18);
  const QPointF centre(geometry.rect.center().x(), geometry.rect.top() - rise);
  tag_ = QRectF(centre.x() - width / 2, centre.y() - 9, width, 18);
  updateWithin((cell_.isEmpty() ? tag_ : tag_.united(cell_)).adjusted(-4, -4, 4, 4));
  setVisible(true);
}

void LitEntryItem::setTheme(const Theme& theme) {
  theme_ = &theme;
  update();
}

void LitEntryItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  painter->setRenderHint(QPainter::Antialiasing);
  if (!cell_.isEmpty()) {
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(theme_->ringOuter, 3.4));
    painter->drawRoundedRect(cell_, 2, 2);
    painter->setPen(QPen(theme_->ringInner, 1.8));
    painter->drawRoundedRect(cell_, 2, 2);
  }
  painter->setPen(QPen(theme_->ringInner, 1));
  painter->setBrush(theme_->nodeFill);
  painter->drawRoundedRect(tag_, 5, 5);
  drawTextCentred(*painter, tag_.center(), text_, tagStyle, theme_->value);
}

}  // namespace ui

#include "ui/panels/key_text.h"

#include <QFontMetricsF>
#include <QPainter>
#include <cmath>

#include "ui/panels/key_box.h"

namespace ui {

KeyText::KeyText(const QString& text, int pixels, QWidget* parent) : QWidget(parent) {
  QFont font = this->font();
  font.setPixelSize(pixels);
  setFont(font);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  setText(text);
}

void KeyText::setText(const QString& text) {
  pieces_.clear();
  QString plain;
  for (qsizetype from = 0; from < text.size();) {
    const qsizetype open = text.indexOf(u'<', from);
    const qsizetype close = open < 0 ? -1 : text.indexOf(u'>', open + 1);
    const qsizetype end = close < 0 ? text.size() : open;
    if (end > from) pieces_.push_back({text.mid(from, end - from), false});
    if (close >= 0) pieces_.push_back({text.mid(open + 1, close - open - 1), true});
    from = close < 0 ? text.size() : close + 1;
  }
  for (const Piece& piece : pieces_) plain += piece.text;
  setAccessibleName(plain);
  updateGeometry();
  update();
}

void KeyText::setInks(const QColor& text, const QColor& keys) {
  ink_ = text;
  keyInk_ = keys;
  update();
}

double KeyText::widthOf(const Piece& piece) const {
  return piece.isKey ? keyBoxSize(piece.text).width() : QFontMetricsF(font()).horizontalAdvance(piece.text);
}

QSize KeyText::sizeHint() const {
  double width = 0;
  for (const Piece& piece : pieces_) width += widthOf(piece);
  return {static_cast<int>(std::ceil(width)), 20};
}

void KeyText::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  double x = 0;
  for (const Piece& piece : pieces_) {
    if (piece.isKey) {
      drawKeyBox(painter, {x, (height() - keyBoxSize(piece.text).height()) / 2}, piece.text, keyInk_);
    } else {
      painter.setPen(ink_);
      painter.drawText(QRectF(x, 0, width(), height()), Qt::AlignLeft | Qt::AlignVCenter, piece.text);
    }
    x += widthOf(piece);
  }
}

}  // namespace ui

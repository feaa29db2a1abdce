#include "ui/panels/sentence_button.h"

#include <QPainter>

#include <cmath>

#include "ui/figures/math_typesetter.h"

namespace ui {
namespace {

constexpr double letters = 13;
constexpr int padding = 10;

}  // namespace

SentenceButton::SentenceButton(Sentence label, Sentence detail, QWidget* parent)
    : QAbstractButton(parent), label_(std::move(label)), detail_(std::move(detail)), theme_(lightTheme()) {
  setCheckable(true);
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::PointingHandCursor);
  Sentence all = label_;
  all.push_back(textPiece(QStringLiteral(" ")));
  all.insert(all.end(), detail_.begin(), detail_.end());
  setAccessibleName(plainText(all));
  setToolTip(plainText(all));
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void SentenceButton::setTheme(const Theme& theme) {
  theme_ = theme;
  update();
}

void SentenceButton::setDetailShown(bool shown) {
  if (shown == detailShown_) return;
  detailShown_ = shown;
  updateGeometry();
  update();
}

Sentence SentenceButton::line() const {
  const Piece::Ink ink = isChecked() ? Piece::Ink::Local : Piece::Ink::Muted;
  Sentence line = label_;
  for (Piece& piece : line) piece.bold = isChecked();
  if (detailShown_) {
    line.push_back(textPiece(QStringLiteral("  ")));
    line.insert(line.end(), detail_.begin(), detail_.end());
  }
  for (Piece& piece : line) piece.ink = ink;
  return line;
}

QSize SentenceButton::sizeHint() const {
  Sentence widest = label_;
  for (Piece& piece : widest) piece.bold = true;
  const double width = sentenceWidth(widest, letters) + (detailShown_ ? sentenceWidth(detail_, letters) + 8 : 0);
  return {static_cast<int>(std::ceil(width)) + 2 * padding, 28};
}

void SentenceButton::customEvent(QEvent* event) {
  if (event->type() == formulasArrived()) updateGeometry();
}

void SentenceButton::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF area = QRectF(rect()).adjusted(1, 1, -1, -1);
  if (isChecked() || underMouse()) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(isChecked() ? theme_.localTint : theme_.panelSoft);
    painter.drawRoundedRect(area, 6, 6);
  }
  const QPointF baseline(padding, height() / 2.0 + letters * 0.36);
  drawPieces(painter, placedLine(line(), baseline, width() - 2 * padding + 2, letters), theme_);
  if (hasFocus()) {
    painter.setPen(QPen(theme_.focus, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(area, 6, 6);
  }
}

}  // namespace ui

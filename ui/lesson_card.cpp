#include "ui/lesson_card.h"

#include <QPainter>
#include <QPainterPath>
#include <cmath>

#include "ui/figures/colour_map.h"
#include "ui/figures/heatmap_marks.h"
#include "ui/figures/thumbnail.h"

namespace ui {
namespace {

constexpr int kWidth = 212;
constexpr int kHeight = 139;
constexpr double kPicture = 78;   // height of the picture
constexpr double kMatrix = 62;    // largest side of the matrix beside the graph

/// The Jacobian as small cells at the right end of `room`; gives the width that it takes.
double drawMatrix(QPainter& painter, const QRectF& room, const core::LinearMap& map, const Theme& theme) {
  const core::Tensor table = map.dense();
  const ColourScale scale = ColourScale::diverging(theme.gradientMap, {table.data()});
  const double columns = static_cast<double>(map.columns());
  const double rows = static_cast<double>(map.rows());
  const double wide = std::min(17.0, std::floor(kMatrix / columns));
  const double high = std::min(15.0, std::floor(kMatrix / rows));
  const QPointF corner(room.right() - wide * columns, room.center().y() - high * rows / 2);
  painter.setPen(QPen(theme.cellLine, 0.8));
  for (std::size_t k = 0; k < table.data().size(); ++k) {
    const double column = std::fmod(static_cast<double>(k), columns);
    const double row = std::floor(static_cast<double>(k) / columns);
    painter.setBrush(QColor(scale.colour(table.data()[k])));
    const QRectF cell(corner + QPointF(column * wide, row * high), QSizeF(wide - 0.8, high - 0.8));
    painter.drawRoundedRect(cell, 1, 1);
    if (!scale.hatches(table.data()[k])) continue;
    drawNegativeHatch(painter, cell, textOn(scale.colour(table.data()[k])));
    painter.setPen(QPen(theme.cellLine, 0.8));
  }
  return wide * columns;
}

}  // namespace

LessonCard::LessonCard(const Example& example, QWidget* parent)
    : QAbstractButton(parent), example_(example) {
  setFocusPolicy(Qt::StrongFocus);
  setFixedSize(kWidth, kHeight);
  setCursor(Qt::PointingHandCursor);
  setText(example.title);
  setAccessibleName(tr("Lesson %1: %2").arg(example.lesson).arg(example.title));
  setAccessibleDescription(example.caption);
  setToolTip(tr("Open a copy of this lesson's graph"));
  setAttribute(Qt::WA_Hover);
}

void LessonCard::setTheme(const Theme& theme) {
  theme_ = &theme;
  update();
}

QSize LessonCard::sizeHint() const { return {kWidth, kHeight}; }

void LessonCard::drawPicture(QPainter& painter, const QRectF& room) const {
  QRectF graph = room;
  if (example_.jacobian)
    graph.setRight(room.right() - drawMatrix(painter, room, *example_.jacobian, *theme_) - 8);
  drawThumbnail(painter, graph, example_.sheet, *theme_);
}

void LessonCard::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const Theme& theme = *theme_;
  const bool lit = hasFocus() || underMouse();
  const QRectF card = QRectF(rect()).adjusted(2.5, 2.5, -2.5, -2.5);
  if (lit) {
    QColor halo = theme.accent;
    halo.setAlphaF(0.24F);
    painter.setPen(QPen(halo, 4));
    painter.drawRoundedRect(card, 9, 9);
  }
  QPainterPath shape;
  shape.addRoundedRect(card, 9, 9);
  painter.fillPath(shape, theme.panel);
  painter.save();
  painter.setClipPath(shape);
  painter.fillRect(QRectF(card.left(), card.top(), card.width(), kPicture), theme.canvas);
  painter.fillRect(QRectF(card.left(), card.top() + kPicture, card.width(), 1), theme.lineSoft);
  painter.restore();
  drawPicture(painter, QRectF(card.left() + 11, card.top() + 7, card.width() - 22, kPicture - 14));
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(lit ? theme.accent : theme.line, isDown() ? 2 : 1));
  painter.drawRoundedRect(card, 9, 9);

  QFont font = this->font();
  font.setPixelSize(13);
  font.setWeight(QFont::Medium);
  painter.setFont(font);
  painter.setPen(theme.muted);
  const double left = card.left() + 10;
  const double line = card.top() + kPicture + 20;
  const QString number = QString::number(example_.lesson);
  painter.drawText(QPointF(left, line), number);
  const double indent = left + painter.fontMetrics().horizontalAdvance(number) + 8;
  font.setWeight(QFont::DemiBold);
  painter.setFont(font);
  painter.setPen(theme.ink);
  const double room = card.right() - 8 - indent;
  painter.drawText(QPointF(indent, line), QFontMetricsF(font).elidedText(example_.title, Qt::ElideRight, room));
  font.setWeight(QFont::Normal);
  font.setPixelSize(12);
  painter.setFont(font);
  painter.setPen(theme.muted);
  painter.drawText(QPointF(left, line + 19),
                   QFontMetricsF(font).elidedText(example_.caption, Qt::ElideRight, card.right() - 8 - left));
}

}  // namespace ui

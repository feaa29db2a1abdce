#include "ui/panels/drag_handle.h"

#include <QApplication>
#include <QDrag>
#include <QImage>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QPixmap>

namespace ui {
namespace {

constexpr int pictureWidth = 220;  // under the pointer, px

}  // namespace

DragHandle::DragHandle(QWidget* parent) : QToolButton(parent), theme_(lightTheme()) {
  setObjectName(QStringLiteral("dragHandle"));
  setCursor(Qt::OpenHandCursor);
  setFocusPolicy(Qt::TabFocus);
}

void DragHandle::setTheme(const Theme& theme) {
  theme_ = theme;
  update();
}

void DragHandle::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  if (underMouse() || hasFocus()) {
    painter.setPen(hasFocus() ? QPen(theme_.focus, 2) : QPen(Qt::NoPen));
    painter.setBrush(theme_.accentTint);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
  }
  painter.setPen(Qt::NoPen);
  painter.setBrush(underMouse() || hasFocus() ? theme_.accent : theme_.muted);
  const QPointF centre = QRectF(rect()).center();
  for (const int row : {-1, 0, 1}) {
    for (const int side : {-1, 1}) painter.drawEllipse(centre + QPointF(3 * side, 5 * row), 1.4, 1.4);
  }
}

void DragHandle::mousePressEvent(QMouseEvent* event) {
  pressed_ = event->position();
  QToolButton::mousePressEvent(event);
}

void DragHandle::mouseMoveEvent(QMouseEvent* event) {
  const bool far = (event->position() - pressed_).manhattanLength() >= QApplication::startDragDistance();
  if (!(event->buttons() & Qt::LeftButton) || !far || !source_) return;
  setDown(false);  // no click when the drag is over
  QMimeData* content = source_();
  if (content == nullptr) return;
  auto* drag = new QDrag(this);
  drag->setMimeData(content);
  if (const auto picture = content->imageData().value<QImage>(); !picture.isNull())
    drag->setPixmap(QPixmap::fromImage(picture.scaledToWidth(pictureWidth, Qt::SmoothTransformation)));
  drag->exec(Qt::CopyAction);
}

}  // namespace ui

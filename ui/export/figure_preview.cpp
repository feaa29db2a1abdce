#include "ui/export/figure_preview.h"

#include <QApplication>
#include <QDrag>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

#include "ui/figures/export/figure_request.h"
#include "ui/figures/text_style.h"

namespace ui {
namespace {

constexpr double kRuler = 26;  // width of the rulers
constexpr double kShadow = 8;
constexpr double kBetweenMarks = 32;

}  // namespace

FigurePreview::FigurePreview(QWidget* parent) : QWidget(parent), theme_(&lightTheme()) {
  setAccessibleName(tr("Preview at final size"));
  setToolTip(tr("Drag the page into another program"));
}

void FigurePreview::setPage(const QImage& page, QSizeF mm) {
  page_ = page;
  mm_ = mm;
  busy_ = false;
  message_.clear();
  setFixedSize(sizeHint());
  update();
}

void FigurePreview::setRoom(QSize room) {
  if (room == room_) return;
  room_ = room;
  setFixedSize(sizeHint());
  update();
}

double FigurePreview::pixelsPerMm() const {
  const double full = logicalDpiX() / mmPerInch;
  if (room_.isEmpty() || mm_.isEmpty()) return full;
  const QSizeF free = QSizeF(room_) - QSizeF(kRuler + 2 * kShadow, kRuler + 2 * kShadow);
  return std::clamp(std::min(free.width() / mm_.width(), free.height() / mm_.height()), full / 20, full);
}

void FigurePreview::setBusy(bool busy) {
  busy_ = busy;
  update();
}

void FigurePreview::setMessage(const QString& message) {
  message_ = message;
  busy_ = false;
  update();
}

void FigurePreview::setTheme(const Theme& theme) {
  theme_ = &theme;
  update();
}

QRectF FigurePreview::pageRect() const { return {QPointF(kRuler, kRuler), mm_ * pixelsPerMm()}; }

QSize FigurePreview::sizeHint() const {
  if (mm_.isEmpty()) return {620, 380};
  return (mm_ * pixelsPerMm() + QSizeF(kRuler + 2 * kShadow, kRuler + 2 * kShadow)).toSize();
}

void FigurePreview::paintRulers(QPainter& painter, const QRectF& page) const {
  const TextStyle style{.pixelSize = 10.5};
  const double unit = pixelsPerMm();
  int step = 20;
  for (const int wider : {50, 100, 200, 400}) step = step * unit < kBetweenMarks ? wider : step;
  painter.setPen(QPen(theme_->faint, 1));
  const auto ticks = [&](double length, bool across) {
    for (int mm = 0; mm <= length; mm += step / 4) {
      const double at = mm * unit;
      const double tick = mm % step == 0 ? 7 : 4;
      const QPointF begin = across ? QPointF(page.left() + at, page.top() - 3) : QPointF(page.left() - 3, page.top() + at);
      painter.setPen(QPen(theme_->faint, 1));
      painter.drawLine(begin, begin - (across ? QPointF(0, tick) : QPointF(tick, 0)));
      if (mm % step != 0) continue;
      if (across)
        drawText(painter, begin - QPointF(0, 11), Qt::AlignHCenter, QString::number(mm), style, theme_->muted);
      else if (mm > 0)
        drawText(painter, begin + QPointF(-9, 4), Qt::AlignRight, QString::number(mm), style, theme_->muted);
    }
  };
  ticks(mm_.width(), true);
  ticks(mm_.height(), false);
}

void FigurePreview::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  painter.setRenderHint(QPainter::Antialiasing);
  if (!mm_.isEmpty()) {
    const QRectF page = pageRect();
    paintRulers(painter, page);
    for (const double grow : {5.0, 3.0, 1.0}) {
      QColor shadow = theme_->shadow;
      shadow.setAlphaF(shadow.alphaF() * 0.5F);
      painter.fillRect(page.adjusted(-grow, 1 - grow, grow, grow + 1), shadow);
    }
    if (page_.hasAlphaChannel()) {
      // A transparent page lies on a chequered ground.
      painter.fillRect(page, Qt::white);
      painter.fillRect(page, QBrush(QColor(0xdddddd), Qt::Dense6Pattern));
    }
    painter.setOpacity(busy_ || !message_.isEmpty() ? 0.45 : 1);
    painter.drawImage(page, page_);
    painter.setOpacity(1);
  }
  if (message_.isEmpty() && busy_ && mm_.isEmpty()) {
    painter.setPen(theme_->muted);
    painter.drawText(rect(), Qt::AlignCenter, tr("The figure is being laid out …"));
  }
  if (message_.isEmpty()) return;
  painter.setPen(theme_->error);
  painter.drawText(QRectF(rect()).adjusted(40, 40, -20, -20), Qt::AlignCenter | Qt::TextWordWrap, message_);
}

void FigurePreview::mousePressEvent(QMouseEvent* event) { pressed_ = event->position(); }

void FigurePreview::mouseMoveEvent(QMouseEvent* event) {
  if (!(event->buttons() & Qt::LeftButton) || page_.isNull() || !dragged_) return;
  if ((event->position() - pressed_).manhattanLength() < QApplication::startDragDistance()) return;
  QMimeData* content = dragged_();
  if (content == nullptr) return;
  auto* drag = new QDrag(this);
  drag->setMimeData(content);
  drag->setPixmap(QPixmap::fromImage(page_.scaledToWidth(160, Qt::SmoothTransformation)));
  drag->exec(Qt::CopyAction);
}

}  // namespace ui

#include "ui/export/page_strip.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

#include "ui/figures/text_style.h"

namespace ui {
namespace {

constexpr int kWidth = 46;
constexpr int kHeight = 28;
constexpr int kStep = 54;

}  // namespace

PageStrip::PageStrip(QWidget* parent) : QWidget(parent), theme_(&lightTheme()) {
  setFixedHeight(kHeight + 26);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Pages"));
}

void PageStrip::setPages(const QStringList& names) {
  names_ = names;
  pictures_.assign(static_cast<std::size_t>(names.size()), {});
  chosen_ = std::clamp(chosen_, 0, std::max(0, count() - 1));
  update();
}

void PageStrip::setPicture(int page, const QImage& picture) {
  if (page < count()) pictures_[static_cast<std::size_t>(page)] = picture;
  update();
}

void PageStrip::choose(int page) {
  chosen_ = std::clamp(page, 0, std::max(0, count() - 1));
  setAccessibleDescription(count() > 0 ? tr("page %1 of %2, %3").arg(chosen_ + 1).arg(count()).arg(names_[chosen_]) : QString());
  update();
}

void PageStrip::setTheme(const Theme& theme) {
  theme_ = &theme;
  update();
}

int PageStrip::shift() const {
  const int all = count() * kStep;
  if (all <= width()) return 0;
  return std::clamp(chosen_ * kStep + kStep / 2 - width() / 2, 0, all - width());
}

QRect PageStrip::pageRect(int page) const { return {page * kStep - shift() + 2, 3, kWidth, kHeight}; }

void PageStrip::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  for (int k = 0; k < count(); ++k) {
    const QRect rect = pageRect(k);
    if (!rect.intersects(this->rect())) continue;
    painter.fillRect(rect, theme_->panel);
    const QImage& picture = pictures_[static_cast<std::size_t>(k)];
    if (!picture.isNull()) {
      const QSize fitted = picture.size().scaled(rect.size(), Qt::KeepAspectRatio);
      painter.drawImage(QRect(rect.center() - QPoint(fitted.width() / 2, fitted.height() / 2), fitted), picture);
    }
    const bool now = k == chosen_;
    painter.setPen(QPen(now ? theme_->accent : theme_->line, now ? 2 : 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect).adjusted(-0.5, -0.5, 0.5, 0.5), 3, 3);
    TextStyle style{.pixelSize = 10, .weight = now ? QFont::DemiBold : QFont::Normal};
    QString name = names_[k];
    while (name.size() > 2 && textWidth(name, style) > kStep - 2) name = name.chopped(2) + u'…';
    drawText(painter, QPointF(rect.center().x() + 1, rect.bottom() + 15), Qt::AlignHCenter, name, style, now ? theme_->accent : theme_->muted);
  }
  if (hasFocus()) {
    painter.setPen(QPen(theme_->focus, 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
  }
}

void PageStrip::pick(int page) {
  if (page < 0 || page >= count() || page == chosen_) return;
  choose(page);
  emit picked(page);
}

void PageStrip::mousePressEvent(QMouseEvent* event) { pick((event->pos().x() + shift()) / kStep); }

void PageStrip::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Left: return pick(chosen_ - 1);
    case Qt::Key_Right: return pick(chosen_ + 1);
    case Qt::Key_Home: return pick(0);
    case Qt::Key_End: return pick(count() - 1);
    default: QWidget::keyPressEvent(event);
  }
}

void PageStrip::wheelEvent(QWheelEvent* event) { pick(chosen_ + (event->angleDelta().y() > 0 ? -1 : 1)); }

}  // namespace ui

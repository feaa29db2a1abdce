#include "ui/stage.h"

#include <QEvent>

namespace ui {
namespace {

constexpr int kStripSide = 14;
constexpr int kStripBottom = 10;

}  // namespace

Stage::Stage(QWidget* parent) : QWidget(parent) {
  setMinimumSize(320, 200);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void Stage::setCanvas(QWidget* canvas) {
  canvas_ = canvas;
  canvas->setParent(this);
}

void Stage::setStrip(QWidget* strip) {
  strip_ = strip;
  strip->setParent(this);
  strip->raise();
}

void Stage::setCover(QWidget* cover) {
  cover_ = cover;
  cover->setParent(this);
  cover->hide();
}

void Stage::setOverlay(QWidget* overlay) {
  if (overlay == overlay_) return;
  if (overlay_ != nullptr) overlay_->hide();
  overlay_ = overlay;
  if (overlay_ == nullptr) return;
  overlay_->setParent(this);
  arrange();
  overlay_->show();
  overlay_->stackUnder(strip_);
}

int Stage::reservedBottom() const { return (strip_ != nullptr ? strip_->sizeHint().height() : 0) + kStripBottom; }

void Stage::showCover(bool shown) {
  cover_->setVisible(shown);
  strip_->setVisible(!shown);
  if (shown) cover_->raise();
}

bool Stage::coverShown() const { return cover_ != nullptr && !cover_->isHidden(); }

bool Stage::event(QEvent* event) {
  if (event->type() == QEvent::LayoutRequest) arrange();
  return QWidget::event(event);
}

void Stage::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

void Stage::arrange() {
  if (canvas_ != nullptr) canvas_->setGeometry(rect());
  if (cover_ != nullptr) cover_->setGeometry(rect());
  if (overlay_ != nullptr) overlay_->setGeometry(rect());
  if (strip_ != nullptr)
    strip_->setGeometry(kStripSide, height() - reservedBottom(), width() - 2 * kStripSide, strip_->sizeHint().height());
}

}  // namespace ui

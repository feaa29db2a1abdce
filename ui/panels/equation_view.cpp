#include "ui/panels/equation_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <utility>

namespace ui {

EquationView::EquationView(QWidget* parent) : QWidget(parent), theme_(lightTheme()) {
  setObjectName(QStringLiteral("equationView"));
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Equation: upstream times local is downstream"));
}

void EquationView::setTheme(const Theme& theme) {
  theme_ = theme;
  cells_ = {};
  update();
}

void EquationView::setContent(std::shared_ptr<const EquationContent> content) {
  const bool sameProduct = content_ && content && content_->equation.node == content->equation.node &&
                           content_->equation.argument == content->equation.argument &&
                           content_->rows() == content->rows() && content_->columns() == content->columns() &&
                           content_->equation.stack == content->equation.stack;
  content_ = std::move(content);
  hover_ = {};
  if (!sameProduct) pinned_.reset();
  layOut();
  tell();
}

void EquationView::setOptions(const EquationOptions& options) {
  options_ = options;
  layOut();
}

void EquationView::layOut() {
  layout_ = content_ ? layoutEquation(*content_, options_, size()) : EquationLayout{};
  if (!canPoint()) pinned_.reset();
  cells_ = {};
  update();
}

EquationLight EquationView::light() const {
  if (hover_.entry || hover_.side != ProductSide::None) return hover_;
  return {.entry = pinned_};
}

QString EquationView::sentence() const {
  if (!content_) return {};
  const EquationLight now = light();
  if (now.entry) return plainText(entrySentence(*content_, *now.entry));
  if (now.side != ProductSide::None) return plainText(sideSentence(*content_, now.side));
  return plainText(idleSentence(*content_));
}

void EquationView::tell() {
  const EquationLight now = light();
  const bool something = content_ && (now.entry || now.side != ProductSide::None);
  setAccessibleDescription(sentence());
  emit lit(something ? sentence() : QString());
  update();
}

void EquationView::light(const EquationLight& hover) {
  if (hover == hover_) return;
  hover_ = hover;
  tell();
}

void EquationView::pin(std::optional<EquationEntry> entry) {
  if (entry == pinned_) return;
  pinned_ = entry;
  tell();
}

void EquationView::movePin(int rows, int columns) {
  if (!canPoint()) return;
  if (!pinned_) {
    pin(hover_.entry.value_or(EquationEntry{PanelRole::Downstream, 0, 0}));
  } else {
    pin(neighbour(layout_, *pinned_, rows, columns));
  }
  hover_ = {};
  tell();
}

ProductSide EquationView::sideAt(QPointF point) const {
  for (const PanelRole role : {PanelRole::Upstream, PanelRole::Local, PanelRole::Downstream}) {
    for (const PlacedPiece& placed : placedSubtitle(*content_, layout_, role, ProductSide::None)) {
      if (placed.piece.tag != 0 && placed.area().contains(point))
        return static_cast<ProductSide>(placed.piece.tag);
    }
  }
  return ProductSide::None;
}

bool EquationView::copyInnerProduct() const {
  if (!content_) return false;
  EquationEntry entry = light().entry.value_or(EquationEntry{});
  if (!content_->isScalar() && (!light().entry || entry.panel != PanelRole::Downstream)) return false;
  if (content_->isScalar()) entry = {};
  QGuiApplication::clipboard()->setText(copyText(*content_, entry));
  return true;
}

void EquationView::mouseMoveEvent(QMouseEvent* event) {
  if (!canPoint()) return;
  EquationLight hover{.entry = layout_.entryAt(event->position())};
  if (!hover.entry) hover.side = sideAt(event->position());
  light(hover);
  setCursor(hover.entry ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void EquationView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !canPoint()) return QWidget::mousePressEvent(event);
  const std::optional<EquationEntry> entry = layout_.entryAt(event->position());
  pin(entry == pinned_ ? std::nullopt : entry);
}

void EquationView::leaveEvent(QEvent*) { light({}); }

void EquationView::keyPressEvent(QKeyEvent* event) {
  if (event->matches(QKeySequence::Copy)) {
    emit said(copyInnerProduct() ? tr("Inner product copied")
                                 : tr("Point at a downstream cell first, then copy"));
    return;
  }
  switch (event->key()) {
    case Qt::Key_Left: return movePin(0, -1);
    case Qt::Key_Right: return movePin(0, 1);
    case Qt::Key_Up: return movePin(-1, 0);
    case Qt::Key_Down: return movePin(1, 0);
    case Qt::Key_Escape:
      if (!pinned_) break;
      hover_ = {};
      return pin({});
    default: break;
  }
  QWidget::keyPressEvent(event);
}

void EquationView::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  focusRing_ = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
               event->reason() == Qt::ShortcutFocusReason;
  update();
}

void EquationView::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  focusRing_ = false;
  update();
}

bool EquationView::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip && content_) {
    const auto* help = static_cast<QHelpEvent*>(event);
    if (const auto entry = layout_.entryAt(help->pos())) {
      QToolTip::showText(help->globalPos(), entryTip(*content_, *entry), this,
                         layout_.rectOf(*entry).toAlignedRect());
    } else {
      QToolTip::hideText();
      event->ignore();
    }
    return true;
  }
  return QWidget::event(event);
}

void EquationView::resizeEvent(QResizeEvent*) { layOut(); }

void EquationView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), theme_.panel);
  if (!content_) return;
  const double ratio = devicePixelRatioF();
  if (cells_.isNull() || cells_.devicePixelRatio() != ratio) {
    cells_ = QPixmap(size() * ratio);
    cells_.setDevicePixelRatio(ratio);
    cells_.fill(theme_.panel);
    QPainter once(&cells_);
    paintEquationCells(once, *content_, layout_, theme_);
  }
  painter.drawPixmap(0, 0, cells_);
  paintEquationLight(painter, *content_, layout_, light(), theme_);
  if (focusRing_) {
    painter.setPen(QPen(theme_.focus, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), 5, 5);
  }
}

}  // namespace ui

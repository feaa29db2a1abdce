#include "ui/panels/matrix_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

#include "ui/figures/math_awaited.h"
#include "ui/figures/math_typesetter.h"
#include "ui/figures/text_style.h"

namespace ui {

MatrixView::MatrixView(const QString& name, QWidget* parent) : QWidget(parent), theme_(lightTheme()) {
  setAccessibleName(name);
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
}

void MatrixView::setTheme(const Theme& theme) {
  theme_ = theme;
  update();
}

void MatrixView::setContent(Content content, const QString& message) {
  content_ = std::move(content);
  message_ = message;
  hover_.reset();
  side_ = 0;
  if (pinned_) pinned_ = within(*pinned_);
  layOut();
  tell();
}

void MatrixView::setNumbers(bool on) {
  content_.row.numbers = on;
  layOut();
}

std::optional<MatrixEntry> MatrixView::within(MatrixEntry entry) const {
  const auto& matrices = content_.row.matrices;
  if (entry.matrix < 0 || entry.matrix >= static_cast<int>(matrices.size())) return std::nullopt;
  const RowMatrix& matrix = matrices[static_cast<std::size_t>(entry.matrix)];
  if (!matrix.isFormed() || entry.row >= matrix.rows || entry.column >= matrix.columns) return std::nullopt;
  return entry;
}

void MatrixView::layOut() {
  const MathWatch watch;
  layout_ = layoutMatrixRow(content_.row, size());
  awaitsFormulas_ = watch.awaits();
  update();
}

RowLight MatrixView::light() const {
  if (hover_ && content_.lightOfEntry) return content_.lightOfEntry(*hover_);
  if (side_ != 0 && content_.lightOfSide) return content_.lightOfSide(side_);
  if (pinned_ && content_.lightOfEntry) return content_.lightOfEntry(*pinned_);
  return {.sentence = content_.idle};
}

void MatrixView::tell() {
  setAccessibleDescription(message_.isEmpty() ? sentence() : message_);
  update();
}

void MatrixView::pin(std::optional<MatrixEntry> entry) {
  pinned_ = entry ? within(*entry) : std::nullopt;
  hover_.reset();
  tell();
}

void MatrixView::point(std::optional<MatrixEntry> entry) {
  hover_ = entry ? within(*entry) : std::nullopt;
  tell();
}

void MatrixView::moveBy(int rows, int columns) {
  const auto& matrices = content_.row.matrices;
  if (matrices.empty()) return;
  if (!pinned_) return pin(MatrixEntry{static_cast<int>(matrices.size()) - 1, 0, 0});
  MatrixEntry next = *pinned_;
  const RowMatrix& matrix = matrices[static_cast<std::size_t>(next.matrix)];
  next.row = std::clamp(next.row + rows, 0, matrix.rows - 1);
  next.column += columns;
  // Beyond the edge, the neighbouring matrix goes on.
  const int step = next.column < 0 ? -1 : next.column >= matrix.columns ? 1 : 0;
  if (step != 0) {
    int other = next.matrix + step;
    while (other >= 0 && other < static_cast<int>(matrices.size()) &&
           !matrices[static_cast<std::size_t>(other)].isFormed())
      other += step;
    if (other < 0 || other >= static_cast<int>(matrices.size())) return;
    const RowMatrix& beside = matrices[static_cast<std::size_t>(other)];
    next = {other, std::min(next.row, beside.rows - 1), step > 0 ? 0 : beside.columns - 1};
  }
  pin(next);
}

void MatrixView::mouseMoveEvent(QMouseEvent* event) {
  const auto entry = layout_.entryAt(event->position());
  const int side = entry ? 0 : sideAt(content_.row, layout_, event->position());
  setCursor(entry ? Qt::PointingHandCursor : Qt::ArrowCursor);
  if (entry == hover_ && side == side_) return;
  const bool other = entry != hover_;
  hover_ = entry;
  side_ = side;
  tell();
  if (other) emit pointedAt(entry);
}

void MatrixView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return QWidget::mousePressEvent(event);
  const auto entry = layout_.entryAt(event->position());
  pinned_ = entry == pinned_ ? std::nullopt : entry;
  tell();
}

void MatrixView::leaveEvent(QEvent*) {
  hover_.reset();
  side_ = 0;
  tell();
  emit pointedAt({});
}

void MatrixView::keyPressEvent(QKeyEvent* event) {
  if (event->matches(QKeySequence::Copy)) return emit copyAsked();
  switch (event->key()) {
    case Qt::Key_Left: return moveBy(0, -1);
    case Qt::Key_Right: return moveBy(0, 1);
    case Qt::Key_Up: return moveBy(-1, 0);
    case Qt::Key_Down: return moveBy(1, 0);
    case Qt::Key_Escape:
      if (!pinned_) break;
      return pin({});
    default: break;
  }
  QWidget::keyPressEvent(event);
}

void MatrixView::resizeEvent(QResizeEvent*) { layOut(); }

void MatrixView::customEvent(QEvent* event) {
  if (event->type() == formulasArrived() && awaitsFormulas_) layOut();
}
void MatrixView::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  update();
}
void MatrixView::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  update();
}

void MatrixView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(rect(), theme_.panel);
  if (!message_.isEmpty()) {
    drawTextCentred(painter, QRectF(rect()).center(), message_, {.pixelSize = 14}, theme_.muted);
  } else {
    paintMatrixRow(painter, content_.row, layout_, light(), theme_);
  }
  if (hasFocus() && !pinned_) {
    painter.setPen(QPen(theme_.focus, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), 5, 5);
  }
}

}  // namespace ui

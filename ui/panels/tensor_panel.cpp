#include "ui/panels/tensor_panel.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/figures/heatmap_painter.h"
#include "ui/figures/number_text.h"

namespace ui {

TensorPanel::TensorPanel(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void TensorPanel::setTheme(const Theme& theme) {
  theme_ = &theme;
  update();
}

void TensorPanel::setTensor(core::Tensor tensor, const ColourScale& scale, double widest, bool numbers) {
  tensor_ = std::move(tensor);
  scale_ = scale;
  missing_ = false;
  place(widest, numbers);
}

void TensorPanel::setMissing(const core::Shape& shape, double widest) {
  tensor_ = core::Tensor(shape);
  missing_ = true;
  place(widest, false);
}

void TensorPanel::place(double widest, bool numbers) {
  const core::Shape& shape = tensor_.shape();
  const core::Index columns = shape.rank() == 0 ? 1 : shape[shape.rank() - 1];
  const core::Index rows = columns == 0 ? 0 : tensor_.size() / columns;
  geometry_.rows = static_cast<int>(rows);
  geometry_.cols = static_cast<int>(columns);
  blockRows_ = shape.rank() >= 3 ? static_cast<int>(shape[shape.rank() - 2]) : 0;
  const double largest = numbers ? 44 : 22;
  const double tallest = 260;  // px; a tall tensor is drawn with flatter cells, then pooled
  geometry_.cellWidth = columns == 0 ? 0 : std::min(largest, std::max(widest, 1.0) / static_cast<double>(columns));
  if (geometry_.cellWidth > 2) geometry_.cellWidth = std::floor(geometry_.cellWidth);
  const double wanted = numbers && geometry_.cellWidth >= 30 ? 24 : std::min(16.0, geometry_.cellWidth * 0.9);
  geometry_.cellHeight = rows == 0 ? 0 : std::min(wanted, tallest / static_cast<double>(rows));
  geometry_.origin = {3, 3};  // room for the ring around a lit cell
  const HeatmapData cells{tensor_.data(), geometry_.rows, geometry_.cols};
  numbers_ = numbers && !missing_ ? numbersThatFit({cells}, geometry_.cellWidth, geometry_.cellHeight) : CellNumbers{};
  size_ = (geometry_.size() + QSizeF(6, 6)).toSize();
  lit_.reset();
  updateGeometry();
  update();
}

void TensorPanel::setLit(std::optional<core::Index> entry) {
  if (lit_ == entry) return;
  lit_ = entry;
  update();
}

std::optional<core::Index> TensorPanel::entryAt(QPointF point) const {
  const auto cell = geometry_.cellAt(point);
  if (!cell) return std::nullopt;
  return core::Index(cell->row) * geometry_.cols + cell->col;
}

void TensorPanel::mouseMoveEvent(QMouseEvent* event) { emit pointedAt(entryAt(event->position())); }
void TensorPanel::leaveEvent(QEvent*) { emit pointedAt(std::nullopt); }

bool TensorPanel::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto entry = missing_ ? std::nullopt : entryAt(help->pos());
    if (!entry) return QToolTip::hideText(), true;
    const core::IndexVector index = core::indexVector(tensor_.shape(), *entry);
    const QString number = significantText(tensor_[*entry], 10);
    QToolTip::showText(help->globalPos(),
                       tensor_.shape().rank() == 0 ? number : indexText({index.data(), index.size()}) + ":  " + number, this);
    return true;
  }
  return QWidget::event(event);
}

void TensorPanel::paintEvent(QPaintEvent*) {
  if (geometry_.rows == 0 || geometry_.cols == 0) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  HeatmapStyle style;
  style.numbers = numbers_;
  style.blockRows = blockRows_;
  if (geometry_.cellWidth < 8) style.gap = geometry_.cellWidth < 4 ? 0 : 0.8;
  if (missing_) {
    drawHatchedCells(painter, geometry_, style, *theme_);
    return;
  }
  drawHeatmap(painter, geometry_, {tensor_.data(), geometry_.rows, geometry_.cols}, scale_, style, *theme_);
  if (lit_ && *lit_ < tensor_.size()) {
    const auto columns = static_cast<core::Index>(geometry_.cols);
    drawRing(painter, geometry_.rectOf(Cell{static_cast<int>(*lit_ / columns), static_cast<int>(*lit_ % columns)}), *theme_);
  }
}

}  // namespace ui

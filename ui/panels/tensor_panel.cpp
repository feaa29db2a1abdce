#include "ui/panels/tensor_panel.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/figures/block_fit.h"
#include "ui/figures/heatmap_painter.h"
#include "ui/figures/number_text.h"
#include "ui/figures/panel_painter.h"

namespace ui {

TensorPanel::TensorPanel(QWidget* parent) : QWidget(parent) {
  keep({});
  setMouseTracking(true);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void TensorPanel::setTheme(const Theme& theme) {
  theme_ = &theme;
  update();
}

void TensorPanel::setTensor(core::Tensor tensor, const ColourScale& scale, double widest, bool numbers) {
  keep(std::move(tensor));
  show(scale, widest, numbers);
}

void TensorPanel::setTensor(core::TensorView tensor, std::shared_ptr<const void> owner, const ColourScale& scale, double widest, bool numbers) {
  tensor_ = tensor;
  owner_ = std::move(owner);
  show(scale, widest, numbers);
}

void TensorPanel::keep(core::Tensor tensor) {
  const auto kept = std::make_shared<const core::Tensor>(std::move(tensor));
  tensor_ = *kept;
  owner_ = kept;
}

void TensorPanel::show(const ColourScale& scale, double widest, bool numbers) {
  scale_ = scale;
  missing_ = false;
  widest_ = widest;
  wantsNumbers_ = numbers;
  place();
}

void TensorPanel::setMissing(const core::Shape& shape, double widest) {
  keep(core::Tensor(shape));
  missing_ = true;
  widest_ = widest;
  wantsNumbers_ = false;
  place();
}

void TensorPanel::setView(const TensorView& view, int page) {
  view_ = view;
  page_ = page;
  place();
}

void TensorPanel::place() {
  constexpr double tallest = 260;  // px; a tall tensor is drawn with flatter cells, then pooled
  constexpr double least = 3;      // px of a cell in one of several blocks
  constexpr double forPowers = 76;  // px of a single cell with a number like 3.9 × 10⁻⁷
  const bool single = wantsNumbers_ && tensor_.size() == 1 && readsAsZero(tensor_[0]);
  const double largest = single ? forPowers : wantsNumbers_ ? 44 : 22;
  const Arrangement all = Arrangement::tensor(tensor_.shape(), view_);
  layout_ = {};
  layout_.arrangement = all;
  layout_.columns = std::max<core::Index>(tensor_.size(), 1);
  CellSize cell;
  if (all.blocks() > 1) {
    const BlockFit fit = fitBlocks(all, {std::max(widest_, 1.0), tallest}, std::min(largest, 22.0), least, page_);
    layout_.arrangement = fit.part.arrangement;
    layout_.pages = fit.part.pages;
    layout_.page = fit.part.page;
    layout_.gap = {std::min(fit.gap.width(), 5.0), std::min(fit.gap.height(), 5.0)};
    cell = fit.cell;
  } else if (tensor_.size() > 0) {
    cell.width = std::min(largest, std::max(widest_, 1.0) / all.cols());
    if (cell.width > 2) cell.width = std::floor(cell.width);
    const double wanted = wantsNumbers_ && cell.width >= 30 ? 24 : std::min(16.0, cell.width * 0.9);
    cell.height = std::min(wanted, tallest / all.rows());
    layout_.gap = {0, 0};
  }
  layout_.setCells(cell);
  layout_.first.origin = {3, 3};  // room for the ring around a lit cell
  const HeatmapData numbers{tensor_.data, 1, static_cast<int>(tensor_.size())};
  if (wantsNumbers_) layout_.numbers = numbersThatFit({numbers}, layout_.first.cellWidth, layout_.first.cellHeight);
  const QSize size = tensor_.size() > 0 ? (layout_.bounds().size() + QSizeF(6, 6)).toSize() : QSize(6, 6);
  lit_.reset();
  if (std::exchange(size_, size) != size) updateGeometry();
  update();
}

std::vector<AxisSlider> TensorPanel::sliders(const QString& name) const {
  std::vector<AxisSlider> sliders;
  const core::Shape& shape = tensor_.shape();
  for (core::Index axis = 0; axis < leadingAxes(shape) && view_.reading == TensorReading::Slices; ++axis) {
    if (shape[axis] < 2) continue;
    const auto k = static_cast<std::size_t>(axis);
    const core::Index at = k < view_.inner.size() ? std::min(view_.inner[k], shape[axis] - 1) : 0;
    sliders.push_back({AxisSlider::What::Slice, 0, static_cast<int>(axis), static_cast<int>(shape[axis]), static_cast<int>(at),
                       tr("axis %1").arg(axis + 1), tr("Axis %1 of %2").arg(axis + 1).arg(name)});
  }
  if (layout_.pages > 1)
    sliders.push_back({AxisSlider::What::Page, 0, 0, layout_.pages, layout_.page, name, tr("Page of blocks")});
  return sliders;
}

void TensorPanel::setMarked(std::vector<core::Index> entries) {
  marked_ = std::move(entries);
  update();
}

void TensorPanel::setLit(std::optional<core::Index> entry) {
  if (lit_ == entry) return;
  lit_ = entry;
  update();
}

std::optional<core::Index> TensorPanel::entryAt(QPointF point) const {
  if (tensor_.size() == 0) return std::nullopt;
  const auto entry = layout_.entryAt(point);
  return entry ? std::optional(entry->second) : std::nullopt;
}

void TensorPanel::mouseMoveEvent(QMouseEvent* event) { emit pointedAt(entryAt(event->position())); }
void TensorPanel::leaveEvent(QEvent*) { emit pointedAt(std::nullopt); }

bool TensorPanel::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto entry = missing_ ? std::nullopt : entryAt(help->pos());
    if (!entry) return QToolTip::hideText(), true;
    const core::IndexVector index = core::indexVector(tensor_.shape(), *entry);
    QString number = significantText(tensor_[*entry], 10);
    if (std::ranges::binary_search(marked_, *entry)) number += tr(" (new and not set yet)");
    QToolTip::showText(help->globalPos(),
                       tensor_.shape().rank() == 0 ? number : indexText({index.data(), index.size()}) + ":  " + number, this);
    return true;
  }
  return QWidget::event(event);
}

void TensorPanel::paintEvent(QPaintEvent*) {
  if (tensor_.size() == 0) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  HeatmapStyle style;
  if (layout_.first.cellWidth < 8) style.gap = layout_.first.cellWidth < 4 ? 0 : 0.8;
  if (missing_) {
    for (core::Index block = 0; block < layout_.arrangement.blocks(); ++block) {
      if (layout_.arrangement.entryAt(block, {0, 0})) drawHatchedCells(painter, layout_.blockGeometry(block), style, *theme_);
    }
    return;
  }
  drawPanelCells(painter, layout_, tensor_.data, scale_, style, *theme_);
  if (layout_.first.cellWidth >= 4) {
    QPen dashed(theme_->local, 1.4);
    dashed.setDashPattern({2, 1.6});
    painter.setPen(dashed);
    painter.setBrush(Qt::NoBrush);
    for (const core::Index entry : marked_) {
      const QRectF at = entry < tensor_.size() ? layout_.rectOf(0, entry) : QRectF();
      if (!at.isEmpty()) painter.drawRect(at.adjusted(1, 1, -1, -1));
    }
  }
  if (!lit_ || *lit_ >= tensor_.size()) return;
  const QRectF cell = layout_.rectOf(0, *lit_);
  if (!cell.isEmpty()) drawRing(painter, cell, *theme_);
}

}  // namespace ui

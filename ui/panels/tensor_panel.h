#pragma once

#include <QWidget>
#include <optional>

#include "core/tensor/tensor.h"
#include "ui/figures/colour_map.h"
#include "ui/figures/heatmap_geometry.h"
#include "ui/figures/heatmap_numbers.h"

namespace ui {

/// A small heatmap of one tensor: the last axis runs to the right, all others downwards, with a rule between the slices of a tensor of rank 3 and more. Numbers
/// are written where the cells are large enough. Pointing at a cell lights it and is told, so that panels can light the same cell together.
class TensorPanel : public QWidget {
  Q_OBJECT

 public:
  explicit TensorPanel(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  /// `widest`: the most that the panel may take in px; `numbers`: whether cells may carry numbers (larger cells).
  void setTensor(core::Tensor tensor, const ColourScale& scale, double widest, bool numbers);
  /// Hatched cells of that shape: what has not arrived.
  void setMissing(const core::Shape& shape, double widest);
  const core::Tensor& tensor() const { return tensor_; }
  /// Lights one entry (flat index), or none.
  void setLit(std::optional<core::Index> entry);

  QSize sizeHint() const override { return size_; }
  QSize minimumSizeHint() const override { return size_; }

 signals:
  void pointedAt(std::optional<core::Index> entry);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  bool event(QEvent* event) override;

 private:
  void place(double widest, bool numbers);
  std::optional<core::Index> entryAt(QPointF point) const;

  const Theme* theme_ = &lightTheme();
  core::Tensor tensor_;
  ColourScale scale_;
  bool missing_ = false;
  HeatmapGeometry geometry_;
  CellNumbers numbers_;
  int blockRows_ = 0;
  QSize size_{0, 0};
  std::optional<core::Index> lit_;
};

}  // namespace ui

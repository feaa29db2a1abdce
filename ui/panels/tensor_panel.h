#pragma once

#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

#include "core/tensor/tensor.h"
#include "ui/figures/colour_map.h"
#include "ui/figures/equation_layout.h"

namespace ui {

/// A small heatmap of one tensor; of three axes and more a slice, small multiples or nested blocks. Numbers are written where the cells are large enough.
/// Pointing at a cell lights it and is told, so that panels can light the same cell together.
class TensorPanel : public QWidget {
  Q_OBJECT

 public:
  explicit TensorPanel(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  /// `widest`: the most that the panel may take in px; `numbers`: whether cells may carry numbers (larger cells).
  void setTensor(core::Tensor tensor, const ColourScale& scale, double widest, bool numbers);
  /// The same of numbers that stand elsewhere: `owner` keeps them, nothing is copied.
  void setTensor(core::TensorView tensor, std::shared_ptr<const void> owner, const ColourScale& scale, double widest, bool numbers);
  /// Hatched cells of that shape: what has not arrived.
  void setMissing(const core::Shape& shape, double widest);
  const core::TensorView& tensor() const { return tensor_; }
  /// How a tensor of three axes and more is read, where it is cut, and whether vectors stand as columns.
  void setView(const TensorView& view, int page = 0);
  const TensorView& view() const { return view_; }
  /// What is not shown and can be moved to.
  std::vector<AxisSlider> sliders(const QString& name) const;
  /// Whether the entry has a cell now.
  bool isShown(core::Index entry) const { return !layout_.rectOf(0, entry).isEmpty(); }
  /// Entries that wait to be set: they have a dashed edge, and their tooltip says so. Flat, ascending.
  void setMarked(std::vector<core::Index> entries);
  std::optional<core::Index> lit() const { return lit_; }
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
  void keep(core::Tensor tensor);
  void show(const ColourScale& scale, double widest, bool numbers);
  void place();
  std::optional<core::Index> entryAt(QPointF point) const;

  const Theme* theme_ = &lightTheme();
  core::TensorView tensor_;
  std::shared_ptr<const void> owner_;  ///< of the tensor's numbers
  ColourScale scale_;
  bool missing_ = false;
  TensorView view_{.reading = TensorReading::Slices};
  int page_ = 0;
  double widest_ = 0;
  bool wantsNumbers_ = false;
  PanelLayout layout_;
  QSize size_{0, 0};
  std::vector<core::Index> marked_;
  std::optional<core::Index> lit_;
};

}  // namespace ui

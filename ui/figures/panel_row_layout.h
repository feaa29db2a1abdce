#pragma once

#include <QSizeF>

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "ui/figures/equation_layout.h"
#include "ui/figures/panel_row.h"

namespace ui {

/// What the reader chose for the tensors of a row.
struct PanelRowOptions {
  TensorReading tensors = TensorReading::Slices;
  std::vector<core::IndexVector> cut = {};  ///< a panel each; missing ones are 0
  std::vector<int> page = {};
  bool columns = false;     ///< gradients of vectors stand as columns
  bool ownLegends = false;  ///< panels have scales of their own, with a legend below each
};

/// An entry of a panel of a row.
struct RowEntry {
  std::size_t panel = 0;
  core::Index entry = 0;
  bool operator==(const RowEntry&) const = default;
};

/// A row of panels laid out in an area: a plain value.
struct PanelRowLayout {
  QSizeF size;
  std::vector<PanelLayout> panels;
  std::vector<QPointF> headers;  ///< baselines of the titles
  std::vector<AxisSlider> sliders;
  bool hasTensors = false;  ///< something has more than two axes

  std::optional<RowEntry> entryAt(QPointF point) const;
  /// Empty where the entry is not shown.
  QRectF rectOf(const RowEntry& entry) const;
};

PanelRowLayout layoutPanelRow(const PanelRow& row, const PanelRowOptions& options, QSizeF size);
/// The options with a slider moved.
PanelRowOptions moved(PanelRowOptions options, const AxisSlider& slider, int at);

/// "x at i=(1,3,2): 0.53", for the tooltip.
QString entryTip(const PanelRow& row, const RowEntry& entry);

}  // namespace ui

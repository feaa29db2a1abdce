#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <optional>
#include <utility>

#include "ui/figures/heatmap_geometry.h"
#include "ui/figures/huge_picture.h"

namespace ui {

/// Where the parts of a huge equation lie in an area of a given size: a plain value that painting, pointing
/// and tests share. A rectangle is empty where there is no room for the part.
struct HugeLayout {
  QSizeF size;
  QRectF upstreamHeader, localHeader, blockHeader, downstreamHeader;
  QRectF upstream, downstream;  ///< the images of the gradients
  std::pair<core::Index, core::Index> upstreamExtent, downstreamExtent;  ///< rows and columns of these
  bool stacked =
      false;  ///< a row of upstream and downstream for each entry of the output: one of them is chosen
  QPointF upstreamLegend, localLegend, downstreamLegend;
  double upstreamBar = 0, localBar = 0, downstreamBar = 0;  ///< widths of the legends' bars; 0 without one
  QPointF times, equals;
  QRectF card;              ///< what the local gradient is
  QRectF overview;          ///< a square, one cell a pixel
  QRectF minimap;           ///< within the overview, while that is zoomed
  QRectF state;             ///< within the overview: how far its reading is
  QRectF block;             ///< one block
  QRectF field;             ///< where the number of the block is typed
  QRectF rowField;          ///< where the row of the stack is
  HeatmapGeometry numbers;  ///< the window of single numbers
  QRectF columnLabels, rowLabels;
  QRectF computed;  ///< how the product was computed, and the check
  QRectF sentence;  ///< the written inner product

  bool hasOverview() const { return !overview.isEmpty(); }
  core::Index overviewCells() const { return static_cast<core::Index>(overview.width()); }
  /// The entry of the local gradient at a point of the overview, of the block or of the numbers.
  std::optional<HugeEntry> overviewEntry(const HugePlace& place, QPointF point) const;
  std::optional<HugeEntry> blockEntry(const core::Window& shown, QPointF point) const;
  std::optional<HugeEntry> numbersEntry(const HugePlace& place, QPointF point) const;
  /// The entry of upstream or downstream at a point of its image.
  std::optional<EquationEntry> gradientEntry(const EquationContent& content, QPointF point) const;
  /// Where an entry, or a whole row of the stack, lies in the image of a gradient.
  QRectF rectOfGradient(const EquationContent& content, const EquationEntry& entry) const;
  QRectF rectOfRow(PanelRole role, core::Index row) const;
};

/// Below these heights of the area there is a smaller overview, a still smaller one, none.
inline constexpr double heightOfLargeOverview = 580;
inline constexpr double heightOfOverview = 370;
inline constexpr double heightOfSmallOverview = 291;

/// As how many rows and columns a gradient is drawn: one row for each of a stack, else its axes split where
/// the picture comes out twice as wide as high.
std::pair<core::Index, core::Index> gradientExtent(const core::Tensor& gradient, const core::Shape& stack);

/// How many single numbers are shown in an area of this size.
CellRange numbersShown(QSizeF size);

HugeLayout layoutHuge(const EquationContent& content, const HugePicture& picture, QSizeF size);

/// Where `part` lies in a drawing of `seen` that covers `area`; what is outside is cut off.
QRectF rectIn(const QRectF& area, const core::Window& seen, const core::Window& part);
/// The same, grown to at least `least` px a side so that it can be seen and grasped; empty where nothing of
/// it is seen.
QRectF frameIn(const QRectF& area, const core::Window& seen, const core::Window& part, double least);

}  // namespace ui

#include "ui/figures/heatmap_geometry.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double heightOfWidth = 40.0 / 52.0;
/// Flat panels may be this much wider than high; beyond that rows read as stripes.
constexpr double widestOfHeight = 1.8;

/// Whole pixels, unless less than one is left.
double whole(double pixels) { return pixels < 1 ? pixels : std::floor(pixels); }

}  // namespace

std::optional<Cell> HeatmapGeometry::cellAt(QPointF point) const {
  const double col = std::floor((point.x() - origin.x()) / cellWidth);
  const double row = std::floor((point.y() - origin.y()) / cellHeight);
  if (!(row >= 0 && row < rows && col >= 0 && col < cols)) return std::nullopt;
  return Cell{static_cast<int>(row), static_cast<int>(col)};
}

CellSize commonCellSize(std::span<const PanelExtent> panels, QSizeF available, QSizeF fixed, double widest) {
  double cols = 0;
  double rows = 1;
  for (const PanelExtent& panel : panels) {
    cols += panel.cols;
    rows = std::max<double>(rows, panel.rows);
  }
  cols = std::max(cols, 1.0);
  // Never nothing: a panel squeezed to death still needs a positive size to be drawn and hit.
  const double roomX = std::max(available.width() - fixed.width(), 1.0) / cols;
  const double roomY = std::max(available.height() - fixed.height(), 1.0) / rows;
  const double width = whole(std::min(roomX, widest));
  const double height = whole(std::min(roomY, std::max(width * heightOfWidth, std::min(width, 1.0))));
  return {whole(std::min(width, std::max(height * widestOfHeight, std::min(height, 1.0)))), height};
}

}  // namespace ui

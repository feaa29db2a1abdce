#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <optional>
#include <span>

namespace ui {

/// A cell of a matrix, counted from 0.
struct Cell {
  int row = 0;
  int col = 0;
  bool operator==(const Cell&) const = default;
};

/// A rectangle of cells: a cell, a row, a column or a block.
struct CellRange {
  int row = 0;
  int col = 0;
  int rows = 1;
  int cols = 1;
  bool operator==(const CellRange&) const = default;
};

/// Where the cells of a rows × cols heatmap lie.
struct HeatmapGeometry {
  QPointF origin{};  ///< top left corner of the first cell
  int rows = 1;
  int cols = 1;
  double cellWidth = 52;
  double cellHeight = 40;

  bool operator==(const HeatmapGeometry&) const = default;

  QSizeF size() const { return {cols * cellWidth, rows * cellHeight}; }
  QRectF bounds() const { return {origin, size()}; }

  /// The whole area of a cell, half of the gap to each neighbour included.
  QRectF rectOf(Cell cell) const { return rectOf(CellRange{cell.row, cell.col, 1, 1}); }
  QRectF rectOf(const CellRange& range) const {
    return {origin.x() + range.col * cellWidth, origin.y() + range.row * cellHeight, range.cols * cellWidth,
            range.rows * cellHeight};
  }

  /// The cell under a point; nothing outside.
  std::optional<Cell> cellAt(QPointF point) const;

  CellRange rowRange(int row) const { return {row, 0, 1, cols}; }
  CellRange columnRange(int col) const { return {0, col, rows, 1}; }
};

/// Cells of a panel, for choosing a common size.
struct PanelExtent {
  int rows = 1;
  int cols = 1;
};

struct CellSize {
  double width = 0;
  double height = 0;
  bool operator==(const CellSize&) const = default;
};

/// The cell size that all panels of a row share: whole pixels, as large as `available` permits after `fixed`
/// (brackets, operators and gaps beside the cells), at most `widest` wide and about as wide to high as 52
/// × 40. When not even 1 px is left for a cell, a fraction: the heatmap is then pooled.
CellSize commonCellSize(std::span<const PanelExtent> panels, QSizeF available, QSizeF fixed,
                        double widest = 62);

}  // namespace ui

#include <algorithm>
#include <cmath>
#include <map>

#include "ui/figures/equation_layout.h"

namespace ui {
namespace {

using core::Index;

/// A row or column of more cells than this is outlined as a whole or not at all.
constexpr Index mostOutlined = 4096;
constexpr Index mostSearched = 20'000;

}  // namespace

void PanelLayout::setCells(CellSize cell) {
  // A panel of images keeps at least this extent, so that a row of thousands can be seen at all.
  constexpr double least = 14;
  first.rows = arrangement.rows();
  first.cols = arrangement.cols();
  const int cols = first.cols * arrangement.outerCols();
  const int rows = first.rows * arrangement.outerRows();
  first.cellWidth = cols > 0 ? std::max(cell.width, least / cols) : cell.width;
  first.cellHeight = rows > 0 ? std::max(cell.height, least / rows) : cell.height;
  pitch = first.size() + gap;
}

HeatmapGeometry PanelLayout::blockGeometry(Index block) const {
  HeatmapGeometry geometry = first;
  const auto row = static_cast<double>(block / arrangement.outerCols());
  const auto col = static_cast<double>(block % arrangement.outerCols());
  geometry.origin += QPointF(col * pitch.width(), row * pitch.height());
  return geometry;
}

QRectF PanelLayout::bounds() const {
  return {first.origin, first.size() + QSizeF((arrangement.outerCols() - 1) * pitch.width(),
                                              (arrangement.outerRows() - 1) * pitch.height())};
}

QRectF PanelLayout::rectOf(Index row, Index column) const {
  if (arrangement.entries() == 0) return {};
  const std::optional<BlockCell> place = arrangement.placeOf(row * columns + column);
  return place ? blockGeometry(place->block).rectOf(place->cell) : QRectF();
}

std::optional<std::pair<Index, Index>> PanelLayout::entryAt(QPointF point) const {
  if (pooled || arrangement.entries() == 0) return std::nullopt;
  const QPointF from = point - first.origin;
  const auto blockOn = [](double at, double step, int count) {
    return count == 1 ? 0 : std::clamp(static_cast<int>(std::floor(at / step)), 0, count - 1);
  };
  const Index block =
      Index(blockOn(from.y(), pitch.height(), arrangement.outerRows())) * arrangement.outerCols() +
      blockOn(from.x(), pitch.width(), arrangement.outerCols());
  const std::optional<Cell> cell = blockGeometry(block).cellAt(point);
  if (!cell) return std::nullopt;
  const std::optional<Index> entry = arrangement.entryAt(block, *cell);
  if (!entry) return std::nullopt;
  return std::pair(*entry / columns, *entry % columns);
}

std::vector<QRectF> PanelLayout::outlines(std::optional<Index> row, std::optional<Index> column) const {
  std::vector<QRectF> rects;
  if (pooled || arrangement.entries() == 0 || columns == 0) return rects;
  const Index rows = arrangement.entries() / columns;
  if ((!row || rows == 1) && !column) {
    // Everything that is shown.
    for (Index block = 0; block < std::min(arrangement.blocks(), mostOutlined); ++block) {
      if (arrangement.entryAt(block, {0, 0})) rects.push_back(blockGeometry(block).bounds());
    }
    return rects;
  }
  std::map<Index, std::vector<Cell>> cells;
  const Index count = (row ? 1 : rows) * (column ? 1 : columns);
  if (count <= mostOutlined) {
    for (Index r = row.value_or(0); r < (row ? *row + 1 : rows); ++r) {
      for (Index c = column.value_or(0); c < (column ? *column + 1 : columns); ++c) {
        const std::optional<BlockCell> place = arrangement.placeOf(r * columns + c);
        if (place) cells[place->block].push_back(place->cell);
      }
    }
  } else if (arrangement.isPlain()) {
    const QRectF begin = rectOf(row.value_or(0), column.value_or(0));
    return {begin.united(rectOf(row.value_or(rows - 1), column.value_or(columns - 1)))};
  } else if (arrangement.cells() <= mostSearched) {
    // Most of it is in other slices and on other pages: what is shown is gone through instead.
    for (Index block = 0; block < arrangement.blocks(); ++block) {
      for (int r = 0; r < arrangement.rows(); ++r) {
        for (int c = 0; c < arrangement.cols(); ++c) {
          const std::optional<Index> entry = arrangement.entryAt(block, {r, c});
          if (!entry || (row && *entry / columns != *row) || (column && *entry % columns != *column))
            continue;
          cells[block].push_back({r, c});
        }
      }
    }
  }
  for (const auto& [block, members] : cells) {
    const HeatmapGeometry geometry = blockGeometry(block);
    const auto [top, bottom] = std::ranges::minmax(members, {}, &Cell::row);
    const auto [left, right] = std::ranges::minmax(members, {}, &Cell::col);
    const CellRange box{top.row, left.col, bottom.row - top.row + 1, right.col - left.col + 1};
    if (static_cast<Index>(members.size()) == Index(box.rows) * box.cols) {
      rects.push_back(geometry.rectOf(box));
    } else {
      for (const Cell cell : members) rects.push_back(geometry.rectOf(cell));
    }
  }
  return rects;
}

}  // namespace ui

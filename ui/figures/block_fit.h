#pragma once

#include <QSizeF>

#include <utility>
#include <vector>

#include "ui/figures/arrangement.h"
#include "ui/figures/heatmap_geometry.h"

namespace ui {

/// Small multiples are at most so many a side; the others are on further pages.
inline constexpr int mostMultiples = 8;

/// A part of the blocks of an arrangement.
struct BlockPage {
  Arrangement arrangement;
  int pages = 1;
  int page = 0;
};

/// The page of `all` with `rows` × `cols` blocks of its grid, of a list the blocks `rows`. Pages that do not
/// exist give the last one.
BlockPage pageOf(const Arrangement& all, int rows, int cols, int page);

/// Distances between blocks: narrower where there are many.
QSizeF blockGap(int rows, int cols);
/// Whether brackets around each block have room in such gaps.
bool hasBrackets(QSizeF gap);

/// Blocks with their cells.
QSizeF blocksSize(const Arrangement& arrangement, CellSize cell, QSizeF gap);

/// Blocks fitted into an area: as many as stay legible, lists wrapped.
struct BlockFit {
  BlockPage part;
  CellSize cell;
  QSizeF gap;
};
/// No cell is wider than `widest`; blocks go to further pages before cells get narrower than `least`, but one
/// block is shown whatever its cells are.
BlockFit fitBlocks(const Arrangement& all, QSizeF room, double widest, double least, int page);

/// Numbers of pages worth trying, largest first: (rows, columns) of a grid, (blocks, 1) of a list.
std::vector<std::pair<int, int>> pageSizes(const Arrangement& all);

}  // namespace ui

#pragma once

#include "core/linear_map/linear_map.h"

namespace ui {

/// The parts in which a huge local gradient is looked at: the blocks of its structure, or stretches of 256
/// rows and columns where it has none of a size that fits a panel.
struct BlockGrid {
  core::Index rows = 0;  ///< of the whole matrix
  core::Index columns = 0;
  core::Index blockRows = 1;
  core::Index blockColumns = 1;
  bool isPattern = false;   ///< blocks of the structure, not mere stretches
  bool onDiagonal = false;  ///< only the blocks (k, k) hold entries

  bool operator==(const BlockGrid&) const = default;
  core::Window whole() const { return {0, 0, rows, columns}; }
  core::Index rowBlocks() const { return (rows + blockRows - 1) / blockRows; }
  core::Index columnBlocks() const { return (columns + blockColumns - 1) / blockColumns; }
  /// How many blocks can be named by a number: those on the diagonal, or all of them.
  core::Index count() const { return onDiagonal ? rowBlocks() : rowBlocks() * columnBlocks(); }
};

/// A block by its place in the grid.
struct BlockPlace {
  core::Index row = 0;
  core::Index column = 0;
  bool operator==(const BlockPlace&) const = default;
};

BlockGrid blockGrid(const core::LinearMap& map);
/// The block that holds an entry.
BlockPlace blockAt(const BlockGrid& grid, core::Index row, core::Index column);
/// The block with a number (from 0), and the number of a block; −1 for one off the diagonal.
BlockPlace blockOf(const BlockGrid& grid, core::Index number);
core::Index numberOf(const BlockGrid& grid, BlockPlace place);
/// The entries of a block.
core::Window windowOf(const BlockGrid& grid, BlockPlace place);
/// The entries that a panel shows of a block: small blocks with their neighbours, so that there is something
/// to see.
core::Window shownWindow(const BlockGrid& grid, BlockPlace place);
/// The rows that can hold entries of a column: those of its block where blocks lie on the diagonal, else all.
core::Window columnWindow(const BlockGrid& grid, core::Index column);

}  // namespace ui

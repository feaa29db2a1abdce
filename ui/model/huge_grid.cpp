#include "ui/model/huge_grid.h"

#include <algorithm>

namespace ui {
namespace {

using core::Index;

/// Of the stretches where the structure has no blocks.
constexpr Index stretch = 256;
/// Larger blocks are looked at in stretches too.
constexpr Index largestBlock = 8192;
/// Smaller ones are shown with their neighbours.
constexpr Index leastShown = 64;

/// `count` widened to `wanted` about its middle, within 0 … `all`.
void widen(Index& first, Index& count, Index wanted, Index all) {
  wanted = std::min(wanted, all);
  if (count >= wanted) return;
  first = std::clamp<Index>(first - (wanted - count) / 2, 0, all - wanted);
  count = wanted;
}

}  // namespace

BlockGrid blockGrid(const core::LinearMap& map) {
  BlockGrid grid{.rows = map.rows(), .columns = map.columns()};
  const core::Pattern pattern = map.pattern();
  const bool several = pattern.rowBlocks * pattern.columnBlocks > 1;
  if (several && pattern.blockRows > 0 && pattern.blockColumns > 0 && pattern.blockRows <= largestBlock &&
      pattern.blockColumns <= largestBlock) {
    grid.blockRows = pattern.blockRows;
    grid.blockColumns = pattern.blockColumns;
    grid.isPattern = true;
    grid.onDiagonal = pattern.onDiagonal;
  } else {
    grid.blockRows = std::clamp<Index>(grid.rows, 1, stretch);
    grid.blockColumns = std::clamp<Index>(grid.columns, 1, stretch);
  }
  return grid;
}

BlockPlace blockAt(const BlockGrid& grid, Index row, Index column) {
  return {row / grid.blockRows, column / grid.blockColumns};
}

BlockPlace blockOf(const BlockGrid& grid, Index number) {
  if (grid.onDiagonal) return {number, number};
  return {number / grid.columnBlocks(), number % grid.columnBlocks()};
}

Index numberOf(const BlockGrid& grid, BlockPlace place) {
  if (grid.onDiagonal) return place.row == place.column ? place.row : -1;
  return place.row * grid.columnBlocks() + place.column;
}

core::Window windowOf(const BlockGrid& grid, BlockPlace place) {
  const Index row = place.row * grid.blockRows;
  const Index column = place.column * grid.blockColumns;
  return {row, column, std::min(grid.blockRows, grid.rows - row),
          std::min(grid.blockColumns, grid.columns - column)};
}

core::Window shownWindow(const BlockGrid& grid, BlockPlace place) {
  core::Window window = windowOf(grid, place);
  widen(window.row, window.rowCount, leastShown, grid.rows);
  widen(window.column, window.columnCount, leastShown, grid.columns);
  return window;
}

core::Window columnWindow(const BlockGrid& grid, Index column) {
  if (!grid.onDiagonal) return {0, column, grid.rows, 1};
  const Index number = column / grid.blockColumns;
  const core::Window block = windowOf(grid, {number, number});
  return {block.row, column, block.rowCount, 1};
}

}  // namespace ui

#include "ui/model/huge_place.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

using core::Index;

/// The overview is not zoomed in further than to so many rows and columns.
constexpr Index fewest = 8;

/// The new stretch of one axis.
void zoomAxis(Index& first, Index& count, Index all, Index cells, double at, double factor) {
  const Index entry = first + stepsTo(at, count, cells);
  const double wanted = std::round(static_cast<double>(count) / factor);
  Index next = static_cast<Index>(std::clamp(wanted, 1.0, static_cast<double>(all)));
  // Rounding must not keep a small stretch from changing at all.
  if (next == count && factor != 1) next += factor > 1 ? -1 : 1;
  next = std::clamp(next, std::min(fewest, all), all);
  first = std::clamp<Index>(entry - stepsTo(at, next, cells), 0, all - next);
  count = next;
}

/// Moves a stretch just so far that it holds `entry`.
Index held(Index first, Index count, Index entry) {
  return entry < first ? entry : std::max(first, entry - count + 1);
}

}  // namespace

HugePlace firstPlace(const BlockGrid& grid, Index rows, Index columns) {
  return {grid.whole(), {0, 0, std::min(rows, grid.rows), std::min(columns, grid.columns)}};
}

Index stepsTo(double fraction, Index count, Index cells) {
  if (count <= 0) return 0;
  const double share = std::clamp(fraction, 0.0, 1.0);
  const Index drawn = std::min(count, cells);
  const Index cell = std::min(static_cast<Index>(share * static_cast<double>(drawn)), drawn - 1);
  // Cells begin where `core::CellAxis` lets them begin: within the cell as far as the fraction says.
  const Index begin = cell * (count / drawn) + cell * (count % drawn) / drawn;
  const Index end = (cell + 1) * (count / drawn) + (cell + 1) * (count % drawn) / drawn;
  return std::clamp(static_cast<Index>(share * static_cast<double>(count)), begin, end - 1);
}

HugeEntry entryAt(const core::Window& seen, Index cells, double down, double across) {
  return {seen.row + stepsTo(down, seen.rowCount, cells),
          seen.column + stepsTo(across, seen.columnCount, cells)};
}

core::Window zoomed(const BlockGrid& grid, const core::Window& seen, Index cells, double down, double across,
                    double factor) {
  core::Window next = seen;
  zoomAxis(next.row, next.rowCount, grid.rows, cells, down, factor);
  zoomAxis(next.column, next.columnCount, grid.columns, cells, across, factor);
  return next;
}

core::Window moved(const BlockGrid& grid, core::Window window, Index rows, Index columns) {
  window.row = std::clamp<Index>(window.row + rows, 0, std::max<Index>(grid.rows - window.rowCount, 0));
  window.column =
      std::clamp<Index>(window.column + columns, 0, std::max<Index>(grid.columns - window.columnCount, 0));
  return window;
}

core::Window centred(const BlockGrid& grid, core::Window window, HugeEntry entry) {
  return moved(grid, window, entry.row - window.rowCount / 2 - window.row,
               entry.column - window.columnCount / 2 - window.column);
}

core::Window holding(const BlockGrid& grid, core::Window window, HugeEntry entry) {
  return moved(grid, window, held(window.row, window.rowCount, entry.row) - window.row,
               held(window.column, window.columnCount, entry.column) - window.column);
}

bool contains(const core::Window& window, HugeEntry entry) {
  return entry.row >= window.row && entry.row < window.rowEnd() && entry.column >= window.column &&
         entry.column < window.columnEnd();
}

}  // namespace ui

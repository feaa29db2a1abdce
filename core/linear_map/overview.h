#pragma once

#include <cstdint>
#include <vector>

#include "core/linear_map/reading.h"

namespace core {

/// A number as a whole number that is larger where the magnitude is: NaN above infinity, and of a number and
/// its negative the positive one is larger. So the entry that stands for many is the maximum of their keys,
/// in whatever order they come.
using EntryKey = std::uint64_t;

/// The key of no entry at all; every entry's is larger.
constexpr EntryKey noEntry = 0;
EntryKey keyOf(double entry);
/// The largest key of entries[0], entries[step], …, `count` of them; `noEntry` for none.
EntryKey largestKey(const double* entries, Index count, Index step);
/// The inverse of `keyOf`; 0 for no entry.
double entryOf(EntryKey key);

/// `count` rows (or columns) from `first` on, cut into `cells` stretches whose lengths differ by at most one.
class CellAxis {
public:
  /// Where more cells are wanted than there are rows, every row is a cell.
  CellAxis(Index first, Index count, Index wantedCells);

  Index cells() const { return cells_; }
  /// The first row of a cell; for `cells()` the row behind the last one.
  Index begin(Index cell) const { return bounds_[static_cast<std::size_t>(cell)]; }
  Index end(Index cell) const { return bounds_[static_cast<std::size_t>(cell) + 1]; }
  /// The cell that holds `row`, which lies within the axis.
  Index cellOf(Index row) const;
  /// How many of row, row + step, … lie in `cell`, `row` itself being one; at most `most`.
  Index stay(Index cell, Index row, Index step, Index most) const;

private:
  Index first_;
  Index cells_;
  double cellsPerRow_;
  std::vector<Index> bounds_;
};

/// A map too large to be drawn, pooled: each cell stands for the entries of some neighbouring rows and
/// columns and holds the one of largest magnitude, with its sign. A NaN counts as larger than all; of a
/// number and its negative the positive one is taken. Exact: every entry has been regarded once the reading
/// is through. While it runs the cells hold what was found so far.
class Overview {
public:
  /// At most `rowCells` × `columnCells` cells over `window`: never more than there are rows and columns.
  Overview(const Window& window, Index rowCells, Index columnCells);

  const Window& window() const { return window_; }
  const CellAxis& rows() const { return rows_; }
  const CellAxis& columns() const { return columns_; }
  /// Whether the cell holds an entry that may differ from 0 by structure.
  bool holdsEntries(Index rowCell, Index columnCell) const { return key(rowCell, columnCell) != noEntry; }
  /// The entry of largest magnitude in the cell; 0 where there is none.
  double value(Index rowCell, Index columnCell) const { return entryOf(key(rowCell, columnCell)); }
  EntryKey key(Index rowCell, Index columnCell) const { return keys_[position(rowCell, columnCell)]; }

  /// Regards entries, all of which lie in the window.
  void add(const Run& run);
  void add(Index rowCell, Index columnCell, EntryKey key);

private:
  std::size_t position(Index rowCell, Index columnCell) const {
    return static_cast<std::size_t>(rowCell * columns_.cells() + columnCell);
  }

  Window window_;
  CellAxis rows_;
  CellAxis columns_;
  std::vector<EntryKey> keys_;
};

}  // namespace core

#include "core/linear_map/overview.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace core {

// The bits of a number without its sign grow with its magnitude; the sign goes to the lowest place.
EntryKey keyOf(double entry) {
  const EntryKey key = std::rotl(std::bit_cast<std::uint64_t>(entry), 1) ^ 1;
  return std::max<EntryKey>(key, 1);  // −0 counts as 0
}

EntryKey largestKey(const double* entries, Index count, Index step) {
  EntryKey largest = noEntry;
  for (Index n = 0; n < count; ++n) largest = std::max(largest, keyOf(entries[n * step]));
  return largest;
}

double entryOf(EntryKey key) { return key == noEntry ? 0 : std::bit_cast<double>(std::rotr(key ^ 1, 1)); }

CellAxis::CellAxis(Index first, Index count, Index wantedCells)
    : first_(first),
      cells_(std::min(count, wantedCells)),
      cellsPerRow_(static_cast<double>(cells_) / static_cast<double>(std::max<Index>(count, 1))),
      bounds_(static_cast<std::size_t>(cells_) + 1, first) {
  assert(count >= 0 && wantedCells >= 0);
  if (cells_ == 0) return;
  const Index length = count / cells_;
  const Index rest = count % cells_;
  for (Index cell = 0; cell <= cells_; ++cell) {
    bounds_[static_cast<std::size_t>(cell)] = first + cell * length + cell * rest / cells_;
  }
}

Index CellAxis::cellOf(Index row) const {
  Index cell = std::min(static_cast<Index>(static_cast<double>(row - first_) * cellsPerRow_), cells_ - 1);
  while (row < begin(cell)) --cell;
  while (row >= end(cell)) ++cell;
  return cell;
}

Index CellAxis::stay(Index cell, Index row, Index step, Index most) const {
  if (step == 0) return most;
  if (step == 1) return std::min(most, end(cell) - row);
  return std::min(most, step > 0 ? (end(cell) - row + step - 1) / step : (row - begin(cell)) / -step + 1);
}

Overview::Overview(const Window& window, Index rowCells, Index columnCells)
    : window_(window),
      rows_(window.row, window.rowCount, rowCells),
      columns_(window.column, window.columnCount, columnCells),
      keys_(static_cast<std::size_t>(rows_.cells() * columns_.cells()), noEntry) {}

void Overview::add(const Run& run) {
  Index done = 0;
  while (done < run.count) {
    const Index row = run.row + done * run.rowStep;
    const Index column = run.column + done * run.columnStep;
    const Index rowCell = rows_.cellOf(row);
    const Index columnCell = columns_.cellOf(column);
    const Index most = rows_.stay(rowCell, row, run.rowStep, run.count - done);
    const Index length = columns_.stay(columnCell, column, run.columnStep, most);
    const Index read = run.valueStep == 0 ? 1 : length;
    add(rowCell, columnCell, largestKey(run.values + done * run.valueStep, read, run.valueStep));
    done += length;
  }
}

void Overview::add(Index rowCell, Index columnCell, EntryKey key) {
  EntryKey& cell = keys_[position(rowCell, columnCell)];
  cell = std::max(cell, key);
}

}  // namespace core

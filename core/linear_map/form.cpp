#include "core/linear_map/form.h"

#include <algorithm>

#include "core/linear_map/largest.h"

namespace core {
namespace {

constexpr Index entriesAtOnce = Index(1) << 16;

/// Calls `visitor` with each stretch of entries in the line that are not 0.
void visitStretches(Index row, Index column, std::span<const double> line, const RunVisitor& visitor) {
  const auto differs = [](double entry) { return entry != 0; };
  auto from = std::find_if(line.begin(), line.end(), differs);
  while (from != line.end()) {
    const auto to = std::find_if_not(from, line.end(), differs);
    visitor({.row = row, .column = column + (from - line.begin()), .count = to - from, .values = &*from});
    from = std::find_if(to, line.end(), differs);
  }
}

}  // namespace

Pattern Form::pattern() const {
  return {.kind = structure(), .inside = structure(), .blockRows = rows, .blockColumns = columns};
}

Pattern Form::blocksOnDiagonal(Index blocks, Structure inside) const {
  if (blocks < 1) return Form::pattern();
  return {.kind = structure(),
          .inside = inside,
          .rowBlocks = blocks,
          .columnBlocks = blocks,
          .blockRows = rows / blocks,
          .blockColumns = columns / blocks,
          .onDiagonal = true};
}

void Form::readBlock(Index row, Index column, Index rowCount, Index columnCount,
                     std::span<double> block) const {
  std::size_t k = 0;
  for (Index j = row; j < row + rowCount; ++j) {
    for (Index i = column; i < column + columnCount; ++i) block[k++] = entry(j, i);
  }
}

void Form::readSample(const Steps& someRows, const Steps& someColumns, std::span<double> sample,
                      const Watch& watch) const {
  const Index width = someColumns.count;
  const bool asBlock = someColumns.step == 1 || width == 1;
  // So many neighbouring rows at once that a piece takes a moment.
  const bool neighbours = someRows.step == 1;
  const Index most =
      asBlock && neighbours ? std::max<Index>(1, entriesAtOnce / std::max<Index>(1, width)) : 1;
  Pace pace(watch, someRows.count);
  for (Index j = 0; j < someRows.count; j += most) {
    const Index count = std::min(most, someRows.count - j);
    const Index row = someRows.first + j * someRows.step;
    double* const to = sample.data() + j * width;
    if (asBlock) {
      readBlock(row, someColumns.first, count, width, {to, static_cast<std::size_t>(count * width)});
    } else {
      for (Index i = 0; i < width; ++i) to[i] = entry(row, someColumns.first + i * someColumns.step);
    }
    pace.advance(count, count * width);
  }
}

void Form::visit(const Window& window, const RunVisitor& visitor, const Watch& watch) const {
  const Index width = std::min(window.columnCount, entriesAtOnce);
  if (width == 0 || window.rowCount == 0) return;
  const Index height = std::min(window.rowCount, entriesAtOnce / width);
  std::vector<double> block(static_cast<std::size_t>(width * height));
  Pace pace(watch, window.rowCount);
  for (Index row = window.row; row < window.rowEnd(); row += height) {
    const Index rowCount = std::min(height, window.rowEnd() - row);
    for (Index column = window.column; column < window.columnEnd(); column += width) {
      const Index columnCount = std::min(width, window.columnEnd() - column);
      const std::span<double> part(block.data(), static_cast<std::size_t>(rowCount * columnCount));
      readBlock(row, column, rowCount, columnCount, part);
      for (Index j = 0; j < rowCount; ++j) {
        visitStretches(
            row + j, column,
            part.subspan(static_cast<std::size_t>(j * columnCount), static_cast<std::size_t>(columnCount)),
            visitor);
      }
      pace.advance(0, rowCount * columnCount);
    }
    pace.advance(rowCount, 0);
  }
}

void Form::overview(Overview& cells, const Watch& watch) const {
  visit(
      cells.window(), [&cells](const Run& run) { cells.add(run); }, watch);
}

std::vector<FlatEntry> Form::largest(Index count, const Watch& watch) const {
  return largestByOverviews(*this, count, watch);
}

}  // namespace core

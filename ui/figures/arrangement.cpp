#include "ui/figures/arrangement.h"

#include <algorithm>
#include <limits>

namespace ui {
namespace {

using core::Index;
using core::Shape;

/// The size of the last axis where there are more: blocks of a flattened axis end after so many.
int lastOfMany(const Shape& shape) {
  return shape.rank() > 1 ? static_cast<int>(shape[shape.rank() - 1]) : 0;
}

}  // namespace

Index Arrangement::positionOn(const Axes& axes, Index entry) {
  Index position = 0;
  for (const Axis& axis : axes) position = position * axis.size + entry / axis.stride % axis.size;
  return position;
}

Index Arrangement::entryOf(const Axes& axes, Index position) {
  Index entry = 0;
  for (auto axis = axes.rbegin(); axis != axes.rend(); ++axis) {
    entry += position % axis->size * axis->stride;
    position /= axis->size;
  }
  return entry;
}

Index Arrangement::extent(const Axes& axes) {
  Index product = 1;
  for (const Axis& axis : axes) product *= axis.size;
  return product;
}

/// Axes take turns from the last one on: across, down, across, …; a single axis lies as a row or stands as a
/// column.
void Arrangement::spread(const Shape& shape, Index stride, bool vectorIsRow, Axes& down, Axes& across) {
  bool isAcross = shape.rank() != 1 || vectorIsRow;
  for (Index axis = shape.rank() - 1; axis >= 0; --axis) {
    Axes& axes = isAcross ? across : down;
    axes.insert(axes.begin(), {shape[axis], stride});
    stride *= shape[axis];
    isAcross = !isAcross;
  }
}

void Arrangement::measure(Index entries) {
  entries_ = entries;
  outerRows_ = static_cast<int>(extent(outerDown_));
  outerCols_ = static_cast<int>(extent(outerAcross_));
  rows_ = static_cast<int>(extent(down_));
  cols_ = static_cast<int>(extent(across_));
}

Arrangement Arrangement::gradient(const Shape& stack, const Shape& own, Reading reading) {
  Arrangement result;
  const Index size = own.size();
  if (reading == Reading::Flat || own.rank() <= 1) {
    result.down_ = {{stack.size(), std::max<Index>(size, 1)}};
    result.across_ = {{size, 1}};
    result.ruleCols_ = lastOfMany(own);
  } else {
    // The last two axes make a block; the axes before them, and the seeds, the grid of blocks.
    const Index rank = own.rank();
    const Shape blocks = core::axesBetween(own, 0, rank - 2);
    spread(core::axesBetween(own, rank - 2, rank), 1, true, result.down_, result.across_);
    const Index block = own[rank - 1] * own[rank - 2];
    spread(blocks, block, true, result.outerDown_, result.outerAcross_);
    if (stack.size() != 1) result.outerDown_.insert(result.outerDown_.begin(), {stack.size(), size});
    result.plain_ = rank == 2 && stack.size() == 1;
  }
  result.measure(stack.size() * size);
  return result;
}

Arrangement Arrangement::local(const Shape& output, const Shape& input, Reading reading) {
  Arrangement result;
  const Index columns = input.size();
  switch (reading) {
    case Reading::Flat:
      result.down_ = {{output.size(), std::max<Index>(columns, 1)}};
      result.across_ = {{columns, 1}};
      result.ruleRows_ = lastOfMany(output);
      result.ruleCols_ = lastOfMany(input);
      break;
    case Reading::VectorOfArrays:
      result.outerDown_ = {{output.size(), std::max<Index>(columns, 1)}};
      spread(input, 1, true, result.down_, result.across_);
      result.plain_ = output.size() == 1 && input.rank() <= 2;
      break;
    case Reading::MatrixOfBlocks:
      spread(output, std::max<Index>(columns, 1), false, result.outerDown_, result.outerAcross_);
      spread(input, 1, true, result.down_, result.across_);
      result.plain_ = output.size() == 1 && input.rank() <= 2;
      break;
  }
  if (reading != Reading::Flat && input.rank() > 2) {
    result.ruleCols_ = static_cast<int>(input[input.rank() - 1]);
    if (input.rank() > 3) result.ruleRows_ = static_cast<int>(input[input.rank() - 2]);
  }
  result.measure(output.size() * columns);
  return result;
}

Arrangement Arrangement::wrapped(int columns) const {
  columns = std::min(columns, outerRows_);
  if (outerCols_ != 1 || outerDown_.size() != 1 || columns <= 1) return *this;
  Arrangement result = *this;
  const Index stride = outerDown_.front().stride;
  result.outerDown_ = {{(outerRows_ + columns - 1) / columns, stride * columns}};
  result.outerAcross_ = {{columns, stride}};
  result.plain_ = false;
  result.measure(entries_);
  return result;
}

BlockCell Arrangement::placeOf(Index entry) const {
  const Index block = positionOn(outerDown_, entry) * outerCols_ + positionOn(outerAcross_, entry);
  return {block, {static_cast<int>(positionOn(down_, entry)), static_cast<int>(positionOn(across_, entry))}};
}

std::optional<Index> Arrangement::entryAt(Index block, Cell cell) const {
  if (entries_ == 0) return std::nullopt;
  const Index entry = entryOf(outerDown_, block / outerCols_) + entryOf(outerAcross_, block % outerCols_) +
                      entryOf(down_, cell.row) + entryOf(across_, cell.col);
  if (entry >= entries_) return std::nullopt;
  return entry;
}

std::vector<double> Arrangement::gather(std::span<const double> numbers, Index block) const {
  if (plain_) return {numbers.begin(), numbers.end()};
  std::vector<double> result;
  result.reserve(static_cast<std::size_t>(rows_) * static_cast<std::size_t>(cols_));
  for (int row = 0; row < rows_; ++row) {
    for (int col = 0; col < cols_; ++col) {
      const std::optional<Index> entry = entryAt(block, {row, col});
      result.push_back(entry ? numbers[static_cast<std::size_t>(*entry)]
                             : std::numeric_limits<double>::quiet_NaN());
    }
  }
  return result;
}

}  // namespace ui

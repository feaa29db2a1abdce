#include "ui/figures/arrangement.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ui {
namespace {

using core::Index;
using core::Shape;

/// Rules stand at least so far apart, px.
constexpr double leastRule = 12;

Shape lastTwo(const Shape& shape) { return core::axesBetween(shape, leadingAxes(shape), shape.rank()); }
Shape leading(const Shape& shape) { return core::axesBetween(shape, 0, leadingAxes(shape)); }

}  // namespace

/// The extents of the blocks of a flattened shape: of the last axis, of the last two, …
Arrangement::Rules Arrangement::rulesOf(const Shape& shape) {
  Rules rules;
  Index extent = 1;
  for (Index axis = shape.rank() - 1; axis > 0; --axis) {
    extent *= shape[axis];
    if (extent > 1 && shape[axis - 1] > 1) rules.push_back(static_cast<int>(extent));
  }
  return rules;
}

int Arrangement::coarseEnough(const Rules& rules, double cell) {
  const auto found = std::ranges::find_if(rules, [cell](int rule) { return rule * cell >= leastRule; });
  return found != rules.end() ? *found : 0;
}

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
    axes.insert(axes.begin(), {shape[axis], std::max<Index>(stride, 1)});
    stride *= shape[axis];
    isAcross = !isAcross;
  }
}

/// A divisor of the number of slices, so that no place of the grid stays empty.
Index Arrangement::tilesAcross(const Shape& shape) {
  const Shape slice = lastTwo(shape);
  const Index count = leading(shape).size();
  Index best = 1;
  double least = std::numeric_limits<double>::infinity();
  for (Index across = 1; across <= count && slice.size() > 0; ++across) {
    if (count % across != 0) continue;
    const double width = static_cast<double>(across * slice[1]), height = static_cast<double>(count / across * slice[0]);
    const double away = std::abs(std::log(width / height) - std::log(1.3));
    if (away >= least) continue;
    least = away;
    best = across;
  }
  return best;
}

void Arrangement::tile(const Shape& shape, Index stride, bool vectorIsRow, Axes& down, Axes& across) {
  if (leadingAxes(shape) > 0) {
    const Index tiles = tilesAcross(shape), step = stride * strideOfTwoAxes(shape);
    const Index rows = tiles > 0 ? leading(shape).size() / tiles : 0;
    if (rows != 1) down.push_back({rows, std::max<Index>(step * tiles, 1)});
    if (tiles != 1) across.push_back({tiles, std::max<Index>(step, 1)});
  }
  Axes sliceDown, sliceAcross;
  spread(lastTwo(shape), stride, vectorIsRow, sliceDown, sliceAcross);
  down.insert(down.end(), sliceDown.begin(), sliceDown.end());
  across.insert(across.end(), sliceAcross.begin(), sliceAcross.end());
}

Index Arrangement::strideOfTwoAxes(const Shape& shape) { return std::max<Index>(lastTwo(shape).size(), 1); }

/// Cuts the leading axes of a half whose entries are `stride` apart.
void Arrangement::fix(const Shape& shape, Index stride, const core::IndexVector& at) {
  stride *= strideOfTwoAxes(shape);
  for (Index axis = leadingAxes(shape) - 1; axis >= 0; --axis) {
    const auto k = static_cast<std::size_t>(axis);
    const Index place = k < at.size() ? std::clamp<Index>(at[k], 0, std::max<Index>(shape[axis] - 1, 0)) : 0;
    fixed_.push_back({{shape[axis], stride}, place});
    offset_ += place * stride;
    stride *= std::max<Index>(shape[axis], 1);
  }
}

void Arrangement::ruleInside(const Shape& shape, TensorReading reading) {
  if (reading == TensorReading::Multiples && leadingAxes(shape) > 0) {
    const Index tiles = tilesAcross(shape);
    if (tiles > 1) ruleCols_ = {static_cast<int>(shape[shape.rank() - 1])};
    if (tiles < leading(shape).size()) ruleRows_ = {static_cast<int>(shape[shape.rank() - 2])};
    return;
  }
  if (shape.rank() > 2) ruleCols_ = {static_cast<int>(shape[shape.rank() - 1])};
  if (shape.rank() > 3) ruleRows_ = {static_cast<int>(shape[shape.rank() - 2])};
}

void Arrangement::measure(Index entries) {
  entries_ = entries;
  shownRows_ = static_cast<int>(extent(outerDown_));
  shownCols_ = static_cast<int>(extent(outerAcross_));
  rows_ = static_cast<int>(extent(down_));
  cols_ = static_cast<int>(extent(across_));
  countBlocks();
  plain_ = blocks() == 1 && fixed_.empty() && down_.size() <= 1 && across_.size() <= 1;
}

void Arrangement::countBlocks() {
  outerRows_ = wrap_ > 0 ? (shownRows_ + wrap_ - 1) / wrap_ : shownRows_;
  outerCols_ = wrap_ > 0 ? wrap_ : shownCols_;
}

Arrangement Arrangement::tensor(const Shape& shape, const TensorView& view) {
  Arrangement result;
  spread(lastTwo(shape), 1, !view.columns, result.down_, result.across_);
  if (leadingAxes(shape) > 0) {
    const Index block = strideOfTwoAxes(shape);
    switch (view.reading) {
      case TensorReading::Slices: result.fix(shape, 1, view.inner); break;
      case TensorReading::Multiples: result.outerDown_ = {{leading(shape).size(), block}}; break;
      case TensorReading::Nested:
        spread(leading(shape), block, true, result.outerDown_, result.outerAcross_);
        break;
    }
  }
  result.measure(shape.size());
  return result;
}

Arrangement Arrangement::gradient(const Shape& stack, const Shape& own, Reading reading,
                                  const TensorView& view) {
  if (reading != Reading::Flat && own.rank() > 1)
    return stack.size() == 1 ? tensor(own, view) : local(stack, own, reading, view);
  Arrangement result;
  const Index size = own.size();
  result.down_ = {{stack.size(), std::max<Index>(size, 1)}};
  result.across_ = {{size, 1}};
  result.ruleRows_ = rulesOf(stack);
  result.ruleCols_ = rulesOf(own);
  result.measure(stack.size() * size);
  return view.columns ? result.transposed() : result;
}

Arrangement Arrangement::local(const Shape& output, const Shape& input, Reading reading,
                               const TensorView& view) {
  Arrangement result;
  const Index columns = std::max<Index>(input.size(), 1);
  if (reading == Reading::Flat) {
    result.down_ = {{output.size(), columns}};
    result.across_ = {{input.size(), 1}};
    result.ruleRows_ = rulesOf(output);
    result.ruleCols_ = rulesOf(input);
  } else {
    const bool slices = view.reading == TensorReading::Slices;
    const Shape outer = slices ? lastTwo(output) : output;
    const Shape inner = slices ? lastTwo(input) : input;
    if (slices) {
      result.fix(output, columns, view.outer);
      result.fix(input, 1, view.inner);
    } else {
      result.ruleInside(input, view.reading);
    }
    const auto lay = view.reading == TensorReading::Multiples ? tile : spread;
    if (reading == Reading::VectorOfArrays) {
      result.outerDown_ = {{outer.size(), columns}};
    } else {
      lay(outer, columns, false, result.outerDown_, result.outerAcross_);
    }
    lay(inner, 1, !view.columns, result.down_, result.across_);
  }
  result.measure(output.size() * input.size());
  return view.columns && reading == Reading::Flat ? result.transposed() : result;
}

Arrangement Arrangement::wrapped(int columns) const {
  columns = std::min(columns, shownRows_);
  if (!isList() || columns <= 1) return *this;
  Arrangement result = *this;
  result.wrap_ = columns;
  result.countBlocks();
  result.plain_ = false;
  return result;
}

Arrangement Arrangement::window(int row, int rows, int col, int cols) const {
  Arrangement result = *this;
  result.firstRow_ += std::clamp(row, 0, shownRows_);
  result.firstCol_ += std::clamp(col, 0, shownCols_);
  result.shownRows_ = std::clamp(rows, 0, shownRows_ - std::clamp(row, 0, shownRows_));
  result.shownCols_ = std::clamp(cols, 0, shownCols_ - std::clamp(col, 0, shownCols_));
  result.countBlocks();
  if (result.blocks() != blocks()) result.plain_ = false;
  return result;
}

Arrangement Arrangement::transposed() const {
  Arrangement result = *this;
  std::swap(result.down_, result.across_);
  std::swap(result.rows_, result.cols_);
  std::swap(result.ruleRows_, result.ruleCols_);
  // A list of blocks stays a list: it is wrapped as the room permits.
  if (!isList()) {
    std::swap(result.outerDown_, result.outerAcross_);
    std::swap(result.firstRow_, result.firstCol_);
    std::swap(result.shownRows_, result.shownCols_);
    result.countBlocks();
  }
  result.plain_ = plain_ && (rows_ == 1 || cols_ == 1);
  return result;
}

std::optional<BlockCell> Arrangement::placeOf(Index entry) const {
  for (const Fixed& fixed : fixed_) {
    if (entry / fixed.axis.stride % fixed.axis.size != fixed.at) return std::nullopt;
  }
  const Index row = positionOn(outerDown_, entry) - firstRow_;
  const Index col = positionOn(outerAcross_, entry) - firstCol_;
  if (row < 0 || row >= shownRows_ || col < 0 || col >= shownCols_) return std::nullopt;
  const Index block = wrap_ > 0 ? row : row * outerCols_ + col;
  return BlockCell{
      block, {static_cast<int>(positionOn(down_, entry)), static_cast<int>(positionOn(across_, entry))}};
}

std::optional<Index> Arrangement::firstOf(Index block) const {
  if (entries_ == 0) return std::nullopt;
  const Index row = wrap_ > 0 ? block : block / outerCols_;
  const Index col = wrap_ > 0 ? 0 : block % outerCols_;
  if (row >= shownRows_) return std::nullopt;
  return offset_ + entryOf(outerDown_, firstRow_ + row) + entryOf(outerAcross_, firstCol_ + col);
}

std::optional<Index> Arrangement::entryAt(Index block, Cell cell) const {
  const std::optional<Index> first = firstOf(block);
  if (!first) return std::nullopt;
  return *first + entryOf(down_, cell.row) + entryOf(across_, cell.col);
}

std::vector<double> Arrangement::gather(std::span<const double> numbers, Index block) const {
  if (plain_) return {numbers.begin(), numbers.end()};
  std::vector<double> result;
  const std::optional<Index> first = firstOf(block);
  if (!first) {
    result.assign(static_cast<std::size_t>(rows_) * static_cast<std::size_t>(cols_),
                  std::numeric_limits<double>::quiet_NaN());
    return result;
  }
  std::vector<Index> across(static_cast<std::size_t>(cols_));
  for (std::size_t col = 0; col < across.size(); ++col)
    across[col] = entryOf(across_, static_cast<Index>(col));
  result.reserve(static_cast<std::size_t>(rows_) * across.size());
  for (int row = 0; row < rows_; ++row) {
    const Index start = *first + entryOf(down_, row);
    for (const Index col : across) result.push_back(numbers[static_cast<std::size_t>(start + col)]);
  }
  return result;
}

}  // namespace ui

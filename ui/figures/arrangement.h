#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "core/tensor/shape.h"
#include "ui/figures/heatmap_geometry.h"

namespace ui {

/// How a generalized Jacobian of shape (M1 × …) × (N1 × …) is read. Two vectors need no choice: all readings
/// are the same matrix.
enum class Reading {
  VectorOfArrays,  ///< one array of the input's shape for each j
  MatrixOfBlocks,  ///< a grid over j of sub-matrices over i
  Flat             ///< the (∏M) × (∏N) matrix, rules at the borders of blocks
};

/// How a tensor with more than two axes is read.
enum class TensorReading {
  Slices,     ///< the last two axes at one position on each axis before them
  Multiples,  ///< all slices of the last two axes side by side
  Nested      ///< a grid of blocks, whose cells may be blocks: axes take turns down and across
};

/// How many axes come before the last two, which a slice shows.
inline core::Index leadingAxes(const core::Shape& shape) {
  return std::max<core::Index>(shape.rank() - 2, 0);
}

/// How tensors are read, and at which place of the leading axes they are cut for slices; missing places
/// are 0.
struct TensorView {
  TensorReading reading = TensorReading::Nested;
  core::IndexVector outer = {};  ///< of the first half of a generalized Jacobian: of j, or k in a stack
  core::IndexVector inner = {};  ///< of the second half, or of a gradient alone: of i
  bool columns = false;          ///< vectors stand as columns
};

/// A cell of a panel: which block, counted row by row, and where in it.
struct BlockCell {
  core::Index block = 0;
  Cell cell;
  bool operator==(const BlockCell&) const = default;
};

/// How the entries of a tensor, named by their place in row-major order, are spread over a grid of blocks of
/// cells. Entries outside the slice or the window have no cell.
class Arrangement {
public:
  /// A scalar: one block of one cell.
  Arrangement() = default;
  /// A value of any rank: matrices as matrices.
  static Arrangement tensor(const core::Shape& shape, const TensorView& view);
  /// An upstream or downstream gradient of shape `stack` + `own`: without seeds as a tensor; a row a seed of
  /// the stack where it is a vector, else a generalized Jacobian. `Flat` gives one row a seed.
  static Arrangement gradient(const core::Shape& stack, const core::Shape& own, Reading reading,
                              const TensorView& view = {});
  /// A local gradient of shape output + input.
  static Arrangement local(const core::Shape& output, const core::Shape& input, Reading reading,
                           const TensorView& view = {});

  core::Index entries() const { return entries_; }
  int outerRows() const { return outerRows_; }
  int outerCols() const { return outerCols_; }
  core::Index blocks() const { return core::Index(outerRows_) * outerCols_; }
  /// Cells of one block.
  int rows() const { return rows_; }
  int cols() const { return cols_; }
  /// How many cells there are, those of absent blocks included.
  core::Index cells() const { return blocks() * rows_ * cols_; }
  /// Thick rules inside a block after so many rows or columns, of cells so high or wide: at the ends of the
  /// innermost axis for which they do not stand too close; 0 = none.
  int ruleRows(double cellHeight = 1000) const { return coarseEnough(ruleRows_, cellHeight); }
  int ruleCols(double cellWidth = 1000) const { return coarseEnough(ruleCols_, cellWidth); }
  /// Whether the one block holds the entries in their own order.
  bool isPlain() const { return plain_; }
  /// Whether the blocks are one list, which may be wrapped.
  bool isList() const { return outerAcross_.empty() && outerDown_.size() == 1; }

  /// Blocks that stand one below the other, side by side in so many columns, row by row; the last row may be
  /// shorter.
  Arrangement wrapped(int columns) const;
  /// The blocks of some rows and columns of the grid alone; what reaches beyond the grid is left out.
  Arrangement window(int row, int rows, int col, int cols) const;
  /// Rows as columns, of blocks as of cells.
  Arrangement transposed() const;

  /// Nothing where the entry is not shown.
  std::optional<BlockCell> placeOf(core::Index entry) const;
  /// Nothing where the last row of wrapped blocks ends early, and where an axis has size 0.
  std::optional<core::Index> entryAt(core::Index block, Cell cell) const;
  /// The numbers of one block, row by row, out of all `numbers`; NaN where a block has no entry.
  std::vector<double> gather(std::span<const double> numbers, core::Index block) const;

private:
  struct Axis {
    core::Index size;
    core::Index stride;  ///< between neighbours, in entries
  };
  using Axes = std::vector<Axis>;  ///< outermost first

  static core::Index positionOn(const Axes& axes, core::Index entry);
  static core::Index entryOf(const Axes& axes, core::Index position);
  static core::Index extent(const Axes& axes);
  static void spread(const core::Shape& shape, core::Index stride, bool vectorIsRow, Axes& down,
                     Axes& across);
  /// The slices of the last two axes in a grid that is about as high as wide, row by row in their own order; without leading axes as `spread`.
  static void tile(const core::Shape& shape, core::Index stride, bool vectorIsRow, Axes& down, Axes& across);
  static core::Index tilesAcross(const core::Shape& shape);
  static core::Index strideOfTwoAxes(const core::Shape& shape);
  void fix(const core::Shape& shape, core::Index stride, const core::IndexVector& at);
  void ruleInside(const core::Shape& shape, TensorReading reading);
  void measure(core::Index entries);
  void countBlocks();
  /// The entry of a block's first cell; nothing where there is no such block.
  std::optional<core::Index> firstOf(core::Index block) const;

  Axes outerDown_, outerAcross_, down_, across_;
  struct Fixed {
    Axis axis;
    core::Index at;
  };
  std::vector<Fixed> fixed_;  ///< leading axes of a slice
  core::Index offset_ = 0;    ///< the entry of the slice's first cell
  core::Index entries_ = 1;
  /// The window on the grid of blocks, before wrapping.
  int firstRow_ = 0, shownRows_ = 1, firstCol_ = 0, shownCols_ = 1;
  int wrap_ = 0;  ///< columns of wrapped blocks; 0 = not wrapped
  int outerRows_ = 1, outerCols_ = 1, rows_ = 1, cols_ = 1;
  using Rules = std::vector<int>;
  static Rules rulesOf(const core::Shape& shape);
  static int coarseEnough(const Rules& rules, double cell);
  Rules ruleRows_, ruleCols_;  ///< finest first
  bool plain_ = true;
};

}  // namespace ui

#pragma once

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

/// A cell of a panel: which block, counted row by row, and where in it.
struct BlockCell {
  core::Index block = 0;
  Cell cell;
  bool operator==(const BlockCell&) const = default;
};

/// How the entries of a tensor, named by their place in row-major order, are spread over a grid of blocks of
/// cells.
class Arrangement {
public:
  /// A scalar: one block of one cell.
  Arrangement() = default;
  /// An upstream or downstream gradient of shape `stack` + `own`: matrices as matrices, a row for each seed
  /// of the stack, further axes as blocks. `Flat` gives one row a seed.
  static Arrangement gradient(const core::Shape& stack, const core::Shape& own, Reading reading);
  /// A local gradient of shape output + input.
  static Arrangement local(const core::Shape& output, const core::Shape& input, Reading reading);

  core::Index entries() const { return entries_; }
  int outerRows() const { return outerRows_; }
  int outerCols() const { return outerCols_; }
  core::Index blocks() const { return core::Index(outerRows_) * outerCols_; }
  /// Cells of one block.
  int rows() const { return rows_; }
  int cols() const { return cols_; }
  /// Thick rules inside a block after so many rows or columns; 0 = none.
  int ruleRows() const { return ruleRows_; }
  int ruleCols() const { return ruleCols_; }
  /// Whether the one block holds the entries in their own order.
  bool isPlain() const { return plain_; }

  /// Blocks that stand one below the other, side by side in so many columns, row by row; the last row may be
  /// shorter.
  Arrangement wrapped(int columns) const;

  BlockCell placeOf(core::Index entry) const;
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
  void measure(core::Index entries);

  Axes outerDown_, outerAcross_, down_, across_;
  core::Index entries_ = 1;
  int outerRows_ = 1, outerCols_ = 1, rows_ = 1, cols_ = 1;
  int ruleRows_ = 0, ruleCols_ = 0;
  bool plain_ = true;
};

}  // namespace ui

#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/linear_map/overview.h"
#include "core/linear_map/structure.h"
#include "core/tensor/tensor.h"

namespace core {

class Form;

/// One entry of a local gradient: ∂y_j/∂x_i with both index vectors.
struct LocalEntry {
  IndexVector j;
  IndexVector i;
  double value = 0;
};

/// A generalized Jacobian ∂y/∂x of shape output shape × input shape, as a linear map: applied, applied
/// transposed and read, never stored as a table unless it is small. Seen as a matrix it has `rows()` = ∏M
/// rows and `columns()` = ∏N columns, both in row-major order of their index vectors. A value; copies share
/// the immutable form.
class LinearMap {
public:
  LinearMap(Shape output, Shape input, std::shared_ptr<const Form> form);

  const Shape& outputShape() const { return output_; }
  const Shape& inputShape() const { return input_; }
  Index rows() const { return output_.size(); }
  Index columns() const { return input_.size(); }
  const Form& form() const { return *form_; }
  const std::shared_ptr<const Form>& sharedForm() const { return form_; }

  Structure structure() const;
  /// The form in words, such as "diagonal" or "block pattern: I ⊗ x".
  std::string structureName() const;
  /// What the glyph of the structure shows.
  Pattern pattern() const;
  /// How many entries may differ from 0 by structure, whatever the numbers are.
  Index structuralNonZeros() const;
  /// Scalar multiplications made when it is applied, in either direction, to one dense row or column;
  /// structural zeros, ones, minus ones and copies cost nothing.
  Index multiplications() const;
  /// Bytes of what it keeps: the numbers and positions of its form.
  Index bytes() const;

  /// dy[j] += Σ_i J[j,i]·dx[i]; `dx` has `columns()` entries, `dy` `rows()`.
  void accumulate(std::span<const double> dx, std::span<double> dy) const;
  /// downstream[k,i] += Σ_j upstream[k,j]·J[j,i] for a stack of `count` upstream rows (count × rows, count ×
  /// columns).
  void accumulateTransposed(Index count, std::span<const double> upstream,
                            std::span<double> downstream) const;
  /// J·dx, of the output's shape. `dx` must have the input's shape.
  Tensor apply(const Tensor& dx) const;
  /// upstream · J: an upstream of shape K… × M… gives a downstream of shape K… × N…; no leading axes is one
  /// row.
  Tensor applyTransposed(TensorView upstream) const;
  /// The entries of `rowCount` rows from `row` and `columnCount` columns from `column`, row-major into
  /// `block`.
  void readBlock(Index row, Index column, Index rowCount, Index columnCount, std::span<double> block) const;
  /// The same, and it can be stopped and followed: rows are counted. Throws `Stopped`.
  void readBlock(const Window& window, std::span<double> block, const Watch& watch) const;
  /// Some of the rows at some of the columns, row-major, such as every 100th of both. Throws `Stopped`.
  std::vector<double> sample(const Steps& someRows, const Steps& someColumns, const Watch& watch = {}) const;
  /// ∂y_j/∂x for one j, and ∂y/∂x_i for one i, of the shape of the input and of the output.
  Tensor row(Index j, const Watch& watch = {}) const;
  Tensor column(Index i, const Watch& watch = {}) const;
  /// All of it in at most `rowCells` × `columnCells` cells, each with its entry of largest magnitude: exact,
  /// of a map of any size. Throws `Stopped`.
  Overview overview(Index rowCells, Index columnCells, const Watch& watch = {}) const;
  /// Fills the cells of an overview of any part of the map. They may be looked at when `watch` reports
  /// progress.
  void overview(Overview& cells, const Watch& watch = {}) const;
  /// The `count` entries of largest magnitude that differ from 0, largest first, equal ones in row-major
  /// order, NaN before all; fewer where there are fewer. Throws `Stopped`.
  std::vector<LocalEntry> largest(Index count, const Watch& watch = {}) const;
  /// (∂y/∂x)_{j,i} = ∂y_j/∂x_i by index vectors.
  double entry(std::span<const Index> j, std::span<const Index> i) const;
  /// The whole table, of shape output shape + input shape. The caller decides whether that fits into memory.
  Tensor dense() const;

private:
  Shape output_;
  Shape input_;
  std::shared_ptr<const Form> form_;
};

}  // namespace core

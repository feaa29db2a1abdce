#pragma once

#include <memory>
#include <span>
#include <string>

#include "core/tensor/tensor.h"

namespace core {

class Form;

/// What form a local gradient has; `Form::describe` says it in words.
enum class Structure {
  Zero,       ///< no entry differs from 0
  Identity,   ///< 1 on the diagonal
  Scaled,     ///< one number on the diagonal
  Diagonal,   ///< J[j,i] = 0 unless j = i
  Selection,  ///< each row holds at most one 1 (reshape, permute, slice, cat)
  Broadcast,  ///< a selection in which an input entry feeds several output entries, or its transpose, a sum
  Kronecker,  ///< A ⊗ I or I ⊗ B (matrix products)
  LowRankDiagonal,  ///< blocks of a diagonal plus a rank-one matrix (softmax)
  Dense,            ///< a table
  Composed          ///< a product or a sum of maps without a simpler form
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
  /// How many entries may differ from 0 by structure, whatever the numbers are.
  Index structuralNonZeros() const;
  /// Scalar multiplications made when it is applied, in either direction, to one dense row or column; structural zeros,
  /// ones, minus ones and copies cost nothing.
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

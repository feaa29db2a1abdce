#pragma once

#include <memory>
#include <span>

#include "core/tensor/shape.h"

namespace core {

/// A square matrix taken apart into triangles with row exchanges: what determinants, inverses and solutions
/// come from.
class Lu {
public:
  /// `matrix` is n × n, row-major.
  Lu(std::span<const double> matrix, Index n);
  ~Lu();
  Lu(const Lu&) = delete;
  Lu& operator=(const Lu&) = delete;

  /// Whether a pivot is 0, or nothing but the rounding of what it was made from. A matrix with a NaN is not.
  bool isSingular() const;
  double determinant() const;
  /// Whether the determinant is below 0, also where it is too small or too large for a number.
  bool isNegative() const;
  /// log of the determinant: −∞ where it is 0, NaN where it is negative.
  double logDeterminant() const;
  /// Writes the inverse, n × n.
  void invert(std::span<double> inverse) const;
  /// Writes X with A·X = B, both n × `columns`.
  void solve(std::span<const double> b, Index columns, std::span<double> x) const;

private:
  /// Of the product of the pivots and the row exchanges.
  bool hasNegativeSign() const;

  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// Writes ∂ det(A)/∂A, the matrix of cofactors, n × n; also where A is singular.
void cofactors(std::span<const double> matrix, Index n, std::span<double> result);

}  // namespace core

#pragma once

#include <span>
#include <string>

#include "core/linear_map/linear_map.h"

namespace core {

/// One kind of linear map, seen as a matrix of `rows` × `columns`: immutable, shared by the maps that have
/// it.
class Form {
public:
  Form(Index rowCount, Index columnCount) : rows(rowCount), columns(columnCount) {}
  virtual ~Form() = default;
  Form(const Form&) = delete;
  Form& operator=(const Form&) = delete;

  virtual Structure structure() const = 0;
  /// The form in words, for people.
  virtual std::string describe() const = 0;
  virtual Index structuralNonZeros() const = 0;
  /// Scalar multiplications made when it is applied to one dense row or column; structural zeros, ones, minus ones and
  /// copies cost nothing. The default fits forms that use each structural entry once.
  virtual Index multiplications() const { return structuralNonZeros(); }
  /// Bytes of the numbers and positions that it keeps; the default fits forms that keep each structural entry.
  virtual Index bytes() const { return structuralNonZeros() * static_cast<Index>(sizeof(double)); }
  /// dy[j] += Σ_i J[j,i]·dx[i]
  virtual void accumulate(std::span<const double> dx, std::span<double> dy) const = 0;
  /// downstream[k,i] += Σ_j upstream[k,j]·J[j,i], k < count
  virtual void accumulateTransposed(Index count, std::span<const double> upstream,
                                    std::span<double> downstream) const = 0;
  virtual double entry(Index row, Index column) const = 0;
  /// Row-major; the default reads entry by entry.
  virtual void readBlock(Index row, Index column, Index rowCount, Index columnCount,
                         std::span<double> block) const;

  const Index rows;
  const Index columns;
};

}  // namespace core

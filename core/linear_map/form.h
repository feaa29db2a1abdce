#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/linear_map/linear_map.h"

namespace core {

/// One kind of linear map, seen as a matrix of `rows` × `columns`: immutable, shared by the maps that have
/// it. A new form says its structure, applies and reads single entries; everything else has a default that is
/// right for every form, and is overridden where the structure makes it faster. Of the readings `visit` is
/// the one that the others are made of: a form that overrides it needs no `overview` of its own unless it has
/// far more entries than numbers.
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
  /// Scalar multiplications made when it is applied to one dense row or column; structural zeros, ones, minus
  /// ones and copies cost nothing. The default fits forms that use each structural entry once.
  virtual Index multiplications() const { return structuralNonZeros(); }
  /// Bytes of the numbers and positions that it keeps; the default fits forms that keep each structural
  /// entry.
  virtual Index bytes() const { return structuralNonZeros() * static_cast<Index>(sizeof(double)); }
  /// What its glyph shows; the default is one block of `structure()`.
  virtual Pattern pattern() const;
  /// dy[j] += Σ_i J[j,i]·dx[i]
  virtual void accumulate(std::span<const double> dx, std::span<double> dy) const = 0;
  /// downstream[k,i] += Σ_j upstream[k,j]·J[j,i], k < count
  virtual void accumulateTransposed(Index count, std::span<const double> upstream,
                                    std::span<double> downstream) const = 0;
  virtual double entry(Index row, Index column) const = 0;
  /// Row-major; the default reads entry by entry.
  virtual void readBlock(Index row, Index column, Index rowCount, Index columnCount,
                         std::span<double> block) const;
  /// Some of the rows at some of the columns, row-major; the default reads blocks and entries. Throws
  /// `Stopped`.
  virtual void readSample(const Steps& someRows, const Steps& someColumns, std::span<double> sample,
                          const Watch& watch) const;
  /// Calls `visitor` with every entry of `window` that may differ from 0 by structure, each once, in any
  /// order. The default reads blocks and takes what differs from 0 in them. Throws `Stopped`.
  virtual void visit(const Window& window, const RunVisitor& visitor, const Watch& watch) const;
  /// Pools the entries of the overview's window into its cells; the default visits them. Throws `Stopped`.
  virtual void overview(Overview& cells, const Watch& watch) const;
  /// The `count` entries of largest magnitude that differ from 0, largest first, equal ones in row-major
  /// order, NaN before all; fewer where there are fewer. The default looks closer and closer at overviews.
  /// Throws `Stopped`.
  virtual std::vector<FlatEntry> largest(Index count, const Watch& watch) const;

  const Index rows;
  const Index columns;

protected:
  /// The pattern of `blocks` equal blocks along the diagonal, each of the kind `inside`; the default pattern where there is none.
  Pattern blocksOnDiagonal(Index blocks, Structure inside) const;
};

}  // namespace core

#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/linear_map/linear_map.h"

namespace core {

/// How the local gradient of a matrix product repeats one factor F of R × C: for every batch b and every p <
/// P the rows (b, p, ·) meet the columns (b, p, ·) in the block F_b, and everything else is 0. Where the
/// input was broadcast over a batch axis several batches meet in the same columns.
struct ProductPattern {
  Shape batch = {};  ///< of the output; rank 0 without batches
  IndexVector columnBatches =
      {};  ///< strides, in batches, with which the input is read over `batch` (0 where it was broadcast)
  IndexVector factorBatches = {};  ///< the same for F
  Index repeats = 1;               ///< P
  Index rowCount = 1;              ///< R
  Index columnCount = 1;           ///< C
  bool rowsInterleaved = false;    ///< the row within a batch is r·P + p instead of p·R + r
  bool columnsInterleaved = false;
  bool factorTransposed = false;  ///< F is stored as C × R
  std::string_view factor = {};   ///< what F is called where the pattern is described: "b", "weight"
};

/// The local gradient with that pattern; `values` holds the factors of all batches. Folds to a dense map
/// where there is one block.
LinearMap productMap(const Shape& output, const Shape& input, const ProductPattern& pattern,
                     std::vector<double> values);

/// downstream[k,·] += upstream[k,·] · J for `count` rows with the factor read where it stands: what
/// `productMap` does, without a copy.
void accumulateProduct(const ProductPattern& pattern, std::span<const double> values, Index count,
                       std::span<const double> upstream, std::span<double> downstream);

/// For one upstream row: the same onto zeros, whatever stands in `downstream`.
void assignProduct(const ProductPattern& pattern, std::span<const double> values, std::span<const double> upstream,
                   std::span<double> downstream);

}  // namespace core

#pragma once

#include <optional>
#include <vector>

#include "core/linear_map/linear_map.h"

namespace core {

/// The non-zero entries of a map that holds at most one in every row (or, keyed by column, in every column)
/// at regular places: one for each index vector of `box`. Its key is the position of start + index in the
/// shape `key`, its partner on the other side is offset + Σ_axis index[axis]·strides[axis]. Broadcasts, sums
/// and selections are all of this kind.
struct StridedPattern {
  bool keyedByColumn = false;
  Shape key;  ///< of the keyed side; as many axes as `box`, `start` and `strides` have
  Shape box;
  IndexVector start;
  Index offset = 0;
  IndexVector strides;
  double factor = 1;                 ///< every entry, where there are no weights
  std::vector<double> weights = {};  ///< one an index vector of `box`, in row-major order, or none
};

/// The map with that pattern, folded to zero, the identity, a scaled or diagonal map or one dense row where
/// it is one.
LinearMap stridedMap(const Shape& output, const Shape& input, StridedPattern pattern);

/// The column of each row, −1 where a row is empty, of a strided map that copies without a factor; else
/// empty.
std::optional<std::vector<Index>> copiedColumns(const Form& form);

}  // namespace core

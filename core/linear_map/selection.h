#pragma once

#include <optional>
#include <vector>

#include "core/linear_map/linear_map.h"

namespace core {

/// Each output entry is a copy of an input entry: the output entry with the index vector j reads the input's
/// flat position offset + Σ_axis j[axis]·strides[axis]. Covers permute, transpose, slice, expand, unsqueeze;
/// folds to the identity where the order stays.
LinearMap selectionMap(const Shape& output, const Shape& input, Index offset, const IndexVector& strides);

/// The whole input is copied into the output along `axis` from index `start` on, the rest of the output comes
/// from elsewhere (`cat`).
LinearMap placementMap(const Shape& output, const Shape& input, Index axis, Index start);

/// Row j has a 1 in column columns[j], or none where it is −1: a selection without a regular pattern. Keeps
/// the table.
LinearMap indexedSelectionMap(const Shape& output, const Shape& input, std::vector<Index> columns);

/// Of a map that copies (a selection, also one that repeats entries): the column of each row, −1 where a row
/// is empty. Empty for every other form, also for those with slopes.
std::optional<std::vector<Index>> selectedColumns(const Form& form);

}  // namespace core

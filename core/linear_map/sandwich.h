#pragma once

#include <span>
#include <vector>

#include "core/linear_map/linear_map.h"

namespace core {

/// dX ↦ −P·dX·Q for matrices in batches: P is r × k, dX k × l, Q l × c, the output r × c.
struct SandwichPattern {
  Shape batch = {};
  IndexVector columnBatches =
      {};  ///< strides over `batch` with which dX is read, in matrices (0 where it is repeated)
  IndexVector leftBatches = {};
  IndexVector rightBatches = {};
  Index r = 1;
  Index k = 1;
  Index l = 1;
  Index c = 1;
  std::string_view described = {};
};

/// The local gradient J[(r,c),(k,l)] = −P[r,k]·Q[l,c] of a matrix's inverse (P = Q = A⁻¹) and of what it
/// solves. Keeps P and Q.
LinearMap sandwichMap(const Shape& output, const Shape& input, const SandwichPattern& pattern,
                      std::vector<double> left, std::vector<double> right);

}  // namespace core

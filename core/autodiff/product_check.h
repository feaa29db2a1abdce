#pragma once

#include "core/autodiff/trace.h"
#include "core/linear_map/reading.h"

namespace core {

/// How a downstream gradient, which the function's own backward rule made, compares to the product with the
/// local gradient written out.
struct ProductCheck {
  double worst =
      0;  ///< largest |downstream − upstream · local|, over the largest |downstream| where that is not 0
  bool isEqual = true;  ///< not a bit differs, but for the sign of a 0
  Index entries = 0;    ///< of the local gradient that were multiplied

  /// Sums in another order differ by rounding alone.
  bool agrees() const { return worst <= 1e-12; }
};

/// Of one argument of a node with an upstream gradient: each row of the local gradient times its entry of the
/// upstream gradient, for every row of the seed, summed one after the other. Throws `Stopped`.
ProductCheck checkProduct(const Trace& trace, std::size_t node, std::size_t argument,
                          const Watch& watch = {});

}  // namespace core

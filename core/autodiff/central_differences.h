#pragma once

#include <functional>
#include <span>
#include <vector>

namespace core {

/// What differences say about one result of a function at a point.
struct DifferenceSlope {
  double slope = 0;       ///< the derivative as differences see it
  bool isCorner = false;  ///< the slopes on both sides differ, the function jumps, or one side has no value
  double before = 0;      ///< the slope to the last point below, and
  double after = 0;       ///< to the last one above; NaN where the function has no value there
};

/// Writes the results of a function of one number at `x`.
using FunctionOfOne = std::function<void(double x, std::span<double> results)>;

/// The derivatives of all results at `x`, where they are `there`, by central differences of halved steps
/// extrapolated to step 0, each with the extrapolation whose own estimate of its error is least (Ridders'
/// method). The first step is 2⁻⁶ at |x| ≤ 1, grows with √|x|, and shrinks where it leaves the domain. Smooth
/// functions agree to about 1e-11.
std::vector<DifferenceSlope> centralDifferences(double x, std::span<const double> there,
                                                const FunctionOfOne& function);

}  // namespace core

#pragma once

#include <optional>
#include <span>
#include <vector>

#include "ui/model/moment.h"

namespace ui {

/// A point of the curve y = f(x) with the slope f′(x), the local gradient there.
struct CurvePoint {
  double x = 0;
  double y = 0;
  double slope = 0;
};

/// Values and slopes of an elementwise function along `argument` at some points; its other arguments are `fixed` (the
/// entry at `argument` is not looked at). Points where there is no value have NaN.
std::vector<CurvePoint> curvePoints(const core::Function& function, const core::Attributes& attributes,
                                    std::span<const double> fixed, std::size_t argument, std::span<const double> at);

/// The curve of an elementwise node along one of its inputs, with the points at which the run stands.
struct Curve {
  std::size_t node = 0;
  std::size_t input = 0;              ///< position of the input's node
  std::vector<CurvePoint> line = {};  ///< from left to right
  std::vector<double> entries = {};   ///< the input's finite entries, at most 400 of them evenly taken
  core::Index entryCount = 0;
  std::vector<CurvePoint> tangents = {};  ///< at the current point, or at five quantiles of the entries
  bool corner = false;                    ///< the current point lies where the slope does not exist
  double slopeLeft = 0, slopeRight = 0;   ///< on both sides of such a corner
};

/// Empty where the node is not elementwise, its value is not known, or its other inputs differ from entry to entry.
std::optional<Curve> curveOf(const Moment& moment, std::size_t node, std::size_t argument);

}  // namespace ui

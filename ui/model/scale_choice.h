#pragma once

#include <optional>

#include "ui/model/magnitudes.h"

namespace ui {

/// Which numbers share the limits of a gradient's colour scale.
enum class ScaleScope {
  Panel,     ///< each panel has its own
  Equation,  ///< upstream, local and downstream share one
  Run        ///< all steps of the run share one, so that pages can be compared
};

/// What the reader chose for the colour scales of gradients.
struct ScaleChoice {
  std::optional<ScaleScope> scope = {};  ///< empty: this equation, or each panel where it is very large
  bool log = false;                      ///< symmetric logarithm
  double tau = 0;  ///< of the logarithm; 0: the smallest nonzero magnitude that the scale covers

  bool operator==(const ScaleChoice&) const = default;

  /// The limits of a scale that covers numbers of these magnitudes; ±1 where all are 0.
  ScaleLimits limitsFor(const Magnitudes& covered) const;
};

}  // namespace ui

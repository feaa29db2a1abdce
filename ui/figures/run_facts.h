#pragma once

#include <QString>

#include <memory>
#include <optional>
#include <vector>

#include "core/autodiff/trace.h"
#include "ui/figures/colour_map.h"

namespace ui {

/// What a drawing needs of a run at every step, read from its numbers once. By position in the trace's graph.
struct RunFacts {
  std::shared_ptr<const core::Trace> trace;
  /// The numbers of a node's strip in order, pooled to at most 60; empty for scalars, parameters and
  /// constants.
  std::vector<std::vector<double>> strips;
  std::vector<char> notFinite;                ///< whether the value holds a NaN or an infinity
  std::optional<std::size_t> firstNotFinite;  ///< where the first one came up
  std::vector<QString> corners;               ///< what was chosen where the derivative does not exist
  ColourScale scale;  ///< of the strips: from the least to the greatest value of the run

  explicit RunFacts(std::shared_ptr<const core::Trace> trace);
};

/// Strips with more entries are drawn as one narrow picture.
inline constexpr std::size_t mostStripCells = 12;

}  // namespace ui

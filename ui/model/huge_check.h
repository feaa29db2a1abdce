#pragma once

#include "core/autodiff/gradient_check.h"
#include "core/autodiff/trace.h"
#include "ui/model/equation.h"
#include "ui/model/huge_grid.h"

namespace ui {

/// A spot check of an equation too large to check whole: a few entries of the local gradient by finite
/// differences, and a stretch of the downstream gradient summed in another order.
struct HugeCheck {
  core::Index entries = 0;  ///< of the local gradient that were compared
  core::Index corners = 0;  ///< of these, where the function has a corner: they count as no error
  double worst = 0;         ///< largest |entry − difference| / max(1, |entry|)
  core::Index sums = 0;     ///< downstream entries that were summed again, backwards
  double worstSum = 0;      ///< their largest deviation over the largest of them

  bool agrees() const { return worst <= core::GradientCheck::tolerance && worstSum <= 1e-9; }
};

/// Looks at eight entries spread over the columns, each the largest of its column, and at the downstream
/// entries of `columns` (fewer where their columns are long). Throws `core::Stopped`.
HugeCheck checkHuge(const core::Trace& trace, const Equation& equation, const BlockGrid& grid,
                    const core::Window& columns, const std::stop_token& stop = {});

}  // namespace ui

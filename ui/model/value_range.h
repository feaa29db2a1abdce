#pragma once

#include <memory>

#include "core/autodiff/trace.h"

namespace ui {

/// From the least to the greatest of some values; 0 to 1 where there is none.
struct ValueRange {
  double lo = 0;
  double hi = 1;
  bool operator==(const ValueRange&) const = default;
};

/// The range of all values of a run but constants, so that one colour means one value wherever it is drawn.
ValueRange valueRange(const core::Trace& trace);

/// The same, read once for the run that was asked for last; the standard range without a run. From any thread.
ValueRange valueRange(const std::shared_ptr<const core::Trace>& trace);

}  // namespace ui

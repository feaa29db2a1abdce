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
/// Of a very large tensor some entries are read.
ValueRange valueRange(const core::Trace& trace);

/// Keeps the range of the last run that was asked for.
class ValueRanges {
public:
  ValueRange of(const std::shared_ptr<const core::Trace>& trace);

private:
  std::weak_ptr<const core::Trace> trace_;
  ValueRange range_;
};

}  // namespace ui

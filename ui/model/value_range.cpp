#include "ui/model/value_range.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

/// A frame's time for all nodes of a usual graph.
constexpr std::size_t mostRead = std::size_t(1) << 19;

}  // namespace

ValueRange valueRange(const core::Trace& trace) {
  ValueRange range{HUGE_VAL, -HUGE_VAL};
  for (std::size_t p = 0; p < trace.graph().size(); ++p) {
    if (!trace.hasValue(p) || trace.graph().node(p).isConstant()) continue;
    const std::span<const double> numbers = trace.value(p).data;
    const std::size_t stride = std::max<std::size_t>(1, numbers.size() / mostRead);
    for (std::size_t k = 0; k < numbers.size(); k += stride) {
      if (!std::isfinite(numbers[k])) continue;
      range.lo = std::min(range.lo, numbers[k]);
      range.hi = std::max(range.hi, numbers[k]);
    }
  }
  return range.lo > range.hi ? ValueRange{} : range;
}

ValueRange ValueRanges::of(const std::shared_ptr<const core::Trace>& trace) {
  if (!trace) return {};
  if (trace_.lock() != trace) {
    trace_ = trace;
    range_ = valueRange(*trace);
  }
  return range_;
}

}  // namespace ui

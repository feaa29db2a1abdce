#include "ui/model/value_range.h"

#include <algorithm>
#include <cmath>
#include <mutex>

namespace ui {
namespace {

/// The range of the run that was asked for last, for all who draw it.
struct Kept {
  std::mutex mutex;
  std::weak_ptr<const core::Trace> trace;
  ValueRange range;
};

Kept& kept() {
  static Kept last;
  return last;
}

}  // namespace

ValueRange valueRange(const core::Trace& trace) {
  ValueRange range{HUGE_VAL, -HUGE_VAL};
  for (std::size_t p = 0; p < trace.graph().size(); ++p) {
    if (!trace.hasValue(p) || trace.graph().node(p).isConstant()) continue;
    const std::span<const double> numbers = trace.value(p).data;
    for (const double number : numbers) {
      if (!std::isfinite(number)) continue;
      range.lo = std::min(range.lo, number);
      range.hi = std::max(range.hi, number);
    }
  }
  return range.lo > range.hi ? ValueRange{} : range;
}

ValueRange valueRange(const std::shared_ptr<const core::Trace>& trace) {
  if (!trace) return {};
  Kept& last = kept();
  {
    const std::lock_guard lock(last.mutex);
    if (last.trace.lock() == trace) return last.range;
  }
  const ValueRange range = valueRange(*trace);
  const std::lock_guard lock(last.mutex);
  last.trace = trace;
  last.range = range;
  return range;
}

}  // namespace ui

#include "core/linear_map/reading.h"

#include <algorithm>

#include "core/message.h"

namespace core {
namespace {

/// Which n have begin ≤ start + n·step < end, of those with from ≤ n < to: cuts `from` and `to`.
void cut(Index start, Index step, Index begin, Index end, Index& from, Index& to) {
  if (step == 0) {
    if (start < begin || start >= end) to = from;
    return;
  }
  // Seen from the other end a falling line rises.
  const Index low = step > 0 ? begin - start : start - end + 1;
  const Index high = step > 0 ? end - start : start - begin + 1;
  const Index size = step > 0 ? step : -step;
  const auto stepsTo = [size](Index distance) { return distance <= 0 ? 0 : (distance + size - 1) / size; };
  from = std::max(from, stepsTo(low));
  to = std::max(from, std::min(to, stepsTo(high)));
}

}  // namespace

void Watch::report(Index done, Index total) const {
  if (stop.stop_requested()) throw Stopped{};
  if (progress) progress(done, total);
}

Run clipped(Run run, const Window& window) {
  Index from = 0;
  Index to = run.count;
  cut(run.row, run.rowStep, window.row, window.rowEnd(), from, to);
  cut(run.column, run.columnStep, window.column, window.columnEnd(), from, to);
  run.row += from * run.rowStep;
  run.column += from * run.columnStep;
  run.values += from * run.valueStep;
  run.count = to - from;
  return run;
}

}  // namespace core

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
  run.count = to - from;
  if (run.count > 0) run.values += from * run.valueStep;
  return run;
}

void visitInPieces(Run run, const RunVisitor& visitor, const Watch& watch) {
  constexpr Index piece = Index(1) << 18;
  const Index total = run.count;
  for (Index done = 0; done < total;) {
    run.count = std::min(piece, total - done);
    visitor(run);
    run.row += run.count * run.rowStep;
    run.column += run.count * run.columnStep;
    run.values += run.count * run.valueStep;
    done += run.count;
    watch.report(done, total);
  }
}

}  // namespace core

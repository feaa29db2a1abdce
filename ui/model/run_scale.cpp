#include "ui/model/run_scale.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/model/timeline.h"

namespace ui {
namespace {

using core::Index;

/// A local gradient with more entries is asked for its largest one instead of being read.
constexpr Index mostFormed = Index(1) << 20;
/// So many numbers are read at once, without a thread.
constexpr Index mostAtOnce = 100'000;

Index entriesOf(const core::Trace& trace, std::size_t node, std::size_t input) {
  const Index rows = trace.plan().node(node).shape.size();
  const Index columns = trace.plan().node(input).shape.size();
  return std::min(rows * columns, mostFormed) + trace.stack().size() * (rows + columns);
}

/// Visits every wire that carries a downstream gradient.
template <typename Visit>
void forEachWire(const core::Trace& trace, Visit visit) {
  for (const std::size_t node : trace.backwardSteps()) {
    const std::span<const std::int64_t> inputs = trace.plan().inputsOf(node);
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      if (inputs[k] >= 0 && trace.plan().isActive(node, k))
        visit(node, k, static_cast<std::size_t>(inputs[k]));
    }
  }
}

Index costOf(const core::Trace& trace) {
  Index cost = 0;
  forEachWire(trace, [&](std::size_t node, std::size_t, std::size_t input) {
    cost += 20 + entriesOf(trace, node, input);
  });
  return cost;
}

void addLocal(Magnitudes& magnitudes, const core::LinearMap& local, const core::Watch& watch) {
  if (local.rows() * local.columns() <= mostFormed) {
    std::vector<double> numbers(static_cast<std::size_t>(local.rows() * local.columns()));
    local.readBlock({0, 0, local.rows(), local.columns()}, numbers, watch);
    magnitudes.add(numbers);
    return;
  }
  for (const core::LocalEntry& entry : local.largest(16, watch)) magnitudes.add(entry.value);
}

}  // namespace

Magnitudes runMagnitudes(const Moment& moment, const std::stop_token& stop) {
  const core::Trace& trace = moment.trace();
  const core::Watch watch{.stop = stop};
  Magnitudes magnitudes;
  if (!trace.seed()) return magnitudes;
  forEachWire(trace, [&](std::size_t node, std::size_t argument, std::size_t) {
    watch.report(0, 1);
    if (argument == 0 || !trace.plan().isActive(node, 0)) magnitudes.add(trace.gradient(node).data);
    magnitudes.add(trace.downstream(node, argument).data());
    addLocal(magnitudes, trace.local(node, argument), watch);
  });
  return magnitudes;
}

RunScale::RunScale(const Timeline& timeline, QObject* parent) : QObject(parent), timeline_(timeline) {
  connect(&timeline, &Timeline::changed, this, &RunScale::refresh);
}

void RunScale::setWanted(bool wanted) {
  wanted_ = wanted;
  refresh();
}

void RunScale::refresh() {
  const Moment* moment = timeline_.moment();
  if (!wanted_ || !moment || known_.lock() == moment->sharedTrace()) return;
  known_ = moment->sharedTrace();
  search_.cancel();
  if (costOf(moment->trace()) <= mostAtOnce) return found(runMagnitudes(*moment));
  search_.start([run = *moment](const std::stop_token& stop) { return runMagnitudes(run, stop); },
                [this](const Magnitudes& magnitudes) { found(magnitudes); });
}

void RunScale::found(const Magnitudes& magnitudes) {
  magnitudes_ = magnitudes;
  emit changed();
}

}  // namespace ui

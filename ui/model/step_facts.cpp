#include "ui/model/step_facts.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

/// So many numbers are gone through within a frame.
constexpr std::int64_t mostAtOnce = 1'000'000;

bool isFinite(std::span<const double> entries) {
  return std::ranges::all_of(entries, [](double v) { return std::isfinite(v); });
}

}  // namespace

std::vector<NodeFacts> nodeFactsOf(const core::Trace& trace, const std::stop_token& stop) {
  const core::Watch watch{.stop = stop};
  std::vector<NodeFacts> facts(trace.graph().size());
  const bool someValue = trace.firstNotFinite().has_value();
  for (std::size_t p = 0; p < facts.size(); ++p) {
    watch.report(static_cast<std::int64_t>(p), static_cast<std::int64_t>(facts.size()));
    if (someValue && trace.hasValue(p)) facts[p].valueFinite = isFinite(trace.value(p).data);
    if (!trace.hasGradient(p)) continue;
    double sum = 0;
    for (const double v : trace.gradient(p).data) sum += v * v;
    facts[p].gradientNorm = std::sqrt(sum);
    // A sum of squares that is finite has no other terms; one that is not may only be large.
    facts[p].gradientFinite = std::isfinite(sum) || isFinite(trace.gradient(p).data);
  }
  return facts;
}

void StepFacts::want(std::shared_ptr<const core::Trace> trace) {
  if (trace == trace_) return;
  work_.cancel();
  trace_ = std::move(trace);
  known_ = false;
  facts_.clear();
  if (!trace_) return;
  const std::int64_t numbers = trace_->plan().valueCount() * (1 + std::max<std::int64_t>(trace_->stack().size(), 1));
  if (numbers <= mostAtOnce) {
    facts_ = nodeFactsOf(*trace_);
    known_ = true;
    return;
  }
  work_.start([run = trace_](const std::stop_token& stop) { return nodeFactsOf(*run, stop); },
              [this](std::vector<NodeFacts> facts) {
                facts_ = std::move(facts);
                known_ = true;
                emit found();
              });
}

}  // namespace ui

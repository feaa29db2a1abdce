#include "core/autodiff/reevaluation.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace core {

Reevaluation::Reevaluation(const Trace& trace, std::size_t leaf, std::size_t node)
    : trace_(trace), leaf_(leaf), node_(node), values_(trace.graph().size()), isOwn_(trace.graph().size()), differs_(trace.graph().size()) {
  const Plan& plan = trace.plan();
  std::vector<bool> leads(trace.graph().size());
  leads[node] = true;
  for (auto p = plan.order().rbegin(); p != plan.order().rend(); ++p) {
    for (const std::int64_t input : plan.inputsOf(*p)) {
      if (leads[*p] && input >= 0) leads[static_cast<std::size_t>(input)] = true;
    }
  }
  isOwn_[leaf] = true;
  for (const std::size_t p : plan.order()) {
    for (const std::int64_t input : plan.inputsOf(p)) {
      if (leads[p] && input >= 0 && isOwn_[static_cast<std::size_t>(input)]) isOwn_[p] = true;
    }
    if (!isOwn_[p]) continue;
    const std::span<const double> entries = trace.value(p).data;
    values_[p].assign(entries.begin(), entries.end());
    if (p != leaf) nodes_.push_back(p);
  }
  static const Shape none;
  for (const std::size_t p : nodes_) {
    Step step{p, {}, {}};
    for (const std::int64_t input : plan.inputsOf(p)) {
      const auto from = static_cast<std::size_t>(input);
      if (input < 0) {
        step.inputs.emplace_back(none, std::span<const double>());
      } else if (isOwn_[from]) {
        step.inputs.emplace_back(plan.node(from).shape, values_[from]);
        step.own.push_back(from);
      } else {
        step.inputs.push_back(trace.value(from));
      }
    }
    steps_.push_back(std::move(step));
  }
}

std::span<const double> Reevaluation::valueAt(Index entry, double number) {
  const auto entryOf = [](auto& entries, Index k) -> auto& { return entries[static_cast<std::size_t>(k)]; };
  const std::span<const double> old = trace_.value(leaf_).data;
  std::vector<double>& leaf = values_[leaf_];
  entryOf(leaf, changedEntry_) = entryOf(old, changedEntry_);
  entryOf(leaf, entry) = number;
  changedEntry_ = entry;
  differs_[leaf_] = std::memcmp(&number, &entryOf(old, entry), sizeof number) != 0;
  try {
    computeChanged();
  } catch (const Error&) {
    std::ranges::fill(values_[node_], std::numeric_limits<double>::quiet_NaN());
    // What the failed step and those behind it hold is the run's value no more.
    for (const Step& step : steps_) differs_[step.node] = true;
  }
  return isOwn_[node_] ? std::span<const double>(values_[node_]) : trace_.value(node_).data;
}

void Reevaluation::computeChanged() {
  const Plan& plan = trace_.plan();
  for (const Step& step : steps_) {
    const std::span<const double> old = trace_.value(step.node).data;
    std::vector<double>& entries = values_[step.node];
    if (std::ranges::none_of(step.own, [&](std::size_t input) { return differs_[input]; })) {
      if (differs_[step.node]) std::ranges::copy(old, entries.begin());
      differs_[step.node] = false;
      continue;
    }
    differs_[step.node] = true;
    plan.graph().node(step.node).function->value({step.inputs, plan.node(step.node).absent}, plan.settings(step.node), entries);
    differs_[step.node] = !old.empty() && std::memcmp(entries.data(), old.data(), old.size_bytes()) != 0;
  }
}

bool Reevaluation::hasOtherInputs(std::size_t position) const {
  for (const std::int64_t input : trace_.plan().inputsOf(position)) {
    const auto p = static_cast<std::size_t>(input);
    if (input >= 0 && isOwn_[p] && !std::ranges::equal(values_[p], trace_.value(p).data)) return true;
  }
  return false;
}

}  // namespace core

#include "core/autodiff/rerun.h"

#include <algorithm>
#include <cstring>

#include "core/autodiff/calls.h"
#include "core/autodiff/sweep.h"

namespace core {
namespace {

/// Up to how many entries a plan is small: then comparing costs nothing that counts.
constexpr std::int64_t smallPlan = std::int64_t(1) << 16;

/// Per node: whether it reads one of those marked in `sources`, directly or not.
std::vector<char> readersOf(const Plan& plan, std::vector<char> sources) {
  for (const std::size_t p : plan.order()) {
    for (const std::int64_t input : plan.inputsOf(p)) {
      if (input >= 0 && sources[static_cast<std::size_t>(input)]) sources[p] = true;
    }
  }
  return sources;
}

bool readsMoreThanHalf(const Plan& plan, const std::vector<char>& readers) {
  std::int64_t entries = 0;
  for (std::size_t p = 0; p < readers.size(); ++p) {
    if (readers[p] && !plan.node(p).problem) entries += plan.node(p).shape.size();
  }
  return entries * 2 > plan.valueCount();
}

}  // namespace

Rerun::Rerun(const Plan& plan, const std::vector<std::size_t>& changedLeaves) : plan_(plan) {
  if (changedLeaves.size() * 2 > std::max<std::size_t>(plan.program().leaves.size(), 2)) {
    isWorthwhile_ = false;
    return;
  }
  valueChanged_.resize(plan.graph().size());
  for (const std::size_t leaf : changedLeaves) valueChanged_[leaf] = true;
  isWorthwhile_ = plan.valueCount() <= smallPlan || !readsMoreThanHalf(plan, readersOf(plan, valueChanged_));
}

bool Rerun::computeValues(double* values, const std::stop_token& stop) {
  for (const std::size_t p : plan_.order()) {
    const PlannedNode& node = plan_.node(p);
    if (node.problem || plan_.graph().node(p).isLeaf()) continue;
    const bool reads = std::ranges::any_of(plan_.inputsOf(p), [&](std::int64_t input) {
      return input >= 0 && valueChanged_[static_cast<std::size_t>(input)];
    });
    if (!reads) continue;
    if (stop.stop_requested()) throw Stopped{};
    const std::span<double> entries(values + node.offset, static_cast<std::size_t>(node.shape.size()));
    before_.assign(entries.begin(), entries.end());
    try {
      computeValue(plan_, values, p);
    } catch (const Error&) {
      return false;
    }
    ++valueCount_;
    valueChanged_[p] = differs(entries);
  }
  return true;
}

bool Rerun::differs(std::span<const double> entries) const {
  return !entries.empty() && std::memcmp(entries.data(), before_.data(), entries.size_bytes()) != 0;
}

bool Rerun::localChanged(const Contribution& contribution) const {
  const LocalReads& reads = plan_.graph().node(contribution.consumer).function->readsOfLocal(contribution.argument);
  if (reads.output && valueChanged_[contribution.consumer]) return true;
  const std::span<const std::int64_t> inputs = plan_.inputsOf(contribution.consumer);
  for (std::size_t k = 0; k < inputs.size(); ++k) {
    if (inputs[k] >= 0 && reads.input(k) && valueChanged_[static_cast<std::size_t>(inputs[k])]) return true;
  }
  return false;
}

void Rerun::computeGradients(const double* values, double* gradients, const Tensor& seed, const std::stop_token& stop) {
  const auto gradientOf = [&](std::size_t p) {
    return std::span(gradients + plan_.node(p).offset, static_cast<std::size_t>(plan_.node(p).shape.size()));
  };
  gradientChanged_.assign(plan_.graph().size(), false);
  for (auto p = plan_.order().rbegin(); p != plan_.order().rend(); ++p) {
    const std::span<const Contribution> contributions = plan_.contributions(*p);
    const bool changed = std::ranges::any_of(contributions, [&](const Contribution& contribution) {
      return gradientChanged_[contribution.consumer] || localChanged(contribution);
    });
    if (!changed) continue;
    if (stop.stop_requested()) throw Stopped{};
    const std::span<double> gradient = gradientOf(*p);
    before_.assign(gradient.begin(), gradient.end());
    if (plan_.output() == *p) std::ranges::copy(seed.data(), gradient.begin());
    else std::ranges::fill(gradient, 0.0);
    for (const Contribution& contribution : contributions) {
      Call(plan_, values, contribution.consumer)
          .accumulate(contribution.argument, 1, gradientOf(contribution.consumer), gradient);
    }
    ++gradientCount_;
    gradientChanged_[*p] = differs(gradient);
  }
}

}  // namespace core

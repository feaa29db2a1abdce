#include "ui/model/moment.h"

#include <algorithm>

#include "core/autodiff/calls.h"

namespace ui {

/// Where every node stands on the timeline, made once a trace.
struct Moment::Index {
  struct Place {
    int forward = -1;   ///< index of its forward step
    int backward = -1;  ///< index of its backward step, counted from the first one
  };
  std::vector<Place> places;
  std::vector<std::vector<core::Contribution>> contributions;
};

std::vector<Step> stepsOf(const core::Trace& trace) {
  std::vector<Step> steps;
  for (const std::size_t node : trace.order()) {
    if (!trace.graph().node(node).isLeaf()) steps.push_back({Step::Kind::Forward, node});
  }
  if (!trace.seed()) return steps;
  steps.push_back({Step::Kind::Seed, *trace.plan().output()});
  for (const std::size_t node : trace.backwardSteps()) steps.push_back({Step::Kind::Backward, node});
  return steps;
}

Moment::Moment(std::shared_ptr<const core::Trace> trace, int cursor) : trace_(std::move(trace)) {
  auto steps = std::make_shared<const std::vector<Step>>(stepsOf(*trace_));
  auto index = std::make_shared<Index>();
  index->places.resize(graph().size());
  index->contributions.resize(graph().size());
  int backward = 0;
  for (std::size_t k = 0; k < steps->size(); ++k) {
    const Step& step = (*steps)[k];
    if (step.kind == Step::Kind::Forward) {
      index->places[step.node].forward = static_cast<int>(k);
      ++forwardCount_;
    } else if (step.kind == Step::Kind::Backward) {
      index->places[step.node].backward = backward++;
      const std::span<const std::int64_t> inputs = trace_->plan().inputsOf(step.node);
      for (std::size_t a = 0; a < inputs.size(); ++a) {
        if (!trace_->plan().isActive(step.node, a)) continue;
        index->contributions[static_cast<std::size_t>(inputs[a])].push_back(
            {step.node, a, static_cast<std::size_t>(index->places[step.node].backward)});
      }
    }
  }
  steps_ = std::move(steps);
  index_ = std::move(index);
  *this = at(cursor);
}

Moment Moment::at(int cursor) const {
  Moment other = *this;
  other.cursor_ = std::clamp(cursor, 0, last());
  other.oneByOne_ = false;
  other.asking_ = false;
  other.wireCount_ = 0;
  if (const auto step = other.shown(); step && step->kind == Step::Kind::Backward) {
    other.wireCount_ = wireNumber(step->node, trace_->plan().node(step->node).inputCount);
  }
  other.wiresKnown_ = other.wireCount_;
  return other;
}

Moment Moment::withWires(int known) const {
  Moment other = whole();
  other.oneByOne_ = true;
  other.wiresKnown_ = std::clamp(known, 0, wireCount_);
  return other;
}

Moment Moment::asking() const {
  Moment other = withWires(0);
  other.asking_ = wireCount_ > 0;
  return other;
}

int Moment::wireNumber(std::size_t node, std::size_t argument) const {
  int number = 0;
  for (std::size_t k = 0; k < argument; ++k) number += trace_->plan().isActive(node, k) ? 1 : 0;
  return number;
}

bool Moment::isAskedFor(std::size_t node, std::size_t argument) const {
  return asking_ && active() == node && trace_->plan().isActive(node, argument);
}

std::optional<std::size_t> Moment::lastWire() const {
  if (!oneByOne_ || asking_ || wiresKnown_ == 0) return std::nullopt;
  const std::size_t node = *active();
  std::size_t argument = 0;
  for (int left = wiresKnown_; argument < trace_->plan().node(node).inputCount; ++argument) {
    if (trace_->plan().isActive(node, argument) && --left == 0) break;
  }
  return argument;
}

bool Moment::hasArrived(const core::Contribution& contribution) const {
  const auto done = static_cast<std::size_t>(backwardDone());
  if (contribution.step + 1 != done) return contribution.step < done;
  return !isPartial() || wireNumber(contribution.consumer, contribution.argument) < wiresKnown_;
}

std::optional<Step> Moment::shown() const {
  if (cursor_ == 0) return std::nullopt;
  return (*steps_)[static_cast<std::size_t>(cursor_ - 1)];
}

std::optional<std::size_t> Moment::active() const {
  const auto step = shown();
  return step ? std::optional(step->node) : std::nullopt;
}

std::optional<int> Moment::backwardStepOf(std::size_t node) const {
  const int backward = index_->places[node].backward;
  return backward < 0 ? std::nullopt : std::optional(backward + 1);
}

std::optional<int> Moment::forwardCursorOf(std::size_t node) const {
  const int forward = index_->places[node].forward;
  return forward < 0 ? std::nullopt : std::optional(forward + 1);
}

std::optional<int> Moment::backwardCursorOf(std::size_t node) const {
  const int backward = index_->places[node].backward;
  return backward < 0 ? std::nullopt : std::optional(forwardCount_ + 1 + backward + 1);
}

bool Moment::valueKnown(std::size_t node) const {
  if (!trace_->hasValue(node)) return false;
  const int forward = index_->places[node].forward;
  return forward < 0 || forward < cursor_;
}

std::size_t Moment::contributionCount(std::size_t node) const { return index_->contributions[node].size(); }

std::size_t Moment::contributionsArrived(std::size_t node) const {
  const auto& all = index_->contributions[node];
  return static_cast<std::size_t>(
      std::count_if(all.begin(), all.end(), [&](const core::Contribution& c) { return hasArrived(c); }));
}

bool Moment::gradientStarted(std::size_t node) const {
  if (!seeded() || !trace_->hasGradient(node)) return false;
  return trace_->plan().output() == node || contributionsArrived(node) > 0;
}

bool Moment::gradientComplete(std::size_t node) const {
  return gradientStarted(node) && contributionsArrived(node) == contributionCount(node);
}

std::optional<core::Tensor> Moment::gradient(std::size_t node) const {
  if (!gradientStarted(node)) return std::nullopt;
  if (gradientComplete(node)) return trace_->gradient(node).copy();
  if (!isPartial()) return trace_->partialGradient(node, static_cast<std::size_t>(backwardDone()));
  std::optional<core::Tensor> sum = trace_->partialGradient(node, static_cast<std::size_t>(backwardDone() - 1));
  for (const core::Contribution& c : index_->contributions[node]) {
    if (c.step + 1 != static_cast<std::size_t>(backwardDone()) || !hasArrived(c)) continue;
    if (!sum) sum = core::Tensor(trace_->gradient(node).shape());
    trace_->call(c.consumer).accumulate(c.argument, trace_->stack().size(), trace_->gradient(c.consumer).data, sum->data());
  }
  return sum;
}

bool Moment::wireDone(std::size_t node, std::size_t argument) const {
  const int backward = index_->places[node].backward;
  if (backward < 0 || backward >= backwardDone() || !trace_->plan().isActive(node, argument)) return false;
  return backward + 1 < backwardDone() || !isPartial() || wireNumber(node, argument) < wiresKnown_;
}

std::optional<int> Moment::arrivalNumber(std::size_t node, std::size_t argument) const {
  const std::span<const std::int64_t> inputs = trace_->plan().inputsOf(node);
  if (argument >= inputs.size() || inputs[argument] < 0) return std::nullopt;
  const auto& all = index_->contributions[static_cast<std::size_t>(inputs[argument])];
  if (all.size() < 2) return std::nullopt;
  for (std::size_t k = 0; k < all.size(); ++k) {
    if (all[k].consumer == node && all[k].argument == argument) return static_cast<int>(k) + 1;
  }
  return std::nullopt;
}

}  // namespace ui

#include "ui/model/moment.h"

#include <algorithm>

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
  cursor_ = std::clamp(cursor, 0, last());
}

Moment Moment::at(int cursor) const {
  Moment other = *this;
  other.cursor_ = std::clamp(cursor, 0, last());
  return other;
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
  const auto done = static_cast<std::size_t>(backwardDone());
  return static_cast<std::size_t>(
      std::count_if(all.begin(), all.end(), [&](const core::Contribution& c) { return c.step < done; }));
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
  return trace_->partialGradient(node, static_cast<std::size_t>(backwardDone()));
}

bool Moment::wireDone(std::size_t node, std::size_t argument) const {
  const int backward = index_->places[node].backward;
  return backward >= 0 && backward < backwardDone() && trace_->plan().isActive(node, argument);
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

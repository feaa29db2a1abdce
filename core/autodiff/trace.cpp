#include "core/autodiff/trace.h"

#include "core/autodiff/arena.h"
#include "core/autodiff/calls.h"
#include "core/autodiff/not_finite.h"

namespace core {

const Problem* Trace::problem(std::size_t position) const {
  if (plan_->node(position).problem) return &*plan_->node(position).problem;
  const auto found = arena_->problems.find(position);
  return found == arena_->problems.end() ? nullptr : &found->second;
}

TensorView Trace::value(std::size_t position) const { return valueIn(*plan_, arena_->values.data(), position); }

bool Trace::hasGradient(std::size_t position) const { return seed_ && plan_->node(position).hasGradient; }

TensorView Trace::gradient(std::size_t position) const {
  const PlannedNode& node = plan_->node(position);
  const Index count = stack_.size();
  const Shape& shape = arena_->gradientShapes.empty() ? node.shape : arena_->gradientShapes[position];
  return {shape, {arena_->gradients.data() + count * node.offset, static_cast<std::size_t>(count * node.shape.size())}};
}

std::span<const std::size_t> Trace::backwardSteps() const {
  return seed_ ? plan_->backwardOrder() : std::span<const std::size_t>();
}

std::span<const Contribution> Trace::contributions(std::size_t position) const {
  return seed_ ? plan_->contributions(position) : std::span<const Contribution>();
}

Call Trace::call(std::size_t position) const { return Call(*plan_, arena_->values.data(), position); }

LinearMap Trace::local(std::size_t position, std::size_t argument) const {
  return call(position).local(argument);
}

Tensor Trace::downstream(std::size_t position, std::size_t argument) const {
  const auto input = static_cast<std::size_t>(plan_->inputsOf(position)[argument]);
  Tensor result(concatenated(stack_, plan_->node(input).shape));
  call(position).accumulate(argument, stack_.size(), gradient(position).data, result.data());
  return result;
}

std::optional<Tensor> Trace::partialGradient(std::size_t position, std::size_t stepsDone) const {
  if (!hasGradient(position)) return std::nullopt;
  std::optional<Tensor> sum;
  if (plan_->output() == position) sum = *seed_;
  for (const Contribution& contribution : contributions(position)) {
    if (contribution.step >= stepsDone) break;
    if (!sum) sum = Tensor(concatenated(stack_, plan_->node(position).shape));
    call(contribution.consumer)
        .accumulate(contribution.argument, stack_.size(), gradient(contribution.consumer).data, sum->data());
  }
  return sum;
}

Message Trace::corner(std::size_t position) const {
  const Function& function = *graph().node(position).function;
  if (!function.corner || !hasValue(position)) return {};
  const Call at = call(position);
  return function.corner(at.inputs(), at.output(), at.settings());
}

std::optional<std::size_t> Trace::firstNotFinite() const {
  std::int64_t position = arena_->firstNotFinite;
  if (position == Arena::unasked) {
    const std::optional<NotFinite> found = firstNotFiniteValue(*this);
    position = found ? static_cast<std::int64_t>(found->node) : -1;
    arena_->firstNotFinite = position;
  }
  return position < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(position));
}

}  // namespace core

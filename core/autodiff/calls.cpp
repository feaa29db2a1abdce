#include "core/autodiff/calls.h"

#include <algorithm>

namespace core {

TensorView valueIn(const Plan& plan, const double* values, std::size_t position) {
  const PlannedNode& node = plan.node(position);
  return {node.shape, {values + node.offset, static_cast<std::size_t>(node.shape.size())}};
}

Call::Call(const Plan& plan, const double* values, std::size_t position)
    : tensors_(plan.node(position).inputCount),
      absent_(plan.node(position).absent),
      output_(valueIn(plan, values, position)),
      function_(plan.graph().node(position).function),
      settings_(&plan.settings(position)) {
  static const Shape none;
  std::ranges::transform(plan.inputsOf(position), tensors_.begin(), [&](std::int64_t input) {
    return input < 0 ? TensorView(none, {}) : valueIn(plan, values, static_cast<std::size_t>(input));
  });
}

void Call::accumulate(std::size_t argument, Index count, std::span<const double> upstream,
                      std::span<double> downstream) const {
  if (function_->accumulate) {
    function_->accumulate(argument, inputs(), output_, *settings_, count, upstream, downstream);
  } else {
    local(argument).accumulateTransposed(count, upstream, downstream);
  }
}

void Call::assign(std::size_t argument, std::span<const double> upstream, std::span<double> downstream) const {
  if (function_->assign) return function_->assign(argument, inputs(), output_, *settings_, upstream, downstream);
  std::ranges::fill(downstream, 0.0);
  accumulate(argument, 1, upstream, downstream);
}

}  // namespace core

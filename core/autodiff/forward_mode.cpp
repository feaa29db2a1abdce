#include "core/autodiff/forward_mode.h"

#include <algorithm>

#include "core/autodiff/reach.h"

namespace core {

TensorView ForwardTrace::tangent(std::size_t position) const {
  const Shape& shape = trace_.plan().node(position).shape;
  return {shape, std::span(tangents_).subspan(static_cast<std::size_t>(offsets_[position]),
                                              static_cast<std::size_t>(shape.size()))};
}

bool ForwardTrace::brings(std::size_t position, std::size_t argument) const {
  return trace_.plan().isDifferentiated(position, argument) &&
         reached_[static_cast<std::size_t>(trace_.plan().inputsOf(position)[argument])];
}

Tensor ForwardTrace::contribution(std::size_t position, std::size_t argument) const {
  Tensor result(trace_.plan().node(position).shape);
  if (!brings(position, argument)) return result;
  const auto input = static_cast<std::size_t>(trace_.plan().inputsOf(position)[argument]);
  trace_.local(position, argument).accumulate(tangent(input).data, result.data());
  return result;
}

ForwardTrace forwardMode(const Trace& trace, std::span<const LeafTensor> direction, const Watch& watch) {
  const Plan& plan = trace.plan();
  checkLeafTensors(plan, direction);
  ForwardTrace result(trace);
  std::vector<bool> sources(plan.graph().size());
  for (const LeafTensor& given : direction) sources[given.leaf] = true;
  result.reached_ = dependsOn(plan, std::move(sources));

  Index count = 0;
  result.offsets_.resize(plan.graph().size());
  for (const std::size_t p : plan.order()) {
    result.offsets_[p] = count;
    if (!trace.hasValue(p)) continue;
    count += plan.node(p).shape.size();
    if (result.reached_[p]) result.steps_.push_back(p);
  }
  result.tangents_.resize(static_cast<std::size_t>(count));
  const auto entries = [&](std::size_t p) {
    return std::span(result.tangents_)
        .subspan(static_cast<std::size_t>(result.offsets_[p]),
                 static_cast<std::size_t>(plan.node(p).shape.size()));
  };
  for (const LeafTensor& given : direction) {
    const std::span<double> target = entries(given.leaf);
    std::transform(target.begin(), target.end(), given.tensor.data().begin(), target.begin(), std::plus<>());
  }
  Index done = 0;
  for (const std::size_t p : result.steps_) {
    const std::span<const std::int64_t> inputs = plan.inputsOf(p);
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      if (!result.brings(p, k)) continue;
      trace.local(p, k).accumulate(result.tangent(static_cast<std::size_t>(inputs[k])).data, entries(p));
    }
    watch.report(++done, static_cast<Index>(result.steps_.size()));
  }
  return result;
}

}  // namespace core

#include "core/autodiff/sweep.h"

#include <algorithm>
#include <optional>

#include "core/autodiff/calls.h"
#include "core/autodiff/chain.h"

namespace core {
namespace {

/// How many scalar nodes are executed between two looks at the stop token.
constexpr std::size_t nodesBetweenLooks = 4096;

void throwIfStopped(const std::stop_token& stop) {
  if (stop.stop_requested()) throw Stopped{};
}

/// Calls `use(operands, kernels)` for parts of a segment of scalar nodes.
template <typename Kernel, typename Use>
void forEachPart(const Pass<Kernel>& pass, const Segment& segment, const std::stop_token& stop, Use&& use) {
  for (std::size_t done = 0; done < segment.count; done += nodesBetweenLooks) {
    if (done > 0) throwIfStopped(stop);
    const std::size_t count = std::min<std::size_t>(nodesBetweenLooks, segment.count - done);
    use(std::span(pass.operands).subspan(segment.first + done, count),
        std::span(pass.kernels).subspan(segment.first + done, count));
  }
}

template <typename Kernel>
std::span<const std::size_t> chainOf(const Pass<Kernel>& pass, const Segment& segment) {
  return std::span(pass.chains).subspan(segment.first, segment.count);
}

Problem waitsFor(const Plan& plan, std::size_t position, std::size_t argument) {
  const Node& node = plan.graph().node(position);
  return {Problem::Kind::Waits,
          {"%1 %2 waits for its input %3, which cannot be computed",
           {std::string(node.function->title), node.id.text(), node.inputs[argument]->text()}},
          argument};
}

/// The problem of a node one of whose inputs failed while values were computed.
std::optional<Problem> blocked(const Problems& problems, const Plan& plan, std::size_t position) {
  const std::span<const std::int64_t> inputs = plan.inputsOf(position);
  for (std::size_t k = 0; k < inputs.size(); ++k) {
    if (inputs[k] >= 0 && problems.contains(static_cast<std::size_t>(inputs[k]))) return waitsFor(plan, position, k);
  }
  return std::nullopt;
}

/// Node by node, past those that fail.
Problems sweepCautiously(const Plan& plan, double* values, const std::stop_token& stop) {
  Problems problems;
  for (const std::size_t p : plan.order()) {
    throwIfStopped(stop);
    const Node& node = plan.graph().node(p);
    if (plan.node(p).problem || node.isLeaf()) continue;
    if (auto problem = blocked(problems, plan, p)) {
      problems.emplace(p, *std::move(problem));
      continue;
    }
    try {
      computeValue(plan, values, p);
    } catch (const Error& error) {
      problems.emplace(p, Problem{Problem::Kind::Value,
                                  {"%1 %2: %3", {std::string(node.function->title), node.id.text(), text(error.message())}}});
    }
  }
  return problems;
}

void execute(const Plan& plan, double* values, const std::stop_token& stop) {
  const auto& pass = plan.program().forward;
  for (const Segment& segment : pass.segments) {
    throwIfStopped(stop);
    switch (segment.kind) {
      case Segment::Kind::Mixed:
        forEachPart(pass, segment, stop, [values](std::span<const Operands> nodes, auto kernels) {
          for (std::size_t k = 0; k < nodes.size(); ++k) kernels[k](values, nodes[k]);
        });
        break;
      case Segment::Kind::Alike:
        forEachPart(pass, segment, stop, [&](std::span<const Operands> nodes, auto) {
          segment.function->scalar.forwardAll(values, nodes);
        });
        break;
      case Segment::Kind::Node: computeValue(plan, values, segment.first); break;
      case Segment::Kind::Chain: chainForward(plan, chainOf(pass, segment), values, stop); break;
    }
  }
}

/// One backward step, for `count` rows.
void stepBackward(const Plan& plan, const double* values, double* gradients, Index count, std::size_t position) {
  const auto rowsOf = [&](std::size_t p) {
    return std::span(gradients + count * plan.node(p).offset, static_cast<std::size_t>(count * plan.node(p).shape.size()));
  };
  const Call call(plan, values, position);
  const std::span<const std::int64_t> inputs = plan.inputsOf(position);
  const auto clears = [&](std::size_t k) { return plan.program().clears[plan.node(position).firstInput + k] != 0; };
  if (call.function().accumulateAll) {
    InlineVector<std::span<double>, 4> downstream(inputs.size());
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      if (!plan.isActive(position, k)) continue;
      downstream[k] = rowsOf(static_cast<std::size_t>(inputs[k]));
      if (clears(k)) std::ranges::fill(downstream[k], 0.0);
    }
    call.function().accumulateAll(call.inputs(), call.output(), call.settings(), count, rowsOf(position),
                                  {downstream.data(), downstream.size()});
    return;
  }
  for (std::size_t k = 0; k < inputs.size(); ++k) {
    if (!plan.isActive(position, k)) continue;
    const std::span<double> downstream = rowsOf(static_cast<std::size_t>(inputs[k]));
    if (clears(k) && count == 1) {
      call.assign(k, rowsOf(position), downstream);
      continue;
    }
    if (clears(k)) std::ranges::fill(downstream, 0.0);
    call.accumulate(k, count, rowsOf(position), downstream);
  }
}

}  // namespace

void computeValue(const Plan& plan, double* values, std::size_t position) {
  const PlannedNode& planned = plan.node(position);
  const Call call(plan, values, position);
  call.function().value(call.inputs(), call.settings(),
                        {values + planned.offset, static_cast<std::size_t>(planned.shape.size())});
}

Problems sweepForward(const Plan& plan, double* values, const std::stop_token& stop) {
  try {
    execute(plan, values, stop);
    return {};
  } catch (const Error&) {
    return sweepCautiously(plan, values, stop);
  }
}

void sweepBackward(const Plan& plan, const double* values, double* gradients, const SeedRows& seed,
                   const std::stop_token& stop) {
  const Program& program = plan.program();
  const Index count = seed.count;
  for (const SlabRange& range : program.cleared) std::fill_n(gradients + count * range.offset, count * range.count, 0.0);
  const PlannedNode& output = plan.node(*plan.output());
  const bool isCleared = output.shape.size() < largeNode;
  if (isCleared || !seed.standsThere) std::ranges::copy(seed.entries.data(), gradients + count * output.offset);
  if (count != 1) {
    for (const std::size_t p : plan.backwardOrder()) {
      throwIfStopped(stop);
      stepBackward(plan, values, gradients, count, p);
    }
    return;
  }
  const auto& pass = program.backward;
  for (const Segment& segment : pass.segments) {
    throwIfStopped(stop);
    switch (segment.kind) {
      case Segment::Kind::Mixed:
        forEachPart(pass, segment, stop, [=](std::span<const Operands> nodes, auto kernels) {
          for (std::size_t k = 0; k < nodes.size(); ++k) kernels[k](values, gradients, nodes[k]);
        });
        break;
      case Segment::Kind::Alike:
        forEachPart(pass, segment, stop, [&](std::span<const Operands> nodes, auto) {
          segment.function->scalar.backwardAll(values, gradients, nodes);
        });
        break;
      case Segment::Kind::Node: stepBackward(plan, values, gradients, 1, segment.first); break;
      case Segment::Kind::Chain: chainBackward(plan, chainOf(pass, segment), values, gradients, stop); break;
    }
  }
}

}  // namespace core

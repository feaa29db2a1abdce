#include <algorithm>
#include <new>

#include "core/autodiff/arena.h"
#include "core/autodiff/calls.h"

namespace core {
namespace {

/// What a run may take in all: values and gradients together, in entries (8 GiB of float64).
constexpr double largestRun = double(Index(1) << 30);

Problem waitsFor(const Plan& plan, std::size_t position, std::size_t argument) {
  const Node& node = plan.graph().node(position);
  return {Problem::Kind::Waits,
          {"%1 %2 waits for its input %3, which cannot be computed",
           {std::string(node.function->title), node.id.text(), node.inputs[argument]->text()}},
          argument};
}

// The problem of a node one of whose inputs failed while values were computed.
std::optional<Problem> blocked(const std::unordered_map<std::size_t, Problem>& problems, const Plan& plan,
                               std::size_t position) {
  if (problems.empty()) return std::nullopt;
  const std::span<const std::int64_t> inputs = plan.inputsOf(position);
  for (std::size_t k = 0; k < inputs.size(); ++k) {
    if (inputs[k] >= 0 && problems.contains(static_cast<std::size_t>(inputs[k]))) return waitsFor(plan, position, k);
  }
  return std::nullopt;
}

void computeValue(const Plan& plan, double* values, std::size_t position) {
  const Node& node = plan.graph().node(position);
  const PlannedNode& planned = plan.node(position);
  if (planned.isScalar) {
    node.function->scalar.forward(values, plan.operands(position));
  } else if (node.isLeaf()) {
    const std::span<const double> entries = node.value ? node.value->tensor.data() : std::span<const double>();
    std::copy(entries.begin(), entries.end(), values + planned.offset);
  } else {
    const Call call(plan, values, position);
    node.function->value(call.inputs(), call.settings(),
                         {values + planned.offset, static_cast<std::size_t>(planned.shape.size())});
  }
}

std::unordered_map<std::size_t, Problem> forward(const Plan& plan, double* values, const std::stop_token& stop) {
  std::unordered_map<std::size_t, Problem> problems;
  for (const std::size_t p : plan.order()) {
    if (stop.stop_requested()) throw Stopped{};
    if (plan.node(p).problem) continue;
    if (auto problem = blocked(problems, plan, p)) {
      problems.emplace(p, *std::move(problem));
      continue;
    }
    try {
      computeValue(plan, values, p);
    } catch (const Error& error) {
      const Node& node = plan.graph().node(p);
      problems.emplace(p, Problem{Problem::Kind::Value,
                                  {"%1 %2: %3", {std::string(node.function->title), node.id.text(), text(error.message())}}});
    }
  }
  return problems;
}

void backward(const Plan& plan, const double* values, double* gradients, Index count, const std::stop_token& stop) {
  for (const std::size_t p : plan.backwardOrder()) {
    if (stop.stop_requested()) throw Stopped{};
    const PlannedNode& planned = plan.node(p);
    const Function& function = *plan.graph().node(p).function;
    if (planned.isScalar && count == 1) {
      function.scalar.backward(values, gradients, plan.operands(p));
      continue;
    }
    const Call call(plan, values, p);
    const std::span<const double> upstream(gradients + count * planned.offset,
                                           static_cast<std::size_t>(count * planned.shape.size()));
    const std::span<const std::int64_t> inputs = plan.inputsOf(p);
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      if (!plan.isActive(p, k)) continue;
      const PlannedNode& input = plan.node(static_cast<std::size_t>(inputs[k]));
      call.accumulate(k, count, upstream,
                      {gradients + count * input.offset, static_cast<std::size_t>(count * input.shape.size())});
    }
  }
}

}  // namespace

Slab zeroSlab(std::size_t count) {
  auto* memory = static_cast<double*>(std::calloc(std::max<std::size_t>(count, 1), sizeof(double)));
  if (!memory) throw std::bad_alloc();
  return Slab(memory);
}

Tensor seedTensor(const Seed& seed, const Shape& output) {
  const auto unitRow = [&](Index flat) {
    Tensor row(output);
    row[flat] = 1;
    return row;
  };
  switch (seed.kind) {
    case Seed::Kind::Default:
    case Seed::Kind::Ones:
      return Tensor(output, 1);
    case Seed::Kind::Identity: {
      Tensor table(concatenated(output, output));
      const Index size = output.size();
      for (Index k = 0; k < size; ++k) table[k * size + k] = 1;
      return table;
    }
    case Seed::Kind::Element: {
      bool fits = static_cast<Index>(seed.element.size()) == output.rank();
      for (Index axis = 0; fits && axis < output.rank(); ++axis) {
        const Index index = seed.element[static_cast<std::size_t>(axis)];
        fits = index >= 0 && index < output[axis];
      }
      if (!fits) {
        std::string given;
        for (const Index index : seed.element) given += (given.empty() ? "" : ",") + std::to_string(index);
        throw Error("the seed names the entry (%1), and the output has the shape %2: give one index an axis, counted from 0",
                    {given, text(output)});
      }
      return unitRow(flatIndex(output, seed.element));
    }
    case Seed::Kind::Own:
      if (seed.own->shape() != output) {
        throw Error("the seed has the shape %1, and the output has the shape %2: they must be the same",
                    {text(seed.own->shape()), text(output)});
      }
      return *seed.own;
  }
  return Tensor(output, 1);
}

Trace run(std::shared_ptr<const Plan> plan, std::optional<Seed> seed, std::stop_token stop) {
  const auto refuseTooLarge = [&](double rows) {
    const double entries = static_cast<double>(plan->valueCount()) * (1 + rows);
    if (entries > largestRun) {
      throw Error("this run would take %1 GiB of memory, and the limit is %2 GiB: use smaller tensors, or a seed of one row",
                  {std::to_string(static_cast<long long>(entries * 8 / (1 << 30))),
                   std::to_string(static_cast<long long>(largestRun * 8 / (1 << 30)))});
    }
  };
  refuseTooLarge(0);
  auto arena = std::make_shared<Trace::Arena>();
  arena->values = zeroSlab(static_cast<std::size_t>(plan->valueCount()));
  arena->problems = forward(*plan, arena->values.get(), stop);

  Trace trace;
  trace.plan_ = plan;
  trace.arena_ = arena;
  const auto output = plan->output();
  if (!output || trace.problem(*output)) return trace;

  const Seed& chosen = seed ? *seed : plan->graph().seed();
  const PlannedNode& out = plan->node(*output);
  if (chosen.kind == Seed::Kind::Identity) trace.stack_ = out.shape;
  const Index count = trace.stack_.size();
  refuseTooLarge(static_cast<double>(count));
  trace.seed_ = seedTensor(chosen, out.shape);
  if (chosen.kind == Seed::Kind::Identity) {
    arena->gradientShapes.reserve(plan->graph().size());
    for (std::size_t p = 0; p < plan->graph().size(); ++p) {
      arena->gradientShapes.push_back(concatenated(trace.stack_, plan->node(p).shape));
    }
  }
  arena->gradients = zeroSlab(static_cast<std::size_t>(count * plan->valueCount()));
  const std::span<const double> entries = trace.seed_->data();
  std::copy(entries.begin(), entries.end(), arena->gradients.get() + count * out.offset);
  backward(*plan, arena->values.get(), arena->gradients.get(), count, stop);
  return trace;
}

Trace run(const Graph& graph, std::optional<Seed> seed) { return run(Plan::compile(graph), std::move(seed)); }

}  // namespace core

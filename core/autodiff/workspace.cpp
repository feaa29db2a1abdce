#include "core/autodiff/workspace.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <utility>

#include "core/autodiff/arena.h"
#include "core/autodiff/rerun.h"
#include "core/autodiff/sweep.h"

namespace core {
namespace {

/// What a run may take in all: values and gradients together, in entries (8 GiB of float64).
constexpr double largestRun = double(Index(1) << 30);

void refuseTooLarge(const Plan& plan, double rows) {
  const double entries = static_cast<double>(plan.valueCount()) * (1 + rows);
  if (entries <= largestRun) return;
  throw Error("this run would take %1 GiB of memory, and the limit is %2 GiB: use smaller tensors, or a seed of one row",
              {std::to_string(static_cast<long long>(entries * 8 / (1 << 30))),
               std::to_string(static_cast<long long>(largestRun * 8 / (1 << 30)))});
}

/// Every gradient's shape where it has the axes of a stack in front.
std::vector<Shape> stackedShapes(const Plan& plan, const Shape& stack) {
  std::vector<Shape> shapes;
  shapes.reserve(plan.graph().size());
  for (std::size_t p = 0; p < plan.graph().size(); ++p) shapes.push_back(concatenated(stack, plan.node(p).shape));
  return shapes;
}

/// The entries that a run gives to its leaves, and which of them differ from what stands in the slab.
class LeafWriter {
 public:
  LeafWriter(const Plan& plan, std::span<const LeafEntries> given, Trace::Arena& arena)
      : plan_(plan), given_(given), arena_(arena) {}

  void writeAll() {
    for (const std::size_t p : plan_.program().leaves) write(p, entriesOf(p));
    for (const LeafEntries& leaf : given_) write(leaf.position, leaf.entries);
  }

  /// `earlier`: the plan whose leaves stand there, but those of `arena.given`. Returns the leaves that changed.
  std::vector<std::size_t> writeChanged(const Plan& earlier) {
    std::vector<std::size_t> changed;
    const auto update = [&](std::size_t p, std::span<const double> entries) {
      if (writeIfDifferent(p, entries)) changed.push_back(p);
    };
    const auto isGiven = [&](std::size_t p) { return std::ranges::find(given_, p, &LeafEntries::position) != given_.end(); };
    for (const LeafEntries& leaf : given_) update(leaf.position, leaf.entries);
    for (const std::size_t p : arena_.given) {
      if (!isGiven(p)) update(p, entriesOf(p));
    }
    if (plan_.graph().sharesAllWith(earlier.graph())) return changed;
    for (const std::size_t p : plan_.program().leaves) {
      if (plan_.graph().nodes()[p] != earlier.graph().nodes()[p] && !isGiven(p)) update(p, entriesOf(p));
    }
    return changed;
  }

 private:
  std::span<const double> entriesOf(std::size_t position) const {
    static constexpr double zero = 0;
    const Node& node = plan_.graph().node(position);
    return node.value ? node.value->tensor.data() : std::span(&zero, 1);
  }
  void write(std::size_t position, std::span<const double> entries) {
    std::ranges::copy(entries, arena_.values.data() + plan_.node(position).offset);
  }
  bool writeIfDifferent(std::size_t position, std::span<const double> entries) {
    double* const place = arena_.values.data() + plan_.node(position).offset;
    if (entries.empty() || std::memcmp(place, entries.data(), entries.size_bytes()) == 0) return false;
    write(position, entries);
    return true;
  }

  const Plan& plan_;
  std::span<const LeafEntries> given_;
  Trace::Arena& arena_;
};

}  // namespace

std::shared_ptr<Trace::Arena> Workspace::freeArena(const Plan& plan) {
  // One that a trace on show holds, and one to write to.
  constexpr std::size_t most = 2;
  const auto isFree = [](const std::shared_ptr<Trace::Arena>& arena) { return arena.use_count() == 1; };
  const auto fits = [&](const std::shared_ptr<Trace::Arena>& arena) {
    return isFree(arena) && arena->plan && arena->plan->isLaidOutAs(plan);
  };
  auto found = std::ranges::find_if(arenas_, fits);
  if (found == arenas_.end()) found = std::ranges::find_if(arenas_, isFree);
  if (found != arenas_.end()) {
    // What the last holder on another thread read, it read before.
    std::atomic_thread_fence(std::memory_order_acquire);
    return *found;
  }
  if (arenas_.size() == most) arenas_.erase(arenas_.begin());
  return arenas_.emplace_back(std::make_shared<Trace::Arena>());
}

Trace Workspace::run(std::shared_ptr<const Plan> plan, const std::optional<Seed>& seed, std::stop_token stop,
                     std::span<const LeafEntries> leaves) {
  refuseTooLarge(*plan, 0);
  const std::shared_ptr<Trace::Arena> arena = freeArena(*plan);
  // Until the end of the run the arena's numbers are those of no plan, and its gradients those of no seed.
  const std::shared_ptr<const Plan> earlier = std::exchange(arena->plan, nullptr);
  const std::shared_ptr<const Tensor> earlierSeed = std::exchange(arena->seed, nullptr);
  arena->firstNotFinite = Trace::Arena::unasked;
  LeafWriter writer(*plan, leaves, *arena);
  std::optional<Rerun> rerun;
  if (earlier && earlier->isLaidOutAs(*plan) && arena->problems.empty()) {
    rerun.emplace(*plan, writer.writeChanged(*earlier));
  } else {
    arena->values.reserve(static_cast<std::size_t>(plan->valueCount()));
    writer.writeAll();
  }
  Trace trace;
  trace.plan_ = plan;
  trace.arena_ = arena;
  if (rerun && rerun->isWorthwhile() && rerun->computeValues(arena->values.data(), stop)) {
    trace.computed_.values = rerun->valueCount();
  } else {
    rerun.reset();
    arena->problems = sweepForward(*plan, arena->values.data(), stop);
    trace.computed_.values = plan->program().steps;
  }
  const auto output = plan->output();
  if (output && !trace.problem(*output)) {
    const Seed& chosen = seed ? *seed : plan->graph().seed();
    const Shape& shape = plan->node(*output).shape;
    if (chosen.kind == Seed::Kind::Identity) trace.stack_ = shape;
    const Index count = trace.stack_.size();
    refuseTooLarge(*plan, static_cast<double>(count));
    const bool isSame = earlierSeed && earlier && earlier->isLaidOutAs(*plan) && arena->chosen == chosen;
    trace.seed_ = isSame ? earlierSeed : std::make_shared<const Tensor>(seedTensor(chosen, shape));
    if (rerun && isSame && count == 1) {
      rerun->computeGradients(arena->values.data(), arena->gradients.data(), *trace.seed_, stop);
      trace.computed_.gradients = rerun->gradientCount();
    } else {
      arena->gradientShapes = chosen.kind == Seed::Kind::Identity ? stackedShapes(*plan, shape) : std::vector<Shape>();
      arena->gradients.reserve(static_cast<std::size_t>(count * plan->valueCount()));
      const SeedRows rows{*trace.seed_, count, isSame};
      sweepBackward(*plan, arena->values.data(), arena->gradients.data(), rows, stop);
      trace.computed_.gradients = plan->program().gradients;
    }
    arena->chosen = chosen;
    arena->seed = trace.seed_;
  }
  arena->given.clear();
  for (const LeafEntries& leaf : leaves) arena->given.push_back(leaf.position);
  arena->plan = std::move(plan);
  return trace;
}

}  // namespace core

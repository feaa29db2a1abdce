#include "core/autodiff/program.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "core/autodiff/plan.h"

namespace core {
namespace {

/// From how many scalar nodes a call on average it pays to bring nodes of one function together.
constexpr std::size_t worthwhileRun = 4;

const Function& functionAt(const Plan& plan, std::size_t position) {
  return *plan.graph().node(position).function;
}

/// Whether the node can be computed a piece at a time from the same piece of its inputs: an elementwise function of large tensors, each of
/// its own shape or one entry.
bool isChainable(const Plan& plan, std::size_t position) {
  const PlannedNode& node = plan.node(position);
  if (!functionAt(plan, position).scalar.forward || node.shape.size() < chainedNode || node.absent != 0) return false;
  return std::ranges::all_of(plan.inputsOf(position), [&](std::int64_t input) {
    const Shape& shape = plan.node(static_cast<std::size_t>(input)).shape;
    return shape == node.shape || shape.size() == 1;
  });
}

/// Collects the steps of one pass. Scalar nodes and those of a chain wait until a step of another kind or the end comes; scalar nodes are
/// put in order then.
class Scheduler {
 public:
  explicit Scheduler(const Plan& plan) : plan_(plan), rounds_(plan.graph().size()) {}

  /// In the order of the pass. `isBackward`: the step writes to its inputs' gradients, not to its own value.
  void add(std::size_t position, bool isBackward) {
    if (isChainable(plan_, position)) {
      flush();
      if (!chain_.empty() && sizeOf(chain_.back()) != sizeOf(position)) flushChain();
      chain_.push_back(position);
      return;
    }
    flushChain();
    if (!plan_.node(position).isScalar) {
      flush();
      schedule_.positions.push_back(position);
      schedule_.segments.push_back({Segment::Kind::Node, static_cast<std::uint32_t>(position)});
      return;
    }
    // A node runs in the round after the last one that touched what it reads, or writes.
    std::uint32_t round = std::max(firstRound_, rounds_[position] + 1);
    for (const std::int64_t input : plan_.inputsOf(position)) {
      round = std::max(round, rounds_[static_cast<std::size_t>(input)] + 1);
    }
    rounds_[position] = round;
    if (isBackward) {
      for (const std::int64_t input : plan_.inputsOf(position)) rounds_[static_cast<std::size_t>(input)] = round;
    }
    lastRound_ = std::max(lastRound_, round);
    waiting_.push_back({position, round});
  }

  Schedule finish() {
    flush();
    flushChain();
    return std::move(schedule_);
  }

 private:
  struct Waiting {
    std::size_t position;
    std::uint32_t round;
  };

  Index sizeOf(std::size_t position) const { return plan_.node(position).shape.size(); }

  void flushChain() {
    if (chain_.empty()) return;
    const bool alone = chain_.size() == 1;
    const std::size_t first = alone ? chain_.front() : schedule_.chains.size();
    schedule_.segments.push_back({alone ? Segment::Kind::Node : Segment::Kind::Chain, static_cast<std::uint32_t>(first),
                                   static_cast<std::uint32_t>(chain_.size())});
    if (!alone) schedule_.chains.insert(schedule_.chains.end(), chain_.begin(), chain_.end());
    schedule_.positions.insert(schedule_.positions.end(), chain_.begin(), chain_.end());
    chain_.clear();
  }

  void flush() {
    if (waiting_.empty()) return;
    const auto key = [&](const Waiting& node) { return std::pair(node.round, &functionAt(plan_, node.position)); };
    const auto differs = [&](const Waiting& a, const Waiting& b) { return key(a) != key(b); };
    std::vector<Waiting> grouped = waiting_;
    std::ranges::stable_sort(grouped, {}, key);
    std::size_t runs = 1;
    for (std::size_t k = 1; k < grouped.size(); ++k) runs += differs(grouped[k - 1], grouped[k]) ? 1 : 0;
    if (grouped.size() < runs * worthwhileRun) {
      append(Segment::Kind::Mixed, waiting_);
    } else {
      for (auto first = grouped.begin(); first != grouped.end();) {
        const auto last = std::adjacent_find(first, grouped.end(), differs);
        const auto end = last == grouped.end() ? last : last + 1;
        append(Segment::Kind::Alike, {first, end});
        first = end;
      }
    }
    waiting_.clear();
    firstRound_ = lastRound_ + 1;
  }

  void append(Segment::Kind kind, std::span<const Waiting> nodes) {
    schedule_.segments.push_back({kind, scalars_, static_cast<std::uint32_t>(nodes.size()),
                                   &functionAt(plan_, nodes.front().position)});
    for (const Waiting& node : nodes) schedule_.positions.push_back(node.position);
    scalars_ += static_cast<std::uint32_t>(nodes.size());
  }

  const Plan& plan_;
  Schedule schedule_;
  std::vector<Waiting> waiting_;
  std::vector<std::size_t> chain_;
  std::vector<std::uint32_t> rounds_;  // per node: the last round that touched its value or gradient
  std::uint32_t firstRound_ = 1;
  std::uint32_t lastRound_ = 0;
  std::uint32_t scalars_ = 0;
};

Operands operandsOf(const Plan& plan, std::size_t position) {
  Operands operands{};
  operands.output = static_cast<std::uint32_t>(plan.node(position).offset);
  operands.settings = &plan.settings(position);
  const std::span<const std::int64_t> inputs = plan.inputsOf(position);
  for (std::size_t k = 0; k < inputs.size(); ++k) {
    operands.input[k] = static_cast<std::uint32_t>(plan.node(static_cast<std::size_t>(inputs[k])).offset);
  }
  return operands;
}

template <typename Kernel>
Pass<Kernel> passOf(const Plan& plan, Schedule schedule, Kernel ScalarKernel::*kernel) {
  Pass<Kernel> pass;
  for (const std::size_t position : schedule.positions) {
    if (!plan.node(position).isScalar) continue;
    pass.operands.push_back(operandsOf(plan, position));
    pass.kernels.push_back(functionAt(plan, position).scalar.*kernel);
  }
  pass.segments = std::move(schedule.segments);
  pass.chains = std::move(schedule.chains);
  return pass;
}

/// Small nodes in the order of their places, neighbours as one range.
std::vector<SlabRange> rangesOfSmallNodes(const Plan& plan) {
  std::vector<SlabRange> ranges;
  for (const std::size_t p : plan.order()) {
    const PlannedNode& node = plan.node(p);
    if (!node.problem && node.shape.size() < largeNode) ranges.push_back({node.offset, node.shape.size()});
  }
  std::ranges::sort(ranges, {}, &SlabRange::offset);
  std::vector<SlabRange> joined;
  for (const SlabRange& range : ranges) {
    if (!joined.empty() && joined.back().offset + joined.back().count == range.offset) joined.back().count += range.count;
    else joined.push_back(range);
  }
  return joined;
}

std::vector<char> firstContributionsToLargeNodes(const Plan& plan) {
  std::vector<char> clears(plan.wireCount());
  for (std::size_t p = 0; p < plan.graph().size(); ++p) {
    const std::span<const Contribution> contributions = plan.contributions(p);
    if (contributions.empty() || plan.node(p).shape.size() < largeNode || p == plan.output()) continue;
    clears[plan.node(contributions[0].consumer).firstInput + contributions[0].argument] = true;
  }
  return clears;
}

}  // namespace

Schedule forwardSchedule(const Plan& plan) {
  Scheduler scheduler(plan);
  for (const std::size_t p : plan.order()) {
    if (!plan.graph().node(p).isLeaf() && !plan.node(p).problem) scheduler.add(p, false);
  }
  return scheduler.finish();
}

Schedule backwardSchedule(const Plan& plan) {
  Scheduler scheduler(plan);
  for (const std::size_t p : plan.backwardOrder()) scheduler.add(p, true);
  return scheduler.finish();
}

Program programOf(const Plan& plan, Schedule forward) {
  Program program;
  for (const std::size_t p : plan.order()) {
    if (plan.graph().node(p).isLeaf()) program.leaves.push_back(p);
    if (!plan.contributions(p).empty()) ++program.gradients;
  }
  program.steps = forward.positions.size();
  program.forward = passOf(plan, std::move(forward), &ScalarKernel::forward);
  program.backward = passOf(plan, backwardSchedule(plan), &ScalarKernel::backward);
  program.cleared = rangesOfSmallNodes(plan);
  program.clears = firstContributionsToLargeNodes(plan);
  return program;
}

}  // namespace core

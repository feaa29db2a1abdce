#include "ui/model/comparison.h"

#include <cstring>

namespace ui {
namespace {

using core::Index;

constexpr Index kMostFormed = Index(1) << 16;

ComparedTensor compared(std::optional<core::Tensor> before, std::optional<core::Tensor> after) {
  ComparedTensor result{std::move(before), std::move(after)};
  if (!result.before || !result.after) return result;
  result.verdict = result.before->shape() != result.after->shape() ? Verdict::Shapes
                                                                   : compareBits(result.before->data(), result.after->data());
  return result;
}

std::optional<core::Tensor> valueOf(const core::Trace& trace, std::size_t node) {
  return trace.hasValue(node) ? std::optional(trace.value(node).copy()) : std::nullopt;
}

/// Whether everything that the local gradient depends on is the same in both runs, and the rule too.
bool readsTheSame(const core::Trace& before, const core::Trace& after, std::size_t node, std::size_t argument) {
  const core::Node& a = before.graph().node(node);
  const core::Node& b = after.graph().node(node);
  if (a.function != b.function || a.attributes != b.attributes) return false;
  const core::LocalReads& reads = a.function->readsOfLocal(argument);
  const auto same = [&](std::size_t p) {
    return compareBits(before.value(p).data, after.value(p).data) == Verdict::Same;
  };
  const auto inputs = before.plan().inputsOf(node);
  for (std::size_t k = 0; k < inputs.size(); ++k) {
    if (inputs[k] >= 0 && reads.input(k) && !same(static_cast<std::size_t>(inputs[k]))) return false;
  }
  return !reads.output || same(node);
}

std::optional<core::Tensor> formed(const core::LinearMap& map) {
  if (map.rows() * map.columns() > kMostFormed) return std::nullopt;
  std::vector<double> entries(static_cast<std::size_t>(map.rows() * map.columns()));
  map.readBlock(0, 0, map.rows(), map.columns(), entries);
  return core::Tensor(core::Shape({map.rows(), map.columns()}), std::move(entries));
}

bool sends(const core::Trace& trace, std::size_t node, std::size_t argument) {
  return trace.hasValue(node) && trace.hasGradient(node) && trace.plan().isActive(node, argument);
}

ComparedArgument comparedArgument(const core::Trace& before, const core::Trace& after, std::size_t node, std::size_t k) {
  ComparedArgument result{.argument = k, .local = {}, .downstream = {}};
  const bool was = sends(before, node, k), is = k < after.plan().inputsOf(node).size() && sends(after, node, k);
  const core::Trace& some = was ? before : after;
  result.input = static_cast<std::size_t>(some.plan().inputsOf(node)[k]);
  result.isParameter = some.graph().node(result.input).isParameter();
  result.localOutput = some.plan().node(node).shape;
  result.localInput = some.plan().node(result.input).shape;
  if (was && is) {
    const core::LinearMap a = before.local(node, k), b = after.local(node, k);
    result.local = compared(formed(a), formed(b));
    if (a.outputShape() != b.outputShape() || a.inputShape() != b.inputShape())
      result.local.verdict = Verdict::Shapes;
    else if (!result.local.before)
      result.local.verdict = readsTheSame(before, after, node, k) ? Verdict::Same : Verdict::Different;
  }
  result.downstream = compared(was ? std::optional(before.downstream(node, k)) : std::nullopt,
                               is ? std::optional(after.downstream(node, k)) : std::nullopt);
  return result;
}

void count(Tally& tally, Verdict verdict) {
  if (verdict == Verdict::Same)
    ++tally.same;
  else if (verdict != Verdict::Missing)
    ++tally.different;
}

}  // namespace

Verdict compareBits(std::span<const double> before, std::span<const double> after) {
  if (before.size() != after.size()) return Verdict::Shapes;
  const bool same = before.empty() || std::memcmp(before.data(), after.data(), before.size_bytes()) == 0;
  return same ? Verdict::Same : Verdict::Different;
}

Comparison compareRuns(std::shared_ptr<const core::Trace> before, std::shared_ptr<const core::Trace> after,
                       const core::NodeId& exchanged, const std::stop_token& stop) {
  Comparison result{.before = before, .after = after, .nodes = {}, .values = {}, .locals = {}, .gradients = {}};
  for (const std::size_t node : before->order()) {
    if (stop.stop_requested()) throw core::Stopped();
    const core::Node& shown = before->graph().node(node);
    if (shown.isLeaf()) continue;
    ComparedNode compared{.node = node, .ruleChanged = shown.id == exchanged, .value = {}, .arguments = {}};
    compared.value = ui::compared(valueOf(*before, node), valueOf(*after, node));
    count(result.values, compared.value.verdict);
    const auto inputs = before->plan().inputsOf(node);
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      const bool there = k < after->plan().inputsOf(node).size();
      if (inputs[k] < 0 || !(sends(*before, node, k) || (there && sends(*after, node, k)))) continue;
      compared.arguments.push_back(comparedArgument(*before, *after, node, k));
      count(result.locals, compared.arguments.back().local.verdict);
      count(result.gradients, compared.arguments.back().downstream.verdict);
    }
    result.nodes.push_back(std::move(compared));
  }
  return result;
}

}  // namespace ui

#include "core/autodiff/perturbation.h"

#include <algorithm>

namespace core {
namespace {

Tensor minus(TensorView a, TensorView b) {
  Tensor result = a.copy();
  for (Index k = 0; k < result.size(); ++k) result[k] -= b[k];
  return result;
}

// The graph with x + Δx at the leaves, and without an output: only its values are of use.
Graph moved(const Graph& graph, std::span<const LeafTensor> change) {
  Graph result = graph.withOutput(std::nullopt);
  for (const LeafTensor& given : change) {
    Node leaf = result.node(given.leaf);
    Tensor sum = leaf.value ? leaf.value->tensor : Tensor();
    for (Index k = 0; k < sum.size(); ++k) sum[k] += given.tensor[k];
    leaf.value = LeafValue{std::move(sum), std::nullopt};
    result = result.withNode(std::move(leaf));
  }
  return result;
}

// Per node: whether a wire leads to it from a changed leaf, differentiated or not.
std::vector<bool> after(const Plan& plan, std::span<const LeafTensor> change) {
  std::vector<bool> result(plan.graph().size());
  for (const LeafTensor& given : change) result[given.leaf] = true;
  for (const std::size_t p : plan.order()) {
    for (const std::int64_t input : plan.inputsOf(p)) {
      if (input >= 0 && result[static_cast<std::size_t>(input)]) result[p] = true;
    }
  }
  return result;
}

}  // namespace

std::optional<Tensor> NodeChange::difference() const {
  if (!actual) return std::nullopt;
  return minus(*actual, linear);
}

std::vector<NodeChange> perturbation(const Trace& trace, std::span<const LeafTensor> change,
                                     const Watch& watch) {
  const ForwardTrace forward = forwardMode(trace, change, watch);
  const Trace there = run(Plan::compile(moved(trace.graph(), change)), {}, watch.stop);
  const std::vector<bool> changes = after(trace.plan(), change);
  std::vector<NodeChange> result;
  for (const std::size_t p : trace.order()) {
    if (!changes[p] || !trace.hasValue(p)) continue;
    NodeChange node{p, forward.tangent(p).copy(), std::nullopt};
    if (there.hasValue(p)) node.actual = minus(there.value(p), trace.value(p));
    result.push_back(std::move(node));
  }
  return result;
}

}  // namespace core

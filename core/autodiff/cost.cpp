#include "core/autodiff/cost.h"

#include <algorithm>
#include <bit>
#include <vector>

namespace core {
namespace {

// A local gradient that leads to an input or parameter, and the multiplications that applying it takes.
struct ActiveWire {
  std::size_t from;
  std::size_t to;
  Index multiplications;
};

std::vector<ActiveWire> activeWires(const Trace& trace, const Watch& watch) {
  std::vector<ActiveWire> wires;
  Index done = 0;
  for (const std::size_t p : trace.order()) {
    watch.report(done++, static_cast<Index>(trace.graph().size()));
    if (!trace.hasValue(p)) continue;
    const std::span<const std::int64_t> inputs = trace.plan().inputsOf(p);
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      if (!trace.plan().isActive(p, k)) continue;
      wires.push_back({static_cast<std::size_t>(inputs[k]), p, trace.local(p, k).multiplications()});
    }
  }
  return wires;
}

// Which leaf reaches which wire is found for 64 leaves at once, one bit each.
Natural forwardCost(const Trace& trace, const std::vector<ActiveWire>& wires, const Watch& watch) {
  std::vector<std::size_t> leaves;
  for (const std::size_t p : trace.order()) {
    const Node& node = trace.graph().node(p);
    if (node.isLeaf() && !node.isConstant()) leaves.push_back(p);
  }
  Natural total = 0;
  std::vector<std::uint64_t> reached;
  for (std::size_t first = 0; first < leaves.size(); first += 64) {
    watch.report(static_cast<Index>(first), static_cast<Index>(leaves.size()));
    const std::size_t count = std::min<std::size_t>(64, leaves.size() - first);
    std::vector<Natural> column(count);
    reached.assign(trace.graph().size(), 0);
    for (std::size_t k = 0; k < count; ++k) reached[leaves[first + k]] = std::uint64_t(1) << k;
    for (const ActiveWire& wire : wires) {
      reached[wire.to] |= reached[wire.from];
      if (wire.multiplications == 0) continue;
      for (std::uint64_t bits = reached[wire.from]; bits != 0; bits &= bits - 1) {
        column[static_cast<std::size_t>(std::countr_zero(bits))] += wire.multiplications;
      }
    }
    for (std::size_t k = 0; k < count; ++k)
      total += column[k] * trace.plan().node(leaves[first + k]).shape.size();
  }
  return total;
}

}  // namespace

StepCost stepCost(const Trace& trace, std::size_t position) {
  StepCost cost;
  for (std::size_t k = 0; k < trace.plan().inputsOf(position).size(); ++k) {
    if (!trace.plan().isActive(position, k)) continue;
    const LinearMap local = trace.local(position, k);
    const Index entries = local.rows() * local.columns();
    cost.multiplications += local.multiplications();
    cost.explicitMultiplications += entries;
    cost.bytes += local.bytes();
    cost.explicitBytes += entries * static_cast<Index>(sizeof(double));
  }
  return cost;
}

GraphCost graphCost(const Trace& trace, const Watch& watch) {
  GraphCost cost;
  const std::vector<ActiveWire> wires = activeWires(trace, watch);
  for (const ActiveWire& wire : wires) {
    const PlannedNode& node = trace.plan().node(wire.to);
    if (!node.hasGradient) continue;
    cost.reverse += wire.multiplications;
    cost.explicitly += Natural(node.shape.size()) * trace.plan().node(wire.from).shape.size();
  }
  cost.forward = forwardCost(trace, wires, watch);
  return cost;
}

}  // namespace core

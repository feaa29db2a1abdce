#include "core/autodiff/jacobian.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/autodiff/between.h"
#include "core/linear_map/diagonal.h"
#include "core/linear_map/network.h"
#include "core/linear_map/zero.h"

namespace core {
namespace {

// The maps between the nodes through which all paths lead, in the order in which they are applied.
struct Chain {
  std::vector<LinearMap> maps;
  std::vector<std::size_t> ends;  // ends[k] is the node after maps[k]
  Natural multiplications = 0;    // made in folding

  // Adds what follows; makes one of it and the last map where their product has a simple form.
  void append(FoldedMap next, std::size_t end) {
    multiplications += next.multiplications;
    if (!maps.empty()) {
      if (std::optional<FoldedMap> folded = foldedProduct(next.map, maps.back())) {
        multiplications += folded->multiplications;
        maps.back() = std::move(folded->map);
        ends.back() = end;
        return;
      }
    }
    maps.push_back(std::move(next.map));
    ends.push_back(end);
  }
};

Chain chainBetween(const Trace& trace, const Between& between, const Watch& watch) {
  const Plan& plan = trace.plan();
  std::vector<std::size_t> place(plan.graph().size());
  for (std::size_t k = 0; k < between.nodes.size(); ++k) place[between.nodes[k]] = k;
  // Where the last wire out of any node so far ends: all paths lead through a node that no wire passes by.
  std::vector<std::size_t> furthest(between.nodes.size());
  for (std::size_t k = 0; k < between.nodes.size(); ++k) {
    forEachWireBetween(plan, between, between.nodes[k],
                       [&](std::size_t, std::size_t input) { furthest[place[input]] = k; });
  }
  Chain chain;
  std::vector<NetworkWire> wires;
  std::size_t begin = 0;
  std::size_t reach = between.nodes.empty() ? 0 : furthest[0];
  for (std::size_t k = 1; k < between.nodes.size(); ++k) {
    const std::size_t p = between.nodes[k];
    watch.report(static_cast<Index>(k), static_cast<Index>(between.nodes.size()));
    forEachWireBetween(plan, between, p, [&](std::size_t argument, std::size_t input) {
      wires.push_back({place[input] - begin, k - begin, trace.local(p, argument)});
    });
    if (reach == k) {
      chain.append(networkMap(plan.node(between.nodes[begin]).shape, k - begin + 1, wires), p);
      wires.clear();
      begin = k;
    }
    reach = std::max(reach, furthest[k]);
  }
  return chain;
}

// The map without a chain: of a node by itself, or by one that it does not depend on.
LinearMap withoutChain(const Trace& trace, std::size_t to, std::size_t from) {
  const Shape& output = trace.plan().node(to).shape;
  const Shape& input = trace.plan().node(from).shape;
  return to == from ? identityMap(output, input) : zeroMap(output, input);
}

void requireValues(const Trace& trace, std::size_t to, std::size_t from) {
  for (const std::size_t p : {to, from}) {
    if (const Problem* problem = trace.problem(p)) throw Error(problem->message);
  }
}

LinearMap composed(const Chain& chain) {
  if (chain.maps.size() == 1) return chain.maps.front();
  std::vector<NetworkWire> wires;
  for (std::size_t k = 0; k < chain.maps.size(); ++k) wires.push_back({k, k + 1, chain.maps[k]});
  return networkMap(chain.maps.front().inputShape(), wires.size() + 1, wires).map;
}

}  // namespace

LinearMap jacobian(const Trace& trace, std::size_t to, std::size_t from, const Watch& watch) {
  requireValues(trace, to, from);
  const Chain chain = chainBetween(trace, nodesBetween(trace.plan(), from, to), watch);
  return chain.maps.empty() ? withoutChain(trace, to, from) : composed(chain);
}

JacobianTable jacobianTable(const Trace& trace, std::size_t to, std::size_t from, Index limit,
                            const Watch& watch) {
  requireValues(trace, to, from);
  const Shape& toShape = trace.plan().node(to).shape;
  const Shape& fromShape = trace.plan().node(from).shape;
  const auto idOf = [&](std::size_t p) { return trace.graph().node(p).id.text(); };
  if (static_cast<double>(toShape.size()) * static_cast<double>(fromShape.size()) >
      static_cast<double>(limit)) {
    throw Error("the Jacobian of %1 (%2) by %3 (%4) would have more than %5 entries: ask for smaller tensors",
                {idOf(to), text(toShape), idOf(from), text(fromShape), std::to_string(limit)});
  }
  Chain chain = chainBetween(trace, nodesBetween(trace.plan(), from, to), {watch.stop, {}});
  if (chain.maps.empty()) {
    chain.maps.push_back(withoutChain(trace, to, from));
    chain.ends.push_back(to);
  }
  const TablePlan plan = planTable(chain.maps);
  JacobianTable table;
  const LinearMap map = composed(chain);
  table.structure = map.structureName();
  table.factors = chain.maps.size();
  table.way = plan.way;
  table.multiplications = plan.multiplications + chain.multiplications;
  table.forward = plan.forward + chain.multiplications;
  table.reverse = plan.reverse + chain.multiplications;
  if (plan.way == TableWay::Ordered) {
    std::vector<std::string> names;
    for (std::size_t k = 0; k < chain.ends.size(); ++k) {
      names.push_back("∂" + idOf(chain.ends[k]) + "/∂" + idOf(k == 0 ? from : chain.ends[k - 1]));
    }
    table.order = writtenOrder(plan, names);
  }
  std::vector<double> entries = makeTable(chain.maps, plan, watch);
  // Infinite slopes meet the zeros of unit lines in a sweep; a map reads itself term by term then.
  if (!std::ranges::all_of(entries, [](double entry) { return std::isfinite(entry); })) {
    map.readBlock({0, 0, toShape.size(), fromShape.size()}, entries, watch);
  }
  table.entries = Tensor(concatenated(toShape, fromShape), entries);
  return table;
}

Message madeHow(const JacobianTable& table) {
  const std::string cost = table.multiplications.str();
  switch (table.way) {
    case TableWay::Read: return {"%1, read off the structure: %2 multiplications", {table.structure, cost}};
    case TableWay::Forward:
      return {"%1, column by column in forward mode: %2 multiplications (reverse mode: %3)",
              {table.structure, cost, table.reverse.str()}};
    case TableWay::Reverse:
      return {"%1, row by row in reverse mode: %2 multiplications (forward mode: %3)",
              {table.structure, cost, table.forward.str()}};
    case TableWay::Ordered:
      return {"%1, multiplied in the order %2: %3 multiplications (forward mode: %4, reverse mode: %5)",
              {table.structure, table.order, cost, table.forward.str(), table.reverse.str()}};
  }
  return {};
}

}  // namespace core

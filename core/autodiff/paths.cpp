#include "core/autodiff/paths.h"

#include <map>
#include <optional>
#include <utility>

#include "core/autodiff/between.h"
#include "core/linear_map/network.h"

namespace core {
namespace {

struct Step {
  std::size_t node;
  std::size_t argument;
};

// Per node between: where its wires lead, in the order in which the consumers run.
std::vector<std::vector<Step>> stepsFrom(const Plan& plan, const Between& between) {
  std::vector<std::vector<Step>> result(plan.graph().size());
  for (const std::size_t p : between.nodes) {
    forEachWireBetween(plan, between, p, [&](std::size_t argument, std::size_t input) {
      result[input].push_back({p, argument});
    });
  }
  return result;
}

}  // namespace

Natural pathCount(const Plan& plan, std::size_t from, std::size_t to) {
  const Between between = nodesBetween(plan, from, to);
  if (between.nodes.empty()) return 0;
  std::vector<std::size_t> uses(plan.graph().size());
  for (const std::size_t p : between.nodes) {
    forEachWireBetween(plan, between, p, [&](std::size_t, std::size_t input) { ++uses[input]; });
  }
  // A count goes when its last consumer has read it: in a long chain all together would not fit.
  std::vector<Natural> counts(plan.graph().size());
  counts[from] = 1;
  for (const std::size_t p : between.nodes) {
    forEachWireBetween(plan, between, p, [&](std::size_t, std::size_t input) {
      counts[p] += counts[input];
      if (--uses[input] == 0) Natural().swap(counts[input]);
    });
  }
  return counts[to];
}

std::vector<Path> pathsBetween(const Trace& trace, std::size_t from, std::size_t to, std::size_t limit,
                               const Watch& watch) {
  for (const std::size_t p : {to, from}) {
    if (const Problem* problem = trace.problem(p)) throw Error(problem->message);
  }
  const Between between = nodesBetween(trace.plan(), from, to);
  std::vector<Path> result;
  if (between.nodes.empty()) return result;
  const std::vector<std::vector<Step>> steps = stepsFrom(trace.plan(), between);

  std::map<std::pair<std::size_t, std::size_t>, LinearMap> locals;
  const auto local = [&](std::size_t node, std::size_t argument) {
    const auto found = locals.find({node, argument});
    if (found != locals.end()) return found->second;
    return locals.emplace(std::pair(node, argument), trace.local(node, argument)).first->second;
  };
  // Depth first without recursion; every node between leads to `to`, so that no walk ends in vain.
  std::vector<std::size_t> nodes = {from};
  std::vector<std::size_t> arguments;
  std::vector<std::size_t> next = {0};
  while (!nodes.empty() && result.size() < limit) {
    const std::vector<Step>& ways = steps[nodes.back()];
    if (nodes.back() == to) {
      std::vector<NetworkWire> chain;
      for (std::size_t k = 0; k < arguments.size(); ++k) {
        chain.push_back({k, k + 1, local(nodes[k + 1], arguments[k])});
      }
      result.push_back(
          {nodes, arguments, networkMap(trace.plan().node(from).shape, nodes.size(), chain).map});
      watch.report(static_cast<Index>(result.size()), static_cast<Index>(limit));
    } else if (next.back() < ways.size()) {
      const Step step = ways[next.back()++];
      nodes.push_back(step.node);
      arguments.push_back(step.argument);
      next.push_back(0);
      continue;
    }
    nodes.pop_back();
    next.pop_back();
    if (!arguments.empty()) arguments.pop_back();
  }
  return result;
}

}  // namespace core

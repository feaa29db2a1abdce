#include "core/autodiff/paths.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "core/autodiff/between.h"
#include "core/linear_map/form.h"
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

/// The Frobenius norm: entries row by row, a few at a time.
double normOf(const LinearMap& map, const Watch& watch) {
  double total = 0;
  const auto add = [&](const Run& run) {
    for (Index n = 0; n < run.count; ++n) total += run.values[n * run.valueStep] * run.values[n * run.valueStep];
  };
  if (map.rows() > 0 && map.columns() > 0) map.form().visit({0, 0, map.rows(), map.columns()}, add, {watch.stop, {}});
  return std::sqrt(total);
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

void forEachPath(const Trace& trace, std::size_t from, std::size_t to, const std::function<bool(Path)>& use,
                 const Watch& watch) {
  for (const std::size_t p : {to, from}) {
    if (const Problem* problem = trace.problem(p)) throw Error(problem->message);
  }
  const Between between = nodesBetween(trace.plan(), from, to);
  if (between.nodes.empty()) return;
  const std::vector<std::vector<Step>> steps = stepsFrom(trace.plan(), between);

  std::map<std::pair<std::size_t, std::size_t>, LinearMap> locals;
  const auto local = [&](std::size_t node, std::size_t argument) {
    const auto found = locals.find({node, argument});
    if (found != locals.end()) return found->second;
    return locals.emplace(std::pair(node, argument), trace.local(node, argument)).first->second;
  };
  const auto pathOf = [&](const std::vector<std::size_t>& nodes, const std::vector<std::size_t>& arguments) {
    std::vector<NetworkWire> chain;
    std::vector<LinearMap> factors;
    for (std::size_t k = 0; k < arguments.size(); ++k) {
      factors.push_back(local(nodes[k + 1], arguments[k]));
      chain.push_back({k, k + 1, factors.back()});
    }
    LinearMap product = networkMap(trace.plan().node(from).shape, nodes.size(), chain).map;
    return Path{nodes, arguments, std::move(factors), std::move(product)};
  };
  // Depth first without recursion; every node between leads to `to`, so that no walk ends in vain.
  std::vector<std::size_t> nodes = {from};
  std::vector<std::size_t> arguments;
  std::vector<std::size_t> next = {0};
  while (!nodes.empty()) {
    if (watch.stop.stop_requested()) throw Stopped{};
    const std::vector<Step>& ways = steps[nodes.back()];
    if (nodes.back() == to) {
      if (!use(pathOf(nodes, arguments))) return;
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
}

std::vector<Path> pathsBetween(const Trace& trace, std::size_t from, std::size_t to, std::size_t limit,
                               const Watch& watch) {
  std::vector<Path> result;
  if (limit == 0) return result;
  const auto take = [&](Path path) {
    result.push_back(std::move(path));
    watch.report(static_cast<Index>(result.size()), static_cast<Index>(limit));
    return result.size() < limit;
  };
  forEachPath(trace, from, to, take, watch);
  return result;
}

std::vector<Path> largestPaths(const Trace& trace, std::size_t from, std::size_t to, std::size_t count, std::size_t limit,
                               const Watch& watch) {
  struct Ranked {
    Path path;
    double norm;
  };
  const auto isLarger = [](const Ranked& a, const Ranked& b) {
    if (std::isnan(a.norm) || std::isnan(b.norm)) return std::isnan(a.norm) && !std::isnan(b.norm);
    return a.norm > b.norm;
  };
  std::vector<Ranked> ranked;
  std::size_t seen = 0;
  const auto take = [&](Path path) {
    const double norm = normOf(path.product, watch);
    const auto place = std::upper_bound(ranked.begin(), ranked.end(), Ranked{path, norm}, isLarger);
    ranked.insert(place, {std::move(path), norm});
    if (ranked.size() > count) ranked.pop_back();
    watch.report(static_cast<Index>(++seen), static_cast<Index>(limit));
    return seen < limit;
  };
  if (count > 0 && limit > 0) forEachPath(trace, from, to, take, watch);
  std::vector<Path> result;
  for (Ranked& one : ranked) result.push_back(std::move(one.path));
  return result;
}

}  // namespace core

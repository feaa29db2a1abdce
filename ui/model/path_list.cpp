#include "ui/model/path_list.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "core/autodiff/between.h"
#include "core/autodiff/gradient_check.h"
#include "core/autodiff/paths.h"
#include "core/linear_map/network.h"
#include "ui/model/greedy_paths.h"

namespace ui {
namespace {

using core::Index;
using core::Natural;

constexpr Index largestFormed = Index(1) << 16;  // entries of a product that is still shown
constexpr Index largestSweep = Index(1) << 22;   // entries of all gradients of the sweep
constexpr std::size_t mostFactors = 1'000'000;   // of all rows together
constexpr std::size_t mostPartings = 8;
constexpr Index mostChecked = 256;  // entries of an input that finite differences look at

using WireKey = std::pair<std::size_t, std::size_t>;  // node and argument

double largest(std::span<const double> numbers) {
  double size = 0;
  for (const double v : numbers) size = std::max(size, std::isnan(v) ? HUGE_VAL : std::abs(v));
  return size;
}

/// The Frobenius norm of a local gradient; 1 where it is too large to be read for this.
double norm(const PathWire& wire) {
  if (wire.number) return std::isnan(*wire.number) ? 0 : std::abs(*wire.number);
  const Index entries = wire.local.rows() * wire.local.columns();
  if (entries > largestFormed) return 1;
  std::vector<double> numbers(static_cast<std::size_t>(entries));
  wire.local.readBlock(0, 0, wire.local.rows(), wire.local.columns(), numbers);
  double sum = 0;
  for (const double v : numbers) sum += std::isnan(v) ? 0 : v * v;
  return std::sqrt(sum);
}

/// Counts and wires of the part of the graph between the two nodes.
void walk(PathList& list, const core::Between& between, const std::stop_token& stop) {
  const core::Plan& plan = list.trace->plan();
  std::vector<std::size_t> uses(plan.graph().size());
  for (const std::size_t p : between.nodes) {
    if (stop.stop_requested()) throw core::Stopped{};
    core::forEachWireBetween(plan, between, p, [&](std::size_t argument, std::size_t input) {
      ++uses[input];
      PathWire wire{input, p, argument, list.trace->local(p, argument)};
      if (wire.local.rows() == 1 && wire.local.columns() == 1) {
        const Index zero = 0;
        double number = 0;
        wire.local.readBlock(zero, zero, 1, 1, {&number, 1});
        wire.number = number;
      }
      list.wires.push_back(std::move(wire));
    });
  }
  // A count goes when its last consumer has read it: in a long chain all together would not fit.
  std::vector<Natural> paths(plan.graph().size()), cost(plan.graph().size());
  paths[list.from] = 1;
  const Natural rows = plan.node(list.to).shape.size();
  for (const PathWire& wire : list.wires) {
    const Natural own = rows * wire.local.rows() * wire.local.columns();
    list.byBackward += own;
    cost[wire.to] += cost[wire.from] + own * paths[wire.from];
    paths[wire.to] += paths[wire.from];
    if (--uses[wire.from] > 0) continue;
    Natural().swap(paths[wire.from]);
    Natural().swap(cost[wire.from]);
  }
  list.count = list.from == list.to ? Natural(1) : paths[list.to];
  list.byPaths = cost[list.to];
}

std::vector<std::vector<std::size_t>> wiresOfPaths(const PathList& list, std::size_t limit,
                                                   const std::stop_token& stop) {
  std::vector<std::vector<std::size_t>> paths;
  if (list.count <= limit) {
    std::map<WireKey, std::size_t> place;
    for (std::size_t w = 0; w < list.wires.size(); ++w) place[{list.wires[w].to, list.wires[w].argument}] = w;
    for (const core::Path& path : core::pathsBetween(*list.trace, list.from, list.to, limit, {stop, {}})) {
      std::vector<std::size_t>& wires = paths.emplace_back();
      for (std::size_t k = 0; k < path.arguments.size(); ++k)
        wires.push_back(place[{path.nodes[k + 1], path.arguments[k]}]);
    }
    return paths;
  }
  std::vector<WeighedWire> weighed;
  for (const PathWire& wire : list.wires) weighed.push_back({wire.from, wire.to, std::log(norm(wire))});
  const std::size_t most = std::min<std::size_t>(
      limit, std::max<std::size_t>(mostFactors / std::max<std::size_t>(list.steps, 1), 10));
  return largestPaths(weighed, list.from, list.to, most, stop);
}

/// The last local gradient stands first, as the backward pass multiplies them.
core::Tensor productOf(const PathList& list, const std::vector<std::size_t>& wires,
                       const std::stop_token& stop) {
  core::Tensor product(list.shape);
  if (std::ranges::all_of(wires, [&](std::size_t w) { return list.wires[w].number.has_value(); })) {
    double number = 1;
    for (auto w = wires.rbegin(); w != wires.rend(); ++w) number *= *list.wires[*w].number;
    product[0] = number;
    return product;
  }
  std::vector<core::NetworkWire> chain;
  for (std::size_t k = 0; k < wires.size(); ++k) chain.push_back({k, k + 1, list.wires[wires[k]].local});
  const core::LinearMap map =
      core::networkMap(list.wires[wires.front()].local.inputShape(), wires.size() + 1, chain).map;
  map.readBlock({0, 0, map.rows(), map.columns()}, product.data(), {stop, {}});
  return product;
}

core::Tensor identity(const core::Shape& shape, Index rows) {
  core::Tensor result(shape);
  for (Index k = 0; k < rows; ++k) result[k * rows + k] = 1;
  return result;
}

/// One backward pass from `to` with all of its rows: what the nodes between get, and where several parts of
/// it meet.
void sweep(PathList& list, const core::Between& between, const std::stop_token& stop) {
  const core::Plan& plan = list.trace->plan();
  const core::Shape& top = plan.node(list.to).shape;
  const Index rows = top.size();
  std::vector<std::size_t> uses(plan.graph().size());
  for (const PathWire& wire : list.wires) ++uses[wire.from];
  std::map<std::size_t, core::Tensor> gradients;
  std::map<std::size_t, Parting> partings;
  gradients.emplace(list.to, identity(core::concatenated(top, top), rows));
  std::size_t end = list.wires.size();  // of the wires into the node that takes its step
  for (auto p = between.nodes.rbegin(); p != between.nodes.rend(); ++p) {
    if (stop.stop_requested()) throw core::Stopped{};
    const core::Tensor upstream = std::move(gradients[*p]);
    if (*p == list.from) {
      list.backward = upstream;
      break;
    }
    gradients.erase(*p);
    std::size_t begin = end;
    while (begin > 0 && list.wires[begin - 1].to == *p) --begin;
    for (std::size_t w = begin; w < end; ++w) {
      const PathWire* wire = &list.wires[w];
      core::Tensor part(core::concatenated(top, plan.node(wire->from).shape));
      wire->local.accumulateTransposed(rows, upstream.data(), part.data());
      const auto [sum, isFirst] = gradients.emplace(wire->from, part);
      if (!isFirst)
        std::ranges::transform(sum->second.data(), part.data(), sum->second.data().begin(), std::plus<>());
      if (uses[wire->from] < 2 || part.size() > largestFormed) continue;
      Parting& parting = partings[wire->from];
      parting.node = wire->from;
      parting.by.push_back(*p);
      parting.parts.push_back(std::move(part));
      parting.sum = sum->second;
    }
    end = begin;
  }
  for (const std::size_t p : between.nodes) {
    if (!partings.contains(p) || list.partings.size() == mostPartings) continue;
    list.partings.push_back(std::move(partings[p]));
  }
}

/// The gradient that the program's own backward pass left at `from`, where that is the same question.
std::optional<core::Tensor> ownGradient(const PathList& list) {
  const core::Trace& trace = *list.trace;
  const bool asked = trace.plan().output() == list.to && trace.seed() &&
                     trace.plan().node(list.to).shape.size() == 1 && (*trace.seed())[0] == 1 &&
                     trace.hasGradient(list.from);
  if (!asked) return std::nullopt;
  return core::Tensor(list.shape, trace.gradient(list.from).data);
}

}  // namespace

bool PathList::isScalar() const {
  return std::ranges::all_of(wires, [](const PathWire& wire) { return wire.number.has_value(); });
}

std::optional<double> PathList::difference() const {
  if (!sum || !backward) return std::nullopt;
  double worst = 0;
  for (Index k = 0; k < sum->size(); ++k) {
    const double difference = std::abs((*sum)[k] - (*backward)[k]);
    worst = std::isnan(difference) || difference > worst ? difference : worst;
  }
  return worst;
}

std::vector<std::size_t> PathList::nodesOf(const PathRow& row) const {
  std::vector<std::size_t> nodes{from};
  for (const std::size_t w : row.wires) nodes.push_back(wires[w].to);
  return nodes;
}

std::vector<std::size_t> PathList::ownWires(std::size_t row) const {
  std::vector<std::size_t> own;
  for (const std::size_t w : rows[row].wires) {
    const auto users = std::ranges::count_if(
        rows, [&](const PathRow& other) { return std::ranges::find(other.wires, w) != other.wires.end(); });
    if (users == 1) own.push_back(w);
  }
  return own;
}

PathList pathList(std::shared_ptr<const core::Trace> trace, std::size_t from, std::size_t to,
                  std::size_t limit, const std::stop_token& stop) {
  for (const std::size_t p : {to, from}) {
    if (const core::Problem* problem = trace->problem(p)) throw core::Error(problem->message);
  }
  const core::Plan& plan = trace->plan();
  PathList list{.trace = std::move(trace), .from = from, .to = to};
  const core::Between between = core::nodesBetween(plan, from, to);
  if (between.nodes.empty()) return list;
  list.shape = core::concatenated(plan.node(to).shape, plan.node(from).shape);
  list.steps = between.nodes.size() - 1;
  walk(list, between, stop);
  const double entries =
      static_cast<double>(plan.node(to).shape.size()) * static_cast<double>(plan.node(from).shape.size());
  list.isFormed = entries <= static_cast<double>(largestFormed);
  list.isWhole = list.count <= limit;
  if (from == to) return list;

  for (std::vector<std::size_t>& wires : wiresOfPaths(list, limit, stop)) {
    PathRow row{.found = static_cast<int>(list.rows.size()) + 1, .wires = std::move(wires)};
    if (list.isFormed) {
      row.product = productOf(list, row.wires, stop);
      row.size = largest(row.product->data());
    } else {
      row.size = 1;
      for (const std::size_t w : row.wires) row.size *= norm(list.wires[w]);
    }
    list.rows.push_back(std::move(row));
  }
  if (list.isFormed && list.isWhole) {
    list.sum = core::Tensor(list.shape);
    for (const PathRow& row : list.rows)
      std::ranges::transform(list.sum->data(), row.product->data(), list.sum->data().begin(), std::plus<>());
  }
  double swept = 0;
  for (const std::size_t p : between.nodes) swept += static_cast<double>(plan.node(p).shape.size());
  if (list.isFormed &&
      swept * static_cast<double>(plan.node(to).shape.size()) <= static_cast<double>(largestSweep)) {
    sweep(list, between, stop);
  }
  if (const auto own = ownGradient(list)) list.backward = own;
  const core::Trace& run = *list.trace;
  const bool isLeaf = run.graph().node(from).isLeaf();
  if (isLeaf && plan.output() == to && run.hasGradient(from) && plan.node(from).shape.size() <= mostChecked &&
      plan.graph().size() <= 2000) {
    list.check = core::checkLeaf(run, from, {stop, {}}).worst;
  }
  return list;
}

}  // namespace ui

#include "core/autodiff/plan.h"

#include <algorithm>
#include <numeric>

#include "core/autodiff/reach.h"
#include "core/graph/order.h"

namespace core {
namespace {

// All nodes of one function without own attributes share one object.
class SettingsPool {
public:
  std::shared_ptr<const Settings> of(const Node& node) {
    if (!node.attributes.all().empty())
      return std::make_shared<const Settings>(*node.function, node.attributes);
    auto found = std::find_if(plain_.begin(), plain_.end(),
                              [&](const auto& entry) { return entry.first == node.function; });
    if (found == plain_.end()) {
      plain_.emplace_back(node.function, std::make_shared<const Settings>(*node.function, node.attributes));
      found = plain_.end() - 1;
    }
    return found->second;
  }

private:
  std::vector<std::pair<const Function*, std::shared_ptr<const Settings>>> plain_;
};

/// Whether both nodes are computed in the same way from the same inputs; the entries of a leaf may differ, its shape may not.
bool isComputedAs(const Node& a, const Node& b) {
  if (a.id != b.id || a.function != b.function || a.inputs != b.inputs || a.attributes != b.attributes) return false;
  const auto shape = [](const Node& node) { return node.value ? node.value->tensor.shape() : Shape{}; };
  return shape(a) == shape(b);
}

}  // namespace

std::shared_ptr<const Plan> Plan::compile(const Graph& graph, std::span<const double> priority, const Plan* earlier) {
  auto plan = std::make_shared<Plan>();
  plan->graph_ = graph;
  if (earlier && earlier->hasPartsOf(graph, priority)) {
    plan->parts_ = earlier->parts_;
    return plan;
  }
  const auto parts = std::make_shared<Parts>();
  plan->parts_ = parts;
  parts->priority.assign(priority.begin(), priority.end());
  parts->order = topologicalOrder(graph, priority);
  plan->resolveNodes(*parts);
  plan->findDifferentiated(*parts);
  plan->findBackwardSteps(*parts);
  plan->listContributions(*parts);
  plan->placeNodes(*parts);
  return plan;
}

bool Plan::hasPartsOf(const Graph& graph, std::span<const double> priority) const {
  if (graph_.sharesAllWith(graph)) return std::ranges::equal(parts_->priority, priority);
  return graph_.size() == graph.size() && graph_.output() == graph.output() &&
         std::ranges::equal(parts_->priority, priority) &&
         std::ranges::equal(graph_.nodes(), graph.nodes(), [](const NodePointer& a, const NodePointer& b) {
           return a == b || isComputedAs(*a, *b);
         });
}

void Plan::resolveNodes(Parts& parts) const {
  std::vector<ShapeResult> shapes = shapesOf(graph_, parts.order);
  SettingsPool pool;
  const std::size_t count = graph_.size();
  parts.nodes.resize(count);
  parts.settings.resize(count);
  for (const std::size_t p : parts.order) {
    const Node& node = graph_.node(p);
    PlannedNode& planned = parts.nodes[p];
    const std::span<const std::ptrdiff_t> inputs = graph_.inputPositions(p);
    planned.firstInput = static_cast<std::uint32_t>(parts.inputs.size());
    planned.inputCount = static_cast<std::uint32_t>(inputs.size());
    parts.inputs.insert(parts.inputs.end(), inputs.begin(), inputs.end());
    if (shapes[p].problem) {
      planned.problem = std::move(shapes[p].problem);
      continue;
    }
    planned.shape = *std::move(shapes[p].shape);
    if (node.isLeaf()) continue;
    parts.settings[p] = pool.of(node);
    planned.isScalar = node.function->scalar.forward && planned.shape.size() == 1;
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      if (inputs[k] < 0) planned.absent |= std::uint64_t(1) << k;
      if (inputs[k] < 0 || parts.nodes[static_cast<std::size_t>(inputs[k])].shape.size() != 1) planned.isScalar = false;
    }
  }
}

void Plan::findDifferentiated(Parts& parts) const {
  parts.differentiated.assign(parts.inputs.size(), false);
  std::vector<const Shape*> shapes;
  for (std::size_t p = 0; p < graph_.size(); ++p) {
    const Function& function = *graph_.node(p).function;
    const std::span<const std::int64_t> inputs = inputsOf(p);
    shapes.clear();
    for (const std::int64_t input : inputs) {
      shapes.push_back(input < 0 ? nullptr : &node(static_cast<std::size_t>(input)).shape);
    }
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      if (inputs[k] < 0) continue;
      // Without a value there are no shapes that could decide.
      parts.differentiated[node(p).firstInput + k] =
          node(p).problem ? function.argument(k).differentiable : function.isDifferentiated(k, shapes);
    }
  }
}

void Plan::findBackwardSteps(Parts& parts) const {
  const std::size_t count = graph_.size();
  parts.active.assign(parts.inputs.size(), false);
  if (graph_.output()) parts.output = graph_.position(*graph_.output());
  std::vector<bool> leaves(count);
  for (std::size_t p = 0; p < count; ++p) leaves[p] = graph_.node(p).isLeaf() && !graph_.node(p).isConstant();
  const std::vector<bool> leads = dependsOn(*this, std::move(leaves));
  for (std::size_t wire = 0; wire < parts.inputs.size(); ++wire) {
    parts.active[wire] = parts.differentiated[wire] && leads[static_cast<std::size_t>(parts.inputs[wire])];
  }
  if (!parts.output || node(*parts.output).problem) return;
  const std::vector<bool> used = reaches(*this, *parts.output);
  for (std::size_t p = 0; p < count; ++p) parts.nodes[p].hasGradient = used[p] && leads[p];
  for (auto p = parts.order.rbegin(); p != parts.order.rend(); ++p) {
    if (node(*p).hasGradient && !graph_.node(*p).isLeaf()) parts.backwardOrder.push_back(*p);
  }
}

void Plan::listContributions(Parts& parts) const {
  const auto forEach = [&](auto use) {
    for (std::size_t step = 0; step < parts.backwardOrder.size(); ++step) {
      const std::size_t p = parts.backwardOrder[step];
      for (std::size_t k = 0; k < node(p).inputCount; ++k) {
        if (isActive(p, k)) use(static_cast<std::size_t>(inputsOf(p)[k]), Contribution{p, k, step});
      }
    }
  };
  std::vector<std::size_t>& first = parts.firstContribution;
  first.assign(graph_.size() + 1, 0);
  forEach([&](std::size_t input, const Contribution&) { ++first[input + 1]; });
  std::partial_sum(first.begin(), first.end(), first.begin());
  parts.contributions.resize(first.back());
  std::vector<std::size_t> next(first.begin(), first.end() - 1);
  forEach([&](std::size_t input, const Contribution& contribution) { parts.contributions[next[input]++] = contribution; });
}

void Plan::placeNodes(Parts& parts) const {
  // Numbers stand in the order in which a run writes them; tensors begin where a cache line does.
  constexpr std::int64_t line = 8;
  const auto place = [&](std::size_t p) {
    PlannedNode& planned = parts.nodes[p];
    const std::int64_t size = planned.shape.size();
    if (size >= line) parts.valueCount = (parts.valueCount + line - 1) / line * line;
    planned.offset = parts.valueCount;
    parts.valueCount += size;
  };
  for (const std::size_t p : parts.order) {
    if (graph_.node(p).isLeaf()) place(p);
  }
  Schedule forward = forwardSchedule(*this);
  for (const std::size_t p : forward.positions) place(p);
  parts.program = programOf(*this, std::move(forward));
}

}  // namespace core

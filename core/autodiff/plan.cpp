#include "core/autodiff/plan.h"

#include <algorithm>

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

}  // namespace

std::shared_ptr<const Plan> Plan::compile(const Graph& graph, std::span<const double> priority) {
  auto plan = std::make_shared<Plan>();
  plan->graph_ = graph;
  plan->order_ = topologicalOrder(graph, priority);
  plan->placeNodes();
  plan->findDifferentiated();
  plan->findBackwardSteps();
  return plan;
}

void Plan::placeNodes() {
  std::vector<ShapeResult> shapes = shapesOf(graph_, order_);
  SettingsPool pool;
  const std::size_t count = graph_.size();
  nodes_.resize(count);
  settings_.resize(count);
  operands_.resize(count);
  for (const std::size_t p : order_) {
    const Node& node = graph_.node(p);
    PlannedNode& planned = nodes_[p];
    planned.firstInput = static_cast<std::uint32_t>(inputs_.size());
    const std::vector<std::ptrdiff_t> inputs = graph_.inputPositions(p);
    planned.inputCount = static_cast<std::uint32_t>(inputs.size());
    inputs_.insert(inputs_.end(), inputs.begin(), inputs.end());
    if (shapes[p].problem) {
      planned.problem = std::move(shapes[p].problem);
      continue;
    }
    planned.shape = *std::move(shapes[p].shape);
    planned.offset = valueCount_;
    valueCount_ += planned.shape.size();
    if (node.isLeaf()) continue;
    settings_[p] = pool.of(node);
    bool scalar = node.function->scalar.forward && inputs.size() <= 3 && planned.shape.size() == 1;
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      if (inputs[k] < 0) {
        planned.absent |= std::uint64_t(1) << k;
        scalar = false;
        continue;
      }
      const PlannedNode& input = nodes_[static_cast<std::size_t>(inputs[k])];
      if (scalar) operands_[p].input[k] = static_cast<std::uint32_t>(input.offset);
      scalar = scalar && input.shape.size() == 1;
    }
    operands_[p].output = static_cast<std::uint32_t>(planned.offset);
    operands_[p].settings = settings_[p].get();
    planned.isScalar = scalar && planned.offset < std::int64_t(UINT32_MAX);
  }
}

void Plan::findDifferentiated() {
  differentiated_.assign(inputs_.size(), false);
  std::vector<const Shape*> shapes;
  for (std::size_t p = 0; p < nodes_.size(); ++p) {
    const Function& function = *graph_.node(p).function;
    const std::span<const std::int64_t> inputs = inputsOf(p);
    shapes.clear();
    for (const std::int64_t input : inputs) {
      shapes.push_back(input < 0 ? nullptr : &nodes_[static_cast<std::size_t>(input)].shape);
    }
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      if (inputs[k] < 0) continue;
      // Without a value there are no shapes that could decide.
      differentiated_[nodes_[p].firstInput + k] =
          nodes_[p].problem ? function.argument(k).differentiable : function.isDifferentiated(k, shapes);
    }
  }
}

void Plan::findBackwardSteps() {
  const std::size_t count = graph_.size();
  active_.assign(inputs_.size(), false);
  if (graph_.output()) output_ = graph_.position(*graph_.output());
  std::vector<bool> leaves(count);
  for (std::size_t p = 0; p < count; ++p) leaves[p] = graph_.node(p).isLeaf() && !graph_.node(p).isConstant();
  const std::vector<bool> leads = dependsOn(*this, std::move(leaves));
  for (std::size_t p = 0; p < count; ++p) {
    for (std::size_t k = 0; k < nodes_[p].inputCount; ++k) {
      const std::size_t wire = nodes_[p].firstInput + k;
      active_[wire] = differentiated_[wire] && leads[static_cast<std::size_t>(inputs_[wire])];
    }
  }
  if (!output_ || nodes_[*output_].problem) return;
  const std::vector<bool> used = reaches(*this, *output_);
  for (std::size_t p = 0; p < count; ++p) {
    if (used[p] && leads[p]) nodes_[p].hasGradient = true;
  }
  for (auto p = order_.rbegin(); p != order_.rend(); ++p) {
    if (nodes_[*p].hasGradient && !graph_.node(*p).isLeaf()) backwardOrder_.push_back(*p);
  }
}

}  // namespace core

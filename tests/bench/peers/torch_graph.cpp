#include "tests/bench/peers/torch_graph.h"

#include <torch/torch.h>

#include <functional>

#include "core/graph/order.h"

namespace bench {
namespace {

using Tensors = std::vector<torch::Tensor>;
using Operation = std::function<torch::Tensor(const Tensors&)>;

torch::Tensor tensorOf(const core::Tensor& tensor, bool isClass) {
  const std::vector<std::int64_t> axes(tensor.shape().begin(), tensor.shape().end());
  const torch::Tensor copy =
      torch::from_blob(const_cast<double*>(tensor.data().data()), axes, torch::kFloat64).clone();
  return isClass ? copy.to(torch::kLong) : copy;
}

/// The call for one node. Throws `std::runtime_error` for a function that no workload uses.
Operation operationOf(const core::Node& node) {
  const std::string_view name = node.function->name;
  if (name == "add") return [](const Tensors& x) { return x[0] + x[1]; };
  if (name == "sub") return [](const Tensors& x) { return x[0] - x[1]; };
  if (name == "mul") return [](const Tensors& x) { return x[0] * x[1]; };
  if (name == "tanh") return [](const Tensors& x) { return torch::tanh(x[0]); };
  if (name == "sigmoid") return [](const Tensors& x) { return torch::sigmoid(x[0]); };
  if (name == "square") return [](const Tensors& x) { return torch::square(x[0]); };
  if (name == "relu") return [](const Tensors& x) { return torch::relu(x[0]); };
  if (name == "linear") return [](const Tensors& x) { return torch::linear(x[0], x[1], x[2]); };
  if (name == "conv2d") return [](const Tensors& x) { return torch::conv2d(x[0], x[1], x[2], 1, 1); };
  if (name == "max_pool2d") return [](const Tensors& x) { return torch::max_pool2d(x[0], 2); };
  if (name == "flatten") return [](const Tensors& x) { return torch::flatten(x[0], 1); };
  if (name == "cross_entropy") {
    return [](const Tensors& x) { return torch::nn::functional::cross_entropy(x[0], x[1]); };
  }
  if (name == "scaled_dot_product_attention") {
    return [](const Tensors& x) {
      const double scale = 1 / std::sqrt(static_cast<double>(x[0].size(-1)));
      return torch::matmul(torch::softmax(torch::matmul(x[0], x[1].transpose(-2, -1)) * scale, -1), x[2]);
    };
  }
  throw std::runtime_error("no call for " + std::string(name));
}

}  // namespace

struct TorchGraph::State {
  struct Step {
    std::size_t position;
    std::vector<std::size_t> inputs;
    Operation operation;
  };
  struct Leaf {
    torch::Tensor tensor;
    torch::Tensor entries[2];
  };
  Tensors values;
  std::vector<Step> steps;
  std::vector<Leaf> leaves;
  std::vector<torch::Tensor> gradients;
  std::size_t output = 0;
  std::size_t runs = 0;
};

TorchGraph::TorchGraph(const core::Graph& graph) : state_(std::make_unique<State>()) {
  torch::set_num_threads(1);
  state_->values.resize(graph.size());
  state_->output = *graph.position(*graph.output());
  for (const std::size_t p : core::topologicalOrder(graph)) {
    const core::Node& node = graph.node(p);
    if (!node.isLeaf()) {
      const auto inputs = graph.inputPositions(p);
      state_->steps.push_back({p, {inputs.begin(), inputs.end()}, operationOf(node)});
      continue;
    }
    const std::vector<core::Wire> wires = graph.consumers(node.id);
    const bool isClass = wires.size() == 1 && graph.find(wires[0].to)->function->name == "cross_entropy" && wires[0].argument == 1;
    torch::Tensor& tensor = state_->values[p] = tensorOf(node.value->tensor, isClass);
    if (node.isConstant()) continue;
    state_->leaves.push_back({tensor, {tensor.clone(), tensor * (1.0 - 1e-9)}});
    tensor.requires_grad_();
  }
}

TorchGraph::~TorchGraph() = default;

void TorchGraph::run() {
  ++state_->runs;
  for (State::Leaf& leaf : state_->leaves) {
    leaf.tensor.mutable_grad() = torch::Tensor();
    const torch::NoGradGuard guard;
    leaf.tensor.copy_(leaf.entries[state_->runs % 2]);
  }
  Tensors inputs;
  for (const State::Step& step : state_->steps) {
    inputs.clear();
    for (const std::size_t input : step.inputs) inputs.push_back(state_->values[input]);
    state_->values[step.position] = step.operation(inputs);
  }
  const torch::Tensor& output = state_->values[state_->output];
  output.backward(torch::ones_like(output));
}

std::vector<double> TorchGraph::gradient(std::size_t position) const {
  const torch::Tensor gradient = state_->values[position].grad().contiguous();
  return {gradient.data_ptr<double>(), gradient.data_ptr<double>() + gradient.numel()};
}

}  // namespace bench

#include "tests/bench/graphs.h"

#include <random>
#include <string>
#include <utility>

#include "core/functions/catalogue.h"

namespace bench {

namespace {

using core::NodeId;

/// Collects nodes with made-up ids; the last one becomes the output.
class Builder {
public:
  NodeId leaf(const char* function, core::Tensor value) {
    return add({.id = nextId(),
                .function = &core::functionNamed(function),
                .value = core::LeafValue{std::move(value), {}}});
  }
  NodeId parameter(const core::Shape& shape, double width) {
    const core::Initialiser rule{
        .kind = core::InitialiserKind::Uniform, .seed = nodes_.size(), .low = -width, .high = width};
    return leaf("parameter", core::initialised(shape, rule));
  }
  NodeId apply(const char* function, std::vector<std::optional<NodeId>> inputs, core::Attributes attributes = {}) {
    return add({.id = nextId(),
                .function = &core::functionNamed(function),
                .inputs = std::move(inputs),
                .attributes = std::move(attributes)});
  }
  core::Graph graph() const { return core::Graph::fromNodes(nodes_).withOutput(nodes_.back()->id); }

private:
  NodeId nextId() const { return NodeId("n" + std::to_string(nodes_.size())); }
  NodeId add(core::Node node) {
    nodes_.push_back(std::make_shared<const core::Node>(std::move(node)));
    return nodes_.back()->id;
  }

  std::vector<core::NodePointer> nodes_;
};

/// 0, 1, …, 9, 0, …: what each sample is.
core::Tensor classes(core::Index batch) {
  core::Tensor result(core::Shape{batch});
  for (core::Index i = 0; i < batch; ++i) result[i] = static_cast<double>(i % 10);
  return result;
}

}  // namespace

core::Graph randomScalars(std::size_t operations) {
  Builder builder;
  std::mt19937_64 random(1);
  const auto below = [&](std::size_t count) { return static_cast<std::size_t>(random() % count); };

  // Each operation takes one of the nodes that nobody has read yet, so that in the end all are read.
  std::vector<NodeId> unread;
  for (int i = 0; i < 64; ++i) unread.push_back(builder.parameter({}, 1));
  std::vector<NodeId> all = unread;
  for (std::size_t i = 0; i < operations; ++i) {
    NodeId& taken = unread[below(unread.size())];
    const NodeId& other = all[below(all.size())];
    const std::size_t kind = below(6);
    if (kind == 0)
      taken = builder.apply("tanh", {taken});
    else if (kind <= 2)
      taken = builder.apply(kind == 1 ? "add" : "sub", {taken, other});
    else
      taken = builder.apply("mul", {taken, other});
    all.push_back(taken);
  }
  NodeId sum = unread.front();
  for (std::size_t i = 1; i < unread.size(); ++i) sum = builder.apply("add", {sum, unread[i]});
  return builder.graph();
}

core::Graph chain(std::size_t operations) {
  Builder builder;
  const NodeId slope = builder.leaf("parameter", core::Tensor::scalar(0.5));
  const NodeId offset = builder.leaf("parameter", core::Tensor::scalar(0.25));
  NodeId last = builder.leaf("input", core::Tensor::scalar(1));
  for (std::size_t i = 0; i < operations; ++i)
    last = builder.apply(i % 2 ? "add" : "mul", {last, i % 2 ? offset : slope});
  return builder.graph();
}

core::Graph multilayerPerceptron(core::Index batch) {
  Builder builder;
  const NodeId target = builder.leaf("constant", classes(batch));
  const core::Initialiser pixels{.kind = core::InitialiserKind::Uniform, .low = 0, .high = 1};
  NodeId last = builder.leaf("constant", core::initialised({batch, 784}, pixels));
  const core::Index units[] = {784, 256, 256, 10};
  for (int layer = 0; layer < 3; ++layer) {
    if (layer > 0) last = builder.apply("relu", {last});
    const NodeId weight = builder.parameter({units[layer + 1], units[layer]}, 0.05);
    last = builder.apply("linear", {last, weight, builder.parameter({units[layer + 1]}, 0.05)});
  }
  builder.apply("cross_entropy", {last, target});
  return builder.graph();
}

core::Graph elementwiseChain(core::Index entries) {
  Builder builder;
  NodeId last = builder.leaf("input", core::initialised({entries}, {.kind = core::InitialiserKind::Uniform, .low = -1, .high = 1}));
  const NodeId factor = builder.leaf("constant", core::Tensor::scalar(1.1));
  const NodeId offset = builder.leaf("constant", core::Tensor::scalar(0.1));
  for (int round = 0; round < 4; ++round) {
    last = builder.apply("tanh", {last});
    last = builder.apply("mul", {last, factor});
    last = builder.apply("sigmoid", {last});
    last = builder.apply("add", {last, offset});
    last = builder.apply("square", {last});
  }
  return builder.graph();
}

core::Graph convolutionNet(core::Index batch) {
  Builder builder;
  const NodeId target = builder.leaf("constant", classes(batch));
  NodeId last = builder.leaf("constant", core::initialised({batch, 1, 28, 28}, {.kind = core::InitialiserKind::Uniform}));
  const core::Index channels[] = {1, 8, 16};
  for (int layer = 0; layer < 2; ++layer) {
    const NodeId kernel = builder.parameter({channels[layer + 1], channels[layer], 3, 3}, 0.2);
    const NodeId bias = builder.parameter({channels[layer + 1]}, 0.1);
    last = builder.apply("conv2d", {last, kernel, bias}, {{"padding", core::Index(1)}});
    last = builder.apply("relu", {last});
    last = builder.apply("max_pool2d", {last}, {{"kernel_size", core::Index(2)}});
  }
  last = builder.apply("flatten", {last}, {{"start_dim", core::Index(1)}});
  last = builder.apply("linear", {last, builder.parameter({10, 784}, 0.05), builder.parameter({10}, 0.05)});
  builder.apply("cross_entropy", {last, target});
  return builder.graph();
}

core::Graph attentionHead(core::Index length, core::Index width) {
  Builder builder;
  std::vector<std::optional<NodeId>> inputs;
  for (int k = 0; k < 3; ++k) inputs.push_back(builder.parameter({length, width}, 1));
  builder.apply("scaled_dot_product_attention", inputs);
  return builder.graph();
}

core::Graph layeredTensors(int layers) {
  Builder builder;
  NodeId last = builder.parameter({4}, 1);
  for (int layer = 0; layer < layers; ++layer) {
    const NodeId weight = builder.parameter({4, 4}, 0.5);
    last = builder.apply("tanh", {builder.apply("linear", {last, weight})});
    last = builder.apply("mul", {last, builder.parameter({4}, 1)});
  }
  builder.apply("sum", {last});
  return builder.graph();
}

}  // namespace bench

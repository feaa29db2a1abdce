#pragma once

#include <cstddef>

#include "core/graph/graph.h"

namespace bench {

/// A scalar graph of `operations` random nodes over 64 leaves: a third add and sub, half mul, a sixth tanh.
/// Every node reaches the output, and every value is finite.
core::Graph randomScalars(std::size_t operations);

/// x·a + b, times a, plus b, …: `operations` scalar nodes in one chain.
core::Graph chain(std::size_t operations);

/// tanh, ·1.1, sigmoid, +0.1, square, four times, on a vector.
core::Graph elementwiseChain(core::Index entries);

/// On images of 28 × 28: conv 3×3 to 8 channels, ReLU, max-pool 2, conv 3×3 to 16, ReLU, max-pool 2, linear to 10, cross-entropy.
core::Graph convolutionNet(core::Index batch);

/// scaled_dot_product_attention of three parameters of `length` × `width`.
core::Graph attentionHead(core::Index length, core::Index width);

/// Layers of four units with their own parameters: three nodes and two leaves a layer, then their sum.
core::Graph layeredTensors(int layers);

/// cross_entropy(linear(relu(linear(relu(linear(x))))), target) with 784-256-256-10 units and biases;
/// the data is a constant: gradients go to the parameters.
core::Graph multilayerPerceptron(core::Index batch);

}  // namespace bench

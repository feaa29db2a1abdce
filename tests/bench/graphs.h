#pragma once

#include <cstddef>

#include "core/graph/graph.h"

namespace bench {

/// A scalar graph of `operations` random nodes over 64 leaves: a third add and sub, half mul, a sixth tanh.
/// Every node reaches the output, and every value is finite.
core::Graph randomScalars(std::size_t operations);

/// x·a + b, times a, plus b, …: `operations` scalar nodes in one chain.
core::Graph chain(std::size_t operations);

/// cross_entropy(linear(relu(linear(relu(linear(x))))), target) with 784-256-256-10 units and biases.
core::Graph multilayerPerceptron(core::Index batch);

}  // namespace bench

#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "core/functions/catalogue.h"
#include "core/graph/graph.h"

// Small graphs for tests, in one line each.

inline core::Node leaf(const std::string& function, const std::string& id, core::Tensor value) {
  return {.id = core::NodeId(id), .function = &core::functionNamed(function), .value = core::LeafValue{std::move(value), {}}};
}

inline core::Node node(const std::string& function, const std::string& id, std::initializer_list<const char*> inputs,
                       core::Attributes attributes = {}) {
  core::Node result{.id = core::NodeId(id), .function = &core::functionNamed(function), .attributes = std::move(attributes)};
  for (const char* input : inputs) {
    result.inputs.push_back(*input ? std::optional(core::NodeId(input)) : std::nullopt);
  }
  return result;
}

inline core::Graph graphOf(const std::vector<core::Node>& nodes, const std::string& output = {}) {
  const core::Graph graph = core::Graph().withNodes(nodes);
  return output.empty() ? graph : graph.withOutput(core::NodeId(output));
}

/// f = (x + 1)·x² at x = 3 (lesson 3): f = 36, df/dx = 9 + 24 = 33.
inline core::Graph fanOut() {
  return graphOf({leaf("input", "x", core::Tensor::scalar(3)), leaf("constant", "one", core::Tensor::scalar(1)),
                  node("add", "p", {"x", "one"}), node("square", "q", {"x"}), node("mul", "f", {"p", "q"})},
                 "f");
}

/// The two-layer network with L2 penalty (lesson 10): L = 2.69.
inline core::Graph twoLayers() {
  const core::Tensor x({4}, {.8, -.5, 1.2, .3});
  const core::Tensor w2({5, 4}, {.5, -.8, .3, .1, -.6, .4, .7, -.2, .9, .2, -.5, .6, .1, -.9, .4, .8, -.3, .6, .2, -.7});
  const core::Tensor w1({3, 5}, {.7, -.4, .2, .9, -.6, -.5, .8, .6, -.3, .1, .3, .5, -.9, .4, .8});
  return graphOf({leaf("input", "x", x), leaf("parameter", "W2", w2), node("linear", "h", {"x", "W2"}), node("tanh", "a", {"h"}),
                  leaf("parameter", "W1", w1), node("linear", "s", {"a", "W1"}), leaf("constant", "t", core::Tensor::scalar(1)),
                  node("cross_entropy", "ell", {"s", "t"}), node("l2_penalty", "r", {"W1"}, {{"weight", 0.1}}),
                  node("add", "L", {"ell", "r"})},
                 "L");
}

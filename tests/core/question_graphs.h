#pragma once

#include "tests/core/sample_graphs.h"

// Graphs about which questions are asked: all paths, a nudge.

/// (x1²·x2, x1·x2, x1 − x2) at (2, 3): lesson 5.
inline core::Graph lessonFive() {
  return graphOf({leaf("input", "x1", core::Tensor::scalar(2)), leaf("input", "x2", core::Tensor::scalar(3)), node("square", "q", {"x1"}),
                  node("mul", "y1", {"q", "x2"}), node("mul", "y2", {"x1", "x2"}), node("sub", "y3", {"x1", "x2"}),
                  node("stack", "y", {"y1", "y2", "y3"})},
                 "y");
}

/// L = (x + 1)·x² + x² at x = 3: L = 45, dL/dx = 9 + 24 + 6 = 39.
inline core::Graph threePaths() {
  return graphOf({leaf("input", "x", core::Tensor::scalar(3)), leaf("constant", "one", core::Tensor::scalar(1)),
                  node("add", "a", {"x", "one"}), node("square", "b", {"x"}), node("mul", "p", {"a", "b"}),
                  node("add", "L", {"p", "b"})},
                 "L");
}

/// x_{k+1} = x_k + x_k: 2^count paths.
inline core::Graph doublings(int count) {
  std::vector<core::Node> nodes{leaf("input", "x0", core::Tensor::scalar(1))};
  for (int k = 1; k <= count; ++k) {
    const std::string before = "x" + std::to_string(k - 1);
    nodes.push_back(node("add", "x" + std::to_string(k), {before.c_str(), before.c_str()}));
  }
  return graphOf(nodes, "x" + std::to_string(count));
}

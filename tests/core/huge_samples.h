#pragma once

#include <cmath>
#include <memory>
#include <vector>

#include "core/autodiff/trace.h"
#include "core/linear_map/composition.h"
#include "core/linear_map/dense.h"
#include "tests/core/sample_graphs.h"

// Graphs whose local gradients nobody would store.

/// Numbers that repeat in no simple way, between −1 and 1.
inline core::Tensor waves(const core::Shape& shape, double step = 0.7) {
  core::Tensor tensor(shape);
  for (core::Index n = 0; n < tensor.size(); ++n) tensor[n] = std::sin(step * static_cast<double>(n) + 0.3);
  return tensor;
}

/// H = X·Wᵀ of a batch, summed: ∂H/∂X has `batch` equal blocks W of out × in.
inline core::Graph linearBatch(core::Index batch, core::Index in, core::Index out) {
  return graphOf({leaf("input", "X", waves({batch, in})), leaf("parameter", "W", waves({out, in}, 1.3)),
                  node("linear", "H", {"X", "W"}), node("square", "Q", {"H"}), node("sum", "L", {"Q"})},
                 "L");
}

/// The sum of an elementwise function or another of one argument over `count` entries.
inline core::Graph summed(const char* function, core::Index count, core::Attributes attributes = {}) {
  return graphOf({leaf("input", "x", waves({count})), node(function, "y", {"x"}, std::move(attributes)),
                  node("square", "q", {"y"}), node("sum", "L", {"q"})},
                 "L");
}

/// A product of two dense maps that has no simpler form, of `side` × `side`.
inline core::LinearMap composedMap(core::Index side, core::Index middle) {
  const core::Tensor outer = waves({side, middle}, 0.37);
  const core::Tensor inner = waves({middle, side}, 0.91);
  const auto numbers = [](const core::Tensor& t) {
    return std::vector<double>(t.data().begin(), t.data().end());
  };
  return core::product(core::denseMap({side}, {middle}, numbers(outer)),
                       core::denseMap({middle}, {side}, numbers(inner)));
}

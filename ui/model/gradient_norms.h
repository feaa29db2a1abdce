#pragma once

#include <memory>
#include <stop_token>
#include <vector>

#include "ui/model/moment.h"

namespace ui {

/// The length of one node's gradient: the root of the sum of the squares of all its entries.
struct GradientNorm {
  std::size_t node = 0;  ///< position
  double norm = 0;
  int cursor = 0;  ///< of the timeline, from which on the gradient is complete
};

/// Of every node with a gradient, in the order in which the gradients become complete; the output comes first.
/// Throws `core::Stopped`.
std::vector<GradientNorm> gradientNorms(const std::shared_ptr<const core::Trace>& trace, const std::stop_token& stop = {});

/// The graph with every node of `function` replaced by another function of one argument.
core::Graph withEvery(const core::Graph& graph, const core::Function& function, const core::Function& other,
                      const core::Attributes& attributes);

/// The largest |f′| of an elementwise function of one argument, over −20 … 20; infinite where there is no bound.
double largestSlope(const core::Function& function, const core::Attributes& attributes);

}  // namespace ui

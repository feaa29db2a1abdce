#pragma once

#include <memory>

#include "core/graph/graph.h"

namespace bench {

/// A graph as a PyTorch user would write it: each run computes the output and the gradients of its inputs and parameters, on one
/// thread. Two sets of leaf entries take turns, as in `Repeated`.
class TorchGraph {
 public:
  explicit TorchGraph(const core::Graph& graph);
  ~TorchGraph();

  void run();
  /// Of the last run: the entries of a leaf's gradient.
  std::vector<double> gradient(std::size_t position) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bench

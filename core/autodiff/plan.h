#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/graph/graph.h"
#include "core/graph/shapes.h"

namespace core {

/// One node of a plan: where its numbers stand and whose numbers it reads.
struct PlannedNode {
  Shape shape;
  std::optional<Problem> problem;       ///< set where the node cannot be computed
  std::int64_t offset = -1;             ///< of its value in the slab of values and of one gradient row in that of gradients; −1: none
  bool hasGradient = false;             ///< the output depends on it, and it on an input or parameter
  std::uint32_t firstInput = 0;         ///< into `Plan::inputs()`
  std::uint32_t inputCount = 0;
  std::uint64_t absent = 0;             ///< bit a: the optional argument a is left out
  bool isScalar = false;                ///< computed by a scalar instruction
};

/// A graph made ready to run: the order of the steps, the places of all numbers in two slabs, settings checked once. The same plan runs
/// again with other leaf values without a new allocation.
class Plan {
 public:
  /// `priority` as in `topologicalOrder`.
  static std::shared_ptr<const Plan> compile(const Graph& graph, std::span<const double> priority = {});

  const Graph& graph() const { return graph_; }
  std::span<const std::size_t> order() const { return order_; }
  const PlannedNode& node(std::size_t position) const { return nodes_[position]; }
  /// Positions of the inputs, −1 where one is left out.
  std::span<const std::int64_t> inputsOf(std::size_t position) const {
    return std::span(inputs_).subspan(nodes_[position].firstInput, nodes_[position].inputCount);
  }
  const Settings& settings(std::size_t position) const { return *settings_[position]; }
  /// Entries of the slab of values, and of the slab of gradients for one row.
  std::int64_t valueCount() const { return valueCount_; }
  std::optional<std::size_t> output() const { return output_; }
  /// Nodes with a gradient that are no leaf and lead to a leaf: the backward steps, in the order taken.
  std::span<const std::size_t> backwardOrder() const { return backwardOrder_; }
  /// Whether the argument `k` of the node is wired and differentiated, whatever leads to it.
  bool isDifferentiated(std::size_t position, std::size_t k) const {
    return differentiated_[nodes_[position].firstInput + k];
  }
  /// Whether the argument `k` of the node takes part in the backward pass: differentiable, and leads to an input or parameter.
  bool isActive(std::size_t position, std::size_t k) const { return active_[nodes_[position].firstInput + k]; }
  const Operands& operands(std::size_t position) const { return operands_[position]; }

 private:
  void placeNodes();
  void findDifferentiated();
  void findBackwardSteps();

  Graph graph_;
  std::vector<std::size_t> order_;
  std::vector<PlannedNode> nodes_;
  std::vector<std::int64_t> inputs_;
  std::vector<char> differentiated_;
  std::vector<char> active_;
  std::vector<std::shared_ptr<const Settings>> settings_;
  std::vector<Operands> operands_;
  std::vector<std::size_t> backwardOrder_;
  std::optional<std::size_t> output_;
  std::int64_t valueCount_ = 0;
};

}  // namespace core

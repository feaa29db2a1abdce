#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/autodiff/program.h"
#include "core/graph/graph.h"
#include "core/graph/shapes.h"

namespace core {

/// One node of a plan: where its numbers stand and whose numbers it reads.
struct PlannedNode {
  Shape shape;
  std::optional<Problem> problem;  ///< set where the node cannot be computed
  std::int64_t offset = -1;        ///< of its value in the slab of values and of one gradient row in that of gradients; −1: none
  bool hasGradient = false;        ///< the output depends on it, and it on an input or parameter
  std::uint32_t firstInput = 0;    ///< into `Plan::inputs()`
  std::uint32_t inputCount = 0;
  std::uint64_t absent = 0;  ///< bit a: the optional argument a is left out
  bool isScalar = false;     ///< an elementwise function of single entries: computed by a scalar instruction
};

/// What one consumer sends to a node in the backward pass.
struct Contribution {
  std::size_t consumer;  ///< position of the node that sends it
  std::size_t argument;  ///< the consumer's argument that the node feeds
  std::size_t step;      ///< index into `backwardOrder()`
};

/// A graph made ready to run: the order of the steps, the places of all numbers in two slabs, settings checked once, and the program of
/// instructions. The same plan runs again with other leaf values without a new allocation.
class Plan {
 public:
  /// `priority` as in `topologicalOrder`. Where `graph` differs from the graph of `earlier` in leaf entries, labels, the title or the
  /// seed alone, everything but the graph is shared with it, and runs can go on from what `earlier` computed.
  static std::shared_ptr<const Plan> compile(const Graph& graph, std::span<const double> priority = {},
                                             const Plan* earlier = nullptr);

  const Graph& graph() const { return graph_; }
  std::span<const std::size_t> order() const { return parts_->order; }
  const PlannedNode& node(std::size_t position) const { return parts_->nodes[position]; }
  /// Positions of the inputs, −1 where one is left out.
  std::span<const std::int64_t> inputsOf(std::size_t position) const {
    return std::span(parts_->inputs).subspan(node(position).firstInput, node(position).inputCount);
  }
  const Settings& settings(std::size_t position) const { return *parts_->settings[position]; }
  /// Entries of the slab of values, and of the slab of gradients for one row.
  std::int64_t valueCount() const { return parts_->valueCount; }
  std::optional<std::size_t> output() const { return parts_->output; }
  /// Nodes with a gradient that are no leaf and lead to a leaf: the backward steps, in the order taken.
  std::span<const std::size_t> backwardOrder() const { return parts_->backwardOrder; }
  /// Who sends a gradient to the node, in the order of arrival.
  std::span<const Contribution> contributions(std::size_t position) const {
    const std::size_t first = parts_->firstContribution[position];
    return std::span(parts_->contributions).subspan(first, parts_->firstContribution[position + 1] - first);
  }
  /// Whether the argument `k` of the node is wired and differentiated, whatever leads to it.
  bool isDifferentiated(std::size_t position, std::size_t k) const {
    return parts_->differentiated[node(position).firstInput + k];
  }
  /// Whether the argument `k` of the node takes part in the backward pass: differentiable, and leads to an input or parameter.
  bool isActive(std::size_t position, std::size_t k) const { return parts_->active[node(position).firstInput + k]; }
  /// How many arguments all nodes have together; `node(p).firstInput + k` numbers them.
  std::size_t wireCount() const { return parts_->inputs.size(); }
  const Program& program() const { return parts_->program; }
  /// Whether the numbers of both stand in the same places and are computed in the same way.
  bool isLaidOutAs(const Plan& other) const { return parts_ == other.parts_; }

 private:
  /// All that does not depend on the entries of leaves; shared by the plans of graphs that differ in these alone.
  struct Parts {
    std::vector<double> priority;
    std::vector<std::size_t> order;
    std::vector<PlannedNode> nodes;
    std::vector<std::int64_t> inputs;
    std::vector<char> differentiated;
    std::vector<char> active;
    std::vector<std::shared_ptr<const Settings>> settings;
    std::vector<std::size_t> backwardOrder;
    std::vector<std::size_t> firstContribution;  // into `contributions`, one a node and the end
    std::vector<Contribution> contributions;
    std::optional<std::size_t> output;
    std::int64_t valueCount = 0;
    Program program;
  };
  bool hasPartsOf(const Graph& graph, std::span<const double> priority) const;
  void resolveNodes(Parts& parts) const;
  void findDifferentiated(Parts& parts) const;
  void findBackwardSteps(Parts& parts) const;
  void listContributions(Parts& parts) const;
  void placeNodes(Parts& parts) const;

  Graph graph_;
  std::shared_ptr<const Parts> parts_;
};

}  // namespace core

#pragma once

#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/autodiff/plan.h"
#include "core/linear_map/linear_map.h"

namespace core {

class Call;

/// How many nodes a run computed; the others' numbers came from an earlier run and are the same.
struct Computed {
  std::size_t values = 0;
  std::size_t gradients = 0;
};

/// The immutable result of running a graph: every value, every gradient, and the order of the steps. Copies share it. What belongs to one
/// step (local maps, downstream contributions, partial sums) is derived from it when it is asked for.
class Trace {
 public:
  const Graph& graph() const { return plan_->graph(); }
  const Plan& plan() const { return *plan_; }
  std::span<const std::size_t> order() const { return plan_->order(); }

  /// Why a node has no value; null where it has one.
  const Problem* problem(std::size_t position) const;
  bool hasValue(std::size_t position) const { return problem(position) == nullptr; }
  TensorView value(std::size_t position) const;

  /// The seed as a tensor: output shape, or output shape twice for the identity. Null where there is no backward pass.
  const Tensor* seed() const { return seed_.get(); }
  /// The leading axes that every gradient has before its node's own: none for one row, the output's shape for the identity.
  const Shape& stack() const { return stack_; }
  bool hasGradient(std::size_t position) const;
  /// ∂z/∂node for each seed row: shape stack + node shape. Also the node's upstream gradient at its own step.
  TensorView gradient(std::size_t position) const;

  /// The positions of the nodes that take a backward step, in order.
  std::span<const std::size_t> backwardSteps() const;
  /// Who sends a gradient to the node, in the order of arrival.
  std::span<const Contribution> contributions(std::size_t position) const;
  /// ∂node/∂argument. The map holds what it needs and outlives the trace.
  LinearMap local(std::size_t position, std::size_t argument) const;
  /// The node's upstream · its local gradient by `argument`: this contribution alone, before it is summed.
  Tensor downstream(std::size_t position, std::size_t argument) const;
  /// The sum of the contributions that have arrived when `stepsDone` backward steps are done (the seed for the output itself); empty where
  /// nothing has arrived.
  std::optional<Tensor> partialGradient(std::size_t position, std::size_t stepsDone) const;
  /// What the row says about a choice made where the derivative does not exist; empty where none was made.
  Message corner(std::size_t position) const;
  /// The first node in forward order whose value holds a NaN or an infinity while no input of it does. Looked for once.
  std::optional<std::size_t> firstNotFinite() const;
  const Computed& computed() const { return computed_; }

  /// The node's inputs and output as its function's row reads them; the trace must outlive it.
  Call call(std::size_t position) const;

  struct Arena;

 private:
  friend class Workspace;
  std::shared_ptr<const Plan> plan_;
  std::shared_ptr<const Arena> arena_;
  std::shared_ptr<const Tensor> seed_;
  Shape stack_;
  Computed computed_;
};

/// The seed of a graph as a tensor for an output of shape `output`. Throws `Error` where it does not fit.
Tensor seedTensor(const Seed& seed, const Shape& output);

/// Runs forward and, where the output can be computed, backward from `seed` (the graph's own when empty). Values that fail become
/// problems of their nodes. Throws `Stopped` when asked to stop, `Error` for a seed that does not fit.
Trace run(std::shared_ptr<const Plan> plan, std::optional<Seed> seed = {}, std::stop_token stop = {});
Trace run(const Graph& graph, std::optional<Seed> seed = {});

}  // namespace core

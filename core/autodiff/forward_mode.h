#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/autodiff/leaf_tensor.h"
#include "core/autodiff/trace.h"
#include "core/linear_map/reading.h"

namespace core {

/// The immutable result of forward mode along a run: the tangent of every node for a direction dx at the
/// leaves, and the order of the steps. Like the backward pass it is a timeline; what belongs to one step is
/// derived from it when asked.
class ForwardTrace {
public:
  /// The run at whose values the local gradients are taken.
  const Trace& trace() const { return trace_; }
  /// Whether the node depends on a leaf of the direction through differentiated arguments; the tangent of
  /// every other node is 0.
  bool hasTangent(std::size_t position) const { return reached_[position]; }
  /// The derivative of the node's value along the direction, of the node's shape. The node must have a value.
  TensorView tangent(std::size_t position) const;
  /// The leaves of the direction and then all nodes that take a step, in forward order.
  std::span<const std::size_t> steps() const { return steps_; }
  /// Whether the node's argument brings a tangent.
  bool brings(std::size_t position, std::size_t argument) const;
  /// The node's local gradient by `argument` times the tangent of its input: this contribution alone, before
  /// it is summed. Of the node's shape.
  Tensor contribution(std::size_t position, std::size_t argument) const;

private:
  friend ForwardTrace forwardMode(const Trace& trace, std::span<const LeafTensor> direction,
                                  const Watch& watch);
  explicit ForwardTrace(Trace trace) : trace_(std::move(trace)) {}

  Trace trace_;
  std::vector<bool> reached_;
  std::vector<std::size_t> steps_;
  std::vector<Index> offsets_;  ///< per node: where its tangent begins
  std::vector<double> tangents_;
};

/// Runs forward mode along `trace`: tangent[y] = Σ_arguments (∂y/∂x)·tangent[x], from the direction at the
/// leaves on; where one leaf stands twice its tensors add. Throws `Error` where a tensor does not fit its
/// leaf, `Stopped`.
ForwardTrace forwardMode(const Trace& trace, std::span<const LeafTensor> direction, const Watch& watch = {});

}  // namespace core

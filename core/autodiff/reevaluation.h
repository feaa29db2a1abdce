#pragma once

#include <span>
#include <vector>

#include "core/autodiff/trace.h"

namespace core {

/// Computes one node of a run again and again for other numbers in one entry of a leaf. Only what depends on the leaf and leads to the
/// node is computed, and of that only what comes after a value that is another than in the run.
class Reevaluation {
public:
  Reevaluation(const Reevaluation&) = delete;
  Reevaluation& operator=(const Reevaluation&) = delete;
  /// Both by position; the node must have a value. The trace must outlive this.
  Reevaluation(const Trace& trace, std::size_t leaf, std::size_t node);

  /// The node's entries where the leaf's entry `entry` is `number`; NaN where they cannot be computed.
  std::span<const double> valueAt(Index entry, double number);
  /// Whether an input of `position` is another than in the run since the last `valueAt`.
  bool hasOtherInputs(std::size_t position) const;
  /// The nodes that are computed, in forward order.
  std::span<const std::size_t> nodes() const { return nodes_; }

private:
  /// One node with what its function reads: values of the run, and own ones that change.
  struct Step {
    std::size_t node;
    std::vector<TensorView> inputs;
    std::vector<std::size_t> own;  ///< positions of the inputs that may change
  };

  /// Computes the steps whose inputs differ from the run's. Throws `Error`.
  void computeChanged();

  const Trace& trace_;
  std::size_t leaf_;
  std::size_t node_;
  std::vector<std::size_t> nodes_;
  std::vector<std::vector<double>> values_;  ///< by position; empty where the run's value stands
  std::vector<bool> isOwn_;
  std::vector<bool> differs_;  ///< by position: whether the own value is another than the run's
  std::vector<Step> steps_;
  Index changedEntry_ = 0;     ///< of the leaf
};

}  // namespace core

#pragma once

#include <stop_token>
#include <vector>

#include "core/autodiff/plan.h"

namespace core {

/// A run that goes on from the numbers of an earlier one, in place, after the entries of some leaves changed. A value is computed again
/// where an input changed; a gradient where an upstream gradient or something that a local gradient depends on changed. What
/// comes out bitwise as it was counts as unchanged. All numbers are those of a run from the beginning.
class Rerun {
 public:
  Rerun(const Plan& plan, const std::vector<std::size_t>& changedLeaves);

  /// Whether much less is to do than in a run from the beginning.
  bool isWorthwhile() const { return isWorthwhile_; }
  /// False where a function refused its inputs: then a run from the beginning is needed. Throws `Stopped`.
  bool computeValues(double* values, const std::stop_token& stop);
  /// For one row; after `computeValues`. `seed` is the one of the earlier run. Throws `Stopped`.
  void computeGradients(const double* values, double* gradients, const Tensor& seed, const std::stop_token& stop);

  std::size_t valueCount() const { return valueCount_; }
  std::size_t gradientCount() const { return gradientCount_; }

 private:
  bool localChanged(const Contribution& contribution) const;
  bool differs(std::span<const double> entries) const;

  const Plan& plan_;
  std::vector<char> valueChanged_;
  std::vector<char> gradientChanged_;
  std::vector<double> before_;  // what stood where the next number comes
  bool isWorthwhile_ = true;
  std::size_t valueCount_ = 0;
  std::size_t gradientCount_ = 0;
};

}  // namespace core

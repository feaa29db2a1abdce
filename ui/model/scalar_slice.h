#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "core/functions/function.h"
#include "ui/model/moment.h"

namespace ui {

/// y = f(x): a node of one entry as a function of one of its inputs of one entry, all other inputs held where
/// they are in the run.
class ScalarSlice {
public:
  /// Empty where input or output are no single numbers, or have no value yet.
  static std::optional<ScalarSlice> of(const Moment& moment, std::size_t node, std::size_t argument);

  /// Where the run stands.
  double input() const { return input_; }
  double output() const { return valueAt(input_); }

  /// NaN where the function has no value.
  double valueAt(double x) const;
  /// f′(x) as the function's row gives it: at a corner the slope that is taken. NaN where there is no value.
  double slopeAt(double x) const;
  /// The slopes to the left and to the right of the run's point, where the slope does not exist there.
  const std::optional<std::pair<double, double>>& corner() const { return corner_; }

private:
  ScalarSlice(const core::Function& function, core::Settings settings, std::size_t argument)
      : function_(&function), settings_(std::move(settings)), argument_(argument) {}

  /// The inputs with x in the argument's place, which `x` keeps.
  std::vector<core::TensorView> inputsWith(const double& x) const;

  const core::Function* function_;
  core::Settings settings_;
  std::size_t argument_;
  std::vector<core::Tensor> inputs_;
  std::uint64_t absent_ = 0;
  core::Shape shape_;  ///< of the output
  double input_ = 0;
  std::optional<std::pair<double, double>> corner_;
};

/// What truly happens, not by the slope, when an input of a node is raised a little on this wire alone.
struct SmallRise {
  double step = 0.01;
  double node = 0;  ///< how much the node's one entry changes; NaN where it then has no value
  std::optional<double> output = {};  ///< how much the run's output changes; empty where the node is the
                                      ///< output, or the output no single number
};
/// Computes what lies between the node and the output once more.
SmallRise smallRise(const Moment& moment, std::size_t node, const ScalarSlice& slice);

}  // namespace ui

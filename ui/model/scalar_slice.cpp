#include "ui/model/scalar_slice.h"

#include <cmath>
#include <limits>

#include "core/autodiff/reevaluation.h"

namespace ui {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
/// How far beside a corner the slopes are taken, relative to x where that is large.
constexpr double sideStep = 1e-6;
/// A function that reads more numbers is not called again and again.
constexpr core::Index mostInputs = 4096;

}  // namespace

std::optional<ScalarSlice> ScalarSlice::of(const Moment& moment, std::size_t node, std::size_t argument) {
  const core::Trace& trace = moment.trace();
  const core::Plan& plan = trace.plan();
  const core::Node& shown = moment.graph().node(node);
  if (shown.isLeaf() || !moment.valueKnown(node) || !trace.hasValue(node)) return std::nullopt;
  const std::span<const std::int64_t> inputs = plan.inputsOf(node);
  if (argument >= inputs.size() || inputs[argument] < 0 || plan.node(node).shape.size() != 1)
    return std::nullopt;
  ScalarSlice slice(*shown.function, plan.settings(node), argument);
  core::Index count = 0;
  for (const std::int64_t input : inputs) {
    slice.inputs_.push_back(input < 0 ? core::Tensor() : trace.value(static_cast<std::size_t>(input)).copy());
    count += slice.inputs_.back().size();
    if (count > mostInputs) return std::nullopt;
  }
  if (slice.inputs_[argument].size() != 1) return std::nullopt;
  slice.absent_ = plan.node(node).absent;
  slice.shape_ = plan.node(node).shape;
  slice.input_ = slice.inputs_[argument][0];
  if (!trace.corner(node).empty()) {
    const double away = sideStep * std::max(1.0, std::abs(slice.input_));
    const std::pair sides(slice.slopeAt(slice.input_ - away), slice.slopeAt(slice.input_ + away));
    // A corner of another argument is none along this one.
    if (!(std::abs(sides.first - sides.second) <=
          1e-3 * std::max(std::abs(sides.first), std::abs(sides.second))))
      slice.corner_ = sides;
  }
  return slice;
}

std::vector<core::TensorView> ScalarSlice::inputsWith(const double& x) const {
  static const core::Shape none;
  std::vector<core::TensorView> views;
  for (std::size_t k = 0; k < inputs_.size(); ++k) {
    if (k < 64 && (absent_ >> k & 1) != 0) {
      views.emplace_back(none, std::span<const double>());
    } else if (k == argument_) {
      views.emplace_back(inputs_[k].shape(), std::span(&x, 1));
    } else {
      views.emplace_back(inputs_[k].shape(), inputs_[k].data());
    }
  }
  return views;
}

double ScalarSlice::valueAt(double x) const {
  const std::vector<core::TensorView> inputs = inputsWith(x);
  double y = nan;
  try {
    function_->value({inputs, absent_}, settings_, std::span(&y, 1));
  } catch (const core::Error&) {
    return nan;
  }
  return y;
}

double ScalarSlice::slopeAt(double x) const {
  const double y = valueAt(x);
  if (std::isnan(y)) return nan;
  const std::vector<core::TensorView> inputs = inputsWith(x);
  double slope = nan;
  try {
    const core::TensorView output(shape_, std::span(&y, 1));
    function_->local(argument_, {inputs, absent_}, output, settings_)
        .readBlock(0, 0, 1, 1, std::span(&slope, 1));
  } catch (const core::Error&) {
    return nan;
  }
  return slope;
}

SmallRise smallRise(const Moment& moment, std::size_t node, const ScalarSlice& slice) {
  SmallRise rise;
  const double raised = slice.valueAt(slice.input() + rise.step);
  rise.node = raised - slice.output();
  const std::optional<std::size_t> output = moment.trace().plan().output();
  if (!output || *output == node || !moment.trace().hasValue(*output)) return rise;
  const core::TensorView before = moment.trace().value(*output);
  if (before.size() != 1) return rise;
  core::Reevaluation again(moment.trace(), node, *output);
  rise.output = again.valueAt(0, raised)[0] - before[0];
  return rise;
}

}  // namespace ui

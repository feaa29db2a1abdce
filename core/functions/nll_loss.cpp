#include "core/functions/nll_loss.h"

#include "core/functions/class_targets.h"
#include "core/linear_map/dense.h"
#include "core/linear_map/sum.h"
#include "core/linear_map/zero.h"

namespace core {

Shape nllShape(InputShapes inputs, const Settings& settings) {
  const Shape& scores = *inputs[0];
  const Shape& target = *inputs[1];
  if (scores.rank() == 0) {
    throw Error(
        "log_probs is a scalar and target %1: log_probs needs an axis of classes, such as N×C with a target of N classes",
        {text(target)});
  }
  Shape samples = sampleShape(scores);
  if (target != samples) {
    throw Error("target (%1) does not fit log_probs (%2): it needs one class a sample, shape %3",
                {text(target), text(scores), text(samples)});
  }
  return isReduced(settings) ? Shape{} : samples;
}

void nllValue(const Inputs& inputs, const Settings& settings, std::span<double> output) {
  const Shape& scores = inputs[0].shape();
  std::vector<double> losses(static_cast<std::size_t>(sampleShape(scores).size()));
  forEachSample(scores, [&](Index sample, Index start, Index, Index step) {
    const Index asked = classAt(inputs, sample, "log_probs");
    losses[static_cast<std::size_t>(sample)] = -inputs[0][start + asked * step];
  });
  reduceLosses(losses, settings, output);
}

LinearMap nllLocal(std::size_t argument, const Inputs& inputs, const TensorView& output,
                   const Settings& settings) {
  const Shape& scores = inputs[0].shape();
  if (argument == 1) return zeroMap(output.shape(), inputs[1].shape());
  const double share = shareOfLoss(sampleShape(scores).size(), settings);
  std::vector<double> slopes(inputs[0].data.size());
  forEachSample(scores, [&](Index sample, Index start, Index, Index step) {
    slopes[static_cast<std::size_t>(start + classAt(inputs, sample, "log_probs") * step)] = -share;
  });
  if (isReduced(settings)) return denseMap(output.shape(), scores, std::move(slopes));
  const Index axis = classAxis(scores);
  return sumMap(output.shape(), scores, std::span(&axis, 1), std::move(slopes));
}

}  // namespace core

#include "core/functions/cross_entropy.h"

#include <cmath>

#include "core/functions/class_targets.h"
#include "core/linear_map/dense.h"
#include "core/linear_map/sum.h"
#include "core/linear_map/zero.h"

namespace core {
namespace {

bool hasShares(const Inputs& inputs) { return inputs[0].shape() == inputs[1].shape(); }

double sampleLoss(const Inputs& inputs, Index sample, Index start, Index count, Index step) {
  const TensorView& logits = inputs[0];
  const LogNormaliser logSoftmax(logits.data.data() + start, count, step);
  if (!hasShares(inputs)) return -logSoftmax(logits[start + classAt(inputs, sample, "logits") * step]);
  double loss = 0;
  for (Index k = start; k < start + count * step; k += step) loss -= inputs[1][k] * logSoftmax(logits[k]);
  return loss;
}

/// ∂loss/∂logits = softmax · Σ t − t for every sample, times `share`.
std::vector<double> slopesByLogits(const Inputs& inputs, double share) {
  const TensorView& logits = inputs[0];
  std::vector<double> slopes(static_cast<std::size_t>(logits.size()));
  forEachSample(logits.shape(), [&](Index sample, Index start, Index count, Index step) {
    const LogNormaliser logSoftmax(logits.data.data() + start, count, step);
    double total = 1;
    if (hasShares(inputs)) {
      total = 0;
      for (Index k = start; k < start + count * step; k += step) total += inputs[1][k];
    }
    const Index asked = hasShares(inputs) ? -1 : start + classAt(inputs, sample, "logits") * step;
    for (Index k = start; k < start + count * step; k += step) {
      const double target = hasShares(inputs) ? inputs[1][k] : k == asked ? 1 : 0;
      slopes[static_cast<std::size_t>(k)] = share * (std::exp(logSoftmax(logits[k])) * total - target);
    }
  });
  return slopes;
}

/// ∂loss/∂t = −log softmax(logits) for every sample, times `share`.
std::vector<double> slopesByShares(const Inputs& inputs, double share) {
  const TensorView& logits = inputs[0];
  std::vector<double> slopes(static_cast<std::size_t>(logits.size()));
  forEachSample(logits.shape(), [&](Index, Index start, Index count, Index step) {
    const LogNormaliser logSoftmax(logits.data.data() + start, count, step);
    for (Index k = start; k < start + count * step; k += step)
      slopes[static_cast<std::size_t>(k)] = -share * logSoftmax(logits[k]);
  });
  return slopes;
}

}  // namespace

Shape crossEntropyShape(InputShapes inputs, const Settings& settings) {
  const Shape& logits = *inputs[0];
  const Shape& target = *inputs[1];
  if (logits.rank() == 0) {
    throw Error(
        "logits is a scalar and target %1: logits needs an axis of classes, such as N×C with a target of N classes",
        {text(target)});
  }
  const Shape samples = sampleShape(logits);
  if (target != logits && target != samples) {
    throw Error(
        "target (%1) does not fit logits (%2): it needs one class a sample, shape %3, or shares of all classes, shape %2",
        {text(target), text(logits), text(samples)});
  }
  return isReduced(settings) ? Shape{} : samples;
}

void crossEntropyValue(const Inputs& inputs, const Settings& settings, std::span<double> output) {
  const Shape& logits = inputs[0].shape();
  std::vector<double> losses(static_cast<std::size_t>(sampleShape(logits).size()));
  forEachSample(logits, [&](Index sample, Index start, Index count, Index step) {
    losses[static_cast<std::size_t>(sample)] = sampleLoss(inputs, sample, start, count, step);
  });
  reduceLosses(losses, settings, output);
}

bool crossEntropyDifferentiates(std::size_t argument, InputShapes inputs) {
  return argument == 0 || *inputs[1] == *inputs[0];
}

LinearMap crossEntropyLocal(std::size_t argument, const Inputs& inputs, const TensorView& output,
                            const Settings& settings) {
  const Shape& logits = inputs[0].shape();
  if (argument == 1 && !hasShares(inputs)) return zeroMap(output.shape(), inputs[1].shape());
  const double share = shareOfLoss(sampleShape(logits).size(), settings);
  std::vector<double> slopes = argument == 0 ? slopesByLogits(inputs, share) : slopesByShares(inputs, share);
  if (isReduced(settings)) return denseMap(output.shape(), logits, std::move(slopes));
  const Index axis = classAxis(logits);
  return sumMap(output.shape(), logits, std::span(&axis, 1), std::move(slopes));
}

}  // namespace core

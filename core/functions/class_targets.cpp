#include "core/functions/class_targets.h"

#include <algorithm>
#include <cmath>

#include "core/functions/accurate_sum.h"

namespace core {

Index classAxis(const Shape& scores) { return scores.rank() == 1 ? 0 : 1; }

Shape sampleShape(const Shape& scores) {
  const Index axis = classAxis(scores);
  return concatenated(axesBetween(scores, 0, axis), axesBetween(scores, axis + 1, scores.rank()));
}

bool isReduced(const Settings& settings) { return settings.choice("reduction") != "none"; }

double shareOfLoss(Index count, const Settings& settings) {
  return settings.choice("reduction") == "mean" ? 1 / static_cast<double>(count) : 1;
}

void reduceLosses(std::span<const double> losses, const Settings& settings, std::span<double> output) {
  if (!isReduced(settings)) {
    std::ranges::copy(losses, output.begin());
    return;
  }
  output[0] = accurateSum(losses);
  if (settings.choice("reduction") == "mean") output[0] /= static_cast<double>(losses.size());
}

Index classAt(const Inputs& inputs, Index sample, std::string_view name) {
  const double target = inputs[1][sample];
  const Index classes = inputs[0].shape()[classAxis(inputs[0].shape())];
  if (target >= 0 && target < static_cast<double>(classes) && target == std::floor(target))
    return static_cast<Index>(target);
  throw Error(
      "target holds %1, which is no class: %4 (%2) has the classes 0 to %3, whole numbers that count from 0",
      {text(AttributeValue(target)), text(inputs[0].shape()), std::to_string(classes - 1),
       std::string(name)});
}

}  // namespace core

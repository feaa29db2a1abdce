#pragma once

#include <string_view>

#include "core/functions/function.h"
#include "core/functions/slices.h"

namespace core {

// What `cross_entropy` and `nll_loss` share: scores with the classes along axis 1 (axis 0 of a vector), and
// one class a sample as the target.

Index classAxis(const Shape& scores);

/// One entry a sample: the shape of the class targets and of the losses.
Shape sampleShape(const Shape& scores);

/// Whether the losses are put together, that is, `reduction` is not "none".
bool isReduced(const Settings& settings);

/// By what each of `count` losses is multiplied before they are summed.
double shareOfLoss(Index count, const Settings& settings);

/// The losses put together, or as they are, into `output`.
void reduceLosses(std::span<const double> losses, const Settings& settings, std::span<double> output);

/// The class that the target asks for in one sample. Throws `Error` where there is no such class; `name` is
/// that of the scores.
Index classAt(const Inputs& inputs, Index sample, std::string_view name);

/// Calls `use(sample, start, count, step)` for the classes of each sample.
template <typename Use>
void forEachSample(const Shape& scores, Use&& use) {
  Index sample = 0;
  forEachSlice(scores, classAxis(scores),
               [&](Index start, Index count, Index step) { use(sample++, start, count, step); });
}

}  // namespace core

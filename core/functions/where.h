#pragma once

#include "core/functions/function.h"

namespace core {

// The row functions of `where`: each output entry is a copy of a's entry where the condition is not 0, else
// of b's; all three are broadcast. Both local gradients are selections, so that what was not chosen gets
// nothing, also of an infinite upstream.

Shape whereShape(InputShapes inputs, const Settings& settings);
void whereValue(const Inputs& inputs, const Settings& settings, std::span<double> output);
LinearMap whereLocal(std::size_t argument, const Inputs& inputs, const TensorView& output,
                     const Settings& settings);
void whereAccumulate(std::size_t argument, const Inputs& inputs, const TensorView& output,
                     const Settings& settings, Index count, std::span<const double> upstream,
                     std::span<double> downstream);

}  // namespace core

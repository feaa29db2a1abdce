#pragma once

#include "core/functions/function.h"

namespace core {

// The row functions of `nll_loss`: −log_probs of the target's class for each sample, with the classes along
// axis 1 (axis 0 of a vector). The target is not differentiated.

Shape nllShape(InputShapes inputs, const Settings& settings);
void nllValue(const Inputs& inputs, const Settings& settings, std::span<double> output);
LinearMap nllLocal(std::size_t argument, const Inputs& inputs, const TensorView& output,
                   const Settings& settings);

}  // namespace core

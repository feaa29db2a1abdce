#pragma once

#include "core/functions/function.h"

namespace core {

// The row functions of `cross_entropy`: −Σ_c t_c · log softmax(logits)_c for each sample, with the classes
// along axis 1 (axis 0 of a vector). The target is one class a sample, which is not differentiated, or shares
// t of the logits' own shape.

Shape crossEntropyShape(InputShapes inputs, const Settings& settings);
void crossEntropyValue(const Inputs& inputs, const Settings& settings, std::span<double> output);
/// A class target is not differentiated.
bool crossEntropyDifferentiates(std::size_t argument, InputShapes inputs);
LinearMap crossEntropyLocal(std::size_t argument, const Inputs& inputs, const TensorView& output,
                            const Settings& settings);

}  // namespace core

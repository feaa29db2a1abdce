#pragma once

#include <string>
#include <vector>

#include "core/linear_map/linear_map.h"
#include "core/tensor/convolution.h"

namespace core {

/// The local gradient of a convolution by its input: J[(n,o,y),(n,c,i)] = weight[o,c,k] where the place k of
/// the kernel meets the input place i for the output place y. Keeps the weight alone. `described` names it,
/// such as "sliding kernel".
LinearMap convolutionByInputMap(const Shape& output, const Shape& input, const Convolution& sizes,
                                std::vector<double> weight, std::string described);

/// The local gradient of a convolution by its weight: J[(n,o,y),(o,c,k)] = the input entry that k meets for
/// y. Keeps the input alone.
LinearMap convolutionByWeightMap(const Shape& output, const Shape& weight, const Convolution& sizes,
                                 std::vector<double> input);

}  // namespace core

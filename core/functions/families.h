#pragma once

#include <vector>

#include "core/functions/function.h"

namespace core {

// The rows of each family. The catalogue is all of them, in the order of the palette.

std::vector<Function> leafFunctions();
std::vector<Function> arithmeticFunctions();
std::vector<Function> linearAlgebraFunctions();
std::vector<Function> einsumFunctions();
std::vector<Function> matrixFunctions();
std::vector<Function> activationFunctions();
std::vector<Function> smoothActivationFunctions();
std::vector<Function> elementwiseFunctions();
std::vector<Function> trigonometricFunctions();
std::vector<Function> reductionFunctions();
std::vector<Function> extremeFunctions();
std::vector<Function> aggregateFunctions();
std::vector<Function> layerFunctions();
std::vector<Function> normalisationFunctions();
std::vector<Function> convolutionFunctions();
std::vector<Function> poolingFunctions();
std::vector<Function> attentionFunctions();
std::vector<Function> lossFunctions();
std::vector<Function> pointwiseLossFunctions();
std::vector<Function> controlFunctions();
std::vector<Function> shapeFunctions();
std::vector<Function> slicingFunctions();
std::vector<Function> joiningFunctions();
std::vector<Function> indexingFunctions();
std::vector<Function> diagonalFunctions();

}  // namespace core

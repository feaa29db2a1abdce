#pragma once

#include <vector>

#include "core/functions/function.h"

namespace core {

// The rows of each family, in the order of the palette. The catalogue is all of them.

std::vector<Function> leafFunctions();
std::vector<Function> arithmeticFunctions();
std::vector<Function> elementwiseFunctions();
std::vector<Function> linearAlgebraFunctions();
std::vector<Function> shapeFunctions();
std::vector<Function> reductionFunctions();
std::vector<Function> layerFunctions();
std::vector<Function> lossFunctions();

}  // namespace core

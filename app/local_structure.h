#pragma once

#include <string>
#include <vector>

#include "core/functions/function.h"

namespace app {

/// The name of the form of the local gradient by each argument, such as "diagonal"; empty for one that is not
/// differentiated. A row does not say it in words: it is read off the local gradients at small inputs that
/// the function takes.
std::vector<std::string> localStructures(const core::Function& function);

}  // namespace app

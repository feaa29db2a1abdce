#pragma once

#include "core/functions/function.h"

namespace core {

/// The row `expression`: the user's own function of x.
Function expressionFunction();

}  // namespace core

#pragma once

#include <span>
#include <string_view>

#include "core/functions/function.h"

namespace core {

/// All functions, leaves first, in the order of the palette.
std::span<const Function> catalogue();

/// The row of that name, or null.
const Function* findFunction(std::string_view name);

/// The row of that name. Throws `Error` that names close matches.
const Function& functionNamed(std::string_view name);

}  // namespace core

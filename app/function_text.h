#pragma once

#include <span>
#include <string>

#include "core/functions/function.h"

namespace app {

/// One line a function, under the names of their categories.
std::string functionList(std::span<const core::Function> functions);

/// All that a row says about its function, for people.
std::string functionText(const core::Function& function);

/// All that the rows say, as {"format": "chainrule-functions", "version": 1, "functions": […]}.
std::string functionsJson(std::span<const core::Function> functions);

}  // namespace app

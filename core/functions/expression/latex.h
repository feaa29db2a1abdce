#pragma once

#include <optional>
#include <string>

#include "core/functions/expression/terms.h"

namespace core::expression {

/// The term in LaTeX with `variable` for x; empty where that would be longer than `longest` bytes. Functions
/// are written as their rows write them: \tanh x, \sqrt{x}, |x|.
std::optional<std::string> latex(const Terms& terms, TermId term, std::string_view variable,
                                 std::size_t longest);

}  // namespace core::expression

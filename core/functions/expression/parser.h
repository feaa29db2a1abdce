#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "core/functions/expression/terms.h"

namespace core::expression {

/// What a name in a formula stands for.
using Names = std::span<const std::pair<std::string_view, TermId>>;

/// Whether a formula may call this row by its name: elementwise, one argument, no attribute without default.
bool isCallable(const Function& function);

/// The term that `text` says: numbers, the `names`, pi and e, + − * / ^ (right-associative, above the sign),
/// parentheses and the callable rows. Throws `Error` with the column, counted in characters from 1, what was
/// expected there and what was found. Parentheses nest as deeply as memory allows: nothing here recurses.
TermId parsed(Terms& terms, std::string_view text, Names names);

}  // namespace core::expression

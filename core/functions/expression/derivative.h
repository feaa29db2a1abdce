#pragma once

#include "core/functions/expression/terms.h"

namespace core::expression {

/// d`of`/dx by the chain rule, with the derivatives that the rows write down; not simplified.
TermId derivative(Terms& terms, TermId of);

/// ∂function/∂argument at a call with these operands and the value `y`, as the row writes it; f′(operands)
/// where it does not. Attributes have the values of `settings`.
TermId slope(Terms& terms, const Settings& settings, std::size_t argument, std::array<TermId, 2> operands,
             TermId y);

}  // namespace core::expression

#pragma once

#include "core/functions/expression/terms.h"

namespace core::expression {

/// An equal term that is shorter to read: numbers are computed where that is exact, like terms and like
/// factors are put together, quotients become one fraction, signs move to the front. For showing: where a
/// term is infinite or has no value, a simplified one may have another.
TermId simplified(Terms& terms, TermId term);

}  // namespace core::expression

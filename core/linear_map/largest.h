#pragma once

#include <vector>

#include "core/linear_map/form.h"

namespace core {

/// What `Form::largest` promises, found by looking closer and closer at the overview's largest cells: as fast
/// as the form's overviews are.
std::vector<FlatEntry> largestByOverviews(const Form& form, Index count, const Watch& watch);

/// The same, found in one pass over all entries: for forms of which every reading takes as long as reading
/// all.
std::vector<FlatEntry> largestByVisit(const Form& form, Index count, const Watch& watch);

}  // namespace core

#pragma once

#include <map>
#include <vector>

#include "core/graph/graph.h"

namespace ui {

struct Sheet;

/// Entries of leaves that a repair has added as 0 and that nobody has set since: flat and ascending, none
/// empty.
using FreshEntries = std::map<core::NodeId, std::vector<core::Index>>;

/// The marks of a tensor of shape `from` that gets the shape `to`, its entries keeping their index vectors.
/// `withNew`: also the entries that it did not have.
std::vector<core::Index> marksAfterReshape(const core::Shape& from, const core::Shape& to,
                                           const std::vector<core::Index>& marks, bool withNew);

/// Takes away what is marked no longer: entries of nodes that are gone or are no leaf, and entries that are
/// not 0. What was set to 0 is taken away by whoever set it.
void settleFresh(Sheet& sheet);

}  // namespace ui

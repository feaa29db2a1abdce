#pragma once

#include <QString>

#include "core/graph/graph.h"

namespace ui {

/// The rule of a local gradient by one argument as LaTeX, with the names of the graph: "b" of p = a · b by a,
/// "2 x" of b = x². Empty where the function gives no formula for this argument.
QString localRuleTex(const core::Graph& graph, const core::Node& node, std::size_t argument);

}  // namespace ui

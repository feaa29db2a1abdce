#pragma once

#include "core/graph/graph.h"
#include "ui/figures/node_text.h"

namespace ui {

/// The texts of a node on a page, as wide as they are: nothing is made smaller to fit. `slope`: the width of
/// a parameter's third line, which can do without the shape. `names`: whether formulas are shown.
NodeText pageText(const core::Graph& graph, std::size_t position, NodeText text, double slope, bool names);
/// The same with less in it: of a leaf's second line the shape alone, of an equation the right side.
NodeText narrowText(const core::Graph& graph, std::size_t position, NodeText text, double slope, bool names);
/// With as little as possible: of a long formula what it depends on, "L(s, t)".
NodeText tightText(const core::Graph& graph, std::size_t position, NodeText text, double slope, bool names);

/// The same for pages of little height, in outlines as low as the texts: leaves have one line, "W_1  3×5".
NodeText lowText(const core::Graph& graph, std::size_t position, NodeText text, double slope, bool names);
NodeText lowNarrowText(const core::Graph& graph, std::size_t position, NodeText text, double slope,
                       bool names);
/// Leaves by their names alone.
NodeText lowTightText(const core::Graph& graph, std::size_t position, NodeText text, double slope,
                      bool names);

/// The same where everything is as near together as it can be read: also nodes of a circuit in outlines no
/// larger than their lines. `beside`: the name of a parameter's gradient, `slope` wide, stands beside its own
/// name.
NodeText tightened(NodeText text, double slope, bool beside);

}  // namespace ui

#pragma once

#include <map>
#include <vector>

#include "ui/model/sheet.h"

namespace ui {

/// Places for all nodes, from left to right by depth in linear time; nodes of one depth are ordered by the barycentre of their inputs. Parameters and
/// constants stand below or above the node that they feed where there is room.
std::map<core::NodeId, QPointF> layoutOf(const core::Graph& graph);

/// Gives a place to every node that has none, clear of those that have one.
void placeMissing(Sheet& sheet);

/// Leftmost, then topmost first: one number a node, for `core::topologicalOrder`.
std::vector<double> priorityOf(const Sheet& sheet);

}  // namespace ui

#pragma once

#include <map>

#include <QPointF>

#include "core/graph/graph.h"

namespace ui {

/// Places as on the screen, but every leaf with one consumer further ahead than the next column stands near
/// that consumer, where nothing else does: it needs no line of its own there. `before`: in the column before
/// the consumer, not above or below it.
std::map<core::NodeId, QPointF> leavesAtConsumers(const core::Graph& graph,
                                                  std::map<core::NodeId, QPointF> places, bool before);

}  // namespace ui

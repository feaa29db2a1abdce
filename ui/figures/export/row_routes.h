#pragma once

#include <span>

#include "ui/figures/export/page_flow.h"

namespace ui {

/// The gap between rows that is as high as its lines of wires need, each with its numbers; `flow` says in
/// which rows the nodes are.
double rowGapFor(const PageFlow& flow, std::span<const FlowWire> wires, const FlowRoom& room);

/// How many wires lead over the gap between rows that most lead over.
int lanesOf(const PageFlow& flow, std::span<const FlowWire> wires);

/// `flowOnPage`, with room for the wires from row to row where there are several.
PageFlow flowWithRoutes(std::span<const QPointF> centres, std::span<const std::vector<NodeReach>> forms,
                        std::span<const FlowWire> wires, FlowRoom& room);

}  // namespace ui

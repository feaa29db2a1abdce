#pragma once

#include <span>

#include "ui/figures/export/page_flow.h"

namespace ui {

/// The gap between rows that is as high as its lines of wires need, each with its numbers; `flow` says in which rows the nodes are.
double rowGapFor(const PageFlow& flow, std::span<const FlowWire> wires);

}  // namespace ui

#pragma once

#include <span>

#include "ui/figures/export/free_places.h"
#include "ui/figures/export/page_flow.h"
#include "ui/figures/graph_geometry.h"

namespace ui {

struct WrittenExtents;

/// Leads wires that lead from row to row, or would cross nodes, through what is free; and notes in `places`
/// where nodes and wires are. `row`: of each node, −1 where it is not shown. `downwards`: wires enter above.
/// `tight`: rows of nodes are so near together that numbers have a place only at a wire in the middle between
/// them; `gathered`: nearer still, numbers stand where a row leaves room.
void leadWires(GraphGeometry& geometry, std::span<const int> row, const WrittenExtents& written,
               FreePlaces& places, bool downwards = false, bool tight = false,
               bool gathered = false);

}  // namespace ui

#pragma once

#include <span>

#include "ui/figures/export/free_places.h"
#include "ui/figures/graph_geometry.h"

namespace ui {

struct WrittenExtents;

/// Places what is written beside nodes and wires where it covers nothing: numbers at wires, counts of
/// contributions, "active", "upstream" and "downstream". `row`: of each node, −1 where it is not shown.
void placeBoxLabels(GraphGeometry& geometry, std::span<const int> row, const WrittenExtents& written,
                    FreePlaces& places);

}  // namespace ui

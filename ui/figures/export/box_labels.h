#pragma once

#include <span>

#include "ui/figures/export/free_places.h"
#include "ui/figures/graph_geometry.h"

namespace ui {

struct WrittenExtents;

/// Places what is written beside nodes and wires where it covers nothing: numbers at wires, counts of
/// contributions, "active", "upstream" and "downstream"; gives how many overlap others, as there is no place
/// without. `row`: of each node, −1 where it is not shown; `low`: rather not above and below all nodes;
/// `apart`: value and gradient of a wire need not stand opposite each other.
int placeBoxLabels(GraphGeometry& geometry, std::span<const int> row, const WrittenExtents& written,
                   FreePlaces& places, bool low, bool apart);

}  // namespace ui

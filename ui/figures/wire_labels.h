#pragma once

#include <span>

namespace ui {

struct GraphGeometry;
struct NodeText;
class RectGrid;

/// Places the labels of all wires, each where it covers neither a box nor another label if there is such a
/// place. `boxes`: what must not be covered; labels are added to it.
void placeLabels(GraphGeometry& geometry, std::span<const NodeText> texts, RectGrid& boxes);

}  // namespace ui

#pragma once

#include "ui/figures/export/schematic.h"

namespace ui {

/// The local derivative of a node by an argument, once the node's value is known.
WireLabel localLabel(const Moment& moment, std::size_t node, std::size_t argument);

/// Lights the paths from the first leaf that has a gradient to the output, and writes their product below: the derivative is the
/// sum over paths of the product of the derivatives along each.
void lightPath(Schematic& schematic, const Moment& moment, const FigureRequest& request);

}  // namespace ui

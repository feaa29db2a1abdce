#pragma once

#include "ui/figures/equation_layout.h"

namespace ui {

/// Lays out an equation whose local gradient is read in blocks, the gradients in their own shapes. False
/// where the cells of the blocks would be too small to tell apart.
bool placeBlocks(EquationLayout& layout, const EquationContent& content);

}  // namespace ui

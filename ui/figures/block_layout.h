#pragma once

#include "ui/figures/equation_layout.h"

namespace ui {

/// Lays out an equation whose local gradient is read in blocks, the gradients in their own shapes; blocks
/// that have no room go to further pages. False where not even one block would be legible.
bool placeBlocks(EquationLayout& layout, const EquationContent& content, const EquationOptions& options);

}  // namespace ui

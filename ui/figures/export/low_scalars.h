#pragma once

#include <optional>

#include "ui/figures/equation_layout.h"

namespace ui {

/// An equation of three numbers for a page of little height: cells as low as their numbers, the legend beside
/// them, with a shorter bar where the room is narrow. Empty where they do not fit into one line.
std::optional<EquationLayout> lowScalars(const EquationLayout& usual, const EquationContent& content,
                                         QSizeF room);

}  // namespace ui

#pragma once

#include <array>
#include <optional>

#include "ui/figures/equation_layout.h"

namespace ui {

/// An equation of three matrices for a page of little height: rows as high as their numbers need, in cells no
/// wider than those, with two decimals where they can be read. Empty where the equation is of another kind,
/// or where not even the smallest legible numbers fit into `room`.
std::optional<EquationLayout> lowEquation(const EquationContent& content, const EquationOptions& options,
                                          QSizeF room);

/// How wide the titles of the panels are, without what stands below them.
std::array<double, 3> titleWidths(const EquationContent& content, const EquationLayout& layout);

}  // namespace ui

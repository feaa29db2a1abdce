#pragma once

#include <optional>

#include "ui/figures/equation_layout.h"

namespace ui {

/// An equation whose local gradient is a card, for a page of little height: the gradients beside the card,
/// each no wider than its titles and its legend need, and the card as high as the room is. Empty where the
/// card has not the room for its facts.
std::optional<EquationLayout> lowStructure(const EquationLayout& usual, const EquationContent& content,
                                           QSizeF room);

}  // namespace ui

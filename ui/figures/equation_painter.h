#pragma once

#include <optional>

#include "ui/figures/colour_map.h"
#include "ui/figures/equation_layout.h"
#include "ui/model/theme.h"

class QPainter;

namespace ui {

/// What is lit while the pointer is somewhere, or what a click has pinned.
struct EquationLight {
  std::optional<EquationEntry> entry;
  ProductSide side = ProductSide::None;
  bool operator==(const EquationLight&) const = default;
};

/// Draws upstream · local = downstream; what is lit gets outlines, bold labels and its sentence. Lighting
/// never changes a cell's colour.
void paintEquation(QPainter& painter, const EquationContent& content, const EquationLayout& layout,
                   const EquationLight& light, const Theme& theme);

/// Operators, legend and structure card: what a drawing has beside its panels and what follows the pointer.
void paintEquationSigns(QPainter& painter, const EquationContent& content, const EquationLayout& layout,
                        const Theme& theme);

/// The two halves of `paintEquation`: what stays while the pointer moves, and what follows it.
void paintEquationCells(QPainter& painter, const EquationContent& content, const EquationLayout& layout,
                        const Theme& theme);
void paintEquationLight(QPainter& painter, const EquationContent& content, const EquationLayout& layout,
                        const EquationLight& light, const Theme& theme);

/// One panel with its header and the legend, without the others.
void paintEquationPanel(QPainter& painter, const EquationContent& content, const EquationLayout& layout,
                        PanelRole role, const Theme& theme);

/// The pieces of a panel's subtitle where they are drawn, so that the numbers of its shape can be pointed at.
std::vector<PlacedPiece> placedSubtitle(const EquationContent& content, const EquationLayout& layout,
                                        PanelRole role, ProductSide lit);

/// The pieces of the written product where they are drawn; those with a `boxTag` are boxes to be filled in.
std::vector<PlacedPiece> placedSentence(const EquationContent& content, const EquationLayout& layout, const EquationLight& light);
QRectF boxArea(const PlacedPiece& placed);

/// The outlines that a lit entry gives a panel: a row, a column, a cell, or a cell in every block.
std::vector<QRectF> litOutlines(const EquationLayout& layout, const EquationEntry& entry, PanelRole role);

}  // namespace ui

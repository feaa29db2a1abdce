#pragma once

#include "ui/figures/equation_layout.h"

class QPainter;

namespace ui {

/// "×2,000,000" on a tinted ground, as wide as it needs: `left` is the middle of its left side.
void drawScaleBadge(QPainter& painter, QPointF left, const QString& text, const Theme& theme);

/// How high the legends are where every panel has one.
double panelLegendHeight(const EquationScales& scales, const EquationOptions& options);

/// The size of the legend below a panel that has its own scale, with its badge.
QSizeF panelLegendSize(const EquationLayout& layout, std::size_t k);

/// Puts the sentence `strip` lower, and a legend below each panel into what that frees.
void placePanelLegends(EquationLayout& layout, double strip);

/// The legend of the shared scale, or that of each panel with its badge.
void drawLegends(QPainter& painter, const EquationLayout& layout, const Theme& theme);

}  // namespace ui

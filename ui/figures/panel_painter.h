#pragma once

#include <span>

#include "ui/figures/equation_layout.h"
#include "ui/figures/heatmap_painter.h"

class QPainter;

namespace ui {

/// Draws the blocks of a panel; numbers, brackets and rules as the panel's layout says, the rest as in
/// `style`. Where there are many cells, each block is one image.
void drawPanelCells(QPainter& painter, const PanelLayout& panel, std::span<const double> numbers,
                    const ColourScale& scale, HeatmapStyle style, const Theme& theme);

}  // namespace ui

#include "ui/figures/panel_painter.h"

#include <QPainter>

#include "ui/figures/block_fit.h"

namespace ui {
namespace {

/// More cells than this in all blocks together would take a frame's time as rectangles.
constexpr core::Index mostRectangles = 400;

}  // namespace

void drawPanelCells(QPainter& painter, const PanelLayout& panel, std::span<const double> numbers,
                    const ColourScale& scale, HeatmapStyle style, const Theme& theme) {
  const Arrangement& arrangement = panel.arrangement;
  style.numbers = panel.numbers;
  style.brackets = style.brackets && hasBrackets(panel.gap);
  style.blockRows = arrangement.ruleRows(panel.first.cellHeight);
  style.blockCols = arrangement.ruleCols(panel.first.cellWidth);
  style.image = arrangement.cells() > mostRectangles;
  for (core::Index block = 0; block < arrangement.blocks(); ++block) {
    const HeatmapGeometry geometry = panel.blockGeometry(block);
    if (arrangement.isPlain()) {
      drawHeatmap(painter, geometry, {numbers, geometry.rows, geometry.cols}, scale, style, theme);
    } else if (arrangement.entryAt(block, {0, 0})) {
      const std::vector<double> own = arrangement.gather(numbers, block);
      drawHeatmap(painter, geometry, {own, geometry.rows, geometry.cols}, scale, style, theme);
    }
  }
}

}  // namespace ui

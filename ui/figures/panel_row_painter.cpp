#include "ui/figures/panel_row_painter.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

#include "ui/figures/equation_metrics.h"
#include "ui/figures/heatmap_painter.h"
#include "ui/figures/panel_painter.h"
#include "ui/figures/scale_legend.h"

namespace ui {
namespace {

HeatmapData listOf(const core::Tensor& tensor) { return {tensor.data(), 1, static_cast<int>(tensor.size())}; }

ColourScale scaleOf(const PanelRow& row, bool derivative, const Theme& theme) {
  ColourScale scale = derivative ? ColourScale::diverging(theme.gradientMap, {})
                                 : ColourScale::sequential(theme.valueMap, {});
  bool first = true;
  for (const NamedPanel& panel : row.panels) {
    if (panel.isDerivative != derivative || panel.numbers.size() == 0) continue;
    const std::span<const double> numbers = panel.numbers.data();
    const ColourScale own = derivative ? ColourScale::diverging(theme.gradientMap, {numbers})
                                       : ColourScale::sequential(theme.valueMap, {numbers});
    scale = first ? own : scale.covering(numbers);
    first = false;
  }
  return scale;
}

/// Legend of one of the two scales, flush right at `at`, if the row uses it; gives the x where the next one
/// may end.
double drawLegendOf(QPainter& painter, const PanelRow& row, bool derivative, QPointF at, const Theme& theme) {
  const bool used = std::ranges::any_of(row.panels, [&](const NamedPanel& panel) {
    return panel.isDerivative == derivative && panel.numbers.size() > 0;
  });
  if (!used) return at.x();
  const ColourScale scale = scaleOf(row, derivative, theme);
  if (!(scale.lo < scale.hi)) return at.x();
  LegendKeys keys;
  for (const NamedPanel& panel : row.panels) {
    if (panel.isDerivative != derivative) continue;
    const LegendKeys own = legendKeys({listOf(panel.numbers)}, scale);
    keys.nan |= own.nan;
    keys.positiveInfinity |= own.positiveInfinity;
    keys.negativeInfinity |= own.negativeInfinity;
  }
  const double left = at.x() - scaleLegendSize(scale, keys, 150).width();
  drawScaleLegend(painter, {left, at.y()}, 150, scale, keys, theme);
  return left - 40;
}

/// Headline, formula and remark in the middle; a remark that is long gets several lines.
void paintMessage(QPainter& painter, const PanelRow& row, QSizeF size, const Theme& theme) {
  constexpr double widest = 680;
  const double width = std::min(size.width() - 2 * sideMargin, widest);
  double y = size.height() / 2 - 34;
  for (const auto& [line, pixels] : {std::pair(row.headline, 15.0), std::pair(row.formula, 18.0)}) {
    if (line.empty()) continue;
    const double x = (size.width() - std::min(sentenceWidth(line, pixels), width)) / 2;
    drawPieces(painter, placedLine(line, {x, y}, width, pixels), theme);
    y += pixels * 1.9;
  }
  const double span = std::min(sentenceWidth(row.remark, 13.5), width);
  const QRectF area((size.width() - span) / 2, y - 20, span + 1, span < width ? 24 : 66);
  drawPieces(painter, placedLines(row.remark, area, 13.5), theme);
}

}  // namespace

void paintPanelRow(QPainter& painter, const PanelRow& row, const PanelRowLayout& layout, const Theme& theme) {
  painter.setRenderHint(QPainter::Antialiasing);
  const QSizeF size = layout.size;
  const double left = sideMargin;
  const double width = size.width() - 2 * left;
  if (row.panels.empty()) return paintMessage(painter, row, size, theme);
  const double legends = drawLegendOf(painter, row, true, {left + width, headerTop + 6}, theme);
  const double free = drawLegendOf(painter, row, false, {legends, headerTop + 6}, theme) - left;
  drawPieces(painter, placedLine(row.headline, {left, headerTop + titleBaseline}, free, titleSize), theme);
  if (!row.formula.empty()) {
    const double baseline = headerTop + titleBaseline + 32;
    drawPieces(painter, placedLine(row.formula, {left, baseline}, free, 17), theme);
  }
  for (std::size_t k = 0; k < row.panels.size(); ++k) {
    const NamedPanel& panel = row.panels[k];
    const QPointF header = layout.headers[k];
    const double room = std::max(size.width() - header.x() - 15, 20.0);
    drawPieces(painter, placedLine(panel.title, header, room, titleSize), theme);
    drawPieces(painter, placedLine(panel.subtitle, header + QPointF(0, 17), room, subtitleSize), theme);
    const ColourScale scale = scaleOf(row, panel.isDerivative, theme);
    drawPanelCells(painter, layout.panels[k], panel.numbers.data(), scale, HeatmapStyle{.brackets = true},
                   theme);
  }
  if (row.remark.empty()) return;
  const QRectF card = sentenceAtBottom(size);
  painter.setPen(QPen(theme.lineSoft, 1));
  painter.setBrush(theme.panelSoft);
  painter.drawRoundedRect(card, 7, 7);
  drawPieces(painter, placedLines(row.remark, card.adjusted(13, 3, -13, -3), 13.5), theme);
}

void paintRowLight(QPainter& painter, const PanelRowLayout& layout, const RowEntry& lit, const Theme& theme) {
  const QRectF rect = layout.rectOf(lit);
  if (!rect.isEmpty()) drawRing(painter, rect, theme);
}

}  // namespace ui

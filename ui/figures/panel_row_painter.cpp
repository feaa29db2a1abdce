#include "ui/figures/panel_row_painter.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

#include "ui/figures/bracket.h"
#include "ui/figures/equation_metrics.h"
#include "ui/figures/equation_scales.h"
#include "ui/figures/heatmap_painter.h"
#include "ui/figures/number_text.h"
#include "ui/figures/panel_facts.h"
#include "ui/figures/panel_painter.h"
#include "ui/figures/scale_legend.h"

namespace ui {
namespace {

/// Words of the equation, for translators.
struct Words {
  Q_DECLARE_TR_FUNCTIONS(Equation)
};

HeatmapData listOf(const core::Tensor& tensor) { return {tensor.data(), 1, static_cast<int>(tensor.size())}; }

/// The range of the row's values, of all values of the graph where they are known; of one panel where each
/// has its own.
ValueRange valueRangeOf(const PanelRow& row, const Theme& theme, const NamedPanel* only = nullptr) {
  const bool graph = row.values && !theme.valuesByPanel;
  ValueRange range = graph ? *row.values : ValueRange();
  std::vector<double> numbers;
  for (const NamedPanel& panel : row.panels) {
    if (panel.isDerivative || (only && &panel != only)) continue;
    if (graph)
      range = range.covering(panel.numbers.data());
    else
      numbers.insert(numbers.end(), panel.numbers.data().begin(), panel.numbers.data().end());
  }
  return graph ? range : rangeOf(numbers);
}

/// The scale of the row's derivatives or of its values; of one panel where each has its own.
ColourScale scaleOf(const PanelRow& row, bool derivative, const Theme& theme,
                    const NamedPanel* only = nullptr) {
  if (!derivative) {
    const ValueRange range = valueRangeOf(row, theme, only);
    return ColourScale::values(theme, range.lo, range.hi);
  }
  Magnitudes magnitudes;
  for (const NamedPanel& panel : row.panels) {
    if (panel.isDerivative && (!only || &panel == only)) magnitudes.add(panel.numbers.data());
  }
  const bool run = row.scale.scope == ScaleScope::Run && row.run;
  return ColourScale::diverging(theme.gradientMap, row.scale.limitsFor(run ? *row.run : magnitudes));
}

/// Whether every panel of that kind has a scale of its own.
bool ownScales(const PanelRow& row, bool derivative, const Theme& theme) {
  return derivative ? row.scale.scope == ScaleScope::Panel : theme.valuesByPanel;
}

QString captionOf(const PanelRow& row, bool derivative, const ColourScale& scale, const Theme& theme) {
  if (!derivative) {
    const QString apart = setApartText(valueRangeOf(row, theme));
    const QString words = row.values ? Words::tr("values, whole graph") : Words::tr("values");
    return apart.isEmpty() ? words : words + QStringLiteral("; ") + apart;
  }
  QString text =
      scopeText(row.scale.scope == ScaleScope::Run && row.run ? ScaleScope::Run : ScaleScope::Panel);
  if (scale.isLog()) text += Words::tr(", log, \u03c4 = %1").arg(tauText(scale.tau));
  return text;
}

/// Legend of one of the two scales, flush right at `at`, if the row uses it; gives the x where the next one
/// may end.
double drawLegendOf(QPainter& painter, const PanelRow& row, bool derivative, QPointF at, const Theme& theme) {
  const bool used = std::ranges::any_of(row.panels, [&](const NamedPanel& panel) {
    return panel.isDerivative == derivative && panel.numbers.size() > 0;
  });
  if (!used) return at.x();
  const ColourScale scale = scaleOf(row, derivative, theme);
  LegendKeys keys;
  for (const NamedPanel& panel : row.panels) {
    if (panel.isDerivative == derivative) keys = keys | legendKeys({listOf(panel.numbers)}, scale);
  }
  if (ownScales(row, derivative, theme)) return at.x();
  if (!(scale.lo < scale.hi)) return at.x();
  const QString caption = captionOf(row, derivative, scale, theme);
  const double left = at.x() - scaleLegendSize(scale, keys, 150, caption, theme.zeroDots).width();
  drawScaleLegend(painter, {left, at.y()}, 150, scale, keys, theme, caption);
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
    drawPieces(painter, placedLine(panel.subtitle, header + QPointF(0, 17), room, subtitleSize()), theme);
    const bool own = ownScales(row, panel.isDerivative, theme);
    const ColourScale scale = scaleOf(row, panel.isDerivative, theme, own ? &panel : nullptr);
    drawPanelCells(painter, layout.panels[k], panel.numbers.data(), scale, HeatmapStyle{.brackets = true},
                   theme);
    if (!own || !(scale.lo < scale.hi)) continue;
    const QRectF bounds = layout.panels[k].bounds();
    const double bar = std::clamp(bounds.width(), 70.0, 130.0);
    drawScaleLegend(painter, bounds.bottomLeft() + QPointF(0, bracketReachY + 8), bar, scale,
                    legendKeys({listOf(panel.numbers)}, scale), theme, scopeText(ScaleScope::Panel));
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

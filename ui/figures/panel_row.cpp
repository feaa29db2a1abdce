#include "ui/figures/panel_row.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

#include "ui/figures/arrangement.h"
#include "ui/figures/bracket.h"
#include "ui/figures/equation_metrics.h"
#include "ui/figures/heatmap_image.h"
#include "ui/figures/heatmap_painter.h"
#include "ui/figures/number_text.h"
#include "ui/figures/scale_legend.h"
#include "ui/model/names.h"

namespace ui {
namespace {

using core::Index;
using Ink = Piece::Ink;

constexpr Index mostDrawn = Index(1) << 16;
constexpr int pooledSide = 256;

/// Words of the equation, for translators.
struct Words {
  Q_DECLARE_TR_FUNCTIONS(Equation)
};

QString shapeWords(const core::Tensor& tensor) {
  return tensor.shape().rank() == 0 ? Words::tr("scalar") : shapeText(tensor.shape().axes());
}

NamedPanel valuePanel(const Moment& moment, std::size_t node, const QString& what) {
  NamedPanel panel;
  panel.title = {textPiece(what + QStringLiteral("  "), Ink::Value, true),
                 mathPiece(nameTex(moment.graph().node(node)), Ink::Value)};
  panel.numbers = moment.trace().value(node).copy();
  panel.subtitle = {textPiece(shapeWords(panel.numbers), Ink::Muted)};
  return panel;
}

/// The tensor as one matrix: all axes but the last one down.
HeatmapData matrixOf(const core::Tensor& tensor) {
  const core::Shape& shape = tensor.shape();
  const Index cols = shape.rank() > 0 ? shape[shape.rank() - 1] : 1;
  return {tensor.data(), cols > 0 ? static_cast<int>(tensor.size() / cols) : 0, static_cast<int>(cols)};
}

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
    const LegendKeys own = legendKeys({matrixOf(panel.numbers)}, scale);
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

PanelRow forwardRow(const Moment& moment, std::size_t node) {
  const core::Node& shown = moment.graph().node(node);
  PanelRow row;
  if (const auto cursor = moment.forwardCursorOf(node)) {
    const QString step = Words::tr("Forward %1 of %2").arg(*cursor).arg(moment.forwardCount());
    row.headline = {textPiece(step + QStringLiteral("  "), Ink::Value, true), textPiece(plainName(shown))};
  } else {
    row.headline = {textPiece(plainName(shown), Ink::Value, true)};
  }
  row.formula = {mathPiece(equationTex(moment.graph(), shown))};
  const std::span<const std::int64_t> inputs = moment.trace().plan().inputsOf(node);
  for (const std::int64_t input : inputs) {
    if (input < 0 || !moment.valueKnown(static_cast<std::size_t>(input))) continue;
    row.panels.push_back(valuePanel(moment, static_cast<std::size_t>(input), Words::tr("Input")));
  }
  if (moment.valueKnown(node)) row.panels.push_back(valuePanel(moment, node, Words::tr("Output")));
  const bool later = moment.trace().seed() && !moment.seeded();
  if (later)
    row.remark = {textPiece(Words::tr("Step backward to see upstream · local = downstream."), Ink::Muted)};
  return row;
}

PanelRow seedRow(const Moment& moment) {
  const std::size_t output = *moment.trace().plan().output();
  const QString name = nameTex(moment.graph().node(output));
  PanelRow row;
  row.headline = {textPiece(Words::tr("Seed") + QStringLiteral("  "), Ink::Upstream, true),
                  textPiece(Words::tr("the upstream gradient at the output"))};
  NamedPanel seed;
  seed.title = {textPiece(Words::tr("Upstream") + QStringLiteral("  "), Ink::Upstream, true),
                mathPiece(derivativeTex(name, name), Ink::Upstream)};
  seed.numbers = *moment.trace().seed();
  seed.subtitle = {textPiece(shapeWords(seed.numbers), Ink::Muted)};
  seed.isDerivative = true;
  row.panels.push_back(seed);
  row.panels.push_back(valuePanel(moment, output, Words::tr("Output")));
  row.remark = {textPiece(
      Words::tr(
          "Backpropagation begins here. The next backward step multiplies this upstream gradient by the "
          "first local gradient."),
      Ink::Muted)};
  return row;
}

PanelRow leafRow(const Moment& moment, std::size_t node) {
  const core::Node& leaf = moment.graph().node(node);
  PanelRow row;
  row.headline = {textPiece(plainName(leaf), Ink::Value, true)};
  if (moment.trace().hasValue(node)) row.panels.push_back(valuePanel(moment, node, Words::tr("Value")));
  if (leaf.isConstant()) {
    row.remark = {textPiece(Words::tr("constant: no gradient is asked for"), Ink::Muted)};
    return row;
  }
  if (!moment.trace().hasGradient(node)) {
    const bool none = !moment.trace().plan().output();
    row.remark = {textPiece(none ? Words::tr("No output is chosen, so there is nothing to differentiate.")
                                 : Words::tr("The output does not depend on it, so it has no gradient."),
                            Ink::Muted)};
    return row;
  }
  if (const std::optional<core::Tensor> gradient = moment.gradient(node)) {
    NamedPanel panel;
    const QString output = nameTex(moment.graph().node(*moment.trace().plan().output()));
    panel.title = {textPiece(Words::tr("Gradient") + QStringLiteral("  "), Ink::Downstream, true),
                   mathPiece(derivativeTex(output, nameTex(leaf)), Ink::Downstream)};
    const auto count = static_cast<int>(moment.contributionCount(node));
    const auto arrived = static_cast<int>(moment.contributionsArrived(node));
    QString state = shapeWords(*gradient);
    if (count > 1)
      state += QStringLiteral(", ") + Words::tr("%1 of %2 contributions").arg(arrived).arg(count);
    panel.subtitle = {textPiece(state, Ink::Muted)};
    panel.numbers = *gradient;
    panel.isDerivative = true;
    row.panels.push_back(panel);
  }
  row.remark = {textPiece(
      Words::tr("A leaf has no local gradient: what arrives downstream here is the result."), Ink::Muted)};
  return row;
}

void paintPanelRow(QPainter& painter, const PanelRow& row, QSizeF size, const Theme& theme) {
  painter.setRenderHint(QPainter::Antialiasing);
  const double left = sideMargin;
  const double width = size.width() - 2 * left;
  if (row.panels.empty()) return paintMessage(painter, row, size, theme);
  const double legends = drawLegendOf(painter, row, true, {left + width, headerTop + 6}, theme);
  const double free = drawLegendOf(painter, row, false, {legends, headerTop + 6}, theme) - left;
  drawPieces(painter, placedLine(row.headline, {left, headerTop + titleBaseline}, free, titleSize), theme);
  double top = headerTop + titleBaseline + 12;
  if (!row.formula.empty()) {
    drawPieces(painter, placedLine(row.formula, {left, top + 20}, free, 17), theme);
    top += 32;
  }
  const QRectF card = sentenceAtBottom(size);
  const double headers = top + 16;
  top += 46;

  std::vector<PanelExtent> extents;
  std::vector<PooledMatrix> small;
  double fixed = 0;
  for (const NamedPanel& panel : row.panels) {
    HeatmapData data = matrixOf(panel.numbers);
    small.push_back(panel.numbers.size() > mostDrawn ? pooled(data, pooledSide, pooledSide) : PooledMatrix{});
    if (small.back().rows > 0) data = small.back().data();
    extents.push_back({data.rows, data.cols});
    const double header =
        std::max(sentenceWidth(panel.title, titleSize), sentenceWidth(panel.subtitle, subtitleSize));
    fixed += std::max(40.0, header + 24 - 40.0 * data.cols);
  }
  const CellSize cell =
      commonCellSize(extents, {width, std::max(card.top() - 14 - top, 10.0)}, {fixed, 0}, 52);
  double x = left + bracketReachX;
  for (std::size_t k = 0; k < row.panels.size(); ++k) {
    const NamedPanel& panel = row.panels[k];
    const HeatmapData data = small[k].rows > 0 ? small[k].data() : matrixOf(panel.numbers);
    HeatmapGeometry geometry{{x, top}, data.rows, data.cols, cell.width, cell.height};
    if (geometry.rows > 0 && geometry.size().height() < 12) geometry.cellHeight = 12.0 / geometry.rows;
    if (geometry.cols > 0 && geometry.size().width() < 12) geometry.cellWidth = 12.0 / geometry.cols;
    const double room = std::max(size.width() - x - 8, 20.0);
    const QPointF header(x - bracketReachX, headers);
    drawPieces(painter, placedLine(panel.title, header, room, titleSize), theme);
    drawPieces(painter, placedLine(panel.subtitle, header + QPointF(0, 17), room, subtitleSize), theme);
    HeatmapStyle style{.numbers = numbersThatFit({data}, geometry.cellWidth, geometry.cellHeight),
                       .brackets = true};
    drawHeatmap(painter, geometry, data, scaleOf(row, panel.isDerivative, theme), style, theme);
    const double text =
        std::max(sentenceWidth(panel.title, titleSize), sentenceWidth(panel.subtitle, subtitleSize));
    x += std::max(geometry.size().width() + 40, text + 24);
  }
  if (row.remark.empty()) return;
  painter.setPen(QPen(theme.lineSoft, 1));
  painter.setBrush(theme.panelSoft);
  painter.drawRoundedRect(card, 7, 7);
  drawPieces(painter, placedLines(row.remark, card.adjusted(13, 3, -13, -3), 13.5), theme);
}

}  // namespace ui

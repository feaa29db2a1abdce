#include "ui/figures/wire_card.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

#include "ui/figures/graph_text.h"
#include "ui/figures/heatmap_painter.h"
#include "ui/figures/math_text.h"
#include "ui/figures/number_text.h"
#include "ui/figures/panel_facts.h"
#include "ui/figures/scale_legend.h"
#include "ui/figures/text_style.h"
#include "ui/model/names.h"

namespace ui {
namespace {

constexpr double heatmapWidth = 200;
constexpr double tallest = 150;
constexpr double margin = 12;
constexpr double titleHeight = 24;
constexpr double legendGap = 8;
constexpr core::Index mostDrawn = core::Index(1) << 18;

/// Words, for translators.
struct Words {
  Q_DECLARE_TR_FUNCTIONS(WireCard)
};

HeatmapGeometry geometryOf(const core::Tensor& tensor) {
  const core::Shape& shape = tensor.shape();
  const core::Index columns = shape.rank() == 0 ? 1 : std::max<core::Index>(shape[shape.rank() - 1], 1);
  HeatmapGeometry geometry;
  geometry.cols = static_cast<int>(columns);
  geometry.rows = static_cast<int>(std::max<core::Index>(tensor.size() / columns, 1));
  geometry.cellWidth = std::min(44.0, heatmapWidth / geometry.cols);
  geometry.cellHeight = std::min({24.0, geometry.cellWidth * 0.9, tallest / geometry.rows});
  return geometry;
}

bool isNumber(const WireCard::Panel& panel) { return panel.numbers.size() == 1; }

QSizeF legendSize(const WireCard::Panel& panel) {
  const HeatmapData data{panel.numbers.data(), 1, static_cast<int>(panel.numbers.size())};
  return scaleLegendSize(panel.scale, legendKeys({data}, panel.scale), 120);
}

double heightOf(const WireCard::Panel& panel) {
  if (isNumber(panel) || panel.isTooLarge) return titleHeight + 26;
  const double legend = panel.isHidden ? 0 : legendGap + legendSize(panel).height();
  return titleHeight + geometryOf(panel.numbers).size().height() + legend;
}

QString shapeWords(const core::Shape& shape) { return shapeText(shape.axes()); }

void paintPanel(QPainter& painter, const WireCard::Panel& panel, QPointF at, const Theme& theme) {
  const MathText name = MathText::parse(panel.tex);
  const QColor& ink = panel.isGradient ? theme.downstream : theme.value;
  name.draw(painter, at + QPointF(0, 14), 15, ink);
  drawText(painter, at + QPointF(heatmapWidth, 14), Qt::AlignRight, panel.note, {.pixelSize = 11.5}, theme.muted);
  const QPointF body = at + QPointF(0, titleHeight);
  if (panel.isTooLarge) {
    return drawText(painter, body + QPointF(0, 14), Words::tr("Too large for a card: see the inspector"), {.pixelSize = 11.5}, theme.muted);
  }
  if (isNumber(panel)) {
    const QString text = panel.isHidden ? QStringLiteral("?") : significantText(panel.numbers[0], 6);
    return drawText(painter, body + QPointF(0, 16), text, {.pixelSize = 18, .weight = QFont::DemiBold}, ink);
  }
  HeatmapGeometry geometry = geometryOf(panel.numbers);
  geometry.origin = body;
  HeatmapStyle style;
  if (geometry.cellWidth < 8) style.gap = geometry.cellWidth < 4 ? 0 : 0.8;
  if (panel.isHidden) return drawHatchedCells(painter, geometry, style, theme);
  const HeatmapData data{panel.numbers.data(), geometry.rows, geometry.cols};
  style.numbers = numbersThatFit({data}, geometry.cellWidth, geometry.cellHeight);
  drawHeatmap(painter, geometry, data, panel.scale, style, theme);
  drawScaleLegend(painter, body + QPointF(0, geometry.size().height() + legendGap), 120, panel.scale, legendKeys({data}, panel.scale), theme);
}

}  // namespace

QSizeF WireCard::size() const {
  double height = 2 * margin - 4;
  for (const Panel& panel : panels) height += heightOf(panel) + (&panel == &panels.front() ? 0 : 10);
  return {heatmapWidth + 2 * margin, std::ceil(height)};
}

WireCard wireCard(const Moment& moment, std::size_t node, std::size_t argument, const Theme& theme) {
  WireCard card;
  const core::Trace& trace = moment.trace();
  const core::Graph& graph = moment.graph();
  const std::span<const std::int64_t> inputs = trace.plan().inputsOf(node);
  if (argument >= inputs.size() || inputs[argument] < 0) return card;
  const auto source = static_cast<std::size_t>(inputs[argument]);
  if (!moment.valueKnown(source)) return card;
  const QString name = nameTex(graph.node(source));
  const core::Shape& shape = trace.plan().node(source).shape;
  const bool large = shape.size() > mostDrawn;
  WireCard::Panel value{.tex = name, .note = Words::tr("value, %1").arg(shapeWords(shape)), .isTooLarge = large};
  if (!large) value.numbers = trace.value(source).copy();
  const ValueRange range = rangeOf(value.numbers.data());
  value.scale = ColourScale::values(theme, range.lo, range.hi);
  card.panels.push_back(std::move(value));
  const bool asked = moment.isAskedFor(node, argument);
  if (!asked && !moment.wireDone(node, argument)) return card;
  const auto arrival = moment.arrivalNumber(node, argument);
  WireCard::Panel gradient{.tex = derivativeTex(nameTex(graph.node(*trace.plan().output())), name),
                           .note = arrival ? Words::tr("contribution Σ %1").arg(*arrival) : Words::tr("gradient"),
                           .isGradient = true,
                           .isHidden = asked,
                           .isTooLarge = trace.gradient(source).size() > mostDrawn};
  if (gradient.isHidden) gradient.numbers = core::Tensor(trace.gradient(source).shape());
  else if (!gradient.isTooLarge) gradient.numbers = trace.downstream(node, argument);
  gradient.scale = ColourScale::diverging(theme.gradientMap, {gradient.numbers.data()});
  card.panels.push_back(std::move(gradient));
  return card;
}

QRectF wireCardCross(const WireCard& card) { return {card.size().width() - 20, 3, 16, 16}; }

void paintWireCard(QPainter& painter, const WireCard& card, bool pinned, const Theme& theme) {
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF ground = QRectF({}, card.size()).adjusted(0.75, 0.75, -0.75, -0.75);
  painter.setPen(QPen(pinned ? theme.accent : theme.nodeLine, 1.2));
  painter.setBrush(theme.panel);
  painter.drawRoundedRect(ground, 8, 8);
  QPointF at(margin, margin - 2);
  for (const WireCard::Panel& panel : card.panels) {
    paintPanel(painter, panel, at, theme);
    at.ry() += heightOf(panel) + 10;
  }
  if (!pinned) return;
  const QPointF centre = wireCardCross(card).center();
  painter.setPen(QPen(theme.muted, 1.4, Qt::SolidLine, Qt::RoundCap));
  painter.drawLine(centre - QPointF(3, 3), centre + QPointF(3, 3));
  painter.drawLine(centre + QPointF(-3, 3), centre + QPointF(3, -3));
}

}  // namespace ui

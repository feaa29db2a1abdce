#include "ui/figures/panel_legends.h"

#include <QPainter>

#include <algorithm>

#include "ui/figures/bracket.h"
#include "ui/figures/equation_metrics.h"
#include "ui/figures/text_style.h"
#include "ui/figures/text_setting.h"

namespace ui {
namespace {

constexpr double narrowestBar = 76;
constexpr double widestBar = 130;
TextStyle badgeStyle() { return {.pixelSize = textSizes().index, .weight = QFont::DemiBold}; }

/// As wide as the panel within bounds, and wide enough for both limits beside the 0.
double barOf(const EquationLayout& layout, std::size_t k) {
  const double limit = textWidth(limitText(-layout.scales.limits[k].limit), {.pixelSize = textSizes().note});
  return std::max(std::clamp(layout.panels[k].bounds().width(), narrowestBar, widestBar), 2 * limit + 20);
}

}  // namespace

void drawScaleBadge(QPainter& painter, QPointF left, const QString& text, const Theme& theme) {
  const QRectF pill(left.x(), left.y() - 8, textWidth(text, badgeStyle()) + 12, 16);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.parameterTint);
  painter.drawRoundedRect(pill, 8, 8);
  drawTextCentred(painter, pill.center(), text, badgeStyle(), theme.parameter);
}

double panelLegendHeight(const EquationScales& scales, const EquationOptions& options) {
  double height = 0;
  for (std::size_t k = 0; k < scales.limits.size(); ++k) {
    const ColourScale scale = ColourScale::diverging(options.map, scales.limits[k]);
    height = std::max(
        height,
        scaleLegendSize(scale, scales.keys[k], narrowestBar, scales.caption(k), options.zeroDots).height());
  }
  return height;
}

QSizeF panelLegendSize(const EquationLayout& layout, std::size_t k) {
  const double bar = barOf(layout, k);
  QSizeF size = scaleLegendSize(layout.scaleOf(static_cast<PanelRole>(k)), layout.scales.keys[k], bar,
                                layout.scales.caption(k), layout.zeroDots);
  const QString badge = layout.scales.badge(k);
  if (!badge.isEmpty()) size.setWidth(std::max(size.width(), bar + 10 + textWidth(badge, badgeStyle()) + 12));
  return size;
}

void placePanelLegends(EquationLayout& layout, double strip) {
  layout.legend = {};
  layout.sentence.translate(0, strip);
  for (std::size_t k = 0; k < layout.panels.size(); ++k) {
    const bool card = layout.kind == EquationLayout::Kind::Structure && k == 1;
    if (card) continue;
    const auto role = static_cast<PanelRole>(k);
    const QSizeF size = scaleLegendSize(layout.scaleOf(role), layout.scales.keys[k], barOf(layout, k),
                                        layout.scales.caption(k), layout.zeroDots);
    const QRectF bounds = layout.panels[k].bounds();
    // The sentence may stand below the last panel alone.
    const bool above =
        layout.sentence.left() < bounds.left() + size.width() && layout.sentence.right() > bounds.left();
    const double lowest = above ? layout.sentence.top() - strip : layout.size.height() - size.height() - 4;
    layout.panelLegends[k] = {QPointF(bounds.left(), std::min(bounds.bottom() + bracketReachY + 10, lowest)),
                              size};
  }
}

void drawLegends(QPainter& painter, const EquationLayout& layout, const Theme& theme) {
  if (!layout.scales.ownScales()) {
    drawScaleLegend(painter, layout.legend.topLeft(), std::min(legendBar, layout.legend.width()),
                    layout.scaleOf(PanelRole::Upstream).inMapsOf(theme), layout.scales.allKeys(), theme,
                    layout.scales.caption());
    return;
  }
  for (std::size_t k = 0; k < layout.panelLegends.size(); ++k) {
    const QRectF& area = layout.panelLegends[k];
    if (area.isNull()) continue;
    const auto role = static_cast<PanelRole>(k);
    const double bar = barOf(layout, k);
    drawScaleLegend(painter, area.topLeft(), bar, layout.scaleOf(role).inMapsOf(theme), layout.scales.keys[k],
                    theme, layout.scales.caption(k));
    const QString badge = layout.scales.badge(k);
    if (!badge.isEmpty()) drawScaleBadge(painter, area.topLeft() + QPointF(bar + 10, 4.5), badge, theme);
  }
}

}  // namespace ui

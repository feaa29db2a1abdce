#include "ui/panels/inspector/legend_bar.h"

#include <QPainter>

namespace ui {
namespace {

constexpr double barWidth = 112;
constexpr double indent = 23;  // below the heatmaps, right of the signs

}  // namespace

LegendBar::LegendBar(const ColourScale& scale, const LegendKeys& keys, const Theme& theme, QWidget* parent)
    : QWidget(parent), scale_(scale), keys_(keys), theme_(&theme) {
  const QSizeF size = scaleLegendSize(scale, keys, barWidth);
  setFixedHeight(static_cast<int>(size.height()) + 2);
  setAccessibleName(limitsText(scale));
}

void LegendBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  drawScaleLegend(painter, {indent, 1}, barWidth, scale_, keys_, *theme_);
}

}  // namespace ui

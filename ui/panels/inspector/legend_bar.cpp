#include "ui/panels/inspector/legend_bar.h"

#include <QPainter>

namespace ui {
namespace {

constexpr double barWidth = 112;
constexpr double indent = 23;  // below the heatmaps, right of the signs

}  // namespace

void LegendBar::setScale(const ColourScale& scale, const LegendKeys& keys, const Theme& theme, const QString& caption) {
  scale_ = scale;
  keys_ = keys;
  theme_ = &theme;
  caption_ = caption;
  const QSizeF size = scaleLegendSize(scale, keys, barWidth, caption, theme.zeroDots);
  setFixedHeight(static_cast<int>(size.height()) + 2);
  setAccessibleName(caption.isEmpty() ? limitsText(scale) : limitsText(scale) + QStringLiteral(", ") + caption);
  update();
}

void LegendBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  drawScaleLegend(painter, {indent, 1}, barWidth, scale_, keys_, *theme_, caption_);
}

}  // namespace ui

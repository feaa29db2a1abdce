#include "ui/figures/scale_legend.h"

#include <QCoreApplication>
#include <QLinearGradient>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include "ui/figures/heatmap_marks.h"
#include "ui/figures/number_text.h"
#include "ui/figures/text_style.h"

namespace ui {
namespace {

constexpr double barHeight = 9;
constexpr double limitsBaseline = 21;
constexpr double limitsHeight = 24;
constexpr QSizeF swatch{24, 16};
constexpr double keyHeight = 24;
constexpr double keyGap = 6;
constexpr double keyApart = 16;
const TextStyle limitStyle{.pixelSize = 10.5};
const TextStyle keyStyle{.pixelSize = 12};

struct Key {
  QString name;
  std::function<void(QPainter&, const QRectF&)> draw;
};

void drawSwatch(QPainter& painter, const QRectF& rect, QRgb colour) {
  painter.setPen(Qt::NoPen);
  painter.setBrush(QColor(colour));
  painter.drawRoundedRect(rect, 2, 2);
}

Key infinityKey(const ColourScale& scale, bool positive) {
  const double v = positive ? HUGE_VAL : -HUGE_VAL;
  return {numberText(v), [=](QPainter& painter, const QRectF& rect) {
            drawSwatch(painter, rect, scale.colour(v));
            drawInfinityMark(painter, rect, positive, textOn(scale.colour(v)));
          }};
}

std::vector<Key> keysToDraw(const ColourScale& scale, const LegendKeys& keys, const Theme& theme) {
  std::vector<Key> list;
  if (keys.nan) {
    list.push_back({QStringLiteral("NaN"), [](QPainter& painter, const QRectF& rect) {
                      drawSwatch(painter, rect, nanColour);
                      drawNanMark(painter, rect);
                    }});
  }
  if (keys.positiveInfinity) list.push_back(infinityKey(scale, true));
  if (keys.negativeInfinity) list.push_back(infinityKey(scale, false));
  if (keys.missing) {
    list.push_back({QCoreApplication::translate("ui::ScaleLegend", "not computed"),
                    [&theme](QPainter& painter, const QRectF& rect) {
                      drawHatch(painter, rect, theme.panelSoft, theme.nodeLine);
                    }});
  }
  if (keys.clipped) {
    list.push_back({QCoreApplication::translate("ui::ScaleLegend", "beyond the limits"),
                    [=](QPainter& painter, const QRectF& rect) {
                      drawSwatch(painter, rect, scale.table().back());
                      drawClippedMark(painter, rect, textOn(scale.table().back()));
                    }});
  }
  return list;
}

void drawBar(QPainter& painter, const QRectF& bar, const ColourScale& scale, const Theme& theme) {
  QLinearGradient gradient(bar.topLeft(), bar.topRight());
  constexpr int stops = 32;
  for (int i = 0; i <= stops; ++i) {
    gradient.setColorAt(static_cast<double>(i) / stops,
                        QColor(scale.table()[static_cast<size_t>(i * 255 / stops)]));
  }
  painter.setPen(QPen(theme.cellLine, 0.8));
  painter.setBrush(gradient);
  painter.drawRoundedRect(bar, 2, 2);
}

}  // namespace

LegendKeys legendKeys(std::span<const HeatmapData> panels, const ColourScale& scale) {
  LegendKeys keys;
  for (const HeatmapData& panel : panels) {
    for (size_t i = 0; i < panel.numbers.size(); ++i) {
      const double v = panel.numbers[i];
      if (!panel.missing.empty() && panel.missing[i] != 0) {
        keys.missing = true;
      } else if (std::isnan(v)) {
        keys.nan = true;
      } else if (std::isinf(v)) {
        (v > 0 ? keys.positiveInfinity : keys.negativeInfinity) = true;
      } else if (scale.clips(v)) {
        keys.clipped = true;
      }
    }
  }
  return keys;
}

QString limitText(double limit) {
  if (limit == 0) return QStringLiteral("0");
  return std::abs(limit) >= 0.1 ? numberText(limit) : significantText(limit, 2);
}

QString limitsText(const ColourScale& scale) {
  if (scale.kind == ColourScale::Kind::Diverging) return u'±' + limitText(scale.hi);
  return QCoreApplication::translate("ui::ScaleLegend", "%1 to %2")
      .arg(limitText(scale.lo), limitText(scale.hi));
}

QSizeF scaleLegendSize(const ColourScale& scale, const LegendKeys& keys, double barWidth) {
  double keysWidth = 0;
  for (const Key& key : keysToDraw(scale, keys, lightTheme())) {
    keysWidth += swatch.width() + keyGap + textWidth(key.name, keyStyle) + keyApart;
  }
  return {std::max(barWidth, keysWidth - keyApart), limitsHeight + (keys.any() ? keyHeight : 0)};
}

void drawScaleLegend(QPainter& painter, QPointF topLeft, double barWidth, const ColourScale& scale,
                     const LegendKeys& keys, const Theme& theme) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF bar(topLeft, QSizeF(barWidth, barHeight));
  drawBar(painter, bar, scale, theme);
  const QPointF limits = topLeft + QPointF(0, limitsBaseline);
  drawText(painter, limits, Qt::AlignLeft, limitText(scale.lo), limitStyle, theme.muted);
  drawText(painter, limits + QPointF(barWidth, 0), Qt::AlignRight, limitText(scale.hi), limitStyle,
           theme.muted);
  if (scale.kind == ColourScale::Kind::Diverging) {
    drawText(painter, limits + QPointF(barWidth / 2, 0), Qt::AlignHCenter, QStringLiteral("0"), limitStyle,
             theme.muted);
  }
  QPointF at = topLeft + QPointF(0, limitsHeight + (keyHeight - swatch.height()) / 2);
  for (const Key& key : keysToDraw(scale, keys, theme)) {
    const QRectF rect(at, swatch);
    key.draw(painter, rect);
    const QPointF text(rect.right() + keyGap, rect.center().y() + capHeight(keyStyle) / 2);
    drawText(painter, text, key.name, keyStyle, theme.muted);
    at.rx() += swatch.width() + keyGap + textWidth(key.name, keyStyle) + keyApart;
  }
  painter.restore();
}

}  // namespace ui

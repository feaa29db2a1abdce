#include "ui/figures/scale_legend.h"

#include <QCoreApplication>
#include <QLinearGradient>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include "ui/figures/heatmap_marks.h"
#include "ui/figures/legend_ticks.h"
#include "ui/figures/number_text.h"
#include "ui/figures/text_style.h"
#include "ui/figures/text_setting.h"

namespace ui {
namespace {

constexpr double barHeight = 9;
constexpr double limitsBaseline = 21;
constexpr double limitsHeight = 24;
constexpr double captionHeight = 14;
constexpr QSizeF swatch{24, 16};
constexpr double keyHeight = 24;
constexpr double keyGap = 6;
constexpr double keyApart = 16;
TextStyle limitStyle() { return {.pixelSize = textSizes().note}; }
TextStyle keyStyle() { return {.pixelSize = textSizes().words}; }

/// Words of the legend, for translators.
struct Words {
  Q_DECLARE_TR_FUNCTIONS(ScaleLegend)
};

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
            if (scale.hatches(v)) drawNegativeHatch(painter, rect, textOn(scale.colour(v)));
            drawInfinityMark(painter, rect, positive, textOn(scale.colour(v)));
          }};
}

std::vector<Key> keysToDraw(const ColourScale& scale, const LegendKeys& keys, const Theme& theme,
                            bool zeroDots, bool brief = false) {
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
    list.push_back({Words::tr("not computed"), [&theme](QPainter& painter, const QRectF& rect) {
                      drawHatch(painter, rect, theme.panelSoft, theme.nodeLine);
                    }});
  }
  if (keys.clipped()) {
    list.push_back({brief ? Words::tr("beyond") : Words::tr("beyond the limits"),
                    [=](QPainter& painter, const QRectF& rect) {
                      const QRgb end = keys.clippedAbove ? scale.table().back() : scale.table().front();
                      drawSwatch(painter, rect, end);
                      drawClippedMark(painter, rect, textOn(end));
                    }});
  }
  if (keys.zero && zeroDots) {
    list.push_back({Words::tr("exactly 0"), [=](QPainter& painter, const QRectF& rect) {
                      drawSwatch(painter, rect, scale.colour(0));
                      drawZeroDot(painter, rect, textOn(scale.colour(0)));
                    }});
  }
  if (keys.negative && scale.hatches(-1)) {
    list.push_back({Words::tr("negative"), [=](QPainter& painter, const QRectF& rect) {
                      const QRgb colour = scale.colour(scale.numberAt(0.25));
                      drawSwatch(painter, rect, colour);
                      drawNegativeHatch(painter, rect, textOn(colour));
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
  if (!scale.hatches(-1)) return;
  constexpr int parts = 5;
  const double width = bar.width() / 2 / parts;
  for (int k = 0; k < parts; ++k) {
    drawNegativeHatch(painter, {bar.left() + k * width, bar.top(), width, bar.height()},
                      textOn(scale.colour(scale.numberAt((k + 0.5) / parts / 2))));
  }
}

/// Beyond an end there are numbers.
void drawArrow(QPainter& painter, QPointF middle, double way, const QColor& ink) {
  painter.setPen(Qt::NoPen);
  painter.setBrush(ink);
  painter.drawPolygon(QPolygonF{middle + QPointF(way * 2, -barHeight / 2),
                                middle + QPointF(way * 2, barHeight / 2), middle + QPointF(way * 8, 0)});
}

void drawTicks(QPainter& painter, const QRectF& bar, const ColourScale& scale, const Theme& theme) {
  for (const LegendTick& tick : legendTicks(scale, bar.width(), limitStyle())) {
    const double x = bar.left() + tick.place * bar.width();
    if (tick.mark) painter.fillRect(QRectF(x - 0.5, bar.bottom(), 1, 3), theme.muted);
    if (tick.text.isEmpty()) continue;
    const Qt::AlignmentFlag align = tick.place <= 0   ? Qt::AlignLeft
                                : tick.place >= 1 ? Qt::AlignRight
                                                  : Qt::AlignHCenter;
    drawText(painter, {x, bar.top() + limitsBaseline}, align, tick.text, limitStyle(), theme.muted);
  }
}

}  // namespace

LegendKeys LegendKeys::operator|(const LegendKeys& other) const {
  return {.nan = nan || other.nan,
          .positiveInfinity = positiveInfinity || other.positiveInfinity,
          .negativeInfinity = negativeInfinity || other.negativeInfinity,
          .missing = missing || other.missing,
          .clippedBelow = clippedBelow || other.clippedBelow,
          .clippedAbove = clippedAbove || other.clippedAbove,
          .zero = zero || other.zero,
          .negative = negative || other.negative};
}

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
      } else {
        keys.clippedBelow |= v < scale.lo;
        keys.clippedAbove |= v > scale.hi;
        keys.zero |= v == 0;
        keys.negative |= v < 0;
      }
    }
  }
  return keys;
}

QString limitText(double limit) {
  if (limit == 0) return QStringLiteral("0");
  return std::abs(limit) >= 0.1 ? numberText(limit) : significantText(limit, 2);
}

QString tauText(double tau) {
  const double exponent = std::round(std::log10(tau));
  if (std::abs(tau / std::pow(10.0, exponent) - 1) > 1e-9) return significantText(tau, 2);
  return exponent == 0 ? QStringLiteral("1")
                       : QStringLiteral("10") + superscriptText(static_cast<std::int64_t>(exponent));
}

QString limitsText(const ColourScale& scale) {
  if (scale.isDiverging()) return u'±' + limitText(scale.hi);
  return Words::tr("%1 to %2").arg(limitText(scale.lo), limitText(scale.hi));
}

QString setApartText(const ValueRange& range) {
  QStringList texts;
  if (range.least < range.lo) texts << Words::tr("least %1").arg(limitText(range.least));
  if (range.greatest > range.hi) texts << Words::tr("greatest %1").arg(limitText(range.greatest));
  return texts.join(QStringLiteral(", "));
}

QSizeF scaleLegendSize(const ColourScale& scale, const LegendKeys& keys, double barWidth,
                       const QString& caption, bool zeroDots) {
  const double keysWidth = scaleKeysWidth(scale, keys, zeroDots, false);
  return {std::max({barWidth, keysWidth, textWidth(caption, limitStyle())}),
          limitsHeight + (caption.isEmpty() ? 0 : captionHeight) + (keysWidth == 0 ? 0 : keyHeight)};
}

void drawScaleLegend(QPainter& painter, QPointF topLeft, double barWidth, const ColourScale& scale,
                     const LegendKeys& keys, const Theme& theme, const QString& caption, bool named) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF bar(topLeft, QSizeF(barWidth, barHeight));
  drawBar(painter, bar, scale, theme);
  if (keys.clippedBelow) drawArrow(painter, {bar.left(), bar.center().y()}, -1, theme.ink);
  if (keys.clippedAbove) drawArrow(painter, {bar.right(), bar.center().y()}, 1, theme.ink);
  drawTicks(painter, bar, scale, theme);
  double below = limitsHeight;
  if (!caption.isEmpty()) {
    drawText(painter, topLeft + QPointF(0, below + 10), Qt::AlignLeft, caption, limitStyle(), theme.muted);
    below += captionHeight;
  }
  if (named) drawScaleKeys(painter, topLeft + QPointF(0, below), scale, keys, theme, false);
  painter.restore();
}

double scaleKeysWidth(const ColourScale& scale, const LegendKeys& keys, bool zeroDots, bool brief) {
  double width = 0;
  for (const Key& key : keysToDraw(scale, keys, lightTheme(), zeroDots, brief))
    width += swatch.width() + keyGap + textWidth(key.name, keyStyle()) + keyApart;
  return std::max(0.0, width - keyApart);
}

void drawScaleKeys(QPainter& painter, QPointF topLeft, const ColourScale& scale, const LegendKeys& keys,
                   const Theme& theme, bool brief) {
  QPointF at = topLeft + QPointF(0, (keyHeight - swatch.height()) / 2);
  for (const Key& key : keysToDraw(scale, keys, theme, theme.zeroDots, brief)) {
    const QRectF rect(at, swatch);
    key.draw(painter, rect);
    const QPointF text(rect.right() + keyGap, rect.center().y() + capHeight(keyStyle()) / 2);
    drawText(painter, text, key.name, keyStyle(), theme.muted);
    at.rx() += swatch.width() + keyGap + textWidth(key.name, keyStyle()) + keyApart;
  }
}

}  // namespace ui

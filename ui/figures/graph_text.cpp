#include "ui/figures/graph_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

#include "ui/figures/math_text.h"
#include "ui/figures/text_setting.h"

namespace ui {
namespace {

constexpr double leastPixels = 8;

}  // namespace

QSizeF texSize(const QString& tex, double pixelSize) { return MathText::parse(tex).size(pixelSize); }

void paintTexCentred(QPainter& painter, QPointF centre, const QString& tex, double pixelSize,
                     const QColor& colour, double room) {
  const MathText text = MathText::parse(tex);
  const double width = text.width(pixelSize);
  if (width > room) pixelSize = std::max(leastPixels, pixelSize * room / width);
  if (text.width(pixelSize) <= room * 1.02) return text.drawCentred(painter, centre, pixelSize, colour);
  paintTextFitted(painter, centre, text.plain(), {.pixelSize = pixelSize, .family = TextStyle::Family::Math},
                  colour, room);
}

void paintNameCentred(QPainter& painter, QPointF centre, const QString& tex, const QString& tail,
                      const QColor& colour, double room) {
  constexpr double namePixels = 14.25;
  if (tail.isEmpty()) return paintTexCentred(painter, centre, tex, namePixels, colour, room);
  const MathText name = MathText::parse(tex);
  TextStyle style{.pixelSize = textSizes().tail};
  const double all = name.width(namePixels) + textWidth(tail, style);
  const double scale = std::min(1.0, room / all);
  style.pixelSize *= scale;
  const QPointF baseline = centre + QPointF(-all * scale / 2, capHeight(style) / 2);
  name.draw(painter, baseline, namePixels * scale, colour);
  drawText(painter, baseline + QPointF(name.width(namePixels * scale), 0), tail, style, colour);
}

void paintTextFitted(QPainter& painter, QPointF centre, const QString& text, TextStyle style,
                     const QColor& colour, double room) {
  const double width = textWidth(text, style);
  if (width <= room) return drawTextCentred(painter, centre, text, style, colour);
  style.pixelSize = std::max(leastPixels, style.pixelSize * room / width);
  const QFontMetricsF metrics(fontOf(style));
  const bool fits = textWidth(text, style) <= room * 1.02;
  drawTextCentred(painter, centre, fits ? text : metrics.elidedText(text, Qt::ElideMiddle, room), style,
                  colour);
}

}  // namespace ui

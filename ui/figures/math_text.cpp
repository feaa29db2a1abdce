#include "ui/figures/math_text.h"

#include <QCache>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/figures/math_layout.h"
#include "ui/figures/math_parser.h"
#include "ui/figures/text_style.h"
#include "ui/model/names.h"

namespace ui {
namespace {

constexpr int remembered = 2000;
constexpr double leastAscent = 0.69;
constexpr double leastDescent = 0.22;
constexpr double capitals = 0.66;

void drawGlyphs(QPainter& painter, const MathBox::Glyphs& glyphs, QPointF origin, double pixelSize,
                const QColor& colour) {
  const TextStyle style{.pixelSize = pixelSize * glyphs.size,
                        .weight = glyphs.bold ? QFont::Bold : QFont::Normal,
                        .italic = glyphs.italic,
                        .family = TextStyle::Family::Math};
  const QPointF at = origin + glyphs.at * pixelSize;
  if (glyphs.stretch == 1) {
    drawText(painter, at, glyphs.text, style, colour);
    return;
  }
  const QTransform before = painter.transform();
  painter.translate(at);
  painter.scale(1, glyphs.stretch);
  drawText(painter, QPointF(0, 0), glyphs.text, style, colour);
  painter.setTransform(before);
}

}  // namespace

MathText MathText::parse(const QString& tex, Style style) {
  thread_local QCache<std::pair<QString, bool>, MathText> cache(remembered);
  const std::pair key(tex, style == Style::Display);
  if (const MathText* known = cache.object(key)) return *known;
  const MathNode formula = parseMath(tex);
  MathText text;
  text.tex_ = tex;
  text.style_ = style;
  text.plain_ = plainMath(formula).trimmed();
  if (!formula.isEmpty()) {
    text.layout_ = std::make_shared<const MathBox>(layoutMath(formula, style == Style::Display));
  }
  cache.insert(key, new MathText(text));
  return text;
}

MathText MathText::fromId(const QString& id) { return parse(symbolTex(id)); }

MathText MathText::bold() const {
  return isEmpty() ? *this : parse(u"\\boldsymbol{"_qs + tex_ + u'}', style_);
}

QString MathText::plain() const { return plain_; }

double MathText::width(double pixelSize) const { return isEmpty() ? 0 : layout_->width * pixelSize; }

double MathText::ascent(double pixelSize) const {
  return isEmpty() ? 0 : std::max(layout_->ascent, leastAscent) * pixelSize;
}

double MathText::descent(double pixelSize) const {
  return isEmpty() ? 0 : std::max(layout_->descent, leastDescent) * pixelSize;
}

QSizeF MathText::size(double pixelSize) const {
  return {width(pixelSize), ascent(pixelSize) + descent(pixelSize)};
}

void MathText::draw(QPainter& painter, QPointF baselineLeft, double pixelSize, const QColor& colour) const {
  if (isEmpty() || !(pixelSize > 0)) return;
  for (const MathBox::Glyphs& glyphs : layout_->glyphs)
    drawGlyphs(painter, glyphs, baselineLeft, pixelSize, colour);
  for (const QRectF& rule : layout_->rules) {
    painter.fillRect(QRectF(baselineLeft + rule.topLeft() * pixelSize, rule.size() * pixelSize), colour);
  }
  if (layout_->lines.empty()) return;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(Qt::NoBrush);
  for (const MathBox::Line& line : layout_->lines) {
    QPolygonF points = line.points;
    for (QPointF& point : points) point = baselineLeft + point * pixelSize;
    painter.setPen(QPen(colour, line.width * pixelSize, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.drawPolyline(points);
  }
  painter.restore();
}

void MathText::draw(QPainter& painter, QPointF anchor, Qt::AlignmentFlag alignment, double pixelSize,
                    const QColor& colour) const {
  const double share = alignment == Qt::AlignRight ? 1 : alignment == Qt::AlignHCenter ? 0.5 : 0;
  draw(painter, anchor - QPointF(share * width(pixelSize), 0), pixelSize, colour);
}

void MathText::drawCentred(QPainter& painter, QPointF centre, double pixelSize, const QColor& colour) const {
  if (isEmpty()) return;
  // One line goes by its capitals, a stacked formula by its extent.
  const bool line = layout_->ascent < 1.0 && layout_->descent < 0.5;
  const double rise = line ? capitals / 2 : (layout_->ascent - layout_->descent) / 2;
  draw(painter, centre + QPointF(0, rise * pixelSize), Qt::AlignHCenter, pixelSize, colour);
}

}  // namespace ui

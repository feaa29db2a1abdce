#include "ui/figures/huge_card.h"

#include <QCoreApplication>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

#include "ui/figures/huge_words.h"
#include "ui/figures/structure_glyph.h"
#include "ui/figures/text_style.h"

namespace ui {
namespace {

/// Words of huge equations, for translators.
struct Words {
  Q_DECLARE_TR_FUNCTIONS(HugeEquation)
};

constexpr double factHeight = 19;
const TextStyle title{.pixelSize = 14, .weight = QFont::DemiBold};
const TextStyle words{.pixelSize = 12};
const TextStyle factStyle{.pixelSize = 12};

QStringList wrapped(const QString& text, const TextStyle& style, double width) {
  QTextLayout layout(text, fontOf(style));
  QTextOption option;
  option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  layout.setTextOption(option);
  QStringList lines;
  layout.beginLayout();
  for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
    line.setLineWidth(width);
    lines += text.mid(line.textStart(), line.textLength()).trimmed();
  }
  layout.endLayout();
  return lines;
}

double heightOf(const TextStyle& style) { return std::round(style.pixelSize * 1.45); }

/// Text in lines from `top` on, as many as fit above `bottom`; returns where the next thing may begin.
double drawWrapped(QPainter& painter, const QString& text, const TextStyle& style, const QColor& colour,
                   double left, double top, double width, double bottom) {
  const double step = heightOf(style);
  for (const QString& line : wrapped(text, style, width)) {
    if (top + step > bottom + 1) break;
    drawText(painter, {left, top + step * 0.74}, line, style, colour);
    top += step;
  }
  return top;
}

/// A list of labels and values, the values flush right, below the label where they do not fit beside it;
/// those that pass `bottom` are left out.
double drawFacts(QPainter& painter, const std::vector<HugeFact>& facts, const QRectF& area, double top,
                 double bottom, const Theme& theme) {
  for (const HugeFact& fact : facts) {
    const bool oneLine =
        textWidth(fact.label, factStyle) + 6 + textWidth(fact.value, factStyle) <= area.width();
    const double step = oneLine ? factHeight : factHeight + heightOf(factStyle) - 2;
    if (top + step > bottom + 1) break;
    drawText(painter, {area.left(), top + 14}, fact.label, factStyle, theme.muted);
    drawText(painter, QPointF(area.right(), top + step - factHeight + 14), Qt::AlignRight, fact.value,
             factStyle, theme.ink);
    top += step;
  }
  return top;
}

}  // namespace

void drawHugeCard(QPainter& painter, const HugePicture& picture, const QRectF& area, const Theme& theme) {
  if (area.height() < 60 || area.width() < 100) return;
  const EquationContent& content = *picture.content;
  painter.setPen(QPen(theme.line, 1));
  painter.setBrush(theme.panelSoft);
  painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7);
  const bool tall = area.height() >= 250;
  const double padding = tall ? 14 : 10;
  const QRectF inner = area.adjusted(padding, padding, -padding, -padding);
  const double glyph = tall ? (inner.width() > 200 ? 72 : 56) : inner.height() > 150 ? 48 : 36;
  drawStructureGlyph(painter, {inner.topLeft(), QSizeF(glyph, glyph)}, content.equation.local.pattern(),
                     theme);
  const double beside = inner.left() + glyph + 10;
  const double room = inner.right() - beside;
  // The meaning stands under the glyph where there is little room beside it.
  const bool under = tall && room < 124;
  const double headEnd = inner.top() + glyph + (tall ? 14 : 4);
  double y = drawWrapped(painter, structureTitle(content.equation.local.pattern()), title, theme.ink, beside,
                         inner.top() - 2, room, headEnd);
  if (under) {
    y = drawWrapped(painter, structureMeaning(picture), words, theme.muted, inner.left(),
                    inner.top() + glyph + 6, inner.width(), inner.top() + glyph + 6 + 3 * heightOf(words));
  } else {
    y = drawWrapped(painter, structureMeaning(picture), words, theme.muted, beside, y, room, headEnd);
  }
  y = std::max(y + 4, inner.top() + glyph + (tall ? 12 : 6));

  const QString kept = keptInstead(content);
  const double keptHeight = static_cast<double>(wrapped(kept, words, inner.width()).size()) * heightOf(words);
  const double memoryHeight = (tall ? 36 : 26) + keptHeight + (inner.width() < 170 ? heightOf(words) : 0);
  const bool hasKept = inner.bottom() - y >= memoryHeight + 2 * factHeight;
  const double factsEnd = inner.bottom() - (hasKept ? memoryHeight + 6 : 26);
  y = drawFacts(painter, structureFacts(content), inner, y, factsEnd, theme) + 4;
  painter.setPen(QPen(theme.lineSoft, 1));
  painter.drawLine(QLineF(inner.left(), std::round(y) + 0.5, inner.right(), std::round(y) + 0.5));
  const TextStyle large{.pixelSize = tall ? 20.0 : 15.0, .weight = QFont::DemiBold};
  const QString memory = tableMemory(content);
  double baseline = y + (tall ? 28 : 20);
  const QString unit = Words::tr("as 64-bit numbers");
  const double beforeUnit = textWidth(memory, large) + 8;
  const bool beside64 = beforeUnit + textWidth(unit, words) <= inner.width();
  drawText(painter, {inner.left(), baseline}, memory, large, theme.ink);
  if (!beside64 && hasKept) baseline += heightOf(words);
  if (beside64 || hasKept)
    drawText(painter, {inner.left() + (beside64 ? beforeUnit : 0), baseline}, unit, words, theme.muted);
  if (hasKept)
    drawWrapped(painter, kept, words, theme.ink, inner.left(), baseline + 8, inner.width(),
                inner.bottom() + 4);
}

void drawComputed(QPainter& painter, const HugePicture& picture, const QRectF& area, const Theme& theme) {
  if (area.height() < 40 || area.width() < 90) return;
  double y =
      drawWrapped(painter, Words::tr("How it was computed"), {.pixelSize = 13, .weight = QFont::DemiBold},
                  theme.ink, area.left(), area.top(), area.width(), area.bottom());
  y = drawWrapped(painter, computedHow(picture), words, theme.ink, area.left(), y + 2, area.width(),
                  area.bottom());
  y = drawFacts(painter, computedFacts(*picture.content), area, y + 4, area.bottom(), theme);
  if (!picture.checking || area.bottom() - y < 60) return;
  y += 8;
  const std::optional<HugeCheck>& check = picture.readings.check;
  const TextStyle small{.pixelSize = 11, .weight = QFont::DemiBold};
  drawText(painter, {area.left(), y + 10}, Words::tr("Spot check"), small, theme.muted);
  if (check) {
    drawText(painter, QPointF(area.right(), y + 10), Qt::AlignRight,
             check->agrees() ? Words::tr("agrees") : Words::tr("differs"), small,
             check->agrees() ? theme.ok : theme.error);
  }
  y += 17;
  if (check) y = drawFacts(painter, checkFacts(*check), area, y, area.bottom(), theme) + 2;
  drawWrapped(painter, checkNote(picture), {.pixelSize = 11}, theme.muted, area.left(), y, area.width(),
              area.bottom());
}

}  // namespace ui

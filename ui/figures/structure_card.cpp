#include "ui/figures/structure_card.h"

#include <QCoreApplication>
#include <QPainter>

#include <cmath>

#include "ui/figures/number_text.h"
#include "ui/figures/sentence.h"

namespace ui {
namespace {

/// Words of the equation, for translators.
struct Words {
  Q_DECLARE_TR_FUNCTIONS(Equation)
};

/// Decimal units: 68.7 GB.
QString memoryText(double bytes) {
  const std::array units{"kB", "MB", "GB", "TB", "PB", "EB"};
  bytes /= 1000;
  std::size_t unit = 0;
  while (bytes >= 1000 && unit + 1 < units.size()) {
    bytes /= 1000;
    ++unit;
  }
  return significantText(bytes) + QChar(0xa0) + QLatin1String(units[unit]);
}

}  // namespace

void drawStructureCard(QPainter& painter, const EquationContent& content, const QRectF& area,
                       const Theme& theme) {
  painter.setPen(QPen(theme.line, 1));
  painter.setBrush(theme.panelSoft);
  painter.drawRoundedRect(area, 7, 7);
  const double rows = static_cast<double>(content.rows());
  const double entries = rows * static_cast<double>(content.columns());
  using Ink = Piece::Ink;
  const std::array<Sentence, 5> lines{
      Sentence{textPiece(content.structure, Ink::Local, true)},
      Sentence{textPiece(
          Words::tr("%1 entries, %2 of them can differ from 0")
              .arg(countText(content.rows() * content.columns()), countText(content.structuralNonZeros)))},
      Sentence{textPiece(Words::tr("%1 as a table: never built").arg(memoryText(entries * 8)))},
      Sentence{textPiece(Words::tr("The downstream gradient comes from this form, exactly."), Ink::Muted)},
      Sentence{textPiece(Words::tr("Numbers are shown up to %1 entries.").arg(countText(largestFormed)),
                         Ink::Muted)}};
  const QRectF inner = area.adjusted(14, 8, -14, -8);
  const double step = std::min(inner.height() / static_cast<double>(lines.size()), 40.0);
  double y = inner.top();
  for (const Sentence& line : lines) {
    drawPieces(painter,
               placedLines(line, {inner.left(), y, inner.width(), step}, y == inner.top() ? 14 : 12.5),
               theme);
    y += step;
  }
}

}  // namespace ui

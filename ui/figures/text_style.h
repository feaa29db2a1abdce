#pragma once

#include <QColor>
#include <QFont>
#include <QPointF>
#include <QString>

class QPainter;

namespace ui {

/// How a run of text looks, apart from its colour; sizes are pixels of the painter's own coordinates, any
/// fraction.
struct TextStyle {
  enum class Family { Sans, Math };

  double pixelSize = 13;
  QFont::Weight weight = QFont::Normal;
  bool italic = false;
  Family family = Family::Sans;

  bool operator==(const TextStyle&) const = default;
};

/// The font of a style at a whole pixel size, unhinted, so that a figure is laid out alike on screen and on
/// paper.
QFont fontOf(const TextStyle& style, int pixelSize);

/// The font of a style at the nearest whole pixel size.
QFont fontOf(const TextStyle& style);

/// Advance width of one line of text, in pixels.
double textWidth(const QString& text, const TextStyle& style);

/// Height of the capitals above the baseline, in pixels: what vertical centring goes by.
double capHeight(const TextStyle& style);

double textAscent(const TextStyle& style);
double textDescent(const TextStyle& style);

/// Draws one line with its baseline starting at `baseline`; stays text in SVG and PDF.
void drawText(QPainter& painter, QPointF baseline, const QString& text, const TextStyle& style,
              const QColor& colour);

/// Draws one line so that `anchor` is its left end, middle or right end, on the baseline.
void drawText(QPainter& painter, QPointF anchor, Qt::AlignmentFlag alignment, const QString& text,
              const TextStyle& style, const QColor& colour);

/// Draws one line centred on a point, its capitals and digits in the vertical middle.
void drawTextCentred(QPainter& painter, QPointF centre, const QString& text, const TextStyle& style,
                     const QColor& colour);

}  // namespace ui

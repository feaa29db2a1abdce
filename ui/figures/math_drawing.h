#pragma once

#include <QColor>
#include <QPainterPath>
#include <QPointF>

#include <vector>

class QPainter;

namespace ui {

/// A typeset formula as outlines, in em, y downwards from the baseline. It is not changed once it is drawn.
struct MathDrawing {
  struct Piece {
    QPainterPath path;
    QColor colour;          ///< invalid: in the ink of the formula
    bool fromFont = false;  ///< letters of a font of this machine
  };

  double width = 0;
  double ascent = 0;
  double descent = 0;
  std::vector<Piece> pieces = {};
  quint64 id = newId();  ///< tells drawings apart; copies share it

  /// How much of it there is, for bounds on memory.
  int elementCount() const;

private:
  static quint64 newId();
};

/// Draws with the baseline starting at a point; vector in SVG and PDF.
void drawMath(QPainter& painter, const MathDrawing& drawing, QPointF baselineLeft, double pixelSize,
              const QColor& ink);

}  // namespace ui

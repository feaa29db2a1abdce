#include "ui/figures/bracket.h"

#include <QPainter>
#include <QPolygonF>

namespace ui {

void drawBrackets(QPainter& painter, const QRectF& inner, const QColor& colour) {
  constexpr double tick = 5;
  const QRectF r = inner.adjusted(-1, -4, 1, 4);
  painter.setPen(QPen(colour, 1.3, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
  painter.setBrush(Qt::NoBrush);
  painter.drawPolyline(QPolygonF{r.topLeft(), r.topLeft() - QPointF(tick, 0),
                                 r.bottomLeft() - QPointF(tick, 0), r.bottomLeft()});
  painter.drawPolyline(QPolygonF{r.topRight(), r.topRight() + QPointF(tick, 0),
                                 r.bottomRight() + QPointF(tick, 0), r.bottomRight()});
}

void drawMeasure(QPainter& painter, const QLineF& line, const QColor& colour, double tick, double width) {
  const QLineF across = line.normalVector().unitVector();
  const QPointF side(across.dx() * tick, across.dy() * tick);
  painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
  painter.setBrush(Qt::NoBrush);
  painter.drawPolyline(QPolygonF{line.p1() + side, line.p1(), line.p2(), line.p2() + side});
}

}  // namespace ui

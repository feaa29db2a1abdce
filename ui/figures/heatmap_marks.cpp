#include "ui/figures/heatmap_marks.h"

#include <QLineF>
#include <QList>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

/// Half the extent of a mark: 6 px in cells with numbers, less in small ones.
double reachOf(const QRectF& cell) { return std::min(6.0, 0.32 * std::min(cell.width(), cell.height())); }

}  // namespace

void drawNanMark(QPainter& painter, const QRectF& cell) {
  const double k = reachOf(cell);
  const QPointF c = cell.center();
  painter.setPen(QPen(Qt::black, 0.37 * k, Qt::SolidLine, Qt::FlatCap));
  painter.drawLine(c + QPointF(-k, -k), c + QPointF(k, k));
  painter.drawLine(c + QPointF(k, -k), c + QPointF(-k, k));
}

void drawInfinityMark(QPainter& painter, const QRectF& cell, bool positive, const QColor& colour) {
  const double k = reachOf(cell);
  const double up = positive ? -1 : 1;
  const QPointF c = cell.center();
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  painter.drawPolygon(
      QPolygonF{c + QPointF(-k, -0.7 * up * k), c + QPointF(k, -0.7 * up * k), c + QPointF(0, 0.8 * up * k)});
}

void drawClippedMark(QPainter& painter, const QRectF& cell, const QColor& colour) {
  const double k = std::min(6.0, 0.3 * std::min(cell.width(), cell.height()));
  const QPointF corner = cell.topRight() + QPointF(-1.5, 1.5);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  painter.drawPolygon(QPolygonF{corner, corner - QPointF(k, 0), corner + QPointF(0, k)});
}

void drawHatch(QPainter& painter, const QRectF& cell, const QColor& ground, const QColor& lines) {
  painter.setPen(Qt::NoPen);
  painter.setBrush(ground);
  painter.drawRect(cell);
  // Lines x + y = k, 6 px apart measured across them; the same k in all cells, so that the hatch runs
  // through.
  constexpr double apart = 8.485281374238570;
  QList<QLineF> segments;
  for (double k = std::ceil((cell.left() + cell.top()) / apart) * apart; k < cell.right() + cell.bottom();
       k += apart) {
    const double x1 = std::max(cell.left(), k - cell.bottom());
    const double x2 = std::min(cell.right(), k - cell.top());
    if (x2 > x1) segments.append(QLineF(x1, k - x1, x2, k - x2));
  }
  painter.setPen(QPen(lines, 1.6, Qt::SolidLine, Qt::FlatCap));
  painter.drawLines(segments);
}

void drawNegativeHatch(QPainter& painter, const QRectF& cell, const QColor& on) {
  const double side = std::min(cell.width(), cell.height());
  const double apart = std::clamp(side / 4, 2.5, 6.0) * std::sqrt(2.0);
  QList<QLineF> segments;
  // Lines x − y = k through the middle, so that the smallest cell has one.
  const double middle = cell.center().x() - cell.center().y();
  const double reach = (cell.width() + cell.height()) / 2;
  const int most = static_cast<int>(reach / apart);
  for (int n = -most; n <= most; ++n) {
    const double k = middle + n * apart;
    const double x1 = std::max(cell.left(), k + cell.top());
    const double x2 = std::min(cell.right(), k + cell.bottom());
    if (x2 > x1) segments.append(QLineF(x1, x1 - k, x2, x2 - k));
  }
  QColor ink = on;
  ink.setAlphaF(0.6F);
  painter.setPen(QPen(ink, std::clamp(side / 24, 0.8, 1.2), Qt::SolidLine, Qt::FlatCap));
  painter.drawLines(segments);
}

void drawZeroDot(QPainter& painter, const QRectF& cell, const QColor& colour) {
  const double k = std::clamp(0.1 * std::min(cell.width(), cell.height()), 1.0, 2.5);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  painter.drawEllipse(cell.center(), k, k);
}

}  // namespace ui

#include "ui/canvas/message_box.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

#include "ui/figures/text_style.h"

namespace ui {
namespace {

constexpr double widest = 340;
constexpr double margin = 12;
constexpr double titleHeight = 20;
const TextStyle titleStyle{.pixelSize = 12.5, .weight = QFont::DemiBold};
const TextStyle bodyStyle{.pixelSize = 12.5};

QSizeF bodySize(const QString& body) {
  const QFontMetricsF metrics(fontOf(bodyStyle));
  return metrics.boundingRect(QRectF(0, 0, widest - 2 * margin, 1e4), Qt::TextWordWrap, body).size();
}

/// The sign before an error: it is never told by its colour alone.
void paintWarning(QPainter& painter, QPointF at, const QColor& colour) {
  painter.setPen(QPen(colour, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.setBrush(Qt::NoBrush);
  const QPointF corners[] = {at + QPointF(0, -6), at + QPointF(6.5, 5.5), at + QPointF(-6.5, 5.5)};
  painter.drawPolygon(corners, 3);
  painter.drawLine(at + QPointF(0, -1.5), at + QPointF(0, 1.5));
  painter.drawPoint(at + QPointF(0, 3.7));
}

}  // namespace

QSizeF messageSize(const QString& title, const QString& body) {
  const QSizeF inner = bodySize(body);
  const double head = title.isEmpty() ? 0 : titleHeight;
  const double width = std::max(inner.width(), title.isEmpty() ? 0 : textWidth(title, titleStyle) + 22);
  return {width + 2 * margin, inner.height() + head + 19};
}

void paintMessage(QPainter& painter, QPointF topLeft, const QString& title, const QString& body,
                  const Theme& theme) {
  const QRectF rect(topLeft, messageSize(title, body));
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.shadow);
  painter.drawRoundedRect(rect.adjusted(-2, 0, 2, 4), 10, 10);
  painter.setPen(QPen(theme.error, 1.3));
  painter.setBrush(theme.panel);
  painter.drawRoundedRect(rect, 8, 8);
  QRectF inner = rect.adjusted(margin, 9, -margin, 0);
  if (!title.isEmpty()) {
    paintWarning(painter, inner.topLeft() + QPointF(7, 9), theme.error);
    drawText(painter, inner.topLeft() + QPointF(21, 13.5), title, titleStyle, theme.error);
    inner.setTop(inner.top() + titleHeight);
  }
  painter.setPen(theme.ink);
  painter.setFont(fontOf(bodyStyle));
  painter.drawText(inner, Qt::TextWordWrap, body);
}

void paintMessageLine(QPainter& painter, QPointF port, const QRectF& message, const Theme& theme) {
  const QPointF end(std::clamp(port.x(), message.left() + 10, message.right() - 10),
                    std::clamp(port.y(), message.top(), message.bottom()));
  painter.setPen(QPen(theme.error, 1.6, Qt::DotLine, Qt::RoundCap));
  painter.drawLine(port, end);
}

QPointF messagePlace(QSizeF size, const QRectF& node, const QRectF& view, std::span<const QRectF> others) {
  constexpr double gap = 20, edge = 8, grid = 16;
  constexpr double perCovered = 0.06;  // px of distance for a covered px²: a covered node is worth 300 px
  constexpr double anyCovered = 60;
  constexpr double anywhere = 30;      // px of distance that a place beside the node is worth
  const double width = size.width(), height = size.height();
  const QRectF inner = view.adjusted(edge, edge, -edge, -edge);
  const double left = std::clamp(node.center().x() - width / 2, inner.left(), std::max(inner.left(), inner.right() - width));
  const double top = std::clamp(node.center().y() - height / 2, inner.top(), std::max(inner.top(), inner.bottom() - height));
  const QPointF beside[] = {{left, node.bottom() + gap},
                            {left, node.top() - gap - height},
                            {node.right() + gap, top},
                            {node.left() - gap - width, top}};
  QPointF best = beside[0];
  double least = HUGE_VAL;
  const auto offer = [&](QPointF place, double extra) {
    const QRectF box(place, size);
    if (!view.contains(box) || box.intersects(node)) return;
    const double dx = std::max({box.left() - node.right(), node.left() - box.right(), 0.0});
    const double dy = std::max({box.top() - node.bottom(), node.top() - box.bottom(), 0.0});
    double cost = std::hypot(dx, dy) + extra;
    for (const QRectF& other : others) {
      const QRectF both = box.intersected(other);
      if (!both.isEmpty()) cost += anyCovered + perCovered * both.width() * both.height();
    }
    if (cost >= least) return;
    least = cost;
    best = place;
  };
  for (int k = 0; k < 4; ++k) offer(beside[k], k);
  for (double y = inner.top(); y + height <= inner.bottom(); y += grid)
    for (double x = inner.left(); x + width <= inner.right(); x += grid) offer({x, y}, anywhere);
  return best;
}

}  // namespace ui

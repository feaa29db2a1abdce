#include "ui/canvas/message_box.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <vector>

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
  constexpr double gap = 20, edge = 8, least = 14;
  const double width = size.width(), height = size.height();
  const auto across = [&](double left) { return std::clamp(left, view.left() + edge, std::max(view.left() + edge, view.right() - width - edge)); };
  const auto along = [&](double top) { return std::clamp(top, view.top() + edge, std::max(view.top() + edge, view.bottom() - height - edge)); };
  const double lefts[] = {across(node.center().x() - width / 2), across(node.left()), across(node.right() - width)};
  const double tops[] = {along(node.center().y() - height / 2), along(node.top()), along(node.bottom() - height)};
  std::vector<QPointF> places;
  for (const double left : lefts) places.emplace_back(left, node.bottom() + gap);
  for (const double left : lefts) places.emplace_back(left, node.top() - gap - height);
  for (const double top : tops) places.emplace_back(node.right() + gap, top);
  for (const double top : tops) places.emplace_back(node.left() - gap - width, top);
  // Closer to the node where nothing else is inside the view.
  for (const double left : lefts) places.emplace_back(left, along(node.bottom() + least));
  QPointF best = places.front();
  double smallest = -1;
  for (const QPointF& place : places) {
    const QRectF box(place, size);
    if (!view.contains(box) || box.intersects(node)) continue;
    double covered = 0;
    for (const QRectF& other : others) {
      const QRectF both = box.intersected(other);
      covered += both.width() * both.height();
    }
    if (smallest >= 0 && covered >= smallest) continue;
    smallest = covered;
    best = place;
  }
  return best;
}

}  // namespace ui

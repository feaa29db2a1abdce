#include "ui/figures/wire_painter.h"

#include <QPainter>

#include <cmath>

#include "ui/figures/graph_painter.h"
#include "ui/figures/graph_text.h"
#include "ui/figures/text_setting.h"
#include "ui/figures/text_style.h"

namespace ui {
namespace {

/// Points back, as the gradient goes; `forward`: as the values go.
void paintArrow(QPainter& painter, const WirePath& path, const QColor& colour, bool forward) {
  const QPointF at = path.at(0.5);
  const QPointF along = (forward ? -1 : 1) * path.direction(0.5);
  const QPointF across(-along.y(), along.x());
  const QPointF corners[] = {at - 5 * along, at + 5 * along + 5.5 * across, at + 5 * along - 5.5 * across};
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  painter.drawPolygon(corners, 3);
}

/// The widest that a label at the wire can be without reaching over the nodes at its ends.
double labelRoom(const WirePath& path) {
  return path.isStraight() ? std::abs(path.end().x() - path.start().x()) - 4 : labelSize.width();
}

/// From `wish` on the brief text is taken where there is one; what is wider than `room` is left out.
void paintLabel(QPainter& painter, const LabelPlace& place, const WireLabel& whole, double room, double wish,
                const Theme& theme) {
  if (whole.text.isEmpty()) return;
  WireLabel label = whole;
  const TextStyle style{.pixelSize = textSizes().label, .weight = label.bold ? QFont::DemiBold : QFont::Normal};
  const double pixels = textSizes().label * 1.14;
  const auto widthNow = [&] {
    return label.isTex ? texSize(label.text, pixels).width() : textWidth(label.text, style);
  };
  double width = widthNow();
  if (width > std::min(room, wish) && !label.brief.isEmpty()) {
    label.text = label.brief;
    width = widthNow();
    if (width > room + 8) return;  // better nothing than the middle of a number between two nodes
  }
  const QSizeF size(width, labelSize.height());
  const QPointF centre = place.centre(size);
  QColor ground = theme.canvas;
  ground.setAlphaF(0.88F * theme.canvas.alphaF());
  painter.setPen(Qt::NoPen);
  painter.setBrush(ground);
  painter.drawRoundedRect(QRectF(centre.x() - width / 2 - 3, centre.y() - 7.5, width + 6, 15), 3, 3);
  const QColor& ink = inkOf(label.ink, theme);
  if (label.isTex)
    paintTexCentred(painter, centre, label.text, pixels, ink);
  else
    drawTextCentred(painter, centre, label.text, style, ink);
}

bool isLevel(const WirePath& path) { return std::abs(path.direction(0.5).x()) > 0.7; }

}  // namespace

const QColor& wireColour(WireState state, const Theme& theme) {
  switch (state) {
    case WireState::Idle: return theme.wire;
    case WireState::Upstream: return theme.upstream;
    case WireState::Error: return theme.error;
    case WireState::Lit: return theme.local;
    case WireState::Done:
    case WireState::Downstream: break;
  }
  return theme.downstream;
}

double wireWidth(WireState state) {
  switch (state) {
    case WireState::Idle: return 2;
    case WireState::Downstream: return 3.6;
    case WireState::Upstream:
    case WireState::Lit: return 4.4;
    case WireState::Done:
    case WireState::Error: break;
  }
  return 2.2;
}

void paintPort(QPainter& painter, QPointF at, WireState state, const Theme& theme, double radius) {
  painter.setPen(QPen(wireColour(state, theme), 2));
  painter.setBrush(theme.nodeFill);
  painter.drawEllipse(at, radius, radius);
}

void paintPill(QPainter& painter, QPointF centre, const QString& text, const QColor& ground,
               const Theme& theme) {
  const TextStyle style{.pixelSize = textSizes().note, .weight = QFont::DemiBold};
  const double width = textWidth(text, style) + 14;
  painter.setPen(Qt::NoPen);
  painter.setBrush(ground);
  painter.drawRoundedRect(QRectF(centre.x() - width / 2, centre.y() - 8.75, width, 17.5), 8.75, 8.75);
  drawTextCentred(painter, centre, text, style, theme.onRole);
}

void paintWire(QPainter& painter, const WireGeometry& geometry, const WireLook& look, const Theme& theme,
               Detail detail) {
  const QColor& colour = wireColour(look.state, theme);
  QPen pen(colour, wireWidth(look.state));
  if (detail == Detail::Outline) {
    pen.setWidthF(0);
    painter.setPen(pen);
    painter.drawLine(geometry.path.start(), geometry.path.end());
    return;
  }
  if (look.asked) pen.setDashPattern({7 / pen.widthF(), 5 / pen.widthF()});
  else if (look.dashed && look.state != WireState::Error) pen.setDashPattern({4 / pen.widthF(), 4 / pen.widthF()});
  pen.setCapStyle(Qt::FlatCap);
  painter.setPen(pen);
  painter.setBrush(Qt::NoBrush);
  if (geometry.path.isStraight())
    painter.drawLine(geometry.path.start(), geometry.path.end());
  else
    painter.drawPath(geometry.path.painterPath());
  if (detail != Detail::Whole) return;

  if (look.state != WireState::Idle && look.state != WireState::Error && !look.asked)
    paintArrow(painter, geometry.path, colour, look.state == WireState::Lit);
  const double room = isLevel(geometry.path) && !textSetting().page ? labelRoom(geometry.path) : HUGE_VAL;
  // Beside a wire that climbs from one node to the next there is no more room than between the two.
  const double between = std::abs(geometry.path.end().x() - geometry.path.start().x());
  const double wish = textSetting().page || between < 30 ? HUGE_VAL : between - 6;
  paintLabel(painter, geometry.value, look.value, room, wish, theme);
  const bool above = look.value.text.isEmpty() && isLevel(geometry.path);
  paintLabel(painter, above ? geometry.value : geometry.gradient, look.gradient, room, wish, theme);
}

void paintWirePill(QPainter& painter, const WireGeometry& geometry, const WireLook& look,
                   const Theme& theme) {
  if (!look.pill.isEmpty())
    paintPill(painter, geometry.pillAt(look.state == WireState::Upstream), look.pill,
              wireColour(look.state, theme), theme);
}

QRectF paintedRect(const WireGeometry& geometry) {
  QRectF rect = geometry.path.bounds().adjusted(-8, -8, 8, 8);
  for (const LabelPlace& place : {geometry.value, geometry.gradient}) {
    const QPointF centre = place.centre({90, labelSize.height()});
    rect |= QRectF(centre.x() - 48, centre.y() - 9, 96, 18);
  }
  return rect;
}

}  // namespace ui

#include <QPainter>
#include <QPainterPath>

#include <cmath>

#include "ui/figures/export/schematic.h"
#include "ui/figures/graph_painter.h"
#include "ui/figures/graph_text.h"
#include "ui/figures/text_setting.h"
#include "ui/figures/wire_painter.h"

namespace ui {
namespace {

void paintLabelAt(QPainter& painter, QPointF centre, const WireLabel& label, const Theme& theme) {
  if (label.text.isEmpty()) return;
  const QColor& ink = inkOf(label.ink, theme);
  if (label.isTex) return paintTexCentred(painter, centre, label.text, textSizes().label * 1.14, ink);
  drawTextCentred(painter, centre, label.text,
                  {.pixelSize = textSizes().label, .weight = label.bold ? QFont::DemiBold : QFont::Normal}, ink);
}

QColor lineColour(const SchematicNode& node, const Theme& theme) {
  if (node.outline == Outline::Active) return theme.local;
  if (node.filled || node.line == Ink::Faint) return theme.parameter;
  return node.line == Ink::Value ? theme.value : theme.ink;
}

void paintArrowHead(QPainter& painter, const SchematicEdge& edge, const QColor& colour) {
  const QPointF way = edge.end() - edge.at(edge.corners.empty() ? 0.94 : 0.999);
  const double length = std::hypot(way.x(), way.y());
  if (length < 1e-6) return;
  const QPointF along = way / length;
  const QPointF across(-along.y(), along.x());
  const QPointF tip = edge.end();
  const QPointF corners[] = {tip, tip - 10 * along + 4.5 * across, tip - 10 * along - 4.5 * across};
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  painter.drawPolygon(corners, 3);
}

void paintEdge(QPainter& painter, const SchematicEdge& edge, const Theme& theme) {
  const QColor colour = edge.lit ? theme.downstream : wireColour(edge.state, theme);
  QPen pen(colour, edge.lit ? 3 : wireWidth(edge.state) * 0.9);
  pen.setCapStyle(Qt::FlatCap);
  if (edge.dashed) pen.setDashPattern({4 / pen.widthF(), 3 / pen.widthF()});
  painter.setPen(pen);
  painter.setBrush(Qt::NoBrush);
  if (edge.label.text.isEmpty()) {
    painter.drawPath(edge.path());
  } else {
    // In pieces, with room for the number in the middle.
    const double room = textWidth(edge.label.text, {.pixelSize = textSizes().label, .weight = QFont::DemiBold}) / 2 + 5;
    const QPointF middle = edge.at(edge.labelAt);
    constexpr int pieces = 160;
    const auto hidden = [&](QPointF p) { return std::abs(p.x() - middle.x()) < room && std::abs(p.y() - middle.y()) < 9; };
    QPainterPath path(edge.start);
    path.lineTo(edge.at(0));
    bool drawing = true;
    for (int k = 1; k <= pieces - (edge.arrow ? 3 : 0); ++k) {
      const QPointF p = edge.at(double(k) / pieces);
      if (hidden(p)) {
        drawing = false;
      } else if (!drawing) {
        path.moveTo(p);
        drawing = true;
      } else {
        path.lineTo(p);
      }
    }
    painter.drawPath(path);
    paintLabelAt(painter, middle, edge.label, theme);
  }
  if (edge.arrow) paintArrowHead(painter, edge, colour);
}

void paintSchematicNode(QPainter& painter, const SchematicNode& node, const Theme& theme) {
  const double w = node.half.width();
  const double h = node.half.height();
  if (node.outlined) {
    const bool active = node.outline == Outline::Active;
    painter.setPen(QPen(lineColour(node, theme), active ? 2.6 : 1.8));
    painter.setBrush(node.filled ? theme.parameterTint : theme.nodeFill);
    painter.drawRoundedRect(QRectF(node.centre - QPointF(w, h), QSizeF(2 * w, 2 * h)), h, h);
  }
  if (node.isTex) {
    paintTexCentred(painter, node.centre, node.text, 15, theme.ink, 2 * w);
  } else {
    const bool sign = node.text.size() == 1;
    drawTextCentred(painter, node.centre, node.text, {.pixelSize = sign ? 17.0 : 13.0, .weight = sign ? QFont::DemiBold : QFont::Normal},
                    theme.ink);
  }
  paintLabelAt(painter, node.centre + node.abovePlace, node.above, theme);
  paintLabelAt(painter, node.centre + node.belowPlace, node.below, theme);
  paintLabelAt(painter, node.centre + node.underneathPlace, node.underneath, theme);
}

}  // namespace

void paintSchematic(QPainter& painter, const Schematic& schematic, const Theme& theme) {
  for (const SchematicEdge& edge : schematic.edges) paintEdge(painter, edge, theme);
  for (const SchematicNode& node : schematic.nodes) paintSchematicNode(painter, node, theme);
}

}  // namespace ui

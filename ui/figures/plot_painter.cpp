#include "ui/figures/plot_painter.h"

#include <QPainter>

#include "ui/figures/plot_shapes.h"

namespace ui {
namespace {

using Kind = PlotShape::Kind;

void paintText(QPainter& painter, const PlotShape& shape, const QColor& ink) {
  const QTransform before = painter.transform();
  painter.translate(shape.at);
  if (shape.upwards) painter.rotate(-90);
  drawText(painter, QPointF(0, 0), shape.side, shape.text, plotTextStyle(shape.kind), ink);
  painter.setTransform(before);
}

void paintShape(QPainter& painter, const PlotShape& shape, const Theme& theme, const std::optional<QColor>& ground) {
  QColor ink = theme.*shape.ink;
  QPen pen(ink, shape.width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
  switch (shape.kind) {
    case Kind::Label:
    case Kind::Title:
    case Kind::Name: return paintText(painter, shape, ink);
    case Kind::Bar: return painter.fillPath(shape.path, ink);
    case Kind::Mark:
    case Kind::Current:
      painter.setPen(pen);
      painter.setBrush(shape.kind == Kind::Mark ? ground.value_or(ink) : ink);
      return painter.drawEllipse(shape.at, shape.radius, shape.radius);
    case Kind::Tick: ink.setAlphaF(tickOpacity); break;
    case Kind::Axis: pen.setJoinStyle(Qt::MiterJoin); break;
    case Kind::Grid:
    case Kind::Line: break;
  }
  pen.setColor(ink);
  if (shape.dashed) pen.setDashPattern({plotDash, plotGap});
  painter.setPen(pen);
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(shape.path);
}

void paintShapes(QPainter& painter, const std::vector<PlotShape>& shapes, const Theme& theme,
                 const std::optional<QColor>& ground) {
  painter.save();
  for (const PlotShape& shape : shapes) paintShape(painter, shape, theme, ground);
  painter.restore();
}

}  // namespace

void paintPlotSeries(QPainter& painter, const PlotData& data, const PlotLayout& layout, const Theme& theme,
                     const std::optional<QColor>& ground) {
  paintShapes(painter, plotSeries(data, layout), theme, ground);
}

void paintPlotAxes(QPainter& painter, const PlotData& data, const PlotLayout& layout, const Theme& theme) {
  paintShapes(painter, plotAxes(data, layout), theme, std::nullopt);
}

}  // namespace ui

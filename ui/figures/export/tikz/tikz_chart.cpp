#include <utility>

#include "ui/figures/export/tikz/tikz_file.h"
#include "ui/figures/plot_shapes.h"

namespace ui {
namespace {

using Kind = PlotShape::Kind;

const char* nameOf(Kind kind) {
  switch (kind) {
    case Kind::Grid: return "grid";
    case Kind::Axis: return "axis";
    case Kind::Label: return "label";
    case Kind::Title: return "axistitle";
    case Kind::Line: return "line";
    case Kind::Bar: return "bar";
    case Kind::Tick: return "entry";
    case Kind::Mark: return "mark";
    case Kind::Current: return "current";
    case Kind::Name: break;
  }
  return "name";
}

std::string colourOf(QColor Theme::*ink) {
  static const std::vector<std::pair<QColor Theme::*, const char*>> names{
      {&Theme::value, "crvalue"},           {&Theme::upstream, "crupstream"},   {&Theme::local, "crlocal"},
      {&Theme::downstream, "crdownstream"}, {&Theme::parameter, "crparameter"}, {&Theme::muted, "crmuted"},
      {&Theme::lineSoft, "crgrid"},         {&Theme::nodeLine, "crnodeline"}};
  for (const auto& [known, name] : names) {
    if (known == ink) return name;
  }
  return "crink";
}

void writeShape(TikzCanvas& canvas, const PlotShape& shape) {
  const std::string key =
      std::string(nameOf(shape.kind)) + ":" + std::to_string(shape.series) + ":" + std::to_string(shape.index);
  const std::string colour = colourOf(shape.ink);
  const auto pt = [&](double pixels) { return QByteArray::number(canvas.pointsOf(pixels), 'f', 2).toStdString() + "pt"; };
  switch (shape.kind) {
    case Kind::Grid: canvas.add(key, "\\draw[crgridline] " + canvas.path(shape.path) + ";"); break;
    case Kind::Axis: canvas.add(key, "\\draw[craxis] " + canvas.path(shape.path) + ";"); break;
    case Kind::Label:
    case Kind::Title:
    case Kind::Name: {
      const std::string text = shape.kind == Kind::Name ? "\\textbf{" + plainTex(shape.text) + "}" : plainTex(shape.text);
      canvas.line(key, shape.at, text, plotTextStyle(shape.kind).pixelSize, colour, shape.side, shape.upwards);
      break;
    }
    case Kind::Line: {
      std::string style = "crcurve,draw=" + colour + ",line width=" + pt(shape.width);
      if (shape.dashed) style += ",dash pattern=on " + pt(plotDash * shape.width) + " off " + pt(plotGap * shape.width);
      canvas.add(key, "\\draw[" + style + "] " + canvas.path(shape.path) + ";");
      break;
    }
    case Kind::Bar: {
      const QRectF bar = shape.path.boundingRect();
      canvas.add(key, "\\fill[" + colour + "] " + canvas.point(bar.bottomLeft()) + " rectangle " + canvas.point(bar.topRight()) + ";");
      break;
    }
    case Kind::Tick: canvas.add(key, "\\draw[crentry,draw=" + colour + "] " + canvas.path(shape.path) + ";"); break;
    case Kind::Mark:
    case Kind::Current: {
      const std::string inside = shape.kind == Kind::Mark && canvas.hasGround() ? "crground" : colour;
      canvas.add(key, "\\filldraw[crmark,draw=" + colour + ",fill=" + inside + "] " + canvas.point(shape.at) + " circle[radius=" +
                          canvas.number(shape.radius) + "];");
      break;
    }
  }
}

}  // namespace

void writeChart(TikzCanvas& canvas, const ChartContent& chart, const ChartLayout& layout) {
  canvas.pieces("chart", layout.texts);
  if (!layout.plot) return;
  for (const PlotShape& shape : plotAxes(chart.plot, *layout.plot)) writeShape(canvas, shape);
  for (const PlotShape& shape : plotSeries(chart.plot, *layout.plot)) writeShape(canvas, shape);
}

}  // namespace ui

#include <cmath>

#include "ui/figures/export/tikz/tikz_file.h"
#include "ui/figures/path_gap.h"
#include "ui/figures/text_setting.h"

namespace ui {
namespace {

constexpr double labelGap = 5, labelHalf = 9;  // beside a number on its line, and half of its height

std::string labelTex(const WireLabel& label) { return label.isTex ? tex(label.text) : plainTex(label.text); }

std::string lineColour(const SchematicNode& node) {
  if (node.outline == Outline::Active) return "crlocal";
  if (node.filled || node.line == Ink::Faint) return "crparameter";
  return node.line == Ink::Value ? "crvalue" : "crink";
}

std::string edgeColour(const SchematicEdge& edge) {
  if (edge.lit) return "crdownstream";
  switch (edge.state) {
    case WireState::Idle: return "crwire";
    case WireState::Upstream: return "crupstream";
    case WireState::Error: return "crerror";
    case WireState::Lit: return "crlocal";
    case WireState::Done:
    case WireState::Downstream: break;
  }
  return "crdownstream";
}

void writeNode(TikzCanvas& canvas, const SchematicNode& node, const std::string& name) {
  const double w = node.half.width();
  const double h = node.half.height();
  const std::string body = canvas.size(node.isTex ? 13.5 : node.text.size() == 1 ? 16 : 13) + (node.isTex ? tex(node.text) : plainTex(node.text));
  std::string style = "crtext,text=crink";
  if (node.outlined) {
    style = "crnode,draw=" + lineColour(node) + ",rounded corners=" + canvas.number(h) + "cm";
    if (node.filled) style += ",fill=crparameterfill";
    if (node.outline == Outline::Active) style += ",cractive";
  }
  canvas.add("node:" + name, "\\node[" + style + ",minimum width=" + canvas.number(2 * w) + "cm,minimum height=" + canvas.number(2 * h) + "cm] (" +
                                 name + ") at " + canvas.point(node.centre) + " {" + body + "};");
  const auto label = [&](const char* what, QPointF place, const WireLabel& text) {
    if (!text.text.isEmpty()) canvas.text(what + name, node.centre + place, labelTex(text), textSizes().label, colourName(text.ink), text.bold);
  };
  label("above:", node.abovePlace, node.above);
  label("below:", node.belowPlace, node.below);
  label("underneath:", node.underneathPlace, node.underneath);
}

void writeEdge(TikzCanvas& canvas, const SchematicEdge& edge, const std::string& key) {
  const std::string width = QByteArray::number(canvas.pointsOf(edge.lit ? 3 : 1.9), 'f', 2).toStdString();
  std::string style = "draw=" + edgeColour(edge) + ",line width=" + width + "pt";
  if (edge.dashed) style += ",crnogradient";
  if (edge.arrow) style += ",-stealth";
  QPainterPath path = edge.path();
  if (!canvas.hasGround() && !edge.label.text.isEmpty()) {
    // Nothing covers the line where its number stands.
    const double half = textWidth(edge.label.text, {.pixelSize = textSizes().label, .weight = QFont::DemiBold}) / 2 + labelGap;
    const QPointF middle = edge.at(edge.labelAt);
    path = pathOutside(path, {middle - QPointF(half, labelHalf), middle + QPointF(half, labelHalf)});
  }
  canvas.add("edge:" + key, "\\draw[" + style + "] " + canvas.path(path) + ";");
  if (!edge.label.text.isEmpty()) {
    canvas.text("local:" + key, edge.at(edge.labelAt), labelTex(edge.label), textSizes().label, colourName(edge.label.ink) + ",crlabelground", edge.label.bold);
  }
}

}  // namespace

void writeSchematic(TikzCanvas& canvas, const Schematic& schematic) {
  for (std::size_t k = 0; k < schematic.edges.size(); ++k) writeEdge(canvas, schematic.edges[k], std::to_string(k + 1));
  for (std::size_t k = 0; k < schematic.nodes.size(); ++k) writeNode(canvas, schematic.nodes[k], "n" + std::to_string(k + 1));
}

}  // namespace ui

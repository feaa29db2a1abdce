#include <cmath>
#include <set>

#include "ui/figures/export/tikz/tikz_file.h"
#include "ui/figures/graph_text.h"
#include "ui/figures/node_painter.h"
#include "ui/figures/text_setting.h"

namespace ui {
namespace {

/// Names that TikZ can read, one a node: of the id only letters, digits and "-".
std::vector<std::string> nodeNames(const core::Graph& graph) {
  std::vector<std::string> names;
  std::set<std::string> taken;
  for (const core::NodePointer& node : graph.nodes()) {
    std::string name;
    for (const char c : node->id.text()) name += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '-';
    std::string free = name;
    for (int k = 2; !taken.insert(free).second; ++k) free = name + "-" + std::to_string(k);
    names.push_back(free);
  }
  return names;
}

std::string formStyle(NodeForm form) {
  switch (form) {
    case NodeForm::Box: return "crbox";
    case NodeForm::Gate: return "crgate";
    case NodeForm::Input: return "crinput";
    case NodeForm::Parameter: return "crparam";
    case NodeForm::Constant: break;
  }
  return "crconstant";
}

std::string outlineStyle(const NodeLook& look, NodeForm form) {
  switch (look.outline) {
    case Outline::Active: return ",cractive";
    case Outline::Done: return ",crfinished";
    case Outline::Problem: return ",crproblem";
    case Outline::Spoilt: return ",crproblem,crnogradient";
    case Outline::Waits: return ",crnogradient";
    case Outline::Idle: break;
  }
  const bool own = form == NodeForm::Input || form == NodeForm::Parameter;
  return look.noGradient && !own ? ",crnogradient" : "";
}

std::string wireStyle(WireState state) {
  switch (state) {
    case WireState::Idle: return "crwire";
    case WireState::Done: return "crwiredone";
    case WireState::Downstream: return "crwiredownstream";
    case WireState::Lit:
    case WireState::Upstream: return "crwireupstream";
    case WireState::Error: break;
  }
  return "crwireerror";
}

std::string wireInk(WireState state) {
  switch (state) {
    case WireState::Idle: return "crwire";
    case WireState::Upstream: return "crupstream";
    case WireState::Error: return "crerror";
    case WireState::Lit: return "crlocal";
    case WireState::Done:
    case WireState::Downstream: break;
  }
  return "crdownstream";
}

/// The texts of a node as TeX, two lines at most, as small as they must be to fit as in the drawing.
std::string nodeBody(const TikzCanvas& canvas, const NodeText& text, double width) {
  const double room = width - 10;
  // TeX's own fonts are a little wider than those that the node was made for.
  const auto fitted = [&](double pixels, double wide) { return 1.05 * wide > room ? std::max(8.0, pixels * room / (1.05 * wide)) : pixels; };
  if (isLeafForm(text.form)) {
    const double wide = texSize(text.tex, 14.25).width() + textWidth(text.tail, {.pixelSize = textSizes().tail});
    std::string body = canvas.size(fitted(13.0, wide)) + tex(text.tex) + plainTex(text.tail);
    if (!text.note.isEmpty()) {
      body += "\\\\[-1pt]" + canvas.size(fitted(textSizes().note, textWidth(text.note, {.pixelSize = textSizes().note}))) + "\\color{crmuted}" + plainTex(text.note);
    }
    return body;
  }
  const bool gate = text.form == NodeForm::Gate && text.tex.isEmpty();
  const double pixels = gate ? 17 : fitted(13, textWidth(text.title, {.pixelSize = 13, .weight = QFont::DemiBold}));
  std::string body = canvas.size(pixels) + "\\textbf{" + plainTex(text.title) + "}";
  if (!text.tex.isEmpty()) {
    body += "\\\\" + canvas.size(fitted(13.0, texSize(text.tex, 14.25).width())) + "\\color{crmuted}" + tex(text.tex);
  }
  return body;
}

class GraphWriter {
public:
  GraphWriter(TikzCanvas& canvas, const GraphPicture& picture)
      : canvas_(canvas), picture_(picture), names_(nodeNames(picture.drawing.graph)) {}

  void node(std::size_t p, const std::string& name) const;
  void capsule() const;
  void wire(const WireGeometry& geometry, const WireLook& look, const std::string& key) const;
  void pill(const WireGeometry& geometry, const WireLook& look, const std::string& key) const;
  void all() const;

private:
  void label(const std::string& key, const LabelPlace& place, const WireLabel& label) const;
  void pillAt(const std::string& key, QPointF centre, const QString& text, const std::string& ink) const;
  void box(const std::string& key, const std::string& style, const std::string& name, const QRectF& rect, const std::string& body) const;

  TikzCanvas& canvas_;
  const GraphPicture& picture_;
  std::vector<std::string> names_;
};

void GraphWriter::box(const std::string& key, const std::string& style, const std::string& name, const QRectF& rect,
                      const std::string& body) const {
  // Round ends are half as high as the node, whatever the drawing's scale.
  const bool round = style.starts_with("crinput") || style.starts_with("croutput");
  const std::string corners = round ? ",rounded corners=" + canvas_.number(rect.height() / 2 - 0.3) + "cm" : "";
  canvas_.add(key, "\\node[" + style + corners + ",minimum width=" + canvas_.number(rect.width()) + "cm,minimum height=" +
                       canvas_.number(rect.height()) + "cm] (" + name + ") at " + canvas_.point(rect.center()) + " {" + body + "};");
}

void GraphWriter::node(std::size_t p, const std::string& name) const {
  const NodeText& text = picture_.drawing.texts[p];
  const NodeGeometry& geometry = picture_.drawing.geometry.nodes[p];
  const NodeLook& look = picture_.looks.nodes[p];
  const QRectF& rect = geometry.rect;
  box("node:" + name, formStyle(text.form) + outlineStyle(look, text.form), name, rect, nodeBody(canvas_, text, rect.width()));
  if (!look.strip.empty()) {
    const bool cells = look.strip.size() <= mostStripCells;
    const double step = cells ? 9 : 60 / static_cast<double>(look.strip.size());
    double x = rect.center().x() + geometry.stripShift - step * static_cast<double>(look.strip.size()) / 2;
    for (std::size_t k = 0; k < look.strip.size(); ++k, x += step) {
      canvas_.cell("strip:" + name + ":" + std::to_string(k), {x, rect.top() - 18, cells ? step - 1 : step + 0.1, 11},
                   QColor::fromRgb(picture_.looks.scale.colour(look.strip[k])), {});
    }
  }
  if (!look.sum.isEmpty()) {
    const SumPlace place = geometry.sum.value_or(SumPlace{{rect.center().x(), rect.bottom() + 17}});
    const QString rest = place.brief ? QString() : look.sumRest;
    const double width = textWidth(look.sum, {.pixelSize = textSizes().label, .weight = QFont::DemiBold}) + textWidth(rest, {.pixelSize = textSizes().label});
    canvas_.text("sum:" + name, {place.leftOf(width) + width / 2, place.at.y()}, "\\textbf{" + plainTex(look.sum) + "}" + plainTex(rest),
                 textSizes().label, "crdownstream");
  }
  if (!look.pill.text.isEmpty()) {
    const QPointF above(rect.center().x(), rect.top() - (look.strip.empty() ? 27 : 37));
    pillAt("pill:" + name, geometry.pill.value_or(above), look.pill.text, colourName(look.pill.ground));
  }
}

void GraphWriter::capsule() const {
  const CapsuleGeometry& geometry = *picture_.drawing.geometry.capsule;
  const CapsuleLook& look = picture_.looks.capsule;
  std::string style = "croutput";
  if (look.outline == Outline::Active)
    style += ",cractive";
  else if (look.known)
    style += ",draw=crvalue";
  std::string body = canvas_.size(13) + tex(look.tex) + plainTex(look.tail);
  if (geometry.hasNote())
    body += "\\\\[-1pt]" + canvas_.size(textSizes().note) + "\\color{crmuted}" + plainTex(look.note);
  box("node:output", style, "cr-output", geometry.rect, body);
  if (!look.pill.text.isEmpty()) {
    pillAt("pill:output", {geometry.rect.center().x(), geometry.rect.top() - 20}, look.pill.text, colourName(look.pill.ground));
  }
}

void GraphWriter::pillAt(const std::string& key, QPointF centre, const QString& text, const std::string& ink) const {
  canvas_.add(key, "\\node[crpill,fill=" + ink + "] at " + canvas_.point(centre) + " {" + canvas_.size(textSizes().note) + "\\textbf{" + plainTex(text) + "}};");
}

void GraphWriter::label(const std::string& key, const LabelPlace& place, const WireLabel& label) const {
  if (label.text.isEmpty()) return;
  const double pixels = textSizes().label;
  const double width = label.isTex ? texSize(label.text, pixels * 1.14).width() : textWidth(label.text, {.pixelSize = pixels});
  const QPointF centre = place.centre({width, labelSize.height()});
  canvas_.text(key, centre, label.isTex ? tex(label.text) : plainTex(label.text), pixels, colourName(label.ink) + ",crlabelground", label.bold);
}

void GraphWriter::wire(const WireGeometry& geometry, const WireLook& look, const std::string& key) const {
  std::string style = wireStyle(look.state);
  if (look.dashed && look.state != WireState::Error) style += ",crnogradient";
  QPainterPath path = geometry.path.painterPath();
  if (geometry.path.isStraight()) {
    path = QPainterPath(geometry.path.start());
    path.lineTo(geometry.path.end());
  }
  canvas_.add("wire:" + key, "\\draw[" + style + "] " + canvas_.path(path) + ";");
  if (look.state != WireState::Idle && look.state != WireState::Error) {
    const QPointF at = geometry.path.at(0.5);
    const QPointF along = geometry.path.direction(0.5);
    const QPointF across(-along.y(), along.x());
    canvas_.add("arrow:" + key, "\\fill[" + wireInk(look.state) + "] " + canvas_.point(at - 5 * along) + " -- " +
                                    canvas_.point(at + 5 * along + 5.5 * across) + " -- " + canvas_.point(at + 5 * along - 5.5 * across) +
                                    " -- cycle;");
  }
  for (const QPointF& end : {geometry.path.start(), geometry.path.end()}) {
    canvas_.add((end == geometry.path.start() ? "from:" : "to:") + key,
                "\\draw[crport,draw=" + wireInk(look.state) + "] " + canvas_.point(end) + " circle[radius=" + canvas_.number(4) + "cm];");
  }
  label("value:" + key, geometry.value, look.value);
  const bool level = std::abs(geometry.path.direction(0.5).x()) > 0.7;
  label("gradient:" + key, look.value.text.isEmpty() && level ? geometry.value : geometry.gradient, look.gradient);
}

void GraphWriter::pill(const WireGeometry& geometry, const WireLook& look, const std::string& key) const {
  if (!look.pill.isEmpty()) pillAt("role:" + key, geometry.pillAt(look.state == WireState::Upstream), look.pill, wireInk(look.state));
}

void GraphWriter::all() const {
  const GraphGeometry& geometry = picture_.drawing.geometry;
  // Names go with positions in the whole graph; a picture of a selection holds its nodes alone.
  const bool whole = geometry.nodes.size() == names_.size();
  const auto wireKey = [&](std::size_t k) {
    const WireGeometry& wire = geometry.wires[k];
    return names_[wire.from] + ":" + names_[wire.to] + ":" + std::to_string(wire.argument);
  };
  for (std::size_t p = 0; p < geometry.nodes.size(); ++p) node(p, whole ? names_[p] : "n" + std::to_string(p + 1));
  if (geometry.capsule) capsule();
  for (std::size_t k = 0; k < geometry.wires.size(); ++k) wire(geometry.wires[k], picture_.looks.wires[k], wireKey(k));
  if (geometry.capsule) wire(geometry.capsule->wire, picture_.looks.capsule.wire, "output");
  for (std::size_t k = 0; k < geometry.wires.size(); ++k) pill(geometry.wires[k], picture_.looks.wires[k], wireKey(k));
  if (geometry.capsule) pill(geometry.capsule->wire, picture_.looks.capsule.wire, "output");
}

}  // namespace

void writeGraph(TikzCanvas& canvas, const GraphPicture& picture) { GraphWriter(canvas, picture).all(); }

}  // namespace ui

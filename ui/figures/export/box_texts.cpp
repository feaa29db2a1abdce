#include "ui/figures/export/box_texts.h"

#include <algorithm>

#include "ui/figures/graph_text.h"
#include "ui/figures/node_painter.h"
#include "ui/figures/text_setting.h"
#include "ui/model/names.h"

namespace ui {
namespace {

constexpr double leastBox = 62, leastLeaf = 46, leastGate = 40;
constexpr double leastLowBox = 46, leastLowLeaf = 32;
constexpr double lowBox = 44, lowLeaf = 28, lowParameter = 40;
constexpr double margin = 7;         // beside the widest text
constexpr double tightMargin = 4;
constexpr double tightLine = 28, tightLines = 38, tightGate = 32;  // of a circuit's nodes
constexpr double longFormula = 190;  // wider ones give way to shorter forms

double formulaWidth(const NodeText& text, const QString& tex) {
  return texSize(tex, text.form == NodeForm::Gate ? 13 : textSizes().formula).width();
}

double titleWidth(const NodeText& text) {
  const bool glyph = text.form == NodeForm::Gate && text.tex.isEmpty();
  return textWidth(text.title, {.pixelSize = glyph ? 17.0 : 13.0, .weight = QFont::DemiBold});
}

/// As narrow as its texts allow.
double neededWidth(const NodeText& text, double slope, bool low = false) {
  if (isLeafForm(text.form)) {
    const double name =
        texSize(text.tex, 14.25).width() + textWidth(text.tail, {.pixelSize = textSizes().tail});
    // Where the shape does not fit beside it the name of the gradient stands alone.
    const double second = std::max(textWidth(text.note, {.pixelSize = textSizes().note}), slope);
    const double round = text.form == NodeForm::Input ? 10 : 0;
    return std::max(text.compact ? leastGate
                    : low        ? leastLowLeaf
                                 : leastLeaf,
                    std::max(name, second) + 2 * margin + round);
  }
  return std::max(text.form == NodeForm::Gate ? leastGate
                  : low                       ? leastLowBox
                                              : leastBox,
                  std::max(titleWidth(text), formulaWidth(text, text.tex)) + 2 * margin);
}

/// "L(a, b)", or with many arguments "L(…)".
QString callTex(const core::Graph& graph, const core::Node& node, const NodeText& text) {
  QStringList inputs;
  for (const auto& input : node.inputs) {
    if (input && graph.find(*input) != nullptr) inputs << nameTex(*graph.find(*input));
  }
  const QString whole = nameTex(node) + u'(' + inputs.join(QStringLiteral(", ")) + u')';
  return formulaWidth(text, whole) <= longFormula ? whole : nameTex(node) + QStringLiteral("(\\ldots)");
}

}  // namespace

NodeText pageText(const core::Graph& graph, std::size_t position, NodeText text, double slope, bool names) {
  const core::Node& node = graph.node(position);
  if (!names) {
    if (isLeafForm(text.form))
      text.tail.clear();
    else if (!text.title.isEmpty())
      text.tex.clear();
  }
  if (!node.isLeaf() && !text.tex.isEmpty()) {
    // The longest form that is not too long.
    for (const QString& tex : {text.form == NodeForm::Gate ? QString() : equationTex(graph, node),
                               formulaTex(graph, node), callTex(graph, node, text)}) {
      if (tex.isEmpty()) continue;
      text.tex = tex;
      if (formulaWidth(text, tex) <= longFormula) break;
    }
  }
  text.width = std::max(neededWidth(text, slope), node.isLeaf() ? 0 : std::min(text.width, 102.0));
  return text;
}

NodeText narrowText(const core::Graph& graph, std::size_t position, NodeText text, double slope, bool names) {
  text = pageText(graph, position, std::move(text), slope, names);
  if (const qsizetype dot = text.note.indexOf(QStringLiteral(" · ")); dot >= 0) text.note.remove(0, dot + 3);
  const qsizetype equals = text.tex.indexOf(QStringLiteral(" = "));
  if (!text.title.isEmpty() && equals > 0 && formulaWidth(text, text.tex) > titleWidth(text) + 2) {
    const QString right = text.tex.mid(equals + 3);
    if (formulaWidth(text, right) + 2 * margin < text.width) text.tex = right;
  }
  text.width = neededWidth(text, slope);
  return text;
}

NodeText tightText(const core::Graph& graph, std::size_t position, NodeText text, double slope, bool names) {
  text = narrowText(graph, position, std::move(text), slope, names);
  if (isLeafForm(text.form) || text.title.isEmpty() || text.tex.isEmpty()) return text;
  const QString call = callTex(graph, graph.node(position), text);
  if (formulaWidth(text, text.tex) <= titleWidth(text) + 12 ||
      formulaWidth(text, call) >= formulaWidth(text, text.tex))
    return text;
  text.tex = call;
  text.width = neededWidth(text, slope);
  return text;
}

namespace {

/// Of a leaf one line, of a box both, in a low outline. Gates are low already.
NodeText lowered(NodeText text, double slope, bool shapes) {
  if (text.compact) return text;
  if (!isLeafForm(text.form)) {
    text.height = lowBox;
    text.width = neededWidth(text, slope, true);
    return text;
  }
  const qsizetype dot = text.note.indexOf(QStringLiteral(" · "));
  const QString shape = dot >= 0 ? text.note.mid(dot + 3) : QString();
  // What kind of leaf it is tells its outline.
  const bool told = !shape.isEmpty() && shapes;
  if (told) text.tail += QStringLiteral(" · ") + shape;
  text.note.clear();
  text.height = slope > 0 ? lowParameter : lowLeaf;
  text.width = neededWidth(text, slope, true);
  return text;
}

}  // namespace

NodeText tightened(NodeText text, double slope, bool beside) {
  const bool leaf = isLeafForm(text.form);
  if (leaf && slope > 0 && beside && (text.compact || text.note.isEmpty())) {
    const double name =
        texSize(text.tex, 14.25).width() + textWidth(text.tail, {.pixelSize = textSizes().tail});
    text.note.clear();
    text.height = tightLine;
    text.width = name + slopeGap + slope + 2 * tightMargin;
    return text;
  }
  text.width = std::max(text.width - 2 * (margin - tightMargin), leaf ? leastLowLeaf : tightGate);
  if (!text.compact) return text;
  const bool one = leaf ? slope <= 0 : text.tex.isEmpty();
  text.height = one ? tightLine : tightLines;
  if (text.form == NodeForm::Gate && one)
    text.width = std::max(tightGate, titleWidth(text) + 2 * tightMargin);
  return text;
}

NodeText lowText(const core::Graph& graph, std::size_t position, NodeText text, double slope, bool names) {
  return lowered(pageText(graph, position, std::move(text), slope, names), slope, true);
}

NodeText lowNarrowText(const core::Graph& graph, std::size_t position, NodeText text, double slope,
                       bool names) {
  const QString note = text.note;  // the narrow one may be the shape alone
  text = narrowText(graph, position, std::move(text), slope, names);
  text.note = note;
  return lowered(std::move(text), slope, true);
}

NodeText lowTightText(const core::Graph& graph, std::size_t position, NodeText text, double slope,
                      bool names) {
  return lowered(tightText(graph, position, std::move(text), slope, names), slope, false);
}

}  // namespace ui

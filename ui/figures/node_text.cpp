#include "ui/figures/node_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "ui/figures/graph_text.h"
#include "ui/figures/math_awaited.h"
#include "ui/figures/number_text.h"
#include "ui/figures/text_style.h"
#include "ui/model/names.h"

namespace ui {
namespace {

constexpr double margin = 10;  // between a text and the outline
constexpr double leastPixels = 13;  // of a formula on a node
constexpr double leafWidth = 82;
constexpr double parameterWidth = 104;
constexpr double compactLeafWidth = 56;
constexpr double gateWidth = 56;
constexpr double unaryGateWidth = 66;

struct Words {
  Q_DECLARE_TR_FUNCTIONS(canvas)
};

/// Per node: whether a loss reads it as classes, counted from 0 in files and from 1 on the screen.
std::vector<bool> classTargets(const core::Graph& graph) {
  std::vector<bool> result(graph.size());
  for (std::size_t p = 0; p < graph.size(); ++p) {
    const core::Function& function = *graph.node(p).function;
    if (function.name != "cross_entropy" && function.name != "nll_loss") continue;
    const std::span<const std::ptrdiff_t> inputs = graph.inputPositions(p);
    if (inputs.size() > 1 && inputs[1] >= 0) result[static_cast<std::size_t>(inputs[1])] = true;
  }
  return result;
}

QString kindOf(const core::Node& node) {
  if (node.isParameter()) return Words::tr("parameter");
  return node.isConstant() ? Words::tr("constant") : Words::tr("input");
}

NodeText leafText(const core::Node& node, bool compact, bool isClass) {
  NodeText text;
  text.form = node.isParameter()  ? NodeForm::Parameter
              : node.isConstant() ? NodeForm::Constant
                                  : NodeForm::Input;
  text.compact = compact;
  text.tex = node.isConstant() ? nameTex(node) : "\\boldsymbol{" + nameTex(node) + "}";
  const core::Tensor* tensor = node.value ? &node.value->tensor : nullptr;
  const bool oneNumber = tensor && tensor->shape().rank() == 0;
  if (node.isConstant() && oneNumber) {
    const double number = (*tensor)[0];
    const bool whole = number == std::floor(number) && std::abs(number) < 1e6;
    const QString value = isClass && whole ? Words::tr("class %1").arg(static_cast<int>(number) + 1)
                          : whole          ? numberText(number, 0)
                                           : significantText(number, 3);
    if (value != QString::fromStdString(node.label)) text.tail = " = " + value;  // not "1 = 1"
  }
  double width = compact ? compactLeafWidth : node.isParameter() ? parameterWidth : leafWidth;
  if (!compact) {
    text.note = kindOf(node);
    if (tensor && !oneNumber && !node.isConstant()) {
      text.note += QStringLiteral(" · ") + QString::fromStdString(core::text(tensor->shape()));
    }
    width = std::max(width, std::min(widestBox, textWidth(text.note, {.pixelSize = 10.5}) + 2 * margin));
  }
  const double name = texSize(text.tex, 14.25).width() + textWidth(text.tail, {.pixelSize = 12.5});
  text.width = std::max(width, std::min(widestBox, name + 2 * margin));
  return text;
}

QString glyphOf(const core::Function& function) {
  return QString::fromUtf8(function.glyph.data(), static_cast<qsizetype>(function.glyph.size()));
}

/// The longest form of a node's formula that can be read in `room` px, without its name: "W_1 a" or "s(a, W_1)".
QString fittingRightSide(const core::Graph& graph, const core::Node& node, double room) {
  const QString formula = formulaTex(graph, node);
  if (texSize(formula, leastPixels).width() <= room) return formula;
  QStringList inputs;
  for (const auto& input : node.inputs) {
    if (input) inputs << nameTex(*graph.find(*input));
  }
  return inputs.isEmpty() ? formula : nameTex(node) + "(" + inputs.join(", ") + ")";
}

/// The same with its name where that fits: "s = W_1 a".
QString fittingFormula(const core::Graph& graph, const core::Node& node, double room) {
  const QString equation = equationTex(graph, node);
  return texSize(equation, leastPixels).width() <= room ? equation : fittingRightSide(graph, node, room);
}

NodeText functionText(const core::Graph& graph, const core::Node& node, bool circuit) {
  NodeText text;
  text.compact = circuit;
  if (circuit) {
    text.form = NodeForm::Gate;
    const bool unary = node.function->arguments.size() < 2;
    text.title = unary ? title(*node.function) : glyphOf(*node.function);
    if (unary) text.tex = fittingRightSide(graph, node, widestBox - 2 * 8);
    const double needed = std::max(textWidth(text.title, {.pixelSize = 13, .weight = QFont::DemiBold}),
                                   texSize(text.tex, 13).width()) +
                          2 * 8;
    text.width = std::clamp(needed, unary ? unaryGateWidth : gateWidth, widestBox);
    return text;
  }
  text.title = title(*node.function);
  const double needed = textWidth(text.title, {.pixelSize = 13, .weight = QFont::DemiBold}) + 2 * margin;
  text.width = std::clamp(needed, boxWidth, widestBox);
  text.tex = fittingFormula(graph, node, text.width - margin);
  return text;
}

}  // namespace

bool NodeText::operator==(const NodeText& other) const {
  const auto drawn = [](const NodeText& text) {
    return std::tie(text.form, text.compact, text.title, text.tex, text.tail, text.note, text.width, text.height);
  };
  return drawn(*this) == drawn(other);
}

bool isLeafForm(NodeForm form) { return form != NodeForm::Box && form != NodeForm::Gate; }

bool isCircuit(const core::Graph& graph, std::span<const core::ShapeResult> shapes) {
  bool anyFunction = false;
  for (std::size_t p = 0; p < graph.size(); ++p) {
    if (shapes[p].shape && shapes[p].shape->rank() > 0) return false;
    const core::Node& node = graph.node(p);
    if (node.isLeaf()) continue;
    if (!node.function->scalar.forward) return false;
    anyFunction = true;
  }
  return anyFunction;
}

std::vector<NodeText> nodeTexts(const core::Graph& graph, std::span<const core::ShapeResult> shapes,
                                const core::Graph& before, std::span<const NodeText> textsBefore) {
  const bool circuit = isCircuit(graph, shapes);
  const std::vector<bool> isClass = classTargets(graph);
  // Formulas name the inputs: a node may keep its text where their labels are the same.
  const auto keeps = [&](std::size_t p) {
    const core::NodePointer& node = graph.nodes()[p];
    if (p >= textsBefore.size() || before.nodes()[p] != node || node->isConstant()) return false;
    if (textsBefore[p].awaitsFormula) return false;
    if (!node->function->formulaOfRows.empty()) return false;  // the input's shape may be another
    if (textsBefore[p].compact != circuit) return false;
    const std::span<const std::ptrdiff_t> inputs = graph.inputPositions(p);
    return std::ranges::all_of(inputs, [&](std::ptrdiff_t input) {
      if (input < 0) return true;
      const auto q = static_cast<std::size_t>(input);
      const core::NodePointer& now = graph.nodes()[q];
      return q < before.size() && (before.nodes()[q] == now || (before.nodes()[q]->id == now->id && before.nodes()[q]->label == now->label));
    });
  };
  std::vector<NodeText> texts;
  texts.reserve(graph.size());
  for (std::size_t p = 0; p < graph.size(); ++p) {
    const core::Node& node = graph.node(p);
    if (keeps(p)) {
      texts.push_back(textsBefore[p]);
      continue;
    }
    const MathWatch watch;
    texts.push_back(node.isLeaf() ? leafText(node, circuit, isClass[p]) : functionText(graph, node, circuit));
    texts.back().awaitsFormula = watch.awaits();
  }
  return texts;
}

}  // namespace ui

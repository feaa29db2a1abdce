#include "ui/model/gate_words.h"

#include <QCoreApplication>

#include <algorithm>

#include "ui/model/names.h"

namespace ui {
namespace {

class GateWords {
  Q_DECLARE_TR_FUNCTIONS(GateWords)
};

/// How a whole function is written with its argument, and what its gates write.
struct Notation {
  const char* function;
  const char* whole;
  const char* opened;
};
constexpr Notation notations[] = {{"sigmoid", "\\sigma(%1)", "1/(1 + e^{-%1})"},
                                  {"softplus", "\\operatorname{softplus}(%1)", "\\log(1 + e^{%1})"}};

const Notation* notationOf(const core::Function& function) {
  const auto* found = std::ranges::find(notations, function.name, &Notation::function);
  return found == std::end(notations) ? nullptr : found;
}

QString of(const char* notation, const core::Graph& graph, const core::NodeId& argument) {
  return QString::fromLatin1(notation).arg(nameTex(*graph.find(argument)));
}

}  // namespace

QString gatesText(std::size_t count) {
  return count == 3 ? GateWords::tr("Three gates") : GateWords::tr("Four gates");
}

QString gateName(const core::Graph& graph, const GateChain& chain, std::size_t gate) {
  const core::Node& node = *graph.find(chain.gates[gate]);
  if (node.inputs.size() < 2) return title(*node.function);
  const core::Node& constant = *graph.find(*node.inputs[1 - chain.arguments[gate]]);
  const QString sign =
      QString::fromUtf8(node.function->glyph.data(), static_cast<qsizetype>(node.function->glyph.size()));
  const QString number = QString::number(constant.value->tensor[0]);
  return chain.arguments[gate] == 0 || node.function->name == "add" ? sign + ' ' + number
                                                                    : number + ' ' + sign;
}

QString togetherWords(std::size_t count) {
  return count == 3 ? GateWords::tr("these three gates together are one node:")
                    : GateWords::tr("these four gates together are one node:");
}

QString withinWords(std::size_t count) {
  return count == 3 ? GateWords::tr("this node is three gates in a row:")
                    : GateWords::tr("this node is four gates in a row:");
}

QString wholeTex(const core::Graph& graph, const GateChain& chain) {
  return of(notationOf(*chain.whole)->whole, graph, chain.from);
}

QString openedTex(const core::Graph& graph, const core::Node& node) {
  return of(notationOf(*node.function)->opened, graph, *node.inputs.front());
}

QString gatesAction(const core::Graph& graph, const core::NodeId& id) {
  const core::Node* node = graph.find(id);
  if (node == nullptr) return {};
  if (gatesWithin(*node) > 0) return GateWords::tr("Open %1 into its gates").arg(title(*node->function));
  const auto chain = gateChainAt(graph, id);
  if (!chain) return {};
  const QString whole = title(*chain->whole);
  return chain->gates.size() == 3 ? GateWords::tr("Group the three gates into %1").arg(whole)
                                  : GateWords::tr("Group the four gates into %1").arg(whole);
}

}  // namespace ui

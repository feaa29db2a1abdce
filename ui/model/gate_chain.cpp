#include "ui/model/gate_chain.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string_view>

#include "core/functions/catalogue.h"
#include "ui/model/edits.h"

namespace ui {
namespace {

/// A gate as a pattern: its function, and the place and value of the constant that it takes besides.
struct Gate {
  std::string_view function;
  std::string_view name;  ///< what the node is called where it is made
  std::optional<double> constant = {};
  std::size_t argument = 0;  ///< by which it takes what comes before it
};

struct Composition {
  std::string_view whole;
  std::span<const Gate> gates;
};

constexpr std::array sigmoidGates{Gate{"neg", "n"}, Gate{"exp", "e"}, Gate{"add", "d", 1.0},
                                  Gate{"reciprocal", ""}};
constexpr std::array sigmoidByDivision{Gate{"neg", "n"}, Gate{"exp", "e"}, Gate{"add", "d", 1.0},
                                       Gate{"div", "", 1.0, 1}};
constexpr std::array softplusGates{Gate{"exp", "e"}, Gate{"add", "d", 1.0}, Gate{"log", ""}};

/// A whole is opened into the first of its rows.
constexpr std::array compositions{Composition{"sigmoid", sigmoidGates},
                                  Composition{"sigmoid", sigmoidByDivision},
                                  Composition{"softplus", softplusGates}};

constexpr std::size_t mostGates = 4;
constexpr double gateDistance = 140;  // between centres, scene units
constexpr double lift = 100;          // of a constant over the gate that takes it
constexpr QSizeF nodeRoom(120, 70);

bool isConstant(const core::Graph& graph, const core::NodeId& id, double value) {
  const core::Node* node = graph.find(id);
  return node && node->isConstant() && node->value && node->value->tensor.size() == 1 &&
         node->value->tensor.shape().rank() == 0 && node->value->tensor[0] == value;
}

/// The argument by which `node` takes what comes before it, where it is such a gate.
std::optional<std::size_t> argumentOf(const core::Graph& graph, const core::Node& node, const Gate& gate) {
  if (node.function->name != gate.function || !node.attributes.all().empty()) return std::nullopt;
  const auto wired = [&](std::size_t k) { return k < node.inputs.size() && node.inputs[k]; };
  if (!gate.constant)
    return node.inputs.size() == 1 && wired(0) ? std::optional<std::size_t>(0) : std::nullopt;
  if (node.inputs.size() != 2 || !wired(0) || !wired(1)) return std::nullopt;
  const bool eitherSide = gate.function == "add";
  for (const std::size_t argument : {gate.argument, std::size_t(1) - gate.argument}) {
    if (argument != gate.argument && !eitherSide) break;
    if (isConstant(graph, *node.inputs[1 - argument], *gate.constant)) return argument;
  }
  return std::nullopt;
}

/// By position: how many wires leave a node, and where the last of them goes.
struct Users {
  std::vector<int> count;
  std::vector<std::size_t> last;

  explicit Users(const core::Graph& graph) : count(graph.size()), last(graph.size()) {
    for (std::size_t p = 0; p < graph.size(); ++p) {
      for (const std::ptrdiff_t input : graph.inputPositions(p)) {
        if (input < 0) continue;
        ++count[static_cast<std::size_t>(input)];
        last[static_cast<std::size_t>(input)] = p;
      }
    }
  }
};

std::optional<GateChain> chainEndingAt(const core::Graph& graph, const Users& users, const core::Node& last,
                                       const Composition& composition) {
  if (last.function->name != composition.gates.back().function) return std::nullopt;
  GateChain chain{.gates = {}, .from = {}, .whole = &core::functionNamed(composition.whole)};
  const core::Node* node = &last;
  for (std::size_t k = composition.gates.size(); k-- > 0;) {
    const auto argument = argumentOf(graph, *node, composition.gates[k]);
    if (!argument) return std::nullopt;
    if (node != &last && (graph.output() == node->id || users.count[*graph.position(node->id)] != 1))
      return std::nullopt;
    chain.gates.push_back(node->id);
    chain.arguments.push_back(*argument);
    chain.from = *node->inputs[*argument];
    node = graph.find(chain.from);
  }
  std::ranges::reverse(chain.gates);
  std::ranges::reverse(chain.arguments);
  return chain;
}

const Composition* compositionOf(const core::Node& node) {
  if (!node.attributes.all().empty() || node.inputs.empty() || !node.inputs.front()) return nullptr;
  const auto found = std::ranges::find(compositions, node.function->name, &Composition::whole);
  return found == compositions.end() ? nullptr : &*found;
}

QRectF roomAround(QPointF centre) {
  return {centre - QPointF(nodeRoom.width() / 2, nodeRoom.height() / 2), nodeRoom};
}

/// Makes room from `left` to `right` at the height of `middle`: if anything else stands there, all that is
/// right of `middle` moves.
void makeRoom(Sheet& sheet, const core::NodeId& id, QPointF middle, double left, double right) {
  const QRectF wanted(QPointF(left, middle.y() - lift), QPointF(right, middle.y() + nodeRoom.height() / 2));
  double shift = 0;
  for (const auto& [other, place] : sheet.positions) {
    if (other == id || !roomAround(place).intersects(wanted) || place.x() <= middle.x()) continue;
    shift = std::max(shift, right - (place.x() - nodeRoom.width() / 2));
  }
  if (shift == 0) return;
  shift = std::ceil(shift / 20) * 20;
  for (auto& [other, place] : sheet.positions) {
    if (other != id && place.x() > middle.x()) place.rx() += shift;
  }
}

}  // namespace

std::vector<GateChain> gateChains(const core::Graph& graph) {
  std::vector<GateChain> chains;
  const Users users(graph);
  for (const core::NodePointer& node : graph.nodes()) {
    for (const Composition& composition : compositions) {
      if (auto chain = chainEndingAt(graph, users, *node, composition)) {
        chains.push_back(std::move(*chain));
        break;
      }
    }
  }
  return chains;
}

std::optional<GateChain> gateChainAt(const core::Graph& graph, const core::NodeId& id) {
  // Rows share no gate: what a gate gives goes to one node alone, and no row ends within another. So `id` or
  // one of the few nodes that follow it is the last gate.
  const Users users(graph);
  auto last = graph.position(id);
  for (std::size_t k = 0; last && k < mostGates; ++k) {
    for (const Composition& composition : compositions) {
      auto chain = chainEndingAt(graph, users, graph.node(*last), composition);
      if (chain && std::ranges::find(chain->gates, id) != chain->gates.end()) return chain;
    }
    last = users.count[*last] == 1 ? std::optional(users.last[*last]) : std::nullopt;
  }
  return std::nullopt;
}

std::size_t gatesWithin(const core::Node& node) {
  const Composition* composition = compositionOf(node);
  return composition ? composition->gates.size() : 0;
}

void groupGates(Sheet& sheet, const GateChain& chain) {
  const core::NodeId& first = chain.gates.front();
  const core::NodeId& last = chain.gates.back();
  std::vector<core::NodeId> gone(chain.gates.begin(), chain.gates.end() - 1);
  for (std::size_t k = 0; k < chain.gates.size(); ++k) {
    const core::Node& gate = *sheet.graph.find(chain.gates[k]);
    if (gate.inputs.size() < 2) continue;
    const core::NodeId constant = *gate.inputs[1 - chain.arguments[k]];
    if (sheet.graph.consumers(constant).size() == 1 && sheet.graph.output() != constant)
      gone.push_back(constant);
  }
  core::Node whole = *sheet.graph.find(last);
  whole.function = chain.whole;
  whole.inputs = {chain.from};
  sheet.graph = sheet.graph.withNode(std::move(whole));
  const auto from = sheet.positions.find(first), to = sheet.positions.find(last);
  if (from != sheet.positions.end() && to != sheet.positions.end())
    to->second = (from->second + to->second) / 2;
  removeNodes(sheet, gone);
}

std::vector<core::NodeId> openIntoGates(Sheet& sheet, const core::NodeId& id) {
  const core::Node whole = *sheet.graph.find(id);
  const Composition* composition = compositionOf(whole);
  if (!composition) throw core::Error("“%1” is not made of gates", {id.text()});
  const std::size_t count = composition->gates.size();
  const QPointF middle = sheet.positions[id];
  const double width = gateDistance * static_cast<double>(count - 1);

  // About the node's own place, where nothing stands at its left; else from there to the right.
  const QRectF leftHalf(
      QPointF(middle.x() - width / 2 - nodeRoom.width() / 2, middle.y() - nodeRoom.height() / 2),
      QPointF(middle.x(), middle.y() + nodeRoom.height() / 2));
  const bool isFree = std::ranges::none_of(sheet.positions, [&](const auto& entry) {
    return entry.first != id && roomAround(entry.second).intersects(leftHalf);
  });
  const double start = isFree ? middle.x() - width / 2 : middle.x();
  makeRoom(sheet, id, middle, start - nodeRoom.width() / 2, start + width + nodeRoom.width() / 2);

  std::vector<core::NodeId> gates;
  core::NodeId from = *whole.inputs.front();
  core::Graph graph = sheet.graph;
  for (std::size_t k = 0; k < count; ++k) {
    const Gate& gate = composition->gates[k];
    const QPointF place(start + gateDistance * static_cast<double>(k), middle.y());
    core::Node node = k + 1 == count ? whole : core::Node{};
    if (k + 1 < count) node.id = graph.freeId(std::string(gate.name));
    node.function = &core::functionNamed(gate.function);
    node.inputs = {from};
    if (gate.constant) {
      core::Node constant;
      constant.id = graph.freeId("one");
      constant.function = &core::functionNamed("constant");
      constant.value = core::LeafValue{core::Tensor::scalar(*gate.constant), std::nullopt};
      constant.label = std::to_string(std::lround(*gate.constant));
      node.inputs.insert(node.inputs.begin() + (gate.argument == 0 ? 1 : 0), constant.id);
      sheet.positions[constant.id] = place - QPointF(0, lift);
      graph = graph.withNode(std::move(constant));
    }
    from = node.id;
    gates.push_back(node.id);
    sheet.positions[node.id] = place;
    graph = graph.withNode(std::move(node));
  }
  sheet.graph = graph;
  return gates;
}

}  // namespace ui

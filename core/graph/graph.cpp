#include "core/graph/graph.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "core/graph/order.h"

namespace core {

namespace {

/// Where the nodes stand and whom they read, resolved once: a hash look-up for every wire would be the largest part of
/// making a graph ready to run.
struct Wiring {
  std::unordered_map<NodeId, std::size_t> positions;
  std::vector<std::size_t> firstInput;  // into `inputs`, one a node and the end
  std::vector<std::ptrdiff_t> inputs;
};

}  // namespace

struct Graph::Data {
  std::vector<NodePointer> nodes;
  std::shared_ptr<const Wiring> wiring;
  std::string title;
  std::optional<NodeId> output;
  Seed seed;
};

namespace {

std::unordered_map<NodeId, std::size_t> positionsOf(std::span<const NodePointer> nodes) {
  std::unordered_map<NodeId, std::size_t> positions;
  positions.reserve(nodes.size());
  for (std::size_t k = 0; k < nodes.size(); ++k) {
    if (!positions.emplace(nodes[k]->id, k).second) {
      throw Error("two nodes have the id “%1”: give one of them another id", {nodes[k]->id.text()});
    }
  }
  return positions;
}

void checkInputCount(const Node& node) {
  const Function& function = *node.function;
  if (function.isVariadic() || node.inputs.size() <= function.arguments.size()) return;
  throw Error("node “%1”: %2 takes %3, and %4 inputs are given",
              {node.id.text(), std::string(function.name),
               function.arguments.empty() ? std::string("no input")
                                          : "at most " + std::to_string(function.arguments.size()) + " inputs",
               std::to_string(node.inputs.size())});
}

std::shared_ptr<const Wiring> wiringOf(std::span<const NodePointer> nodes) {
  auto wiring = std::make_shared<Wiring>();
  wiring->positions = positionsOf(nodes);
  wiring->firstInput.reserve(nodes.size() + 1);
  for (const NodePointer& node : nodes) {
    checkInputCount(*node);
    wiring->firstInput.push_back(wiring->inputs.size());
    for (const auto& input : node->inputs) {
      const auto found = input ? wiring->positions.find(*input) : wiring->positions.end();
      if (input && found == wiring->positions.end()) {
        throw Error("node “%1” has the input “%2”, and there is no node of that id", {node->id.text(), input->text()});
      }
      wiring->inputs.push_back(input ? static_cast<std::ptrdiff_t>(found->second) : -1);
    }
  }
  wiring->firstInput.push_back(wiring->inputs.size());
  return wiring;
}

// A loop among the nodes that no topological order reaches: walk backwards until a node comes a second time.
std::string loopText(std::span<const NodePointer> nodes, const std::unordered_map<NodeId, std::size_t>& positions,
                     const std::vector<bool>& ordered) {
  std::size_t at = static_cast<std::size_t>(std::find(ordered.begin(), ordered.end(), false) - ordered.begin());
  std::vector<std::size_t> walk;
  std::unordered_map<std::size_t, std::size_t> seen;
  while (!seen.contains(at)) {
    seen[at] = walk.size();
    walk.push_back(at);
    for (const auto& input : nodes[at]->inputs) {
      if (input && !ordered[positions.at(*input)]) {
        at = positions.at(*input);
        break;
      }
    }
  }
  std::string result = nodes[at]->id.text();
  for (std::size_t k = walk.size(); k-- > seen[at];) result += " → " + nodes[walk[k]]->id.text();
  return result;
}

}  // namespace

Graph::Graph() {
  static const auto empty = std::make_shared<const Data>(Data{{}, wiringOf({}), {}, {}, {}});
  data_ = empty;
}

Graph Graph::fromNodes(std::vector<NodePointer> nodes) {
  auto wiring = wiringOf(nodes);
  Graph graph(std::make_shared<const Data>(Data{std::move(nodes), std::move(wiring), {}, {}, {}}));
  const std::vector<std::size_t> order = topologicalOrder(graph);
  if (order.size() < graph.size()) {
    std::vector<bool> ordered(graph.size());
    for (const std::size_t position : order) ordered[position] = true;
    throw Error("the nodes form a loop, %1; a computational graph has none, so that an order of computation exists: take one of these wires out",
                {loopText(graph.nodes(), graph.data_->wiring->positions, ordered)});
  }
  return graph;
}

std::size_t Graph::size() const { return data_->nodes.size(); }
std::span<const NodePointer> Graph::nodes() const { return data_->nodes; }
const std::string& Graph::title() const { return data_->title; }
const std::optional<NodeId>& Graph::output() const { return data_->output; }
const Seed& Graph::seed() const { return data_->seed; }

std::optional<std::size_t> Graph::position(const NodeId& id) const {
  const auto found = data_->wiring->positions.find(id);
  if (found == data_->wiring->positions.end()) return std::nullopt;
  return found->second;
}

const Node* Graph::find(const NodeId& id) const {
  const auto at = position(id);
  return at ? data_->nodes[*at].get() : nullptr;
}

std::span<const std::ptrdiff_t> Graph::inputPositions(std::size_t at) const {
  const std::size_t first = data_->wiring->firstInput[at];
  return std::span(data_->wiring->inputs).subspan(first, data_->wiring->firstInput[at + 1] - first);
}

std::vector<Wire> Graph::wires() const {
  std::vector<Wire> result;
  for (const NodePointer& node : nodes()) {
    for (std::size_t k = 0; k < node->inputs.size(); ++k) {
      if (node->inputs[k]) result.push_back({*node->inputs[k], node->id, k});
    }
  }
  return result;
}

std::vector<Wire> Graph::consumers(const NodeId& id) const {
  std::vector<Wire> result;
  for (const NodePointer& node : nodes()) {
    for (std::size_t k = 0; k < node->inputs.size(); ++k) {
      if (node->inputs[k] == id) result.push_back({id, node->id, k});
    }
  }
  return result;
}

Graph Graph::withNodes(std::span<const Node> added) const {
  auto data = std::make_shared<Data>(*data_);
  bool grew = false;
  bool rewired = false;
  for (const Node& node : added) {
    auto shared = std::make_shared<const Node>(node);
    if (const auto at = position(node.id)) {
      rewired = rewired || data->nodes[*at]->inputs != node.inputs || data->nodes[*at]->function != node.function;
      data->nodes[*at] = std::move(shared);
    } else {
      data->nodes.push_back(std::move(shared));
      grew = true;
    }
  }
  if (!grew && !rewired) return Graph(std::move(data));
  Graph checked = fromNodes(std::move(data->nodes));
  data->nodes.assign(checked.nodes().begin(), checked.nodes().end());
  data->wiring = checked.data_->wiring;
  return Graph(std::move(data));
}

Graph Graph::withNode(Node node) const { return withNodes(std::span(&node, 1)); }

Graph Graph::without(std::span<const NodeId> ids) const {
  const std::unordered_set<NodeId> gone(ids.begin(), ids.end());
  auto data = std::make_shared<Data>(*data_);
  std::erase_if(data->nodes, [&](const NodePointer& node) { return gone.contains(node->id); });
  for (NodePointer& node : data->nodes) {
    const auto loses = [&](const std::optional<NodeId>& input) { return input && gone.contains(*input); };
    if (std::none_of(node->inputs.begin(), node->inputs.end(), loses)) continue;
    Node changed = *node;
    for (auto& input : changed.inputs) {
      if (loses(input)) input.reset();
    }
    node = std::make_shared<const Node>(std::move(changed));
  }
  data->wiring = wiringOf(data->nodes);
  if (data->output && gone.contains(*data->output)) data->output.reset();
  return Graph(std::move(data));
}

std::vector<NodeId> Graph::loopThrough(const NodeId& from, const NodeId& to) const {
  // Backwards from `from`: where `to` is met, the wire would close the walk to a loop.
  const auto start = position(from);
  const auto goal = position(to);
  if (!start || !goal) return {};
  std::unordered_map<std::size_t, std::size_t> cameFrom{{*start, *start}};
  std::vector<std::size_t> pending{*start};
  while (!pending.empty()) {
    const std::size_t at = pending.back();
    pending.pop_back();
    if (at == *goal) {
      std::vector<NodeId> loop{to};
      for (std::size_t k = at; k != *start; k = cameFrom[k]) loop.push_back(node(cameFrom[k]).id);
      loop.push_back(to);
      return loop;
    }
    for (const std::ptrdiff_t input : inputPositions(at)) {
      if (input >= 0 && cameFrom.emplace(static_cast<std::size_t>(input), at).second) {
        pending.push_back(static_cast<std::size_t>(input));
      }
    }
  }
  return {};
}

Graph Graph::wired(const NodeId& to, std::size_t argument, std::optional<NodeId> from) const {
  const Node* target = find(to);
  if (!target) throw Error("there is no node “%1”", {to.text()});
  if (from && !find(*from)) throw Error("there is no node “%1”", {from->text()});
  if (from) {
    const std::vector<NodeId> loop = loopThrough(*from, to);
    if (!loop.empty()) {
      std::string shown;
      for (const NodeId& id : loop) shown += (shown.empty() ? "" : " → ") + id.text();
      throw Error("This wire would close a loop %1. A computational graph has no loops, so that an order of computation exists. "
                  "To repeat a function, place it twice.",
                  {shown});
    }
  }
  Node changed = *target;
  if (changed.inputs.size() <= argument) changed.inputs.resize(argument + 1);
  changed.inputs[argument] = std::move(from);
  // An open end is no argument: of a variadic function the wires close ranks, of others trailing empty places go.
  if (changed.function->isVariadic()) std::erase(changed.inputs, std::nullopt);
  while (!changed.inputs.empty() && !changed.inputs.back()) changed.inputs.pop_back();
  return withNode(std::move(changed));
}

Graph Graph::renamed(const NodeId& from, const NodeId& to) const {
  if (from == to) return *this;
  if (find(to)) throw Error("the id “%1” is taken: choose another one", {to.text()});
  auto data = std::make_shared<Data>(*data_);
  for (NodePointer& node : data->nodes) {
    const bool uses = std::find(node->inputs.begin(), node->inputs.end(), from) != node->inputs.end();
    if (!uses && node->id != from) continue;
    Node changed = *node;
    if (changed.id == from) changed.id = to;
    std::replace(changed.inputs.begin(), changed.inputs.end(), std::optional(from), std::optional(to));
    node = std::make_shared<const Node>(std::move(changed));
  }
  if (data->output == from) data->output = to;
  data->wiring = wiringOf(data->nodes);
  return Graph(std::move(data));
}

Graph Graph::withOutput(std::optional<NodeId> output) const {
  if (output && !find(*output)) throw Error("the output “%1” is no node of the graph", {output->text()});
  auto data = std::make_shared<Data>(*data_);
  data->output = std::move(output);
  return Graph(std::move(data));
}

Graph Graph::withSeed(Seed seed) const {
  auto data = std::make_shared<Data>(*data_);
  data->seed = std::move(seed);
  return Graph(std::move(data));
}

Graph Graph::withTitle(std::string title) const {
  auto data = std::make_shared<Data>(*data_);
  data->title = std::move(title);
  return Graph(std::move(data));
}

NodeId Graph::freeId(const std::string& wish) const {
  NodeId id(wish);
  for (int k = 2; find(id); ++k) id = NodeId(wish + std::to_string(k));
  return id;
}

bool Graph::operator==(const Graph& other) const {
  if (data_ == other.data_) return true;
  return title() == other.title() && output() == other.output() && seed() == other.seed() &&
         std::equal(nodes().begin(), nodes().end(), other.nodes().begin(), other.nodes().end(),
                    [](const NodePointer& a, const NodePointer& b) { return a == b || *a == *b; });
}

}  // namespace core

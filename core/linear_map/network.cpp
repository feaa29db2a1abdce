#include "core/linear_map/network.h"

#include <utility>
#include <vector>

#include "core/linear_map/composition.h"
#include "core/linear_map/diagonal.h"

namespace core {
namespace {

bool isComposed(const LinearMap& map) { return map.structure() == Structure::Composed; }

/// What multiplying two maps out took where the product has a simple form: one multiplication an entry of it,
/// unless one of the factors only copies.
Natural productCost(const LinearMap& outer, const LinearMap& inner, const LinearMap& result) {
  if (outer.multiplications() == 0 || inner.multiplications() == 0) return 0;
  return result.structure() == Structure::Scaled ? Index(1) : result.multiplications();
}

/// Makes the nodes and wires of a form, as few as folding leaves.
class Folding {
public:
  Folding(const Shape& input, std::size_t nodeCount) : handles_(nodeCount), sizes_{input.size()} {}

  /// All wires into one node, the next in order.
  void addNode(std::span<const NetworkWire> wires) {
    std::vector<NetworkWire> parts;
    for (const NetworkWire& wire : wires) {
      parts.push_back(extended(wire));
      if (parts.size() > 1) addUp(parts);
    }
    const std::size_t node = wires.front().to;
    if (parts.size() == 1) {
      handles_[node] = {parts.front().from, std::move(parts.front().map)};
    } else {
      handles_[node] = {newNode(std::move(parts)), std::nullopt};
    }
  }

  FoldedMap result(const Shape& input) {
    Handle last = std::move(handles_.back());
    if (last.root == 0 && !last.map) return {identityMap(input, input), cost_};
    if (last.root == 0) return {*std::move(last.map), cost_};
    if (last.map) newNode({{last.root, 0, *std::move(last.map)}});
    return {networkForm(input, std::move(sizes_), std::move(wires_)), cost_};
  }

private:
  /// A node of the network as a node of the form, and what leads from there to it (nothing: it is that node).
  struct Handle {
    std::size_t root = 0;
    std::optional<LinearMap> map = {};
  };

  /// The wire as one from a node of the form, with what leads to its start folded in.
  NetworkWire extended(const NetworkWire& wire) {
    Handle& start = handles_[wire.from];
    if (!start.map) return {start.root, 0, wire.map};
    if (std::optional<FoldedMap> folded = foldedProduct(wire.map, *start.map)) {
      cost_ += folded->multiplications;
      return {start.root, 0, std::move(folded->map)};
    }
    const std::size_t node = newNode({{start.root, 0, *std::move(start.map)}});
    start = {node, std::nullopt};
    return {node, 0, wire.map};
  }

  /// Adds the last part to one before it from the same node where the sum has a simple form.
  static void addUp(std::vector<NetworkWire>& parts) {
    for (std::size_t k = 0; k + 1 < parts.size(); ++k) {
      if (parts[k].from != parts.back().from) continue;
      LinearMap total = sum(parts[k].map, parts.back().map);
      if (isComposed(total)) continue;
      parts[k].map = std::move(total);
      parts.pop_back();
      return;
    }
  }

  std::size_t newNode(std::vector<NetworkWire> wires) {
    const std::size_t node = sizes_.size();
    sizes_.push_back(wires.front().map.rows());
    for (NetworkWire& wire : wires) {
      wire.to = node;
      wires_.push_back(std::move(wire));
    }
    return node;
  }

  std::vector<Handle> handles_;
  std::vector<Index> sizes_;
  std::vector<NetworkWire> wires_;
  Natural cost_ = 0;
};

}  // namespace

std::optional<FoldedMap> foldedProduct(const LinearMap& outer, const LinearMap& inner) {
  if (isComposed(outer) || isComposed(inner)) return std::nullopt;
  LinearMap folded = product(outer, inner);
  if (isComposed(folded)) return std::nullopt;
  Natural cost = productCost(outer, inner, folded);
  return FoldedMap{std::move(folded), std::move(cost)};
}

FoldedMap networkMap(const Shape& input, std::size_t nodeCount, std::span<const NetworkWire> wires) {
  Folding folding(input, nodeCount);
  for (std::size_t begin = 0; begin < wires.size();) {
    std::size_t end = begin + 1;
    while (end < wires.size() && wires[end].to == wires[begin].to) ++end;
    folding.addNode(wires.subspan(begin, end - begin));
    begin = end;
  }
  return folding.result(input);
}

}  // namespace core

#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "core/graph/node.h"

namespace core {

/// The upstream gradient at the output: 1 for one entry, otherwise all ones (`Default`); ones; the stack of all unit rows; one
/// unit row, named by its index vector; or the user's own tensor.
struct Seed {
  enum class Kind { Default, Ones, Identity, Element, Own } kind = Kind::Default;
  std::vector<Index> element = {};   ///< of `Element`, counted from 0
  std::optional<Tensor> own = {};    ///< of `Own`: the output's shape

  bool operator==(const Seed&) const = default;
};

/// A wire: from the output of `from` to argument `argument` of `to`.
struct Wire {
  NodeId from;
  NodeId to;
  std::size_t argument = 0;
  bool operator==(const Wire&) const = default;
};

/// A computational graph as a value: copies share everything, an edit makes a new graph. Always without loops, ids unique, every
/// input existing; shapes may not fit yet (`shapesOf` says so). Nodes keep the order in which they stand in the file.
class Graph {
 public:
  Graph();
  /// Throws `Error` for an id twice, an input that does not exist, a loop, too many inputs.
  static Graph fromNodes(std::vector<NodePointer> nodes);

  std::size_t size() const;
  bool empty() const { return size() == 0; }
  /// In the order of the file.
  std::span<const NodePointer> nodes() const;
  const Node& node(std::size_t position) const { return *nodes()[position]; }
  /// Null where there is no such node.
  const Node* find(const NodeId& id) const;
  std::optional<std::size_t> position(const NodeId& id) const;
  /// Positions of a node's inputs; −1 for one that is not wired.
  std::span<const std::ptrdiff_t> inputPositions(std::size_t position) const;
  /// The wires that leave `id`, in the order of the file.
  std::vector<Wire> consumers(const NodeId& id) const;
  std::vector<Wire> wires() const;

  const std::string& title() const;
  const std::optional<NodeId>& output() const;
  const Seed& seed() const;

  // Edits: each gives a new graph and throws `Error` where the result would not be a graph.
  Graph withNode(Node node) const;                                 ///< added at the end, or put in place of the one of the same id
  Graph withNodes(std::span<const Node> added) const;
  Graph without(std::span<const NodeId> ids) const;                ///< their wires go with them
  /// Sets or clears one argument; a loop is refused with an `Error` that shows it: "h → a → h".
  Graph wired(const NodeId& to, std::size_t argument, std::optional<NodeId> from) const;
  Graph renamed(const NodeId& from, const NodeId& to) const;       ///< with all wires, and the output
  Graph withOutput(std::optional<NodeId> output) const;
  Graph withSeed(Seed seed) const;
  Graph withTitle(std::string title) const;

  /// The loop that a wire `from` → `to` would close, beginning and ending with `to`; empty where there is none.
  std::vector<NodeId> loopThrough(const NodeId& from, const NodeId& to) const;
  /// An id that is free, made from `wish`: "x", then "x2", "x3", ….
  NodeId freeId(const std::string& wish) const;

  /// Same nodes (by value), title, output and seed.
  bool operator==(const Graph& other) const;
  /// Whether both are copies of one value: a cheap test that can only err on the side of "no".
  bool sharesAllWith(const Graph& other) const { return data_ == other.data_; }

 private:
  struct Data;
  explicit Graph(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
  std::shared_ptr<const Data> data_;
};

}  // namespace core

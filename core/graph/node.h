#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/functions/function.h"
#include "core/tensor/initialiser.h"

namespace core {

/// A node's name, unique in its graph; files, commands and signals name nodes by it.
class NodeId {
 public:
  NodeId() = default;
  explicit NodeId(std::string text) : text_(std::move(text)) {}

  const std::string& text() const { return text_; }
  bool operator==(const NodeId&) const = default;
  auto operator<=>(const NodeId&) const = default;

 private:
  std::string text_;
};

/// A leaf's entries, with the rule that made them where the file gives a rule.
struct LeafValue {
  Tensor tensor;
  std::optional<Initialiser> rule;

  bool operator==(const LeafValue&) const = default;
};

/// A key of a file that this program does not know, kept and written back: name and JSON text.
using UnknownKeys = std::vector<std::pair<std::string, std::string>>;

/// One function of a graph, immutable and shared between the graphs that hold it. Inputs are named by id, never by pointer, so
/// that a chain of a million nodes is not destroyed recursively.
struct Node {
  NodeId id;
  const Function* function = nullptr;
  std::vector<std::optional<NodeId>> inputs = {};  ///< in the order of the arguments; empty = not wired yet
  Attributes attributes = {};
  std::optional<LeafValue> value = {};  ///< of leaves only
  std::string label = {};               ///< LaTeX shown instead of the id
  UnknownKeys unknown = {};

  bool isLeaf() const { return function->isLeaf(); }
  bool isConstant() const { return function->name == "constant"; }
  bool isParameter() const { return function->name == "parameter"; }
  bool operator==(const Node&) const = default;
};

using NodePointer = std::shared_ptr<const Node>;

}  // namespace core

template <>
struct std::hash<core::NodeId> {
  std::size_t operator()(const core::NodeId& id) const noexcept { return std::hash<std::string>()(id.text()); }
};

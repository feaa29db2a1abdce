#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/graph/graph.h"

namespace core {

/// Why a node cannot be computed.
struct Problem {
  enum class Kind {
    MissingArgument,  ///< an argument is not wired
    Shapes,           ///< the inputs' shapes or attributes do not fit
    Waits,            ///< an input cannot be computed
    Value,            ///< the inputs' values have no meaning here (a class that does not exist)
    TooLarge          ///< more memory than the limit
  } kind;
  Message message;
  std::size_t argument = 0;  ///< of MissingArgument: which
  bool operator==(const Problem&) const = default;
};

/// A node's output shape, or why there is none.
struct ShapeResult {
  std::optional<Shape> shape;
  std::optional<Problem> problem;
  bool operator==(const ShapeResult&) const = default;
};

/// The largest tensor that a node may have, in entries (2 GiB of float64).
inline constexpr Index largestTensor = Index(1) << 28;

/// The shape of one node from the shapes of its inputs (null where an input has none).
ShapeResult shapeOf(const Node& node, std::span<const Shape* const> inputShapes);

/// The shape of every node, by position; `order` is a topological order.
std::vector<ShapeResult> shapesOf(const Graph& graph, std::span<const std::size_t> order);

}  // namespace core

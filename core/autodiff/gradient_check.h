#pragma once

#include <optional>

#include "core/autodiff/trace.h"
#include "core/linear_map/reading.h"

namespace core {

/// How gradients compare to central differences.
struct GradientCheck {
  /// The largest |gradient − difference| / max(1, |gradient|); infinite where only one of them is a number.
  double worst = 0;
  std::optional<std::size_t> node =
      {};                    ///< where it is: the leaf, or the node that was checked; empty where nothing was
  std::size_t argument = 0;  ///< of a node: of the local gradient by this argument
  IndexVector index = {};    ///< of the entry of the leaf or of the argument's input
  IndexVector row = {};      ///< of the entry of the output, where there are several
  double gradient = 0;       ///< the two numbers there
  double difference = 0;
  Index entries = 0;  ///< leaf entries (of a node: entries of its inputs) that were looked at
  Index corners =
      0;  ///< of these, where the function has a corner, a jump or an edge: they count as no error
};

/// Of every entry of every leaf with a gradient. Throws `Stopped`.
GradientCheck checkGraph(const Trace& trace, const Watch& watch = {});

/// Of every entry of one leaf (position); nothing where it has no gradient.
GradientCheck checkLeaf(const Trace& trace, std::size_t leaf, const Watch& watch = {});

/// Of a node's local gradients by all its differentiated arguments, from its function alone.
GradientCheck checkNode(const Trace& trace, std::size_t node, const Watch& watch = {});

}  // namespace core

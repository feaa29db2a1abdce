#pragma once

#include <limits>
#include <optional>

#include "core/autodiff/trace.h"
#include "core/linear_map/reading.h"

namespace core {

/// A place where a function has a corner, a jump or an edge: there is no derivative, the run takes one by
/// convention.
struct CheckedCorner {
  std::size_t node = 0;      ///< the leaf, or the node that was checked
  std::size_t argument = 0;  ///< of a node: the input's argument
  IndexVector index = {};    ///< of the entry of the leaf or of the input
  IndexVector row = {};      ///< of the entry of the output
  double gradient = 0;       ///< what the run takes
  double before = 0;         ///< the slope on the side of smaller numbers; NaN where there is no value
  double after = 0;          ///< and on the side of larger ones
  /// Of a leaf: the node on the way that says that it made a choice; of a node: itself.
  std::optional<std::size_t> at = {};
};

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
  std::optional<CheckedCorner> corner = {};  ///< the first of them
  Index evaluations = 0;  ///< how often the differences computed the output (of a node: its function)

  /// Up to this deviation gradient and difference agree: smooth functions come to about 1e-11.
  static constexpr double tolerance = 1e-6;
  bool agrees() const { return worst <= tolerance; }
};

/// All entries.
inline constexpr Index everyEntry = std::numeric_limits<Index>::max();

/// Of every entry of every leaf with a gradient. Throws `Stopped`.
GradientCheck checkGraph(const Trace& trace, const Watch& watch = {});

/// Of one leaf (position): of every entry, or of `most` of them, evenly spread. Nothing where it has no
/// gradient.
GradientCheck checkLeaf(const Trace& trace, std::size_t leaf, const Watch& watch = {},
                        Index most = everyEntry);

/// Of a node's local gradients by all its differentiated arguments, from its function alone; of each argument
/// `most` entries, evenly spread.
GradientCheck checkNode(const Trace& trace, std::size_t node, const Watch& watch = {},
                        Index most = everyEntry);

}  // namespace core

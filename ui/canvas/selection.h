#pragma once

#include <compare>
#include <set>

#include "core/graph/graph.h"

namespace ui {

/// A wire, named by where it ends: an argument has one wire at most.
struct WireId {
  core::NodeId to;
  std::size_t argument = 0;
  auto operator<=>(const WireId&) const = default;
};

/// What is selected on the canvas. Ids, never pointers: they outlive an undo.
struct Selection {
  std::set<core::NodeId> nodes;
  std::set<WireId> wires;

  bool empty() const { return nodes.empty() && wires.empty(); }
  bool operator==(const Selection&) const = default;
  /// Without what `graph` does not have any more.
  Selection within(const core::Graph& graph) const;
};

}  // namespace ui

#pragma once

#include <vector>

#include "core/graph/node.h"
#include "core/tensor/shape.h"

namespace ui {

/// One entry of what a node computes, or of the gradient by it: how the parts of the window tell each other
/// what the pointer is at.
struct NodeEntry {
  core::NodeId node;
  core::Index entry = 0;
  bool operator==(const NodeEntry&) const = default;
};
using NodeEntries = std::vector<NodeEntry>;

}  // namespace ui

#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/graph/graph.h"

namespace core {
class Trace;
}

namespace ui {

struct NudgeWish;

/// Which leaves are changed, by how much, and at which node one looks. What is left empty is chosen by `completed`.
struct NudgeChoice {
  std::vector<core::NodeId> leaves = {};
  std::vector<double> dx = {};  ///< of the leaves' entries, one leaf after the other
  std::optional<core::NodeId> target = {};

  bool operator==(const NudgeChoice&) const = default;
};

/// Leaves that can be changed, inputs and parameters, in the order of the graph.
std::vector<core::NodeId> nudgeableLeaves(const core::Graph& graph);
/// The number of their entries.
std::size_t entryCount(const core::Graph& graph, const std::vector<core::NodeId>& leaves);
/// A small change that is not along an axis.
std::vector<double> firstChange(std::size_t count);

/// With what is empty chosen: all inputs where they are few entries, else the first of them (parameters where there is no
/// input); `firstChange` of their entries; the output, or the last node that is computed.
NudgeChoice completed(const core::Graph& graph, NudgeChoice choice);

/// What `nudge` is asked for; empty where a node of a complete choice is gone or has no value, and where dx does not fit the
/// leaves.
std::optional<NudgeWish> nudgeWish(const std::shared_ptr<const core::Trace>& trace, const NudgeChoice& choice);

}  // namespace ui

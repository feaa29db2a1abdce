#pragma once

#include <QString>
#include <optional>
#include <set>
#include <vector>

#include "core/graph/graph.h"

namespace ui {

class Moment;
struct NodeFacts;

/// Where Play and Run stop before a step: at nodes, and at what a step would bring. A value, kept with the view of a file.
struct Breakpoints {
  std::set<core::NodeId> nodes = {};
  bool notFinite = false;                    ///< a NaN or an infinity comes up
  std::optional<double> gradientBelow = {};  ///< the norm of a whole gradient falls below this
  bool sumIncomplete = false;                ///< a gradient has some of its contributions and waits for others

  bool hasConditions() const { return notFinite || gradientBelow || sumIncomplete; }
  bool empty() const { return nodes.empty() && !hasConditions(); }
  bool operator==(const Breakpoints&) const = default;
};

/// The least norm that a gradient has where nothing else is asked for.
inline constexpr double usualLeastNorm = 1e-6;

/// Why a run stops before `step` (counted from 0) of the moment's timeline, in words; empty where it goes on. `facts` of the moment's run, see
/// `StepFacts`; they are needed for conditions alone.
QString stopBefore(const Breakpoints& breakpoints, const Moment& moment, int step, const std::vector<NodeFacts>& facts);

}  // namespace ui

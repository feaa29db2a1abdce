#pragma once

#include <cstdint>
#include <vector>

#include "core/functions/function.h"

namespace core {

class Plan;

/// Steps of a pass that are executed without a look at the graph.
struct Segment {
  enum class Kind : std::uint8_t {
    Mixed,  ///< scalar nodes one after the other, each by its own kernel
    Alike,  ///< scalar nodes of one function that do not touch each other's numbers: one call for all
    Node,   ///< one node, whose position is `first`
    Chain   ///< elementwise nodes of one size, tile by tile while a tile is in the cache
  } kind;
  std::uint32_t first = 0;  ///< into the operands of the pass, or into its chains
  std::uint32_t count = 1;
  const Function* function = nullptr;  ///< of `Alike`
};

/// The forward or the backward pass as flat arrays.
template <typename Kernel>
struct Pass {
  std::vector<Segment> segments;
  std::vector<Operands> operands;
  std::vector<Kernel> kernels;      ///< of the scalar nodes, one for each entry of `operands`
  std::vector<std::size_t> chains;  ///< positions of the nodes that run tile by tile
};

/// Entries of a slab from `offset` on.
struct SlabRange {
  std::int64_t offset;
  std::int64_t count;
};

/// What a run executes. Scalar nodes are reordered where that brings nodes of one function together: values do not depend on the
/// order, and contributions arrive at each node in the order of the steps whatever the order between nodes, so that gradients do not
/// depend on it either.
struct Program {
  std::vector<std::size_t> leaves;  ///< positions, in the order of the plan
  Pass<decltype(ScalarKernel::forward)> forward;
  Pass<decltype(ScalarKernel::backward)> backward;
  /// The gradients of small nodes: set to zero before the backward pass. Large ones are when their first contribution arrives.
  std::vector<SlabRange> cleared;
  std::vector<char> clears;  ///< per wire of the plan: its contribution is the first that arrives, and at a large node
  std::size_t steps = 0;      ///< nodes that the forward pass computes
  std::size_t gradients = 0;  ///< nodes whose gradient the backward pass computes
};

/// From how many entries on a node is large.
inline constexpr std::int64_t largeNode = 1024;
/// From how many entries on elementwise nodes run tile by tile.
inline constexpr std::int64_t chainedNode = 4096;

/// The steps of one pass, in an order in which they can be executed, cut into segments.
struct Schedule {
  std::vector<std::size_t> positions;
  std::vector<Segment> segments;   ///< `first` of scalar nodes counts the scalar nodes
  std::vector<std::size_t> chains;  ///< as in `Pass`
};

/// Every node that has a value and is no leaf.
Schedule forwardSchedule(const Plan& plan);
/// Every backward step.
Schedule backwardSchedule(const Plan& plan);

/// The program of a plan whose nodes have their places.
Program programOf(const Plan& plan, Schedule forward);

}  // namespace core

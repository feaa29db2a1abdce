#pragma once

#include <functional>
#include <vector>

#include "core/autodiff/trace.h"
#include "core/linear_map/reading.h"
#include "core/natural.h"

namespace core {

/// The number of paths from node `from` to node `to` (positions) along wires into differentiated arguments,
/// exact; 1 where they are the same node. Counted node by node, in time linear in the wires (times the
/// digits).
Natural pathCount(const Plan& plan, std::size_t from, std::size_t to);

/// One way from a node to another, and the product of the local gradients along it.
struct Path {
  std::vector<std::size_t> nodes;      ///< positions, in forward order, with both ends
  std::vector<std::size_t> arguments;  ///< arguments[k]: which argument of nodes[k + 1] nodes[k] feeds
  std::vector<LinearMap> factors;      ///< the local gradient of nodes[k + 1] by that argument
  LinearMap product;  ///< of the last node by the first: the last local gradient stands first
};

/// Calls `use(path)` for one path from `from` to `to` after the other, depth first in the order in which consumers run, until it
/// returns false. Throws `Error` where a node has no value, `Stopped`.
void forEachPath(const Trace& trace, std::size_t from, std::size_t to, const std::function<bool(Path)>& use,
                 const Watch& watch = {});

/// The paths from `from` to `to`, at most `limit` of them: the Jacobian is the sum of the products of all.
/// Throws `Error` where a node has no value, `Stopped`.
std::vector<Path> pathsBetween(const Trace& trace, std::size_t from, std::size_t to, std::size_t limit = 200,
                               const Watch& watch = {});

/// The `count` paths whose products have the largest norm (Frobenius), largest first, among the first `limit` paths; NaN before all.
/// Throws as `pathsBetween`.
std::vector<Path> largestPaths(const Trace& trace, std::size_t from, std::size_t to, std::size_t count,
                               std::size_t limit = 10'000, const Watch& watch = {});

}  // namespace core

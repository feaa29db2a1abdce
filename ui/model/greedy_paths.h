#pragma once

#include <span>
#include <stop_token>
#include <vector>

namespace ui {

/// A wire of a graph whose paths are listed: from a node to a later one, with the logarithm of its size.
struct WeighedWire {
  std::size_t from = 0;
  std::size_t to = 0;
  double logSize = 0;  ///< −∞ for a factor 0
};

/// The `limit` paths from `from` to `to` whose sizes have the largest products, largest first; each as its
/// wires in forward order. `wires` stand in forward order of the nodes that they lead to. Takes time in
/// proportion to what it lists. Throws `core::Stopped`.
std::vector<std::vector<std::size_t>> largestPaths(std::span<const WeighedWire> wires, std::size_t from,
                                                   std::size_t to, std::size_t limit,
                                                   const std::stop_token& stop = {});

}  // namespace ui

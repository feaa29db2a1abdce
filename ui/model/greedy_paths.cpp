#include "ui/model/greedy_paths.h"

#include <algorithm>
#include <limits>
#include <map>
#include <queue>

#include "core/message.h"

namespace ui {
namespace {

constexpr double never = -std::numeric_limits<double>::infinity();
constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

/// A path that has been walked up to a node; it shares its beginning with others.
struct Walk {
  std::size_t node;
  std::size_t wire;    ///< the last one
  std::size_t before;  ///< the walk without it
  double logSize;
};

struct Ahead {
  double bound;  ///< of the logarithm of the size of the best path that begins so
  std::size_t walk;
  bool operator<(const Ahead& other) const {
    return bound != other.bound ? bound < other.bound : walk > other.walk;
  }
};

double sum(double a, double b) { return a == never || b == never ? never : a + b; }

}  // namespace

std::vector<std::vector<std::size_t>> largestPaths(std::span<const WeighedWire> wires, std::size_t from,
                                                   std::size_t to, std::size_t limit,
                                                   const std::stop_token& stop) {
  std::map<std::size_t, std::vector<std::size_t>> leaving;
  std::map<std::size_t, double> best{{to, 0.0}};  // of what is still to come after a node
  for (std::size_t w = wires.size(); w-- > 0;) {
    leaving[wires[w].from].push_back(w);
    const double ahead = sum(wires[w].logSize, best.contains(wires[w].to) ? best[wires[w].to] : never);
    const auto [place, isNew] = best.emplace(wires[w].from, ahead);
    if (!isNew) place->second = std::max(place->second, ahead);
  }
  std::vector<std::vector<std::size_t>> paths;
  if (from != to && !leaving.contains(from)) return paths;
  // What is taken from the queue goes on along the best wires to the end; the wires that it leaves aside wait
  // in turn. So every path that is begun is also listed, however equal the sizes are.
  std::vector<Walk> walks{{from, none, none, 0}};
  std::priority_queue<Ahead> open;
  open.push({best[from], 0});
  while (!open.empty() && paths.size() < limit) {
    if (stop.stop_requested()) throw core::Stopped{};
    std::size_t at = open.top().walk;
    open.pop();
    while (walks[at].node != to) {
      const std::size_t first = walks.size();
      std::size_t chosen = none;
      double highest = never;
      for (const std::size_t w : leaving[walks[at].node]) {
        if (!best.contains(wires[w].to)) continue;
        const double size = sum(walks[at].logSize, wires[w].logSize);
        const double bound = sum(size, best[wires[w].to]);
        walks.push_back({wires[w].to, w, at, size});
        if (chosen != none && bound < highest) continue;
        highest = bound;
        chosen = walks.size() - 1;
      }
      for (std::size_t other = first; other < walks.size(); ++other) {
        if (other != chosen) open.push({sum(walks[other].logSize, best[walks[other].node]), other});
      }
      at = chosen;
    }
    std::vector<std::size_t>& path = paths.emplace_back();
    for (std::size_t w = at; walks[w].wire != none; w = walks[w].before) path.push_back(walks[w].wire);
    std::ranges::reverse(path);
  }
  return paths;
}

}  // namespace ui

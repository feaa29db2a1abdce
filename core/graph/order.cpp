#include "core/graph/order.h"

#include <algorithm>
#include <numeric>
#include <queue>
#include <tuple>

namespace core {
namespace {

// Consumers of every node as one flat array: `all[first[p]] … all[first[p + 1]]` use p.
struct Consumers {
  std::vector<std::size_t> first;
  std::vector<std::size_t> all;

  explicit Consumers(const std::vector<std::span<const std::ptrdiff_t>>& inputs) : first(inputs.size() + 1) {
    for (const auto& node : inputs) {
      for (const std::ptrdiff_t input : node) {
        if (input >= 0) ++first[static_cast<std::size_t>(input) + 1];
      }
    }
    std::partial_sum(first.begin(), first.end(), first.begin());
    all.resize(first.back());
    std::vector<std::size_t> next(first.begin(), first.end() - 1);
    for (std::size_t p = 0; p < inputs.size(); ++p) {
      for (const std::ptrdiff_t input : inputs[p]) {
        if (input >= 0) all[next[static_cast<std::size_t>(input)]++] = p;
      }
    }
  }
};

}  // namespace

std::vector<std::size_t> topologicalOrder(const Graph& graph, std::span<const double> priority) {
  const std::size_t count = graph.size();
  std::vector<std::span<const std::ptrdiff_t>> inputs(count);
  std::vector<std::size_t> missing(count);
  for (std::size_t p = 0; p < count; ++p) {
    inputs[p] = graph.inputPositions(p);
    missing[p] = static_cast<std::size_t>(std::count_if(inputs[p].begin(), inputs[p].end(), [](auto i) { return i >= 0; }));
  }
  const Consumers consumers(inputs);
  const auto later = [&](std::size_t a, std::size_t b) {
    const double pa = priority.empty() ? 0 : priority[a];
    const double pb = priority.empty() ? 0 : priority[b];
    return std::tie(pa, a) > std::tie(pb, b);
  };
  std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(later)> ready(later);
  for (std::size_t p = 0; p < count; ++p) {
    if (missing[p] == 0) ready.push(p);
  }
  std::vector<std::size_t> order;
  order.reserve(count);
  while (!ready.empty()) {
    const std::size_t p = ready.top();
    ready.pop();
    order.push_back(p);
    for (std::size_t k = consumers.first[p]; k < consumers.first[p + 1]; ++k) {
      if (--missing[consumers.all[k]] == 0) ready.push(consumers.all[k]);
    }
  }
  return order;
}

}  // namespace core

#include "core/autodiff/jacobian.h"

#include <algorithm>
#include <unordered_map>

#include "core/autodiff/calls.h"
#include "core/autodiff/reach.h"

namespace core {

Tensor jacobian(const Trace& trace, std::size_t to, std::size_t from, Index limit) {
  const Plan& plan = trace.plan();
  for (const std::size_t p : {to, from}) {
    if (const Problem* problem = trace.problem(p)) throw Error(problem->message);
  }
  const Shape& toShape = plan.node(to).shape;
  const Shape& fromShape = plan.node(from).shape;
  const double entries = static_cast<double>(toShape.size()) * static_cast<double>(fromShape.size());
  if (entries > static_cast<double>(limit)) {
    throw Error("the Jacobian of %1 (%2) by %3 (%4) would have more than %5 entries: ask for smaller tensors",
                {trace.graph().node(to).id.text(), text(toShape), trace.graph().node(from).id.text(), text(fromShape),
                 std::to_string(limit)});
  }
  Tensor result(concatenated(toShape, fromShape));
  const Index rows = toShape.size();
  const Index columns = fromShape.size();
  std::vector<bool> source(plan.graph().size());
  source[from] = true;
  const std::vector<bool> below = dependsOn(plan, std::move(source));
  if (!below[to] || entries == 0) return result;

  // The nodes on a path from `from` to `to`, last first.
  const std::vector<bool> above = reaches(plan, to);
  std::vector<std::size_t> path;
  double width = 0;
  for (auto p = plan.order().rbegin(); p != plan.order().rend(); ++p) {
    if (!above[*p] || !below[*p]) continue;
    path.push_back(*p);
    width += static_cast<double>(plan.node(*p).shape.size());
  }
  // As many unit rows at once as fit into 64 MiB.
  const Index tile = std::clamp<Index>(static_cast<Index>(double(Index(1) << 23) / std::max(width, 1.0)), 1, rows);
  for (Index first = 0; first < rows; first += tile) {
    const Index count = std::min(tile, rows - first);
    std::unordered_map<std::size_t, std::vector<double>> gradients;
    std::vector<double>& seed = gradients[to];
    seed.assign(static_cast<std::size_t>(count * rows), 0);
    for (Index k = 0; k < count; ++k) seed[static_cast<std::size_t>(k * rows + first + k)] = 1;
    for (const std::size_t p : path) {
      if (p == from) break;
      const auto upstream = gradients.find(p);
      if (upstream == gradients.end()) continue;
      const std::vector<double> rowsOfNode = std::move(upstream->second);
      const Call call = trace.call(p);
      const std::span<const std::int64_t> inputs = plan.inputsOf(p);
      for (std::size_t k = 0; k < inputs.size(); ++k) {
        if (!plan.isDifferentiated(p, k)) continue;
        const auto input = static_cast<std::size_t>(inputs[k]);
        if (!below[input]) continue;
        std::vector<double>& downstream = gradients[input];
        downstream.resize(static_cast<std::size_t>(count * plan.node(input).shape.size()));
        call.accumulate(k, count, rowsOfNode, downstream);
      }
    }
    const std::vector<double>& block = gradients[from];
    std::copy(block.begin(), block.end(), result.data().begin() + first * columns);
  }
  return result;
}

}  // namespace core

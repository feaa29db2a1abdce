#include "ui/model/gradient_norms.h"

#include <algorithm>
#include <cmath>

#include "ui/model/curve.h"
#include "ui/model/length.h"

namespace ui {
std::vector<GradientNorm> gradientNorms(const std::shared_ptr<const core::Trace>& trace, const std::stop_token& stop) {
  const Moment end = Moment(trace, 0);
  std::vector<GradientNorm> norms;
  for (std::size_t node = 0; node < trace->graph().size(); ++node) {
    if (!trace->hasGradient(node)) continue;
    if (stop.stop_requested()) throw core::Stopped();
    int cursor = end.forwardCount() + 1;  // the seed completes the output
    for (const core::Contribution& contribution : trace->contributions(node)) {
      if (const auto at = end.backwardCursorOf(contribution.consumer)) cursor = std::max(cursor, *at);
    }
    norms.push_back({node, lengthOf(trace->gradient(node).data), cursor});
  }
  const auto output = trace->plan().output();
  std::ranges::stable_sort(norms, [&](const GradientNorm& a, const GradientNorm& b) {
    if (a.cursor != b.cursor) return a.cursor < b.cursor;
    return (output == a.node) > (output == b.node);
  });
  return norms;
}

core::Graph withEvery(const core::Graph& graph, const core::Function& function, const core::Function& other,
                      const core::Attributes& attributes) {
  std::vector<core::Node> changed;
  for (const core::NodePointer& node : graph.nodes()) {
    if (node->function != &function) continue;
    core::Node copy = *node;
    copy.function = &other;
    copy.attributes = attributes;
    copy.inputs.resize(1);
    changed.push_back(std::move(copy));
  }
  core::Graph result = graph;
  for (core::Node& node : changed) result = result.withNode(std::move(node));
  return result;
}

double largestSlope(const core::Function& function, const core::Attributes& attributes) {
  std::vector<double> at;
  for (int k = -2000; k <= 2000; ++k) at.push_back(k / 100.0);
  double largest = 0;
  for (const CurvePoint& point : curvePoints(function, attributes, {}, 0, at)) {
    if (std::isfinite(point.slope)) largest = std::max(largest, std::abs(point.slope));
    if (std::isinf(point.slope)) return point.slope;
  }
  return largest;
}

}  // namespace ui

#include "ui/model/nudge.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/autodiff/jacobian.h"
#include "ui/model/length.h"

namespace ui {
namespace {

using core::Index;

constexpr Index kMostFormed = 4096;
constexpr int kPerPower = 3;

std::vector<double> entriesOf(const core::Tensor& tensor) { return {tensor.data().begin(), tensor.data().end()}; }

const core::NodeChange* changeOf(const std::vector<core::NodeChange>& changes, std::size_t node) {
  const auto found = std::ranges::find(changes, node, &core::NodeChange::node);
  return found != changes.end() ? &*found : nullptr;
}

std::vector<core::LeafTensor> scaled(const std::vector<core::LeafTensor>& change, double factor) {
  std::vector<core::LeafTensor> result = change;
  for (core::LeafTensor& leaf : result) {
    for (double& v : leaf.tensor.data()) v *= factor;
  }
  return result;
}

/// The Jacobians by all the leaves, side by side.
std::vector<double> jacobianOf(const NudgeWish& wish, Index rows, Index columns) {
  std::vector<double> table(static_cast<std::size_t>(rows * columns));
  Index left = 0;
  for (const core::LeafTensor& leaf : wish.change) {
    const core::LinearMap map = core::jacobian(*wish.trace, wish.target, leaf.leaf);
    std::vector<double> block(static_cast<std::size_t>(rows * map.columns()));
    map.readBlock(0, 0, rows, map.columns(), block);
    for (Index r = 0; r < rows; ++r) {
      std::copy_n(block.begin() + r * map.columns(), map.columns(), table.begin() + r * columns + left);
    }
    left += map.columns();
  }
  return table;
}

/// What rounding makes of a value of this size.
double roundingOf(const core::Trace& trace, std::size_t node) {
  double largest = 0;
  for (const double v : trace.value(node).data) {
    if (std::isfinite(v)) largest = std::max(largest, std::abs(v));
  }
  return 8 * std::numeric_limits<double>::epsilon() * largest *
         std::sqrt(static_cast<double>(std::max<Index>(trace.value(node).size(), 1)));
}

}  // namespace

NudgeAnswer nudge(const NudgeWish& wish, const std::stop_token& stop) {
  const core::Trace& trace = *wish.trace;
  NudgeAnswer answer{.wish = wish};
  answer.changes = core::perturbation(trace, wish.change, {.stop = stop});
  answer.rows = trace.value(wish.target).size();
  for (const core::LeafTensor& leaf : wish.change) {
    const std::vector<double> entries = entriesOf(leaf.tensor);
    answer.dx.insert(answer.dx.end(), entries.begin(), entries.end());
  }
  answer.columns = static_cast<Index>(answer.dx.size());
  if (const core::NodeChange* change = changeOf(answer.changes, wish.target)) {
    answer.predicted = entriesOf(change->linear);
    if (change->actual) answer.actual = entriesOf(*change->actual);
    if (const auto difference = change->difference()) answer.error = entriesOf(*difference);
  } else {
    answer.predicted = answer.actual = answer.error = std::vector<double>(static_cast<std::size_t>(answer.rows));
  }
  if (answer.rows * answer.columns <= kMostFormed) answer.jacobian = jacobianOf(wish, answer.rows, answer.columns);
  for (const core::NodeChange& change : answer.changes) answer.corner |= !trace.corner(change.node).empty();
  return answer;
}

NudgeCurve nudgeCurve(const NudgeWish& wish, const std::stop_token& stop) {
  NudgeCurve curve;
  std::vector<double> all;
  for (const core::LeafTensor& leaf : wish.change) {
    const std::vector<double> entries = entriesOf(leaf.tensor);
    all.insert(all.end(), entries.begin(), entries.end());
  }
  const double length = lengthOf(all);
  if (!(length > 0) || std::isinf(length)) return curve;
  const double rounding = roundingOf(*wish.trace, wish.target);
  double base = 0;
  const auto steps = static_cast<int>(std::lround(kPerPower * std::log10(longestNudge / shortestNudge)));
  for (int k = -steps; k <= 0; ++k) {
    const double to = longestNudge * std::pow(10, static_cast<double>(k) / kPerPower);
    const std::vector<core::LeafTensor> change = scaled(wish.change, to / length);
    const std::vector<core::NodeChange> changes = core::perturbation(*wish.trace, change, {.stop = stop});
    const core::NodeChange* at = changeOf(changes, wish.target);
    NudgeCurve::Point point{.length = to};
    if (at != nullptr) {
      point.predicted = lengthOf(at->linear.data());
      const auto difference = at->difference();
      point.error = difference ? lengthOf(difference->data()) : std::numeric_limits<double>::quiet_NaN();
    }
    point.rounding = point.error <= rounding;
    base = std::max(base, std::isfinite(point.error) && !point.rounding ? point.error : 0);
    curve.points.push_back(point);
  }
  curve.isLinear = base == 0;
  // The slope of the line through the points that are clear of rounding and short enough to be governed by the first term.
  double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
  for (const NudgeCurve::Point& point : curve.points) {
    if (!std::isfinite(point.error) || point.error <= 100 * rounding || point.length > 0.11) continue;
    const double x = std::log10(point.length), y = std::log10(point.error);
    n += 1;
    sx += x;
    sy += y;
    sxx += x * x;
    sxy += x * y;
  }
  if (n >= 3) curve.slope = (n * sxy - sx * sy) / (n * sxx - sx * sx);
  return curve;
}

}  // namespace ui

#include "core/autodiff/gradient_check.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "core/autodiff/calls.h"
#include "core/autodiff/central_differences.h"
#include "core/autodiff/reevaluation.h"

namespace core {
namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
/// From here on a difference asks whether a row made a choice at a corner.
constexpr double suspicious = GradientCheck::tolerance;

double deviation(double gradient, double difference) {
  const double result = std::abs(gradient - difference) / std::max(1.0, std::abs(gradient));
  return std::isnan(result) ? std::numeric_limits<double>::infinity() : result;
}

/// One column: an entry of a leaf or an input, and how all entries of the output go with it.
struct Column {
  std::size_t node;
  std::size_t argument;
  IndexVector index;
  const Shape& rows;
};

/// The n-th of `count` entries that are spread evenly over `size`: all of them where there are as many.
Index spread(Index n, Index count, Index size) { return (2 * n + 1) * size / (2 * count); }

/// Compares one column and adds it to `check`; `cornerNode` says which node made a choice at a corner, if
/// any.
template <typename CornerNode>
void compare(GradientCheck& check, const Column& column, std::span<const double> gradients,
             std::span<const DifferenceSlope> slopes, std::span<const double> there,
             CornerNode&& cornerNode) {
  bool isCorner = false;
  for (std::size_t j = 0; j < slopes.size(); ++j) {
    // Where the value itself is no number there is nothing to compare.
    if (!std::isfinite(there[j])) continue;
    const double deviates = deviation(gradients[j], slopes[j].slope);
    if (slopes[j].isCorner || (deviates > suspicious && cornerNode())) {
      isCorner = true;
      if (!check.corner) {
        check.corner = {
            column.node,  column.argument,  column.index,    indexVector(column.rows, static_cast<Index>(j)),
            gradients[j], slopes[j].before, slopes[j].after, cornerNode()};
      }
      continue;
    }
    if (check.node && deviates <= check.worst) continue;
    check.worst = deviates;
    check.node = column.node;
    check.argument = column.argument;
    check.index = column.index;
    check.row = indexVector(column.rows, static_cast<Index>(j));
    check.gradient = gradients[j];
    check.difference = slopes[j].slope;
  }
  ++check.entries;
  check.corners += isCorner ? 1 : 0;
}

/// Each seed row times the change of the output from `old` to `now`: exact where nothing changed, whatever
/// the size of the output's entries.
void contract(const Tensor& seed, std::span<const double> old, std::span<const double> now,
              std::span<double> results) {
  for (std::size_t k = 0; k < results.size(); ++k) {
    double total = 0;
    for (std::size_t j = 0; j < old.size(); ++j) {
      const double weight = seed[static_cast<Index>(k * old.size() + j)];
      if (weight != 0) total += weight * (now[j] - old[j]);
    }
    results[k] = total;
  }
}

Index entriesWithGradient(const Trace& trace, std::size_t leaf) {
  return trace.graph().node(leaf).isLeaf() && trace.hasGradient(leaf) ? trace.value(leaf).size() : 0;
}

void addLeaf(GradientCheck& check, const Trace& trace, std::size_t leaf, Index total, const Watch& watch,
             Index most) {
  const Index size = entriesWithGradient(trace, leaf);
  const Index count = std::min(size, most);
  if (count == 0) return;
  const std::size_t output = *trace.plan().output();
  const Tensor& seed = *trace.seed();
  const std::span<const double> old = trace.value(output).data;
  Reevaluation again(trace, leaf, output);
  std::vector<std::size_t> corners;
  std::ranges::copy_if(again.nodes(), std::back_inserter(corners),
                       [&](std::size_t p) { return !trace.corner(p).empty(); });
  const TensorView gradient = trace.gradient(leaf);
  const auto rows = static_cast<std::size_t>(trace.stack().size());
  // The change from the run's own value is 0, or no number where that value is none.
  std::vector<double> there(rows);
  contract(seed, old, old, there);
  std::vector<double> gradients(rows);
  for (Index n = 0; n < count; ++n) {
    watch.report(check.entries, total);
    const Index i = spread(n, count, size);
    const double x = trace.value(leaf)[i];
    const std::vector<DifferenceSlope> slopes =
        centralDifferences(x, there, [&](double at, std::span<double> results) {
          ++check.evaluations;
          contract(seed, old, again.valueAt(i, at), results);
        });
    for (std::size_t k = 0; k < rows; ++k) gradients[k] = gradient[static_cast<Index>(k) * size + i];
    const auto cornerNode = [&]() -> std::optional<std::size_t> {
      const auto found =
          std::ranges::find_if(corners, [&](std::size_t p) { return again.hasOtherInputs(p); });
      return found == corners.end() ? std::nullopt : std::optional(*found);
    };
    compare(check, {leaf, 0, indexVector(trace.value(leaf).shape(), i), trace.stack()}, gradients, slopes,
            there, cornerNode);
  }
}

}  // namespace

GradientCheck checkGraph(const Trace& trace, const Watch& watch) {
  GradientCheck check;
  Index total = 0;
  for (const std::size_t p : trace.order()) total += entriesWithGradient(trace, p);
  for (const std::size_t p : trace.order()) addLeaf(check, trace, p, total, watch, everyEntry);
  return check;
}

GradientCheck checkLeaf(const Trace& trace, std::size_t leaf, const Watch& watch, Index most) {
  GradientCheck check;
  addLeaf(check, trace, leaf, std::min(entriesWithGradient(trace, leaf), most), watch, most);
  return check;
}

GradientCheck checkNode(const Trace& trace, std::size_t node, const Watch& watch, Index most) {
  GradientCheck check;
  if (trace.graph().node(node).isLeaf() || !trace.hasValue(node)) return check;
  const Plan& plan = trace.plan();
  const Call call = trace.call(node);
  const std::span<const double> there = call.output().data;
  const bool hasCorner = !trace.corner(node).empty();
  const auto isDifferentiated = [&](std::size_t k) { return plan.isDifferentiated(node, k); };
  Index total = 0;
  for (std::size_t k = 0; k < call.inputs().size(); ++k)
    total += isDifferentiated(k) ? std::min(call.inputs()[k].size(), most) : 0;
  for (std::size_t k = 0; k < call.inputs().size(); ++k) {
    if (!isDifferentiated(k)) continue;
    const LinearMap local = call.local(k);
    Tensor input = call.inputs()[k].copy();
    std::vector<TensorView> inputs(call.inputs().tensors.begin(), call.inputs().tensors.end());
    inputs[k] = input;
    const Index count = std::min(input.size(), most);
    for (Index n = 0; n < count; ++n) {
      watch.report(check.entries, total);
      const Index i = spread(n, count, input.size());
      const double x = input[i];
      const auto function = [&](double at, std::span<double> results) {
        ++check.evaluations;
        input[i] = at;
        try {
          call.function().value({inputs, plan.node(node).absent}, call.settings(), results);
        } catch (const Error&) {
          std::ranges::fill(results, notANumber);
        }
        input[i] = x;
      };
      const std::vector<DifferenceSlope> slopes = centralDifferences(x, there, function);
      compare(check, {node, k, indexVector(input.shape(), i), plan.node(node).shape}, local.column(i).data(),
              slopes, there, [&] { return hasCorner ? std::optional(node) : std::nullopt; });
    }
  }
  return check;
}

}  // namespace core

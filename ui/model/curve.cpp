#include "ui/model/curve.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/functions/catalogue.h"

namespace ui {
namespace {

using core::Index;

constexpr int kPoints = 401;
constexpr std::size_t kMostEntries = 400;
constexpr double kSideStep = 1e-6;

core::Node leafNode(const char* function, const char* id, core::Tensor value) {
  return {.id = core::NodeId(id),
          .function = core::findFunction(function),
          .value = core::LeafValue{std::move(value), {}}};
}

/// The one number that all entries of a tensor are; empty where they differ.
std::optional<double> commonEntry(const core::TensorView& value) {
  if (value.size() == 0) return std::nullopt;
  const double first = value[0];
  const bool same = std::ranges::all_of(value.data, [first](double v) { return v == first; });
  return same ? std::optional(first) : std::nullopt;
}

/// From where to where the curve is drawn: all entries with some air, at least 6 wide.
std::pair<double, double> rangeOf(std::span<const double> entries) {
  const auto [low, high] = std::ranges::minmax(entries);
  const double air = std::max(0.15 * (high - low), 3 - (high - low) / 2);
  return {low - air, high + air};
}

}  // namespace

std::vector<CurvePoint> curvePoints(const core::Function& function, const core::Attributes& attributes,
                                    std::span<const double> fixed, std::size_t argument, std::span<const double> at) {
  const auto count = static_cast<Index>(at.size());
  core::Tensor x(core::Shape({count}), std::vector<double>(at.begin(), at.end()));
  core::Node y{.id = core::NodeId("y"), .function = &function, .attributes = attributes};
  std::vector<core::Node> nodes{leafNode("input", "x", std::move(x))};
  for (std::size_t a = 0; a < function.arguments.size(); ++a) {
    if (a == argument || (fixed.empty() && a != argument)) {
      y.inputs.push_back(core::NodeId("x"));
      continue;
    }
    const std::string id = "c" + std::to_string(a);
    nodes.push_back(leafNode("constant", id.c_str(), core::Tensor::scalar(a < fixed.size() ? fixed[a] : 0)));
    y.inputs.push_back(core::NodeId(id));
  }
  nodes.push_back(std::move(y));
  const core::Graph graph = core::Graph().withNodes(nodes).withOutput(core::NodeId("y")).withSeed(
      {.kind = core::Seed::Kind::Ones});
  const core::Trace trace = core::run(graph);
  const std::size_t node = *graph.position(core::NodeId("y"));
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  std::vector<CurvePoint> points;
  for (Index k = 0; k < count; ++k) {
    CurvePoint point{at[static_cast<std::size_t>(k)], nan, nan};
    if (trace.hasValue(node)) point.y = trace.value(node)[k];
    if (trace.hasGradient(0)) point.slope = trace.gradient(0)[k];
    points.push_back(point);
  }
  return points;
}

std::optional<Curve> curveOf(const Moment& moment, std::size_t node, std::size_t argument) {
  const core::Trace& trace = moment.trace();
  const core::Node& shown = moment.graph().node(node);
  if (shown.isLeaf() || !shown.function->scalar.forward || !moment.valueKnown(node)) return std::nullopt;
  const std::span<const std::int64_t> inputs = trace.plan().inputsOf(node);
  if (argument >= inputs.size() || inputs[argument] < 0 || !shown.function->argument(argument).differentiable)
    return std::nullopt;
  Curve curve{.node = node, .input = static_cast<std::size_t>(inputs[argument])};
  std::vector<double> fixed(inputs.size(), 0);
  for (std::size_t a = 0; a < inputs.size(); ++a) {
    if (a == argument) continue;
    if (inputs[a] < 0 || inputs[a] == inputs[argument]) return std::nullopt;
    const auto common = commonEntry(trace.value(static_cast<std::size_t>(inputs[a])));
    if (!common) return std::nullopt;
    fixed[a] = *common;
  }
  const core::TensorView x = trace.value(curve.input);
  curve.entryCount = x.size();
  const std::size_t step = std::max<std::size_t>(1, static_cast<std::size_t>(x.size()) / kMostEntries);
  for (std::size_t k = 0; k < x.data.size(); k += step) {
    if (std::isfinite(x.data[k])) curve.entries.push_back(x.data[k]);
  }
  if (curve.entries.empty()) return std::nullopt;

  const auto [low, high] = rangeOf(curve.entries);
  std::vector<double> at;
  for (int k = 0; k < kPoints; ++k) at.push_back(low + (high - low) * k / (kPoints - 1));
  curve.line = curvePoints(*shown.function, shown.attributes, fixed, argument, at);

  std::vector<double> sorted = curve.entries;
  std::ranges::sort(sorted);
  std::vector<double> quantiles;
  if (sorted.size() < 5) {
    quantiles = sorted;
  } else {
    for (const double share : {0.05, 0.25, 0.5, 0.75, 0.95})
      quantiles.push_back(sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1) + 0.5)]);
  }
  const auto [first, last] = std::ranges::unique(quantiles);
  quantiles.erase(first, last);
  curve.tangents = curvePoints(*shown.function, shown.attributes, fixed, argument, quantiles);
  if (x.size() == 1 && !trace.corner(node).empty()) {
    const double h = kSideStep * std::max(1.0, std::abs(x[0]));
    const std::vector<CurvePoint> sides =
        curvePoints(*shown.function, shown.attributes, fixed, argument, std::vector{x[0] - h, x[0] + h});
    curve.corner = true;
    curve.slopeLeft = sides[0].slope;
    curve.slopeRight = sides[1].slope;
  }
  return curve;
}

}  // namespace ui

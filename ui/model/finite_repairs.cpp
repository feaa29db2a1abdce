#include "ui/model/finite_repairs.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <deque>
#include <set>

#include "core/functions/catalogue.h"
#include "ui/model/edits.h"
#include "ui/model/names.h"

namespace ui {
namespace {

using core::Index;

constexpr std::size_t mostRepairs = 4;
constexpr std::size_t mostLeaves = 3;
/// Numbers of a run that is done again for every candidate.
constexpr std::int64_t mostNumbers = 2'000'000;
constexpr double epsilon = 1e-6;
constexpr double largestExponent = 50;

struct Words {
  Q_DECLARE_TR_FUNCTIONS(Problems)
};

bool isFinite(std::span<const double> numbers) {
  return std::ranges::all_of(numbers, [](double v) { return std::isfinite(v); });
}

QString nameOf(const core::Node& node) {
  return QString::fromStdString(node.label.empty() ? node.id.text() : node.label);
}

/// Whether the numbers that were not finite are so now.
bool isMended(const core::Trace& now, const ProblemReport& report) {
  const auto node = now.graph().position(report.node);
  if (!node || !now.hasValue(*node) || !isFinite(now.value(*node).data)) return false;
  if (report.kind != ProblemReport::Kind::Gradient) return true;
  const std::span<const std::int64_t> inputs = now.plan().inputsOf(*node);
  if (!now.hasGradient(*node) || report.argument >= inputs.size() ||
      !now.plan().isActive(*node, report.argument))
    return false;
  return isFinite(now.downstream(*node, report.argument).data());
}

class Trials {
public:
  Trials(const Sheet& sheet, const core::Trace& before, const ProblemReport& report,
         const std::stop_token& stop)
      : sheet_(sheet), before_(before), report_(report), stop_(stop) {}

  /// Keeps the candidate where it helps; says so.
  bool offer(const QString& text, Sheet after, std::vector<core::NodeId> touched) {
    if (repairs_.size() >= 2 * mostRepairs) return false;
    std::optional<core::Trace> now;
    try {
      now = core::run(core::Plan::compile(after.graph), {}, stop_);
    } catch (const core::Error&) {
      return false;
    }
    if (!isMended(*now, report_)) return false;
    Repair repair{.text = text, .after = std::move(after), .touched = std::move(touched), .breaks = {}};
    for (const std::size_t p : now->order()) {
      const core::NodeId& id = now->graph().node(p).id;
      const auto was = before_.graph().position(id);
      const bool fine = was && before_.hasValue(*was) && isFinite(before_.value(*was).data);
      if (fine && (!now->hasValue(p) || !isFinite(now->value(p).data))) {
        repair.breaks = id;
        break;
      }
    }
    repairs_.push_back(std::move(repair));
    return true;
  }

  std::vector<Repair> best() && {
    std::ranges::stable_partition(repairs_, [](const Repair& repair) { return !repair.breaks; });
    if (repairs_.size() > mostRepairs) repairs_.resize(mostRepairs);
    return std::move(repairs_);
  }
  const Sheet& sheet() const { return sheet_; }

private:
  const Sheet& sheet_;
  const core::Trace& before_;
  const ProblemReport& report_;
  std::stop_token stop_;
  std::vector<Repair> repairs_;
};

QPointF before(const Sheet& sheet, const core::NodeId& id, QPointF by) {
  const auto place = sheet.positions.find(id);
  return (place != sheet.positions.end() ? place->second : QPointF()) + by;
}

/// A small constant added to an input of the node.
bool offerEpsilon(Trials& trials, const core::Node& node, std::size_t k) {
  Sheet after = trials.sheet();
  const core::NodeId small = after.graph.freeId("eps");
  after.graph = after.graph.withNode({.id = small,
                                      .function = core::findFunction("constant"),
                                      .value = core::LeafValue{core::Tensor::scalar(epsilon), {}}});
  const core::NodeId sum = after.graph.freeId(node.inputs[k]->text() + "_eps");
  after.graph =
      after.graph
          .withNode({.id = sum, .function = core::findFunction("add"), .inputs = {node.inputs[k], small}})
          .wired(node.id, k, sum);
  after.positions[sum] = before(after, node.id, {-70, 60});
  after.positions[small] = before(after, node.id, {-140, 120});
  const QString name = nameOf(*trials.sheet().graph.find(*node.inputs[k]));
  return trials.offer(Words::tr("Add 10⁻⁶ to %1").arg(name), std::move(after), {sum, small, node.id});
}

/// A bound on an input of the node.
bool offerBound(Trials& trials, const core::Node& node, std::size_t k, const char* side, double bound) {
  Sheet after = trials.sheet();
  const core::NodeId id = after.graph.freeId(node.inputs[k]->text() + "_bounded");
  core::Node clamp{.id = id,
                   .function = core::findFunction("clamp"),
                   .inputs = {node.inputs[k]},
                   .attributes = {{side, bound}}};
  after.graph = after.graph.withNode(std::move(clamp)).wired(node.id, k, id);
  after.positions[id] = before(after, node.id, {-70, 60});
  const QString name = nameOf(*trials.sheet().graph.find(*node.inputs[k]));
  const QString text = bound == epsilon ? Words::tr("Keep %1 above 10⁻⁶").arg(name)
                                        : Words::tr("Keep %1 below %2").arg(name).arg(bound);
  return trials.offer(text, std::move(after), {id, node.id});
}

/// The leaves that the node depends on, the nearest first.
std::vector<core::NodeId> leavesBehind(const core::Graph& graph, const core::NodeId& id) {
  std::vector<core::NodeId> leaves;
  std::set<core::NodeId> seen{id};
  for (std::deque<core::NodeId> next{id}; !next.empty() && leaves.size() < mostLeaves; next.pop_front()) {
    const core::Node& node = *graph.find(next.front());
    if (node.isLeaf() && node.value) leaves.push_back(node.id);
    for (const auto& input : node.inputs) {
      if (input && seen.insert(*input).second) next.push_back(*input);
    }
  }
  return leaves;
}

void offerLeaf(Trials& trials, const core::NodeId& id) {
  const core::Node& leaf = *trials.sheet().graph.find(id);
  const core::Tensor& tensor = leaf.value->tensor;
  const QString name = nameOf(leaf);
  const auto changed = [&](const QString& text, auto&& entry) {
    core::Tensor other = tensor;
    for (double& v : other.data()) v = entry(v);
    if (other == tensor) return false;
    Sheet after = trials.sheet();
    setLeafValue(after, id, {std::move(other), std::nullopt});
    return trials.offer(text, std::move(after), {id});
  };
  if (!isFinite(tensor.data())) {
    changed(Words::tr("Set what is not finite in %1 to 0").arg(name),
            [](double v) { return std::isfinite(v) ? v : 0.0; });
    return;
  }
  if (changed(Words::tr("Set the zeros in %1 to 1").arg(name), [](double v) { return v == 0 ? 1.0 : v; }))
    return;
  if (changed(Words::tr("Make %1 positive").arg(name), [](double v) { return v == 0 ? 1.0 : std::abs(v); }))
    return;
  changed(Words::tr("Make %1 100 times smaller").arg(name), [](double v) { return v / 100; });
}

}  // namespace

std::vector<Repair> finiteRepairs(const Sheet& sheet, const core::Trace& trace, const ProblemReport& report,
                                  const std::stop_token& stop) {
  if (trace.plan().valueCount() > mostNumbers) return {};
  const core::Node& node = *sheet.graph.find(report.node);
  Trials trials(sheet, trace, report, stop);
  for (std::size_t k = 0; k < node.inputs.size(); ++k) {
    if (!node.inputs[k] || !node.function->argument(k).differentiable) continue;
    if (!offerEpsilon(trials, node, k)) offerBound(trials, node, k, "min", epsilon);
    offerBound(trials, node, k, "max", largestExponent);
  }
  for (const core::NodeId& leaf : leavesBehind(sheet.graph, report.node)) offerLeaf(trials, leaf);
  return std::move(trials).best();
}

}  // namespace ui

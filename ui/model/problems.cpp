#include "ui/model/problems.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

#include "core/autodiff/not_finite.h"
#include "core/graph/order.h"
#include "core/graph/shapes.h"
#include "ui/model/document.h"
#include "ui/model/finite_repairs.h"
#include "ui/model/names.h"

namespace ui {
namespace {

using core::Index;

constexpr std::size_t kLongestPath = 4;

/// Words of the problems, for translators.
struct Words {
  Q_DECLARE_TR_FUNCTIONS(Problems)
};

std::optional<Index> firstNotFinite(std::span<const double> numbers) {
  const auto bad = std::ranges::find_if(numbers, [](double v) { return !std::isfinite(v); });
  return bad != numbers.end() ? std::optional<Index>(bad - numbers.begin()) : std::nullopt;
}

QString titleOf(core::Problem::Kind kind) {
  switch (kind) {
    case core::Problem::Kind::MissingArgument: return Words::tr("Missing argument");
    case core::Problem::Kind::Shapes: return Words::tr("Shapes do not fit");
    case core::Problem::Kind::TooLarge: return Words::tr("Too large");
    case core::Problem::Kind::Value:
    case core::Problem::Kind::Waits: break;
  }
  return Words::tr("Values have no meaning here");
}

QString numberWord(double v) {
  if (std::isnan(v)) return QStringLiteral("NaN");
  if (std::isinf(v)) return v > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
  return QString::number(v, 'g', 4).replace(u'-', u'−');
}

/// The numbers that meet in an entry, where the function works entry by entry; else nothing.
QString numbersAt(const core::Trace& trace, std::size_t node, Index entry) {
  QStringList numbers;
  for (const std::int64_t input : trace.plan().inputsOf(node)) {
    if (input < 0) continue;
    const core::TensorView value = trace.value(static_cast<std::size_t>(input));
    if (value.size() != 1 && value.size() != trace.value(node).size()) return {};
    numbers << numberWord(value[value.size() == 1 ? 0 : entry]);
  }
  return numbers.join(Words::tr(" and "));
}

/// "Log at 0 gives −∞" where one can say it in numbers, else that it came up here.
QString causeOf(const core::Trace& trace, std::size_t node, Index entry) {
  const core::Node& shown = trace.graph().node(node);
  const QString result = numberWord(trace.value(node)[entry]);
  if (shown.isLeaf()) return Words::tr("%1 holds %2.").arg(plainName(shown), result);
  const QString numbers = numbersAt(trace, node, entry);
  return numbers.isEmpty() ? Words::tr("%1 gives %2 here although all that enters is finite.")
                                 .arg(title(*shown.function), result)
                           : Words::tr("%1 at %2 gives %3.").arg(title(*shown.function), numbers, result);
}

ProblemReport notFinite(const core::Trace& trace, const core::NotFinite& found) {
  const std::size_t node = found.node;
  const core::Graph& graph = trace.graph();
  ProblemReport report{.kind = ProblemReport::Kind::NotFinite, .node = graph.node(node).id, .title = {}, .message = {}, .repairs = {},
                       .entry = found.entry, .path = {}};
  const bool nan = std::isnan(trace.value(node)[*report.entry]);
  report.title = nan ? Words::tr("First NaN") : Words::tr("First infinity");
  const auto inputs = trace.plan().inputsOf(node);
  if (!inputs.empty() && inputs[0] >= 0) report.path.push_back(graph.node(static_cast<std::size_t>(inputs[0])).id);
  report.path.push_back(report.node);
  core::NodeId last = report.node;
  for (const std::size_t later : trace.order()) {
    if (later == node || !trace.hasValue(later) || graph.node(later).isLeaf()) continue;
    if (!firstNotFinite(trace.value(later).data)) continue;
    ++report.carried;
    const auto& sources = graph.node(later).inputs;
    const bool follows = std::ranges::any_of(sources, [&](const auto& source) { return source == last; });
    if (!follows || report.path.size() >= kLongestPath) continue;
    last = graph.node(later).id;
    report.path.push_back(last);
  }
  report.message = causeOf(trace, node, *report.entry);
  if (report.carried > 0)
    report.message += QChar(u' ') + Words::tr("%n later node(s) received it.", nullptr, static_cast<int>(report.carried));
  return report;
}

/// The first backward step that makes something that is not finite out of finite numbers.
std::optional<ProblemReport> badGradient(const core::Trace& trace, const std::stop_token& stop) {
  // What is not finite in a contribution is so in the sum: steps are gone through again only where there is something to find.
  if (!core::firstNotFiniteGradient(trace, stop)) return std::nullopt;
  for (const std::size_t node : trace.backwardSteps()) {
    if (firstNotFinite(trace.gradient(node).data)) return std::nullopt;  // it came from a forward value or the seed
    const auto inputs = trace.plan().inputsOf(node);
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      if (!trace.plan().isActive(node, k)) continue;
      const core::Tensor downstream = trace.downstream(node, k);
      const auto entry = firstNotFinite(downstream.data());
      if (!entry) continue;
      const core::Node& shown = trace.graph().node(node);
      const double number = downstream[*entry];
      const QString why = std::isnan(number)
                              ? Words::tr("0 · ∞ has no value: the slope of %1 is infinite there and the upstream gradient is 0, or "
                                          "infinities of both signs meet.")
                                    .arg(title(*shown.function))
                              : Words::tr("The slope of %1 is infinite there.").arg(title(*shown.function));
      const QString where = plainName(trace.graph().node(static_cast<std::size_t>(inputs[k])));
      return ProblemReport{.kind = ProblemReport::Kind::Gradient,
                           .node = shown.id,
                           .title = std::isnan(number) ? Words::tr("First NaN of the backward pass")
                                                       : Words::tr("First infinity of the backward pass"),
                           .message = Words::tr("The downstream gradient of %1 to %2 is %3. %4")
                                          .arg(plainName(shown), where, numberWord(number), why),
                           .repairs = {},
                           .argument = k,
                           .entry = entry,
                           .path = {}};
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<ProblemReport> problemsOf(const Sheet& sheet, const core::Trace* trace, const std::stop_token& stop) {
  const core::Graph& graph = sheet.graph;
  const std::vector<std::size_t> order = core::topologicalOrder(graph);
  const std::vector<core::ShapeResult> shapes = core::shapesOf(graph, order);
  const bool ran = trace != nullptr && trace->graph() == graph;
  std::vector<ProblemReport> reports;
  for (const std::size_t position : order) {
    std::optional<core::Problem> problem = shapes[position].problem;
    if (!problem && ran && trace->problem(position) != nullptr) problem = *trace->problem(position);
    if (!problem || problem->kind == core::Problem::Kind::Waits) continue;
    ProblemReport report{.kind = ProblemReport::Kind::Value, .node = graph.node(position).id, .title = titleOf(problem->kind),
                         .message = translated(problem->message), .repairs = {}, .argument = problem->argument, .entry = {}, .path = {}};
    if (problem->kind == core::Problem::Kind::MissingArgument) report.kind = ProblemReport::Kind::Missing;
    if (problem->kind == core::Problem::Kind::Shapes) report.kind = ProblemReport::Kind::Shapes;
    if (report.kind != ProblemReport::Kind::Value) report.repairs = repairsOf(sheet, report.node);
    reports.push_back(std::move(report));
  }
  if (!ran) return reports;
  std::vector<std::size_t> place(order.size());
  for (std::size_t k = 0; k < order.size(); ++k) place[order[k]] = k;
  if (const auto bad = core::firstNotFiniteValue(*trace, stop)) {
    ProblemReport report = notFinite(*trace, *bad);
    report.repairs = finiteRepairs(sheet, *trace, report, stop);
    const auto later = std::ranges::find_if(reports, [&](const ProblemReport& other) {
      return place[*graph.position(other.node)] > place[*graph.position(report.node)];
    });
    reports.insert(later, std::move(report));
  } else if (auto gradient = badGradient(*trace, stop)) {
    gradient->repairs = finiteRepairs(sheet, *trace, *gradient, stop);
    reports.push_back(*std::move(gradient));
  }
  return reports;
}

QString reasonOf(const core::Trace& trace, std::size_t node, Index entry) {
  const core::Node& shown = trace.graph().node(node);
  if (shown.isLeaf()) return {};
  const QString result = numberWord(trace.value(node)[entry]);
  const QString numbers = numbersAt(trace, node, entry);
  return numbers.isEmpty() ? Words::tr("%1: %2 here").arg(title(*shown.function), result)
                           : Words::tr("%1 at %2: %3").arg(title(*shown.function), numbers, result);
}

}  // namespace ui

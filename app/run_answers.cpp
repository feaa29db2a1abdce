#include "app/run_answers.h"

#include "app/text_table.h"
#include "core/autodiff/cost.h"
#include "core/autodiff/forward_mode.h"
#include "core/autodiff/gradient_check.h"
#include "core/autodiff/jacobian.h"
#include "core/autodiff/paths.h"
#include "core/autodiff/perturbation.h"
#include "core/file/source.h"

namespace app {
namespace {

// So many paths are spelled out one by one.
constexpr std::size_t mostPaths = 20;
// The most entries of a table that a cell may show.
constexpr double mostEntriesInCell = 64;

using Align = TextTable::Align;

std::string shapeOf(const core::Trace& trace, std::size_t position) {
  return "(" + core::text(trace.plan().node(position).shape) + ")";
}

std::string outputName(const core::Trace& trace) { return nameOf(trace, *trace.plan().output()); }

// "[0, 2]", an entry by its index vector; nothing for the only entry.
std::string indexText(const core::IndexVector& index) {
  std::string text;
  for (const core::Index axis : index) text += (text.empty() ? "" : ", ") + std::to_string(axis);
  return text.empty() ? text : "[" + text + "]";
}

// All digits of a count, or of one that is very long the first and last and how many there are.
std::string countText(const core::Natural& count) {
  const std::string digits = count.str();
  if (digits.size() <= 48) return digits;
  return digits.substr(0, 20) + "…" + digits.substr(digits.size() - 20) + " (" +
         std::to_string(digits.size()) + " digits)";
}

std::string jacobianText(const core::Trace& trace, const core::JacobianRequest& request) {
  const core::JacobianTable table = core::jacobianTable(trace, request.to, request.from);
  return "\n" + derivative(nameOf(trace, request.to), nameOf(trace, request.from)) + ", " +
         shapeOf(trace, request.to) + " × " + shapeOf(trace, request.from) + "\n" +
         tensorBlocks(table.entries, "  ") + "  " + core::printable(core::text(core::madeHow(table)), 2000) +
         "\n";
}

std::string checkText(const core::Trace& trace) {
  const core::GradientCheck check = core::checkGraph(trace);
  std::string text = "\nGradient check: every leaf entry against central differences\n";
  if (!check.node)
    return text + "  There is nothing to check: no leaf entry has a gradient that differences could see.\n";
  TextTable table;
  table.add({"worst difference", shortNumber(check.worst) + ", relative to max(1, |gradient|)"});
  std::string place = nameOf(trace, *check.node) + indexText(check.index);
  if (!check.row.empty()) place += ", row " + indexText(check.row) + " of the seed";
  table.add({"at", place});
  table.add({"gradient there", shortNumber(check.gradient, 12)});
  table.add({"differences there", shortNumber(check.difference, 12)});
  table.add({"entries checked", std::to_string(check.entries)});
  table.add({"at a corner",
             std::to_string(check.corners) + (check.corners > 0 ? ", not counted as differences" : "")});
  return text + table.text("  ");
}

std::string tangentText(const core::Trace& trace, std::span<const core::LeafTensor> direction) {
  const core::ForwardTrace forward = core::forwardMode(trace, direction);
  TextTable table;
  table.add({"node", "function", "tangent"});
  for (const std::size_t position : forward.steps()) {
    table.add({nameOf(trace, position), std::string(trace.graph().node(position).function->name),
               shortTensor(forward.tangent(position))});
  }
  return "\nForward mode: local · tangent of the input, summed over the inputs; every other tangent is 0\n\n" +
         table.text("  ");
}

std::string perturbationText(const core::Trace& trace, std::span<const core::LeafTensor> change) {
  TextTable table;
  table.add({"node", "J·Δx", "f(x + Δx) - f(x)", "difference"});
  for (const core::NodeChange& node : core::perturbation(trace, change)) {
    table.add({nameOf(trace, node.node), shortTensor(node.linear, 28),
               node.actual ? shortTensor(*node.actual, 28) : "has no value there",
               node.actual ? shortTensor(*node.difference(), 28) : "-"});
  }
  return "\nPerturbation: what the local gradients predict, and what happens\n\n" + table.text("  ");
}

std::string productCell(const core::LinearMap& map) {
  const double entries = static_cast<double>(map.rows()) * static_cast<double>(map.columns());
  return entries <= mostEntriesInCell ? shortTensor(map.dense()) : map.structureName();
}

std::string pathsText(const core::Trace& trace, std::size_t from) {
  const std::size_t output = *trace.plan().output();
  const core::Natural count = core::pathCount(trace.plan(), from, output);
  const std::string name = nameOf(trace, from);
  TextTable counts;
  counts.add({"paths", countText(count)});
  counts.add({"backward steps", std::to_string(trace.backwardSteps().size())});
  counts.add({"wires", std::to_string(trace.graph().wires().size())});
  std::string text = "\nPaths from " + name + " to " + outputName(trace) + "\n" + counts.text("  ");
  if (count == 0 || count > mostPaths) return text;
  TextTable table;
  table.add({"path", "product of its local gradients"});
  for (const core::Path& path : core::pathsBetween(trace, from, output, mostPaths)) {
    std::string way;
    for (const std::size_t node : path.nodes) way += (way.empty() ? "" : " → ") + nameOf(trace, node);
    table.add({core::printable(way, 100), productCell(path.product)});
  }
  table.add(
      {"sum, " + derivative(outputName(trace), name), productCell(core::jacobian(trace, output, from))});
  return text + "\n" + table.text("  ");
}

std::string costText(const core::Trace& trace) {
  const core::GraphCost cost = core::graphCost(trace);
  TextTable totals({Align::Left, Align::Right});
  totals.add({"backward pass, one row of the upstream", cost.reverse.str()});
  totals.add({"the same with explicit Jacobians", cost.explicitly.str()});
  totals.add({"forward mode, one column for every leaf entry", cost.forward.str()});
  TextTable steps({Align::Left, Align::Right, Align::Right, Align::Right, Align::Right});
  steps.add({"backward step", "multiplications", "explicit", "bytes", "explicit"});
  for (const std::size_t position : trace.backwardSteps()) {
    const core::StepCost step = core::stepCost(trace, position);
    steps.add({nameOf(trace, position), std::to_string(step.multiplications),
               std::to_string(step.explicitMultiplications), std::to_string(step.bytes),
               std::to_string(step.explicitBytes)});
  }
  return "\nCost: scalar multiplications in applying local gradients\n" + totals.text("  ") + "\n" +
         steps.text("  ");
}

}  // namespace

std::string nameOf(const core::Trace& trace, std::size_t position) {
  return core::printable(trace.graph().node(position).id.text(), 40);
}

std::string derivative(const std::string& of, const std::string& by) { return "∂" + of + "/∂" + by; }

std::string answerTables(const core::Trace& trace, const core::ResultsOptions& options) {
  std::string text;
  for (const core::JacobianRequest& request : options.jacobians) text += jacobianText(trace, request);
  if (options.check) text += checkText(trace);
  if (!options.tangents.empty()) text += tangentText(trace, options.tangents);
  if (!options.changes.empty()) text += perturbationText(trace, options.changes);
  if (options.pathsFrom) text += pathsText(trace, *options.pathsFrom);
  if (options.cost) text += costText(trace);
  return text;
}

}  // namespace app

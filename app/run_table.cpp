#include "app/run_table.h"

#include "app/run_answers.h"
#include "app/text_table.h"
#include "core/file/source.h"

namespace app {
namespace {

std::string heading(const core::Trace& trace) {
  std::string text;
  if (!trace.graph().title().empty()) text += core::printable(trace.graph().title()) + "\n";
  if (const auto output = trace.plan().output()) {
    text += nameOf(trace, *output) + " = " + shortTensor(trace.value(*output)) + ", seed " +
            shortTensor(*trace.seed()) + "\n";
  } else {
    text += "There is no output, so there are no gradients: choose one with --output NODE\n";
  }
  return text + "\n";
}

std::string gradientCell(const core::Trace& trace, std::size_t position) {
  if (!trace.hasGradient(position)) return "none";
  return shortTensor(trace.gradient(position));
}

std::string nodeTable(const core::Trace& trace) {
  const auto output = trace.plan().output();
  TextTable table;
  std::vector<std::string> head = {"node", "function", "shape", "value"};
  if (output) head.push_back("gradient " + derivative(nameOf(trace, *output), "node"));
  table.add(head);
  for (const std::size_t position : trace.order()) {
    const core::Node& node = trace.graph().node(position);
    std::vector<std::string> row = {nameOf(trace, position), std::string(node.function->name)};
    if (trace.hasValue(position)) {
      row.push_back(core::text(trace.value(position).shape()));
      row.push_back(shortTensor(trace.value(position)));
    } else {
      row.insert(row.end(), {"-", core::printable(core::text(trace.problem(position)->message))});
    }
    if (output) row.push_back(gradientCell(trace, position));
    table.add(std::move(row));
  }
  return table.text();
}

std::string stepTables(const core::Trace& trace, core::Index limit) {
  std::string text = "\nBackward steps: upstream · local = downstream\n";
  const std::string output = trace.plan().output() ? nameOf(trace, *trace.plan().output()) : std::string();
  std::size_t number = 0;
  for (const std::size_t position : trace.backwardSteps()) {
    const core::Node& node = trace.graph().node(position);
    const std::string name = nameOf(trace, position);
    text += "\n" + std::to_string(++number) + ". " + name + " (" + std::string(node.function->name) +
            "), upstream " + derivative(output, name) + " = " + shortTensor(trace.gradient(position)) + "\n";
    TextTable table;
    table.add({"to", "local gradient", "", "downstream"});
    for (std::size_t k = 0; k < node.inputs.size(); ++k) {
      if (!node.inputs[k] || !trace.plan().isActive(position, k)) continue;
      const core::LinearMap local = trace.local(position, k);
      const double entries = static_cast<double>(local.rows()) * static_cast<double>(local.columns());
      table.add(
          {core::printable(node.inputs[k]->text(), 40), local.structureName(),
           entries <= static_cast<double>(std::min<core::Index>(limit, 64)) ? shortTensor(local.dense()) : "",
           shortTensor(trace.downstream(position, k))});
    }
    text += table.text("   ");
  }
  return text;
}

}  // namespace

std::string runTable(const core::Trace& trace, const core::ResultsOptions& options) {
  std::string text = heading(trace) + nodeTable(trace);
  if (options.steps) text += stepTables(trace, options.localLimit);
  text += answerTables(trace, options);
  if (text.find("…") != std::string::npos)
    text += "\n… stands for entries that are left out here: --json writes all of them.\n";
  return text;
}

}  // namespace app

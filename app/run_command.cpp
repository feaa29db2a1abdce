#include "app/commands.h"
#include "app/output.h"
#include "app/run_options.h"
#include "app/run_table.h"
#include "core/file/graph_file.h"
#include "core/file/source.h"

namespace app {
namespace {

// The node that keeps `position` from being computed: a node that waits for another one is not the cause.
std::size_t causeOf(const core::Trace& trace, std::size_t position) {
  while (trace.problem(position)->kind == core::Problem::Kind::Waits) {
    const std::size_t argument = trace.problem(position)->argument;
    position = static_cast<std::size_t>(trace.plan().inputsOf(position)[argument]);
  }
  return position;
}

// Whether what went wrong is in the file, and not in a part of it that the results show as null.
void refuseOutputWithoutValue(const core::Trace& trace) {
  const auto output = trace.plan().output();
  if (!output || trace.hasValue(*output)) return;
  throw core::Error(
      "the output %1 cannot be computed: %2",
      {trace.graph().node(*output).id.text(), core::text(trace.problem(causeOf(trace, *output))->message)});
}

std::string results(const core::GraphFile& file, const Arguments& arguments) {
  const core::Graph graph = withChosenOutput(file.graph, arguments);
  const auto plan = core::Plan::compile(graph);
  const core::ResultsOptions options = resultsOptions(*plan, arguments);
  const std::optional<core::Seed> seed = chosenSeed(*plan, arguments);
  try {
    const core::Trace trace = core::run(plan, seed);
    refuseOutputWithoutValue(trace);
    return arguments.has("--json") ? core::writeResults(trace, options) : runTable(trace, options);
  } catch (const core::Error& error) {
    throw core::located(arguments.words.front(), error.message());
  }
}

}  // namespace

int runCommand(std::span<const std::string> given) {
  const Arguments arguments = parseRun(given);
  if (arguments.has("--help")) {
    print(runHelp);
    return Done;
  }
  localLimit(arguments);  // a wrong command line is one whatever the file holds
  print(results(core::loadGraphFile(arguments.words.front()), arguments));
  return Done;
}

}  // namespace app

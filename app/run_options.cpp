#include "app/run_options.h"

#include <charconv>

#include "app/leaf_tensors.h"
#include "app/split.h"

namespace app {

const std::string_view runHelp =
    "chainrule run FILE [options]: runs a graph forward and backward\n"
    "\n"
    "Without --json a readable table is written, with it a results file.\n"
    "\n"
    "  --json                 write the results as JSON\n"
    "  --steps                with every backward step: upstream, local and downstream gradients\n"
    "  --local-limit N        write local gradients of at most N entries (default 4096)\n"
    "  --output NODE          differentiate this node instead of the file's output\n"
    "  --seed SEED            the upstream gradient at the output:\n"
    "                           ones           one row of ones: the gradient of the output's sum\n"
    "                           identity       one row for each entry of the output\n"
    "                           element:INDEX  the row of one entry, such as element:1,2, counted from 0\n"
    "                           TENSOR         JSON as in a graph file, such as [3, -1], or @FILE that holds it\n"
    "  --jacobian TO:FROM     with the generalized Jacobian of node TO by node FROM; may stand several times\n"
    "  --check                with the gradients of all leaves compared to central differences\n"
    "  --tangent ID=TENSOR    with forward mode from this tangent at the leaf ID, 0 at all others; may stand for\n"
    "                         several leaves\n"
    "  --perturb ID=TENSOR    with what this change of the leaf ID does to every node after it, J·Δx and\n"
    "                         f(x + Δx) - f(x); may stand for several leaves\n"
    "  --paths FROM           with the number of paths from node FROM to the output\n"
    "  --cost                 with the scalar multiplications of reverse and forward mode\n"
    "\n"
    "Ids may hold : and =, the text is split where both sides make sense. TENSOR is written as for --seed.\n"
    "\n"
    "Exit status: 0 done, 1 bad input, 2 wrong command line.\n";

namespace {

core::Index integerFrom(std::string_view text, const std::string& complaint) {
  core::Index value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0) throw UsageError(complaint);
  return value;
}

core::Seed elementSeed(std::string_view index) {
  core::Seed seed{core::Seed::Kind::Element};
  while (!index.empty()) {
    const std::size_t comma = std::min(index.find(','), index.size());
    seed.element.push_back(integerFrom(
        index.substr(0, comma),
        "--seed element:INDEX takes integers from 0 with commas between them, such as element:1,2"));
    if (comma + 1 == index.size()) throw UsageError("--seed element:INDEX ends with a comma");
    index.remove_prefix(std::min(comma + 1, index.size()));
  }
  return seed;
}

core::Seed seedFrom(const std::string& given) {
  constexpr std::string_view element = "element:";
  if (given == "ones") return {core::Seed::Kind::Ones};
  if (given == "identity") return {core::Seed::Kind::Identity};
  if (given.starts_with(element)) return elementSeed(std::string_view(given).substr(element.size()));
  return {core::Seed::Kind::Own, {}, tensorFrom(given, "--seed")};
}

// The positions that `TO:FROM` names.
core::JacobianRequest jacobianRequest(const core::Graph& graph, const std::string& given) {
  const auto request = splitOnce(
      "--jacobian", given, ':',
      [&](const std::string& left, const std::string& right) -> std::optional<core::JacobianRequest> {
        const auto to = graph.position(core::NodeId(left));
        const auto from = graph.position(core::NodeId(right));
        if (!to || !from) return std::nullopt;
        return core::JacobianRequest{*to, *from};
      });
  if (request) return *request;
  throw UsageError("--jacobian takes TO:FROM, two nodes of the graph with a colon between them, and " +
                   quoted(given) + " is not that");
}

}  // namespace

Arguments parseRun(std::span<const std::string> given) {
  return parse(given, {.flags = {"--json", "--steps", "--check", "--cost"},
                       .values = {"--local-limit", "--output", "--seed", "--paths"},
                       .repeatable = {"--jacobian", "--tangent", "--perturb"},
                       .fewest = 1,
                       .most = 1,
                       .words = "one FILE"});
}

core::Index localLimit(const Arguments& arguments) {
  const std::string* given = arguments.value("--local-limit");
  if (!given) return core::ResultsOptions().localLimit;
  return integerFrom(*given, "--local-limit takes an integer from 0, and this is " + quoted(*given));
}

core::Graph withChosenOutput(const core::Graph& graph, const Arguments& arguments) {
  const std::string* given = arguments.value("--output");
  if (!given) return graph;
  const core::NodeId output(*given);
  if (!graph.find(output))
    throw UsageError("--output names the node " + quoted(*given) + ", and the graph has no such node");
  return graph.withOutput(output);
}

std::optional<core::Seed> chosenSeed(const core::Plan& plan, const Arguments& arguments) {
  const std::string* given = arguments.value("--seed");
  if (!given) return std::nullopt;
  core::Seed seed = seedFrom(*given);
  if (!plan.output())
    throw UsageError("--seed needs an output, and the graph has none: name it with --output NODE");
  const core::PlannedNode& output = plan.node(*plan.output());
  if (output.problem || seed.kind == core::Seed::Kind::Identity) return seed;
  try {
    core::seedTensor(seed, output.shape);
  } catch (const core::Error& error) {
    if (given->starts_with('@')) throw core::located(given->substr(1), error.message());
    throw UsageError("--seed: " + std::string(error.what()));
  }
  return seed;
}

core::ResultsOptions resultsOptions(const core::Plan& plan, const Arguments& arguments) {
  core::ResultsOptions options;
  options.steps = arguments.has("--steps");
  options.localLimit = localLimit(arguments);
  for (const std::string& given : arguments.all("--jacobian"))
    options.jacobians.push_back(jacobianRequest(plan.graph(), given));
  const auto requireOutput = [&](const std::string& option) {
    if (plan.output()) return;
    throw UsageError(option + " needs an output, and the graph has none: name it with --output NODE");
  };
  options.check = arguments.has("--check");
  if (options.check) requireOutput("--check");
  options.cost = arguments.has("--cost");
  if (options.cost) requireOutput("--cost");
  if (const std::string* from = arguments.value("--paths")) {
    options.pathsFrom = plan.graph().position(core::NodeId(*from));
    if (!options.pathsFrom)
      throw UsageError("--paths names the node " + quoted(*from) + ", and the graph has no such node");
    requireOutput("--paths");
  }
  options.tangents = leafTensors(plan, arguments.all("--tangent"), "--tangent");
  options.changes = leafTensors(plan, arguments.all("--perturb"), "--perturb");
  return options;
}

}  // namespace app

#include "app/arguments.h"
#include "app/commands.h"
#include "app/function_text.h"
#include "app/output.h"
#include "core/functions/catalogue.h"

namespace app {
namespace {

constexpr std::string_view help =
    "chainrule functions [NAME] [--json]: lists the functions of graph files\n"
    "\n"
    "With NAME one of them with all that is known about it; with --json everything as JSON.\n"
    "\n"
    "Exit status: 0 done, 2 wrong command line.\n";

}  // namespace

int functionsCommand(std::span<const std::string> given) {
  const Arguments arguments = parse(given, {.flags = {"--json"}, .most = 1, .words = "at most one NAME"});
  if (arguments.has("--help")) {
    print(help);
    return Done;
  }
  std::span<const core::Function> functions = core::catalogue();
  if (!arguments.words.empty()) {
    try {
      functions = {&core::functionNamed(arguments.words.front()), 1};
    } catch (const core::Error& error) {
      throw UsageError(error.what());
    }
  }
  if (arguments.has("--json")) {
    print(functionsJson(functions));
  } else {
    print(arguments.words.empty() ? functionList(functions) : functionText(functions.front()));
  }
  return Done;
}

}  // namespace app

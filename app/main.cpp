#include <cstdio>
#include <filesystem>
#include <new>
#include <string>
#include <vector>

#include "app/arguments.h"
#include "app/commands.h"
#include "app/output.h"
#include "app/window.h"
#include "core/message.h"

namespace {

constexpr std::string_view help =
    "Chainrule shows backpropagation, one node at a time.\n"
    "\n"
    "  chainrule [FILE]                    open the window, on FILE or on the start page\n"
    "  chainrule run FILE [options]        run a graph: values, gradients, steps, Jacobians\n"
    "  chainrule figure FILE... [options]  write steps as figures: PDF, SVG, PNG, TikZ, animations\n"
    "  chainrule functions [NAME] [--json] list the functions with their explanations\n"
    "  chainrule COMMAND --help            what a command takes\n"
    "  chainrule --version\n"
    "\n"
    "FILE is a graph file (.chainrule).\n"
    "Exit status: 0 done, 1 bad input, 2 wrong command line.\n";

struct Command {
  std::string_view name;
  int (*run)(std::span<const std::string> arguments);
};

constexpr Command commands[] = {{"run", app::runCommand}, {"figure", app::figureCommand}, {"functions", app::functionsCommand}};

int dispatch(std::span<const std::string> arguments) {
  const std::string& first = arguments.front();
  if (first == "--help" || first == "-h" || first == "help") {
    app::print(help);
    return app::Done;
  }
  if (first == "--version") {
    app::print("chainrule " CHAINRULE_VERSION "\n");
    return app::Done;
  }
  for (const Command& command : commands) {
    if (first == command.name) return command.run(arguments.subspan(1));
  }
  throw app::UsageError("there is no command " + first);
}

// Whether the only word of the command line names a file for the window, also one that is not there.
bool isFile(const std::string& word) {
  for (const Command& command : commands) {
    if (word == command.name) return false;
  }
  if (word.starts_with('-') || word == "help") return false;
  std::error_code unreadable;
  return word.ends_with(".chainrule") || word.find('/') != std::string::npos ||
         std::filesystem::exists(word, unreadable);
}

// What the file is called about which memory ran out: the first word after the command.
std::string inputName(std::span<const std::string> arguments) {
  for (const std::string& argument : arguments.subspan(1)) {
    if (!argument.starts_with('-')) return argument;
  }
  return arguments.front();
}

int guarded(std::span<const std::string> arguments) {
  try {
    return dispatch(arguments);
  } catch (const app::UsageError& error) {
    bool isCommand = false;
    for (const Command& command : commands) isCommand = isCommand || arguments.front() == command.name;
    const std::string name = isCommand ? "chainrule " + arguments.front() : std::string("chainrule");
    std::fprintf(stderr, "%s: %s\nHelp: %s --help\n", name.c_str(), error.what(), name.c_str());
    return app::WrongCommandLine;
  } catch (const core::Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
  } catch (const std::bad_alloc&) {
    std::fprintf(stderr, "%s: there is not enough memory for this graph\n", inputName(arguments).c_str());
  }
  return app::BadInput;
}

}  // namespace

int main(int count, char** values) {
  const std::vector<std::string> arguments(values + 1, values + count);
  if (arguments.empty()) return app::openWindow(count, values, {});
  if (arguments.size() == 1 && isFile(arguments.front())) return app::openWindow(count, values, arguments.front());
  return guarded(arguments);
}

#pragma once

#include <span>
#include <string>

namespace app {

// Each command takes what stands after its name and gives the exit status. It throws `UsageError` for a wrong
// command line and `core::Error` for bad input, with a message that begins with the file's name; nothing is
// written before it is sure to succeed.

/// `chainrule run FILE`: values, gradients, steps and Jacobians, as a table or as a results file.
int runCommand(std::span<const std::string> arguments);
/// `chainrule figure FILE…`: the steps of graphs as figures, equations and numbers.
int figureCommand(std::span<const std::string> arguments);
/// `chainrule functions [NAME]`: the catalogue with its explanations.
int functionsCommand(std::span<const std::string> arguments);

}  // namespace app

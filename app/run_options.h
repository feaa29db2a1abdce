#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/arguments.h"
#include "core/autodiff/plan.h"
#include "core/autodiff/trace.h"
#include "core/file/results_file.h"

namespace app {

/// The text of `chainrule run --help`.
extern const std::string_view runHelp;

/// Parses the options of `chainrule run`. Throws `UsageError`.
Arguments parseRun(std::span<const std::string> given);

/// Of `--local-limit`: an integer from 0. Throws `UsageError`.
core::Index localLimit(const Arguments& arguments);

/// The graph with the output that `--output` names. Throws `UsageError` for a node that does not exist.
core::Graph withChosenOutput(const core::Graph& graph, const Arguments& arguments);

/// What `--seed` asks for, checked against the output's shape; nothing where it does not stand. Throws
/// `UsageError`, and `core::Error` for what is wrong in the file of `@FILE`.
std::optional<core::Seed> chosenSeed(const core::Plan& plan, const Arguments& arguments);

/// What is asked for beside values and gradients. Throws `UsageError`, and `core::Error` for what is wrong in
/// the file of
/// `@FILE`.
core::ResultsOptions resultsOptions(const core::Plan& plan, const Arguments& arguments);

}  // namespace app

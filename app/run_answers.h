#pragma once

#include <string>

#include "core/autodiff/trace.h"
#include "core/file/results_file.h"

namespace app {

/// What the options ask of the graph beside its gradients, as text for people: Jacobians with how they were
/// made, the gradient check, forward mode, perturbation, paths and cost. Each begins with an empty line.
std::string answerTables(const core::Trace& trace, const core::ResultsOptions& options);

/// The id of a node, fit for a table.
std::string nameOf(const core::Trace& trace, std::size_t position);

/// "∂L/∂x"
std::string derivative(const std::string& of, const std::string& by);

}  // namespace app

#pragma once

#include <string>

#include "core/autodiff/trace.h"
#include "core/file/results_file.h"

namespace app {

/// The results as text for people: a table of all nodes, and where asked for the backward steps and the
/// Jacobians.
std::string runTable(const core::Trace& trace, const core::ResultsOptions& options);

}  // namespace app

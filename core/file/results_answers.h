#pragma once

#include "core/file/json_members.h"
#include "core/file/results_file.h"

namespace core {

/// Writes what the options ask of the graph beside its gradients: check, tangents, perturbation, paths and
/// cost.
void appendAnswers(Members& top, const Trace& trace, const ResultsOptions& options);

}  // namespace core

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/autodiff/leaf_tensor.h"
#include "core/autodiff/trace.h"

namespace core {

/// A Jacobian that was asked for, by positions: of `to` by `from`.
struct JacobianRequest {
  std::size_t to;
  std::size_t from;
};

/// What a results file holds beside values and gradients.
struct ResultsOptions {
  bool steps = false;
  Index localLimit = 4096;  ///< a local gradient with more entries is named, not written
  std::vector<JacobianRequest> jacobians = {};
  bool check = false;                         ///< the gradient check
  std::vector<LeafTensor> tangents = {};      ///< forward mode in this direction, where there is one
  std::vector<LeafTensor> changes = {};       ///< perturbation by this change, where there is one
  std::optional<std::size_t> pathsFrom = {};  ///< the paths from this node (position) to the output
  bool cost = false;
};

/// The JSON text of a results file. Throws `Error` for a Jacobian that is too large or of a node that cannot
/// be computed. Check, paths and cost need an output with a value.
std::string writeResults(const Trace& trace, const ResultsOptions& options);

/// The name of the form of the local gradient by an argument, also of one that the backward pass leaves out.
std::string structureName(const Trace& trace, std::size_t position, std::size_t argument);

}  // namespace core

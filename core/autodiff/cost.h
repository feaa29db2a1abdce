#pragma once

#include "core/autodiff/trace.h"
#include "core/linear_map/reading.h"
#include "core/natural.h"

namespace core {

/// What sending one row of the upstream through a node's local gradients takes: with their structure used,
/// and with each of them as an explicit matrix of rows × columns.
struct StepCost {
  Index multiplications = 0;
  Index explicitMultiplications = 0;
  Index bytes = 0;          ///< that the local gradients keep
  Index explicitBytes = 0;  ///< of the matrices
};

/// Of the local gradients of the node by the arguments that lead to an input or parameter.
StepCost stepCost(const Trace& trace, std::size_t position);

/// Scalar multiplications made in applying local gradients; structural zeros, ones, minus ones and copies
/// cost nothing.
struct GraphCost {
  Natural reverse;  ///< of the backward pass with one row of the upstream
  Natural forward;  ///< of forward mode, one column for every entry of every input and parameter through what
                    ///< it reaches
  Natural explicitly;  ///< of the backward pass with every local gradient as an explicit matrix
};

/// The graph needs an output with a value. Throws `Stopped`.
GraphCost graphCost(const Trace& trace, const Watch& watch = {});

}  // namespace core

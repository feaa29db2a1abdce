#pragma once

#include <stop_token>
#include <unordered_map>

#include "core/autodiff/plan.h"

namespace core {

/// What went wrong while values were computed, by position.
using Problems = std::unordered_map<std::size_t, Problem>;

/// Computes the values of all nodes that are no leaf, in a slab that holds the leaves' entries. Throws `Stopped`.
Problems sweepForward(const Plan& plan, double* values, const std::stop_token& stop);

/// Computes one node's value. Throws `Error` where the inputs' values have no meaning.
void computeValue(const Plan& plan, double* values, std::size_t position);

/// From what the backward steps start.
struct SeedRows {
  const Tensor& entries;
  Index count = 1;
  bool standsThere = false;  ///< the output's gradient is this seed already, from an earlier run
};

/// Takes all backward steps; overwrites every gradient that the plan has. Throws `Stopped`.
void sweepBackward(const Plan& plan, const double* values, double* gradients, const SeedRows& seed,
                   const std::stop_token& stop);

}  // namespace core

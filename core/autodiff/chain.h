#pragma once

#include <span>
#include <stop_token>

#include "core/autodiff/plan.h"

namespace core {

// Elementwise nodes of one size, one after the other: all of them on one tile, then on the next, so that what one
// writes is still in the cache when the next one reads it. Each node's numbers are those that it has alone.

/// Throws `Stopped`.
void chainForward(const Plan& plan, std::span<const std::size_t> chain, double* values, const std::stop_token& stop);

/// `chain` in the order of the backward steps. Throws `Stopped`.
void chainBackward(const Plan& plan, std::span<const std::size_t> chain, const double* values, double* gradients,
                   const std::stop_token& stop);

}  // namespace core

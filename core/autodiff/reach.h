#pragma once

#include <vector>

#include "core/autodiff/plan.h"

namespace core {

/// Per node: whether `target` can be reached from it along wires into differentiated arguments (a node
/// reaches itself).
std::vector<bool> reaches(const Plan& plan, std::size_t target);

/// Per node: whether it depends on one of the nodes marked in `sources` through differentiated arguments (a
/// node depends on itself).
std::vector<bool> dependsOn(const Plan& plan, std::vector<bool> sources);

}  // namespace core

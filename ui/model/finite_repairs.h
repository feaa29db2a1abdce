#pragma once

#include <stop_token>
#include <vector>

#include "ui/model/problems.h"

namespace ui {

/// Ways out of the first NaN or infinity of a run, in values or gradients: a little added or a bound before
/// the function, or other numbers in the leaves behind it, however far upstream. Each is run, and offered
/// only where it makes the node's numbers finite; those that break nothing later come first. Empty for graphs
/// that are too large to be run again and again. Throws `core::Stopped`.
std::vector<Repair> finiteRepairs(const Sheet& sheet, const core::Trace& trace, const ProblemReport& report,
                                  const std::stop_token& stop = {});

}  // namespace ui

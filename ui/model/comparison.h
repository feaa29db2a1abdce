#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "ui/model/moment.h"

namespace ui {

/// Whether two numbers, tensors or maps agree in every bit: +0 and −0 differ, a NaN agrees with itself.
enum class Verdict {
  Same,
  Different,
  Shapes,  ///< they cannot be compared: their shapes differ
  Missing  ///< only one of them exists, or none
};

/// A tensor before and after an exchange.
struct ComparedTensor {
  std::optional<core::Tensor> before, after;
  Verdict verdict = Verdict::Missing;
};

/// One argument of a function: its local gradient and what goes downstream through it.
struct ComparedArgument {
  std::size_t argument = 0;
  std::size_t input = 0;      ///< position of the input's node
  bool isParameter = false;
  ComparedTensor local;       ///< as (∏M) × (∏N); without numbers where it has more than 65,536 entries
  core::Shape localOutput = {}, localInput = {};
  ComparedTensor downstream;
};

/// What an exchange did to one function of the graph.
struct ComparedNode {
  std::size_t node = 0;      ///< position, the same before and after
  bool ruleChanged = false;  ///< it is the one that was exchanged
  ComparedTensor value;
  std::vector<ComparedArgument> arguments;  ///< those through which a gradient goes
};

struct Tally {
  int same = 0, different = 0;
  int all() const { return same + different; }
};

/// Two runs of graphs that differ in one function.
struct Comparison {
  std::shared_ptr<const core::Trace> before, after;
  std::vector<ComparedNode> nodes;  ///< functions in forward order
  Tally values, locals, gradients;
};

Verdict compareBits(std::span<const double> before, std::span<const double> after);

/// Compares two runs node by node. Local gradients that are too large to be formed are the same where their rule and all that
/// they read is. Throws `core::Stopped`.
Comparison compareRuns(std::shared_ptr<const core::Trace> before, std::shared_ptr<const core::Trace> after,
                       const core::NodeId& exchanged, const std::stop_token& stop = {});

}  // namespace ui

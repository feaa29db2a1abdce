#pragma once

#include <optional>
#include <vector>

#include "ui/model/gate_chain.h"
#include "ui/model/moment.h"

namespace ui {

/// The local gradients of gates in a row, each a single number, and what they are together.
struct GateProduct {
  std::vector<double> locals;  ///< in forward order: ∂gate/∂what comes before it
  double product = 0;          ///< ∂last/∂from, multiplied from the last gate on
  double whole = 0;            ///< the same by the rule of the whole function
};

/// Empty where a value of the row is no single number or not known yet.
std::optional<GateProduct> gateProduct(const Moment& moment, const GateChain& chain);

}  // namespace ui

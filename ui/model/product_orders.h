#pragma once

#include <QString>

#include <span>
#include <vector>

#include "core/linear_map/linear_map.h"
#include "core/natural.h"
#include "ui/model/chain_product.h"

namespace ui {

/// A factor of a product as far as its cost goes.
struct OrderFactor {
  core::Index rows = 0;
  core::Index columns = 0;
  core::Natural line =
      0;  ///< multiplications that applying it to one row or column takes, its structure used
};

/// Two neighbours that are multiplied: the factors first … split − 1 by the factors split … last, counted
/// from the left.
struct OrderStep {
  std::size_t first = 0;
  std::size_t split = 0;
  std::size_t last = 0;
  core::Index rows = 0, inner = 0, columns = 0;
  core::Natural multiplications = 0;
};

/// One way to set the brackets.
struct ProductOrder {
  enum class Kind { FromLeft, FromRight, Other };
  Kind kind = Kind::Other;
  std::vector<OrderStep> steps = {};  ///< in the order in which they are made
  core::Natural multiplications = 0;  ///< with dense matrices
  core::Natural structured = 0;       ///< where each factor is applied as its structure allows
};

/// The factors of a chain in the order in which they are written: the last function's first. Without links
/// that only copy, if `withoutCopies`.
std::vector<OrderFactor> orderFactors(std::span<const ChainLink> links, bool withoutCopies = false);

/// Every way to set the brackets of up to six factors, from the left and from the right first; of more only
/// these two and the cheapest.
std::vector<ProductOrder> productOrders(std::span<const OrderFactor> factors);

/// "(1×3)(3×5) → (1×5)(5×5)": the steps with their shapes.
QString stepsText(const ProductOrder& order);

}  // namespace ui

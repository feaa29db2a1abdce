#pragma once

#include <vector>

#include "core/linear_map/linear_map.h"
#include "core/tensor/contraction.h"

namespace core {

/// The local gradient of a sum of products by one of its factors: y[…] = Σ x[…]·Π_k factors[k][…] over
/// letters, of which letter l runs over sizes[l] entries. One step of each letter moves rowSteps in y and
/// columnSteps in x.
struct ContractionPattern {
  std::vector<Index> sizes;
  std::vector<Index> rowSteps;
  std::vector<Index> columnSteps;
};

/// The map with that pattern: J[j,i] = Σ Π_k factors[k] over the letters that neither side has, where j and i
/// agree in the letters that both have, else 0. It keeps the factors, joined where that makes them smaller.
/// `described` says in words what it is.
LinearMap contractionMap(const Shape& output, const Shape& input, ContractionPattern pattern,
                         std::vector<Lettered<const double>> factors, std::string described);

}  // namespace core

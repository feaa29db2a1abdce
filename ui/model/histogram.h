#pragma once

#include <span>
#include <vector>

#include "core/tensor/shape.h"

namespace ui {

/// How numbers are spread: bars of equal width (on a logarithmic axis: of equal ratio). What is not finite, and on a
/// logarithmic axis what is 0, is counted apart.
struct Histogram {
  std::vector<double> edges = {};  ///< one more than there are bars; empty where no number can be shown
  std::vector<core::Index> counts = {};
  core::Index entries = 0;
  core::Index nan = 0;
  core::Index infinite = 0;
  core::Index zero = 0;  ///< only of a logarithmic one
};

/// Bars by the square-root rule, at most 40. Logarithmic: of the magnitudes.
Histogram histogramOf(std::span<const double> numbers, bool logarithmic);

}  // namespace ui

#pragma once

#include <optional>
#include <vector>

#include "ui/figures/equation_layout.h"

namespace ui {

/// The wire that a number of an equation of scalars stands for: that into the node, or those out of it.
enum class NumberWire { Input, Output };

/// A number of an equation of scalars: one of the three cells, or what is written at the curve.
struct ScalarNumber {
  QRectF area;
  NumberWire wire = NumberWire::Input;
  std::optional<PanelRole> cell = {};  ///< empty at the curve
};

/// From left to right; none unless the equation is drawn as scalars.
std::vector<ScalarNumber> scalarNumbers(const EquationLayout& layout);

}  // namespace ui

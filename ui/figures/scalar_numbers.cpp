#include "ui/figures/scalar_numbers.h"

namespace ui {

std::vector<ScalarNumber> scalarNumbers(const EquationLayout& layout) {
  if (layout.kind != EquationLayout::Kind::Scalars) return {};
  std::vector<ScalarNumber> numbers;
  for (const PanelRole role : panelOrder(layout)) {
    const NumberWire wire = role == PanelRole::Upstream ? NumberWire::Output : NumberWire::Input;
    numbers.push_back({layout.panel(role).bounds(), wire, role});
  }
  const CurveNumbers curve = curveNumbers(layout.curve);
  if (!curve.x.isEmpty()) numbers.push_back({curve.x, NumberWire::Input});
  if (!curve.y.isEmpty()) numbers.push_back({curve.y, NumberWire::Output});
  if (!curve.slope.isEmpty()) numbers.push_back({curve.slope, NumberWire::Input});
  return numbers;
}

}  // namespace ui

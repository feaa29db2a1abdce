#include "ui/model/scale_choice.h"

namespace ui {

ScaleLimits ScaleChoice::limitsFor(const Magnitudes& covered) const {
  ScaleLimits limits{.limit = covered.largest > 0 ? covered.largest : 1};
  if (log) limits.tau = tau > 0 ? tau : covered.smallest > 0 ? covered.smallest : 1;
  return limits;
}

}  // namespace ui

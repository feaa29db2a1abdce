#pragma once

#include <QString>

namespace ui {

/// A place that the reader can move: on a leading axis of a tensor cut in slices, or among pages of blocks.
struct AxisSlider {
  enum class What { Slice, Page };
  What what = What::Slice;
  int group = 0;  ///< whose axis: a `ProductSide` or, of a page, a `PanelRole`; in a row of panels its place
  int axis = 0;   ///< counted from 0; of a page 0
  int count = 1;
  int at = 0;
  QString name = {};  ///< "i₁"
  QString tip = {};   ///< "axis 1 of x"

  bool operator==(const AxisSlider&) const = default;
};

}  // namespace ui

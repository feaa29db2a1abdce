#pragma once

#include <memory>
#include <span>

#include "core/autodiff/trace.h"

namespace ui {

/// From where to where the colours of some values go; 0 to 1 where there is none. Values that lie more than
/// 100 times beyond all others, and are fewer than half (an attention mask's −10⁹), are set apart, for they
/// would leave the others one colour: they are drawn as clipped.
struct ValueRange {
  double lo = 0;
  double hi = 1;
  double least = 0;  ///< of all finite values, with those set apart
  double greatest = 1;

  bool operator==(const ValueRange&) const = default;
  bool setsApart() const { return least < lo || greatest > hi; }
  /// Wide enough for these values too, as far as they are not to be set apart.
  ValueRange covering(std::span<const double> values) const;
};

ValueRange rangeOf(std::span<const double> values);

/// The range of all values of a run but constants, so that one colour means one value wherever it is drawn.
ValueRange valueRange(const core::Trace& trace);

/// The same, read once for the run that was asked for last; the standard range without a run. From any thread.
ValueRange valueRange(const std::shared_ptr<const core::Trace>& trace);

}  // namespace ui

#pragma once

#include <QString>

#include <algorithm>
#include <array>

#include "ui/figures/arrangement.h"

namespace ui {

/// As files name them, in the order of `TensorReading`.
inline constexpr std::array tensorReadings{"slices", "multiples", "nested"};

inline QString nameOf(TensorReading reading) {
  return QLatin1String(tensorReadings[static_cast<std::size_t>(reading)]);
}
/// "slices", "multiples" or "nested"; anything else is read as slices.
inline TensorReading tensorReading(const QString& name) {
  const auto known =
      std::ranges::find_if(tensorReadings, [&](const char* one) { return name == QLatin1String(one); });
  return static_cast<TensorReading>(known != tensorReadings.end() ? known - tensorReadings.begin() : 0);
}

}  // namespace ui

#pragma once

#include <QColor>

#include <array>

namespace ui::tables {

/// ColorBrewer's eleven colours RdBu, reversed (blue is negative) and interpolated; near-white at 128.
const std::array<QRgb, 256>& rdBu();

/// Magnitude alone, the same for both signs: near-white at the centre, dark at both ends.
const std::array<QRgb, 256>& divergingGreys();
/// Nearly the dark panel at the centre, pale at both ends.
const std::array<QRgb, 256>& divergingDarkGreys();

/// From dark to pale in even steps of lightness.
const std::array<QRgb, 256>& greys();

}  // namespace ui::tables

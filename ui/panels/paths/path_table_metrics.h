#pragma once

namespace ui {

// Distances of the table of paths, in px.
inline constexpr double tableMargin = 26;
inline constexpr double indexWidth = 38;
inline constexpr double headerHeight = 58;
inline constexpr double rowHeight = 44;
inline constexpr double cellHeight = 34;
inline constexpr double factorWidth = 58;
inline constexpr double dotWidth = 26;
inline constexpr double equalsWidth = 30;
inline constexpr double tensorWidth = 116;
inline constexpr double shareWidth = 62;
inline constexpr double sumRoom = 52;
inline constexpr double cardRoom = 52;
inline constexpr double pathLetters = 14;

}  // namespace ui

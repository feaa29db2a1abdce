#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace ui {

/// A size that slides and journals ask for.
struct SizePreset {
  std::string_view name;   ///< for the command line
  const char* title;       ///< for people, not translated: names of classes and journals
  double widthMm;
  std::optional<double> heightMm;  ///< of slides; a column is as high as its figure
};

std::span<const SizePreset> sizePresets();
const SizePreset* presetNamed(std::string_view name);

}  // namespace ui

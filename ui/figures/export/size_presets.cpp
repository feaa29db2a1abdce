#include "ui/figures/export/size_presets.h"

#include <algorithm>
#include <array>

namespace ui {
namespace {

constexpr std::array presets{
    SizePreset{"beamer-16:9", "Beamer 16:9", 160, 90},
    SizePreset{"beamer-4:3", "Beamer 4:3", 128, 96},
    SizePreset{"slide-16:9", "Slide 16:9", 338.67, 190.5},
    SizePreset{"slide-4:3", "Slide 4:3", 254, 190.5},
    SizePreset{"nature", "Nature 89", 89, {}},
    SizePreset{"nature-2", "Nature 183", 183, {}},
    SizePreset{"cvpr", "CVPR 82.5", 82.5, {}},
    SizePreset{"cvpr-2", "CVPR 174.6", 174.6, {}},
    SizePreset{"ieee", "IEEE 88.9", 88.9, {}},
    SizePreset{"ieee-2", "IEEE 181.9", 181.9, {}},
    SizePreset{"neurips", "NeurIPS 139.7", 139.7, {}},
};

}  // namespace

std::span<const SizePreset> sizePresets() { return presets; }

const SizePreset* presetNamed(std::string_view name) {
  const auto found = std::find_if(presets.begin(), presets.end(), [&](const SizePreset& preset) { return preset.name == name; });
  return found == presets.end() ? nullptr : found;
}

}  // namespace ui

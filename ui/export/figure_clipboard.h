#pragma once

#include <optional>

#include "ui/figures/export/figure_files.h"

class QMimeData;

namespace ui {

/// A file that goes along with a page.
struct CarriedFile {
  FigureFormat format = FigureFormat::Svg;
  FileWish wish = {};  ///< but its folder
};

/// A page for other programs: picture, SVG and, where asked, a file in a temporary folder that lives as long as the program. The
/// caller owns it.
QMimeData* mimeOf(const FigurePages& figure, int position, double dpi, const std::optional<CarriedFile>& file);

/// On the clipboard as picture and SVG, or as SVG and its text alone.
void copyPicture(const FigurePages& figure, int position);
void copySvg(const FigurePages& figure, int position);

}  // namespace ui

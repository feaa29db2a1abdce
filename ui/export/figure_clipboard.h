#pragma once

#include "ui/figures/export/figure_pages.h"

class QMimeData;

namespace ui {

/// A page for other programs: picture, SVG and, where asked, a file of its own in the temporary folder, which lives as long as the
/// program. The caller owns it.
QMimeData* mimeOf(const FigurePages& figure, int position, double dpi, bool withFile);

/// On the clipboard as picture and SVG, or as SVG and its text alone.
void copyPicture(const FigurePages& figure, int position);
void copySvg(const FigurePages& figure, int position);

}  // namespace ui

#pragma once

#include <QByteArray>
#include <QImage>

#include <functional>
#include <stop_token>
#include <vector>

#include "ui/figures/export/figure_pages.h"

namespace ui {

/// Told how many pages are done.
using Progress = std::function<void(int done)>;

// One page as a picture or as the bytes of a file; the same figure gives the same bytes.

/// The page at so many dots an inch. Throws `core::Error` where it would be too large.
QImage imageOf(const FigurePages& figure, int position, double dpi);
QByteArray pngOf(const FigurePages& figure, int position, double dpi);
/// Text as text, or as outlines that need no fonts.
QByteArray svgOf(const FigurePages& figure, int position, bool outlines);
/// All positions as pages of one document, each exactly as large as asked; fonts are embedded.
QByteArray pdfOf(const FigurePages& figure, const std::vector<int>& positions, const Progress& progress = {},
                 const std::stop_token& stop = {});

/// Throws `core::Error` where no file of this name can be written, before work goes into it.
void requireWritable(const QString& path);
/// Writes bytes whole or not at all. Throws `core::Error` that says why.
void writeWhole(const QString& path, const QByteArray& bytes);

}  // namespace ui

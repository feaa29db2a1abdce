#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

#include "ui/figures/export/figure_pages.h"
#include "ui/figures/export/picture_file.h"
#include "ui/figures/export/tikz/tikz_canvas.h"

namespace ui {

/// A picture that a TikZ file takes in: a heatmap of too many cells to write each.
struct TikzImage {
  QString name;
  QByteArray png;
};

struct TikzFiles {
  QByteArray tex;
  std::vector<TikzImage> images;
};

/// The pages for TikZ. `stem` begins the names of images.
TikzFiles tikzOf(const FigurePages& figure, const std::vector<int>& positions, const QString& stem, const Progress& progress = {},
                 const std::stop_token& stop = {});

// The parts of a page.
void writeGraph(TikzCanvas& canvas, const GraphPicture& picture);
void writeSchematic(TikzCanvas& canvas, const Schematic& schematic);
void writeChart(TikzCanvas& canvas, const ChartContent& chart, const ChartLayout& layout);
void writeEquation(TikzCanvas& canvas, const EquationPage& page, const FigureRequest& request, const Theme& theme, const QString& stem,
                   std::vector<TikzImage>& images);

/// More cells than this become an image.
inline constexpr core::Index mostTikzCells = 400;

}  // namespace ui

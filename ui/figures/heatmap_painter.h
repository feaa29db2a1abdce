#pragma once

#include "ui/figures/colour_map.h"
#include "ui/figures/heatmap_data.h"
#include "ui/figures/heatmap_geometry.h"
#include "ui/figures/heatmap_numbers.h"
#include "ui/model/theme.h"

class QPainter;

namespace ui {

/// How a heatmap looks apart from its colours.
struct HeatmapStyle {
  double gap = 1.5;       ///< between cells, px
  double corner = 2;      ///< radius of a cell's corners, px
  CellNumbers numbers{};  ///< none by default
  bool brackets = false;  ///< square brackets around the matrix
  int blockRows = 0;      ///< thick rules after every so many rows and columns; 0 = none
  int blockCols = 0;
  bool image = false;  ///< an image on the screen however few cells there are: one of many blocks
};

/// Draws a matrix. NaN is grey with a black ×, ±∞ the end colour with ▲ or ▼, missing a 45° hatch, a number
/// beyond the limits carries a small triangle, an exact 0 a dot where the theme wants it; a map without hues
/// hatches what is negative. Up to 32 × 32 cells are drawn as rectangles (which vector
/// files keep sharp), more as one image, pooled by magnitude where a cell is smaller than a pixel.
void drawHeatmap(QPainter& painter, const HeatmapGeometry& geometry, const HeatmapData& data,
                 const ColourScale& scale, const HeatmapStyle& style, const Theme& theme);

/// Triangles on what lies beyond the limits, drawn in `bounds`: a cell's own where it is large enough, else
/// one in each square of so many pixels.
void drawClippedMarks(QPainter& painter, const QRectF& bounds, const HeatmapData& data,
                      const ColourScale& scale);

/// Hatched cells for a panel whose numbers are not known or not to be shown yet.
void drawHatchedCells(QPainter& painter, const HeatmapGeometry& geometry, const HeatmapStyle& style,
                      const Theme& theme);

/// Two-tone outline around cells: a wide line in contrast to the ink under the ink, visible on every cell
/// colour.
void drawRing(QPainter& painter, const QRectF& rect, const Theme& theme);

}  // namespace ui

#pragma once

#include <QImage>

#include <vector>

#include "ui/figures/colour_map.h"
#include "ui/figures/heatmap_data.h"
#include "ui/model/theme.h"

namespace ui {

/// A smaller matrix, each entry the one of largest magnitude of its rectangle, with its sign: a mean would
/// hide single entries and cancel signs. NaN counts as larger than everything; a rectangle with something
/// missing and nothing else is missing.
struct PooledMatrix {
  std::vector<double> numbers;
  std::vector<std::uint8_t> missing;
  int rows = 0;
  int cols = 0;

  HeatmapData data() const { return {numbers, rows, cols, missing}; }
};

/// Pools to at most `rows` × `cols`; where the shape does not divide, rectangles differ by at most one row or
/// column.
PooledMatrix pooled(const HeatmapData& data, int rows, int cols);

/// The matrix as an image of that many pixels, every pixel in the colour of the cell it lies in; hairlines
/// between cells of at least 4 px. Missing cells are grey.
QImage heatmapImage(const HeatmapData& data, const ColourScale& scale, const Theme& theme, QSize pixels);

}  // namespace ui

#pragma once

#include <QStringList>

#include <span>

#include "ui/figures/heatmap_geometry.h"
#include "ui/model/theme.h"

class QPainter;

namespace ui {

/// Names of the columns above a heatmap, in TeX ("a_3", "2"); those in a highlighted range are bold. Names
/// that are wider than their column are thinned out.
void drawColumnLabels(QPainter& painter, const HeatmapGeometry& geometry, const QStringList& labels,
                      std::span<const CellRange> highlighted, const Theme& theme, double pixelSize = 13);

/// Names of the rows left of a heatmap; with `brackets` they keep clear of the bracket.
void drawRowLabels(QPainter& painter, const HeatmapGeometry& geometry, const QStringList& labels,
                   std::span<const CellRange> highlighted, bool brackets, const Theme& theme,
                   double pixelSize = 13);

/// Room that labels take above or left of a heatmap, gap included.
double columnLabelsHeight(double pixelSize = 13);
double rowLabelsWidth(const QStringList& labels, bool brackets, double pixelSize = 13);

}  // namespace ui

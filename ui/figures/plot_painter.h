#pragma once

#include <optional>

#include "ui/figures/plot_layout.h"
#include "ui/model/theme.h"

class QPainter;

namespace ui {

/// Lines, bars, marks and names of a chart, for the screen and for files alike. Cut off at the edges of its
/// area without the painter's clip, which SVG has not; marks are filled with `ground`, or with their own ink
/// where the page has none.
void paintPlotSeries(QPainter& painter, const PlotData& data, const PlotLayout& layout, const Theme& theme,
                     const std::optional<QColor>& ground);

/// Grid, axes, their labels and titles; the screen has those of Qt Charts.
void paintPlotAxes(QPainter& painter, const PlotData& data, const PlotLayout& layout, const Theme& theme);

}  // namespace ui

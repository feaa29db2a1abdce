#pragma once

#include <QPainterPath>
#include <QPointF>
#include <QString>

#include <vector>

#include "ui/figures/plot_layout.h"
#include "ui/figures/text_style.h"
#include "ui/model/plot_data.h"

namespace ui {

/// A thing that a chart draws, where it stands: the painter and the TikZ file draw the same ones.
struct PlotShape {
  enum class Kind {
    Grid,     ///< a line of `path`, as are `Axis`, `Line` and `Tick`
    Axis,     ///< both axes
    Label,    ///< a text, as are `Title` and `Name`
    Title,    ///< of an axis
    Line,     ///< of a series
    Bar,      ///< `path` filled
    Tick,     ///< of an entry, on the lower edge
    Mark,     ///< a circle with the ground inside
    Current,  ///< a filled circle
    Name      ///< of a series
  };

  Kind kind = Kind::Line;
  QColor Theme::*ink = &Theme::ink;
  int series = -1;  ///< whose shape this is; −1: of the axes
  int index = 0;    ///< among those of its kind and series
  QPainterPath path = {};
  double width = 0;  ///< of lines, and of the rims of circles
  bool dashed = false;
  QPointF at = {};    ///< a circle's centre, a text's baseline
  double radius = 0;  ///< of circles
  QString text = {};
  Qt::AlignmentFlag side = Qt::AlignLeft;  ///< which end of a text stands at `at`, or its middle
  bool upwards = false;                    ///< a text that is read from below
};

/// How opaque ticks are, so that many of them can be told apart.
inline constexpr float tickOpacity = 0.6F;
/// Dash and gap in widths of the line.
inline constexpr double plotDash = 4, plotGap = 2;

TextStyle plotTextStyle(PlotShape::Kind kind);

/// Grid, axes with their labels, and titles.
std::vector<PlotShape> plotAxes(const PlotData& data, const PlotLayout& layout);
/// What the series draw, all lines before all marks, and their names.
std::vector<PlotShape> plotSeries(const PlotData& data, const PlotLayout& layout);

}  // namespace ui

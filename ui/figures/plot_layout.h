#pragma once

#include <QPointF>
#include <QRectF>
#include <QString>

#include <utility>
#include <vector>

#include "ui/figures/text_style.h"
#include "ui/model/plot_data.h"

namespace ui {

/// The letters of charts, in units of the drawing.
inline const TextStyle plotLabelStyle{.pixelSize = 11};
inline const TextStyle plotTitleStyle{.pixelSize = 12};
inline const TextStyle plotNameStyle{.pixelSize = 12, .weight = QFont::DemiBold};

using AxisLabels = std::vector<std::pair<double, QString>>;

/// Where a chart draws what: the area between its axes, and the limits there. On a logarithmic axis limits
/// and places of labels are powers of ten, as they are drawn.
struct PlotLayout {
  QRectF area;
  double right = 0;  ///< how far names may reach
  std::pair<double, double> x{0, 1}, y{0, 1};
  bool logX = false, logY = false;

  /// Where a point of the data is drawn; not finite where a logarithmic axis cannot show it.
  QPointF place(QPointF point) const;
  /// The point of the data there.
  QPointF valueAt(QPointF place) const;
};

/// The limits of an axis as they are drawn.
std::pair<double, double> drawnLimits(const PlotData& data, bool vertical);

/// The labels of an axis of this length: round numbers, powers of ten, or as many of its own names as have
/// room.
AxisLabels axisLabels(const PlotAxis& axis, std::pair<double, double> limits, double length, bool vertical);

/// Room right of the area for the names at the ends of lines, and left of it for the labels and the title of
/// the y axis.
double roomForNames(const PlotData& data);
double roomForLabels(const PlotData& data, double height);
/// Room below the area for labels and title.
double roomBelow(const PlotData& data);

/// A chart with its axes in `room`; `left` is the room for the labels of the y axis.
PlotLayout layoutPlot(const PlotData& data, const QRectF& room, double left);

}  // namespace ui

#pragma once

#include <QColor>
#include <QPointF>
#include <QString>

#include <optional>
#include <utility>
#include <vector>

#include "ui/model/theme.h"

namespace ui {

/// One series of a chart, in the units of the quantity itself, also where an axis is logarithmic.
struct PlotSeries {
  enum class Kind {
    Line,    ///< a line through all points
    Dashed,  ///< the same, dashed: a bound, or where rounding takes over
    Dots,    ///< a line with a mark at every point
    Ticks,   ///< short strokes on the lower edge
    Bars     ///< y over [x, next x): the last point only closes the last bar
  };

  QString name = {};  ///< written at the line's end, and the column's name in a table
  Kind kind = Kind::Line;
  QColor Theme::*ink = &Theme::ink;
  std::vector<QPointF> points = {};
  std::vector<QString> tips = {};      ///< one a point: what is said of it while the pointer is there; may be empty
  std::optional<std::size_t> current = {};  ///< the point that is marked as the current one
  double width = 2;
  bool labelled = true;  ///< whether the name is written
  std::optional<std::size_t> labelAt = {};  ///< the point under which it is written; the last one where it is empty
  bool guide = false;    ///< for the eye only: in no table

  bool operator==(const PlotSeries&) const = default;
};

/// An axis; without limits it covers the data.
struct PlotAxis {
  QString title = {};
  bool logarithmic = false;
  std::optional<std::pair<double, double>> limits = {};
  std::vector<std::pair<double, QString>> labels = {};  ///< in place of numbers

  bool operator==(const PlotAxis&) const = default;
};

/// A chart as a value: what the window draws, and what is copied as a table.
struct PlotData {
  std::vector<PlotSeries> series = {};
  PlotAxis x = {};
  PlotAxis y = {};
  QString remark = {};  ///< below the chart: NaN and infinities in words, never dropped silently

  bool empty() const { return series.empty(); }
  bool operator==(const PlotData&) const = default;
};

/// A table of what is no guide, with a row a point, "series,x,y" and "label" where the x axis has names, numbers with all digits.
QString csvOf(const PlotData& data);

/// Limits that show all finite points of `data` along an axis with a little air; logarithmic axes leave out what is not
/// positive and reach to whole powers of ten.
std::pair<double, double> limitsOf(const PlotData& data, bool vertical);

}  // namespace ui

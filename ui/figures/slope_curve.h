#pragma once

#include <QPolygonF>
#include <QRectF>

#include <optional>
#include <utility>
#include <vector>

#include "ui/figures/equation_content.h"

class QPainter;

namespace ui {

/// From where to where a curve is drawn along both axes.
struct CurveWindow {
  std::pair<double, double> x{0, 1};
  std::pair<double, double> y{0, 1};
};

/// The curve of a function of one number with the point at which the run stands: its tangent is the local
/// gradient, and a triangle shows the slope. A plain value that painting, dragging and tests share.
struct SlopeCurve {
  QRectF header;  ///< title and subtitle
  QRectF plot;    ///< empty where there is no room
  CurveWindow window;
  std::vector<QPolygonF> line;  ///< in pieces between places without a value, in px
  double x = 0, y = 0, slope = 0;
  std::optional<std::pair<double, double>>
      corner;  ///< slopes to the left and right where the slope does not exist
  std::vector<double> xTicks, yTicks;
  double run = 0;  ///< the triangle's side along x, negative to the left; 0 where none is drawn

  bool isShown() const { return !plot.isEmpty(); }
  QPointF place(double atX, double atY) const;
  /// The x of a place in px, within the window.
  double xAt(double px) const;
  /// Whether the pointer has hold of the point there.
  bool isAtPoint(QPointF px) const;
};

/// Where a curve is looked at so that its point and slope can be seen; stays the same while the point moves a
/// little.
CurveWindow windowOf(const ScalarSlice& slice);

/// The curve in an area, header included, in a given window or in its own.
SlopeCurve layoutCurve(const ScalarSlice& slice, const QRectF& area,
                       const std::optional<CurveWindow>& window = {});

/// Where the numbers at the curve are written: the point's x and y, its slope at the triangle. Empty where
/// they are not.
struct CurveNumbers {
  QRectF x, y, slope;
};
CurveNumbers curveNumbers(const SlopeCurve& curve);

/// `draggable` says so below the title.
void paintCurve(QPainter& painter, const EquationContent& content, const SlopeCurve& curve, bool draggable,
                const Theme& theme);

}  // namespace ui

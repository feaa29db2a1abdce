#pragma once

#include <QColor>
#include <QRectF>

class QPainter;

namespace ui {

/// Black × of a cell whose number is NaN.
void drawNanMark(QPainter& painter, const QRectF& cell);

/// ▲ of +∞, ▼ of −∞.
void drawInfinityMark(QPainter& painter, const QRectF& cell, bool positive, const QColor& colour);

/// Small triangle in the upper right corner: the number lies beyond the limits of the scale.
void drawClippedMark(QPainter& painter, const QRectF& cell, const QColor& colour);

/// 45° hatch of what is not computed. Lines are cut by arithmetic, since SVG output knows no clipping.
void drawHatch(QPainter& painter, const QRectF& cell, const QColor& ground, const QColor& lines);

/// The other diagonal than missing cells have, with gaps as wide as the cell permits: the number is negative,
/// where colours do not tell.
void drawNegativeHatch(QPainter& painter, const QRectF& cell, const QColor& on);

/// Small dot in the middle: the number is exactly 0.
void drawZeroDot(QPainter& painter, const QRectF& cell, const QColor& colour);

}  // namespace ui

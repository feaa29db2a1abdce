#pragma once

#include <QColor>
#include <QLineF>
#include <QRectF>

class QPainter;

namespace ui {

/// How far the brackets of a matrix reach beyond it, line width included.
inline constexpr double bracketReachX = 7;
inline constexpr double bracketReachY = 5;

/// Square brackets around a matrix that covers `inner`.
void drawBrackets(QPainter& painter, const QRectF& inner, const QColor& colour);

/// A line with ticks at both ends that marks how far something reaches, such as "4 columns". The ticks point
/// to the left of the line's direction.
void drawMeasure(QPainter& painter, const QLineF& line, const QColor& colour, double tick = 6,
                 double width = 2);

}  // namespace ui

#pragma once

#include <QPainterPath>
#include <QPointF>

#include <span>

namespace ui {

// A line through corners, which are drawn round.

QPainterPath roundedLine(std::span<const QPointF> corners, double radius = 10);
/// The point at a share of the line's length, from 0 to 1.
QPointF pointAlong(std::span<const QPointF> corners, double share);
/// Unit vector along the line there.
QPointF directionAlong(std::span<const QPointF> corners, double share);

}  // namespace ui

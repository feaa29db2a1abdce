#pragma once

#include <optional>

#include "ui/figures/graph_geometry.h"
#include "ui/figures/graph_look.h"
#include "ui/figures/wire_painter.h"
#include "ui/model/theme.h"

class QPainter;

namespace ui {

/// A node with its ports, the strip and the pill above it, and the count of contributions below.
void paintNode(QPainter& painter, const NodeText& text, const NodeGeometry& geometry, const NodeLook& look,
               const ColourScale& scale, const Theme& theme, Detail detail = Detail::Whole);

/// The output's capsule with its port.
void paintCapsule(QPainter& painter, const CapsuleGeometry& geometry, const CapsuleLook& look,
                  const Theme& theme, Detail detail = Detail::Whole);

/// How wide the strip above a node is.
double stripWidth(std::size_t count);
/// Where a cell of the strip above a node lies; `count` is how many cells the strip has.
QRectF stripCellRect(const NodeGeometry& geometry, std::size_t count, std::size_t cell);
/// The cell under a point; nothing beside the strip.
std::optional<std::size_t> stripCellAt(const NodeGeometry& geometry, std::size_t count, QPointF point);
/// A red ring with a pause sign: runs stop here.
void paintBreakpoint(QPainter& painter, QPointF centre, double radius, const Theme& theme);

/// Between the name of a low leaf and that of its gradient beside it.
inline constexpr double slopeGap = 9;

/// Radius of the outline's corners.
double cornerRadius(const NodeText& text, const NodeGeometry& geometry);

/// A rectangle that holds all that `paintNode` paints.
QRectF paintedRect(const NodeGeometry& geometry, const NodeLook& look);

}  // namespace ui

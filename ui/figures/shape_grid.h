#pragma once

#include <QRectF>
#include <QString>

#include <optional>

#include "core/tensor/shape.h"
#include "ui/model/theme.h"

class QPainter;

namespace ui {

/// A shape drawn as an empty grid, with one side marked as the one that does not meet: "4 columns".
struct ShapeGrid {
  core::Shape shape;
  QString name;                        ///< TeX, over it
  std::optional<core::Index> badAxis;  ///< the axis that is marked
};

/// How much room the grid takes with its sizes over it and the mark beside it. More than 12 entries along an axis make it a box
/// with its numbers.
QSizeF shapeGridSize(const ShapeGrid& grid);
void drawShapeGrid(QPainter& painter, QPointF topLeft, const ShapeGrid& grid, const Theme& theme);

/// The axes of two shapes that are to meet in a product and do not: the last of the first one, and the last (as in `linear`) or
/// the last but one of the second; empty where they do.
struct Mismatch {
  core::Index first, second;
};
std::optional<Mismatch> mismatchOf(const core::Shape& first, const core::Shape& second, bool secondByRows);

}  // namespace ui

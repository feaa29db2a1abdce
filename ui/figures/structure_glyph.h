#pragma once

#include <QRectF>

#include "core/linear_map/structure.h"
#include "ui/model/theme.h"

class QPainter;

namespace ui {

/// Draws the form of a local gradient as a small framed picture of its matrix: filled where entries can
/// differ from 0. A square in the middle of `area`, from 12 px on; equal blocks along the diagonal are drawn
/// as the first few, an ellipsis and the last one.
void drawStructureGlyph(QPainter& painter, const QRectF& area, const core::Pattern& pattern,
                        const Theme& theme);

}  // namespace ui

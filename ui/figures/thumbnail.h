#pragma once

#include <QRectF>

#include "ui/model/sheet.h"
#include "ui/model/theme.h"

class QPainter;

namespace ui {

/// Draws a whole graph small inside `room`: leaves as capsules and boxes, functions with their sign, the output as a capsule at
/// the right, wires in the ink of gradients where they carry one. Nodes stand on a grid made from their places on the canvas.
void drawThumbnail(QPainter& painter, const QRectF& room, const Sheet& sheet, const Theme& theme);

}  // namespace ui

#pragma once

#include <QRectF>

#include "core/functions/function.h"
#include "ui/model/theme.h"

class QPainter;

namespace ui {

/// A function's sign in a small box: its glyph, or its curve where the glyph is a word that does not fit.
void drawGlyph(QPainter& painter, const QRectF& box, const core::Function& function, const Theme& theme);

}  // namespace ui

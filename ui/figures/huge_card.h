#pragma once

#include <QRectF>

#include "ui/figures/huge_picture.h"
#include "ui/model/theme.h"

class QPainter;

namespace ui {

/// What a huge local gradient is: glyph, words, counts, and the memory that a table of it would take. What
/// does not fit is left out, the least important first.
void drawHugeCard(QPainter& painter, const HugePicture& picture, const QRectF& area, const Theme& theme);

/// How the downstream gradient was computed without it, and how that was checked.
void drawComputed(QPainter& painter, const HugePicture& picture, const QRectF& area, const Theme& theme);

}  // namespace ui

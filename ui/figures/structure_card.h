#pragma once

#include <QRectF>

#include "ui/figures/equation_content.h"
#include "ui/model/theme.h"

class QPainter;

namespace ui {

/// In place of a local gradient that nobody could store: its form, how many entries it has and may have other
/// than 0, the memory that it would take, and how the downstream gradient was computed without it.
void drawStructureCard(QPainter& painter, const EquationContent& content, const QRectF& area,
                       const Theme& theme);

}  // namespace ui

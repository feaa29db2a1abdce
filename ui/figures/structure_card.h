#pragma once

#include <QRectF>

#include "ui/figures/equation_content.h"
#include "ui/model/theme.h"

class QPainter;

namespace ui {

/// In place of a local gradient that is not drawn whole: all of it pooled where there is room, its form, how
/// many entries it has and may have other than 0, and the memory that it would take. Reads the overview as it
/// draws: for figures, which wait.
void drawStructureCard(QPainter& painter, const EquationContent& content, const QRectF& area,
                       const Theme& theme);

}  // namespace ui

#pragma once

#include "ui/figures/panel_row_layout.h"
#include "ui/model/theme.h"

class QPainter;

namespace ui {

/// Everything but what follows the pointer; a row without panels is a message in the middle.
void paintPanelRow(QPainter& painter, const PanelRow& row, const PanelRowLayout& layout, const Theme& theme);
/// The ring around the lit entry.
void paintRowLight(QPainter& painter, const PanelRowLayout& layout, const RowEntry& lit, const Theme& theme);

}  // namespace ui

#pragma once

#include <QString>
#include <utility>

#include "ui/model/sheet.h"

namespace ui {

/// Reads a `.chainrule` file (also from the program's resources); nodes without a place get one. Throws `core::Error`.
std::pair<Sheet, ViewState> loadSheet(const QString& path);

/// Writes the file whole or not at all. Throws `core::Error` that says why.
void saveSheet(const QString& path, const Sheet& sheet, const ViewState& view);

}  // namespace ui

#pragma once

#include <QString>

#include "ui/model/theme.h"

namespace ui {

/// The style sheet of a row of tabs and chips above the dock's content, whose widget is called `name`.
QString headerStyle(const QString& name, const Theme& theme);

}  // namespace ui

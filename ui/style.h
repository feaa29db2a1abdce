#pragma once

#include <QFont>

#include "ui/model/theme.h"

class QApplication;

namespace ui {

/// Inter in 13 px, or what the system has in its place; Chinese characters come from the fonts after it.
QFont programFont();

/// Resources, font and icon of the whole application; before the first widget, which keeps the font that it was made with.
void prepareApplication(QApplication& application);

/// Gives the whole application the theme's colours: widgets, menus, tooltips, scroll bars and dialogs.
void applyTheme(QApplication& application, const Theme& theme);

/// The theme that goes with the system's palette: dark where its windows are darker than their text.
const Theme& systemTheme(QApplication& application);

}  // namespace ui

#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include "ui/model/theme.h"

namespace ui {

/// Which theme the user asked for.
enum class ThemeChoice { System, Light, Dark };

// What the program remembers from one start to the next. Read and written at once, so that two windows agree.

ThemeChoice themeChoice();
void setThemeChoice(ThemeChoice choice);

/// The colours of gradients and values.
ColourChoice colourChoice();
void setColourChoice(const ColourChoice& choice);

/// The window's place and size, as `QWidget::saveGeometry` gives it.
QByteArray windowGeometry();
void setWindowGeometry(const QByteArray& geometry);

/// The height of the equation dock while it shows `view` (empty: the equation), in pixels; `wanted` where the user has
/// chosen none.
int dockHeight(const QString& view, int wanted = 330);
void setDockHeight(const QString& view, int pixels);

/// Whether the start page still shows "Three keys are enough".
bool hintWanted();
void setHintWanted(bool wanted);

/// Whether a wide window shows the panel at the left (palette) or right (inspector).
bool panelWanted(const QString& panel);
void setPanelWanted(const QString& panel, bool wanted);

/// Whether pictures change at once, without anything that moves; by default as the desktop says, where that can be read.
bool reducedMotion();
void setReducedMotion(bool reduced);

/// Whether gradients of vectors are drawn as columns.
bool columnGradients();
void setColumnGradients(bool columns);

/// Full paths, the latest first, at most eight.
QStringList recentFiles();
void rememberFile(const QString& path);
void forgetFile(const QString& path);
void forgetAllFiles();

}  // namespace ui

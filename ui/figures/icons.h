#pragma once

#include <QColor>
#include <QIcon>
#include <QString>

namespace ui {

/// The drawing `:/icons/NAME.svg` in `ink`, sharp at every screen scale; disabled it is paler.
QIcon iconNamed(const QString& name, const QColor& ink);

/// The program's mark.
QIcon programIcon();

}  // namespace ui

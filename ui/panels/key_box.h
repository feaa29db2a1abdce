#pragma once

#include <QColor>
#include <QPointF>
#include <QSizeF>
#include <QString>

class QPainter;

namespace ui {

/// The size of a key drawn as a small box: "Ctrl ⏎".
QSizeF keyBoxSize(const QString& key);

/// Draws the box with its top left corner at `corner`, its border and text in a paler `ink`.
void drawKeyBox(QPainter& painter, QPointF corner, const QString& key, const QColor& ink);

/// A shortcut as the boxes show it: "Ctrl ⏎" for Ctrl+Return.
QString keyText(const QString& shortcut);

}  // namespace ui

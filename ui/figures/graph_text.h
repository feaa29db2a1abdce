#pragma once

#include <QPointF>
#include <QSizeF>
#include <QString>

#include "ui/figures/text_style.h"

class QColor;
class QPainter;

namespace ui {

// Texts of a node or wire, centred on a point and made smaller where they would leave their outline.

QSizeF texSize(const QString& tex, double pixelSize);

/// A formula, scaled down to `room` px.
void paintTexCentred(QPainter& painter, QPointF centre, const QString& tex, double pixelSize,
                     const QColor& colour, double room = 1e9);

/// A name and plain text that follows it: "t = class 2".
void paintNameCentred(QPainter& painter, QPointF centre, const QString& tex, const QString& tail,
                      const QColor& colour, double room);

/// Plain text, scaled down to `room` px but not below 8 px; then elided in the middle.
void paintTextFitted(QPainter& painter, QPointF centre, const QString& text, TextStyle style,
                     const QColor& colour, double room);

}  // namespace ui

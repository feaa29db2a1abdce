#pragma once

#include <QRectF>
#include <QString>

#include <span>

#include "ui/model/theme.h"

class QPainter;

namespace ui {

/// Size of the box that `paintMessage` draws.
QSizeF messageSize(const QString& title, const QString& body);

/// A message in the canvas: what is wrong, where, why, and the way out.
void paintMessage(QPainter& painter, QPointF topLeft, const QString& title, const QString& body,
                  const Theme& theme);

/// Where a box of `size` stands beside `node` and inside `view`, never on the node: below, else above, else at a side; where it would
/// cover `others` there, further away.
QPointF messagePlace(QSizeF size, const QRectF& node, const QRectF& view, std::span<const QRectF> others = {});

/// Dots from a port that misses a wire to the message about it.
void paintMessageLine(QPainter& painter, QPointF port, const QRectF& message, const Theme& theme);

}  // namespace ui

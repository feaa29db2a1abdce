#pragma once

#include <QPainterPath>
#include <QRectF>

namespace ui {

/// The parts of an open path of lines and curves that lie outside of `hole`, where something stands on the line; curves stay
/// curves.
QPainterPath pathOutside(const QPainterPath& path, const QRectF& hole);

}  // namespace ui

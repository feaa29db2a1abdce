#pragma once

#include <QColor>

#include "ui/figures/graph_geometry.h"
#include "ui/figures/graph_look.h"
#include "ui/model/theme.h"

class QPainter;

namespace ui {

/// How much of a graph is drawn when it is seen from afar.
enum class Detail { Whole, Name, Outline };

/// Line, arrow head, labels and pill of a wire; the arrow points back, the way that the gradient goes.
void paintWire(QPainter& painter, const WireGeometry& geometry, const WireLook& look, const Theme& theme,
               Detail detail = Detail::Whole);

/// "upstream" or "downstream" at a wire of the active node: on top of everything.
void paintWirePill(QPainter& painter, const WireGeometry& geometry, const WireLook& look, const Theme& theme);

/// The ring at the end of a wire.
void paintPort(QPainter& painter, QPointF at, WireState state, const Theme& theme, double radius = 4.5);

/// A few words on a round coloured ground.
void paintPill(QPainter& painter, QPointF centre, const QString& text, const QColor& ground,
               const Theme& theme);

const QColor& wireColour(WireState state, const Theme& theme);
double wireWidth(WireState state);

/// A rectangle that holds all that `paintWire` paints.
QRectF paintedRect(const WireGeometry& geometry);

}  // namespace ui

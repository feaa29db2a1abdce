#pragma once

#include <QColor>

#include "ui/figures/graph_drawing.h"
#include "ui/figures/graph_look.h"
#include "ui/model/theme.h"

class QPainter;

namespace ui {

/// A graph at one moment: everything that is drawn of it, on the screen and in files.
struct GraphPicture {
  GraphDrawing drawing;
  GraphLooks looks;

  /// All that is painted lies within.
  QRectF bounds() const;
};

/// `moment` may be null: nothing has run yet.
GraphPicture pictureOf(const Sheet& sheet, const Moment* moment);
/// The same of a drawing and facts that are kept from step to step.
GraphPicture pictureOf(GraphDrawing drawing, const Moment& moment, const RunFacts& facts);

/// Paints the whole graph in scene units, with a transparent ground.
void paintGraph(QPainter& painter, const GraphPicture& picture, const Theme& theme);

const QColor& inkOf(Ink ink, const Theme& theme);

}  // namespace ui

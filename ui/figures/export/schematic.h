#pragma once

#include <QPainterPath>
#include <QPointF>
#include <QRectF>
#include <QString>

#include <array>
#include <vector>

#include "ui/figures/export/figure_request.h"
#include "ui/figures/export/page_flow.h"
#include "ui/figures/graph_drawing.h"
#include "ui/figures/graph_look.h"
#include "ui/figures/sentence.h"
#include "ui/model/moment.h"

class QPainter;

namespace ui {

/// Between a node and its numbers beside it, and between two labels on a line.
inline constexpr double asideGap = 4, wordGap = 7;

/// A node of a schematic: a circle, or as wide as its text; without an outline the text alone.
struct SchematicNode {
  std::size_t position = 0;  ///< in the graph
  QPointF centre = {};
  QSizeF half = {};  ///< half its width and height
  bool outlined = true;
  QString text = {};
  bool isTex = true;
  Ink line = Ink::Muted;     ///< `Muted` stands for the body's ink
  bool filled = false;       ///< in the tint of parameters
  Outline outline = Outline::Idle;
  WireLabel above = {}, below = {}, underneath = {};  ///< value, operation, gradient
  QPointF abovePlace = {}, belowPlace = {}, underneathPlace = {};  ///< centres of the labels, from the node's
  bool numbersAside = false;  ///< of a leaf on a low page: at its left, the value over the gradient
  bool oneLine = false;       ///< on a low page: operation and gradient stand beside each other
  double stub = 0;  ///< of a circuit: the straight part of its wire, which carries the numbers
};

/// A line from node to node: straight to the beginning of the curve, then along it.
struct SchematicEdge {
  std::size_t from = 0, to = 0, argument = 0;  ///< indices into the nodes; of the line that leads out: the same
  QPointF start = {};
  std::array<QPointF, 4> curve = {};
  std::vector<QPointF> corners = {};  ///< of a line between rows of the page, in place of the curve
  WireState state = WireState::Idle;
  bool dashed = false;
  bool arrow = false;
  bool lit = false;
  WireLabel label = {};  ///< on the line, which leaves room for it
  double labelAt = 0.5;

  QPointF at(double t) const;
  QPointF end() const { return corners.empty() ? curve[3] : corners.back(); }
  QPainterPath path() const;
};

/// A graph in one of the other styles at one moment: what is drawn, as a value.
struct Schematic {
  std::vector<SchematicNode> nodes;
  std::vector<SchematicEdge> edges;
  Sentence note;  ///< said below the drawing
  QRectF bounds;
};

/// The most that is written at nodes and edges on any page, in px; by position in the graph.
struct SchematicExtents {
  std::vector<double> value = {}, gradient = {};
  std::vector<std::vector<double>> local = {};  ///< one an argument

  /// `brief`: numbers with two decimals where that tells enough.
  void add(const GraphDrawing& drawing, const Moment& moment, const FigureRequest& request, bool brief);
};

/// Where nodes, lines and labels of a graph stand on a page; the same at every step.
struct SchematicPlan {
  FigureStyle style = FigureStyle::Circuit;
  std::vector<std::size_t> shown = {};  ///< positions in the graph
  std::vector<SchematicNode> nodes = {};
  std::vector<SchematicEdge> edges = {};  ///< the line that leads out of a circuit last
  PageFlow flow = {};
  QRectF bounds = {};
  bool brief = false;  ///< numbers are short
};

/// Why the style cannot show the graph; empty where it can.
QString whyNotStyle(FigureStyle style, const GraphDrawing& drawing);

/// `written`: with long and with brief numbers; these are taken where the others need more rows.
SchematicPlan planSchematic(const GraphDrawing& drawing, std::span<const QPointF> centres, std::span<const std::size_t> shown,
                            const std::array<SchematicExtents, 2>& written, const FigureRequest& request, const FlowRoom& room);
Schematic schematicAt(const SchematicPlan& plan, const GraphDrawing& drawing, const Moment& moment,
                      const FigureRequest& request);

void paintSchematic(QPainter& painter, const Schematic& schematic, const Theme& theme);

}  // namespace ui

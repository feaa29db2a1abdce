#pragma once

#include <optional>
#include <vector>

#include "ui/figures/graph_look.h"

namespace ui {

/// What a question that is being asked marks on the graph, over what the run shows. Nodes and wires that the graph does
/// not have are passed over.
struct GraphMarks {
  struct OnWire {
    core::NodeId to;
    std::size_t argument = 0;
    bool lit = false;                           ///< in the ink of local gradients, with an arrow that points forward
    std::optional<WireLabel> value = {};        ///< in the place of the value
    std::optional<WireLabel> gradient = {};     ///< in the place of the gradient
    bool operator==(const OnWire&) const = default;
  };
  struct OnNode {
    core::NodeId id;
    bool lit = false;                           ///< outlined as the active node is
    std::optional<Pill> pill = {};              ///< above the node
    QString below = {};                         ///< a few words below it, in the ink of values
    bool operator==(const OnNode&) const = default;
  };
  /// A bracket over some nodes, with a formula in its middle.
  struct Bracket {
    std::vector<core::NodeId> over;
    QString tex;
    bool operator==(const Bracket&) const = default;
  };

  std::vector<OnWire> wires = {};
  std::vector<OnNode> nodes = {};
  std::vector<Bracket> brackets = {};
  /// A node that would be added, and the argument that it would be wired to.
  struct Ghost {
    QPointF centre;
    QString tex;
    core::NodeId to;
    std::size_t argument = 0;
    bool operator==(const Ghost&) const = default;
  };
  std::vector<Ghost> ghosts = {};
  std::vector<core::NodeId> framed = {};        ///< a dashed frame around these
  QString frameNote = {};                       ///< under the frame, in LaTeX
  QString caption = {};                         ///< a line in the lower left corner of the canvas
  bool reveal = false;                          ///< the canvas scrolls as far as they need to be seen
  bool plain = false;                           ///< the step that is shown keeps its own pills and thick wires back

  bool empty() const { return *this == GraphMarks(); }
  bool operator==(const GraphMarks&) const = default;
};

/// Puts the marks of nodes and wires over the looks of `drawing`.
void applyMarks(GraphLooks& looks, const GraphDrawing& drawing, const GraphMarks& marks);

/// Brackets, ghosts and frame, in scene units. The frame is to be painted under the graph, brackets and
/// ghosts over it.
void paintFrame(QPainter& painter, const GraphDrawing& drawing, const GraphMarks& marks, const Theme& theme);
void paintBrackets(QPainter& painter, const GraphDrawing& drawing, const GraphMarks& marks, const Theme& theme);
/// Where the note of the frame stands: where it covers least. Empty where there is none.
QRectF frameNoteRect(const GraphDrawing& drawing, const GraphMarks& marks);
/// The height of the brackets' line: one for all, clear of nodes over them.
double bracketLine(const GraphDrawing& drawing, const GraphMarks& marks);
/// What frame, ghosts and brackets cover; empty where there are none.
QRectF marksRect(const GraphDrawing& drawing, const GraphMarks& marks);

/// Whether a point lies on the brackets where there are several, whose borders can be moved.
bool isOnBrackets(const GraphDrawing& drawing, const GraphMarks& marks, QPointF point);
/// The node under the brackets, the last one excepted, at whose right edge a border would be nearest to `x`.
std::optional<core::NodeId> bracketBorderAt(const GraphDrawing& drawing, const GraphMarks& marks, double x);

}  // namespace ui

#pragma once

#include <QGraphicsScene>
#include <QVariantAnimation>

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "ui/canvas/selection.h"
#include "ui/figures/graph_drawing.h"
#include "ui/figures/graph_look.h"
#include "ui/figures/graph_marks.h"
#include "ui/figures/wire_painter.h"
#include "ui/model/document.h"
#include "ui/model/node_entry.h"
#include "ui/model/theme.h"
#include "ui/model/timeline.h"

namespace ui {

class CapsuleItem;
class LitEntryItem;
class NodeItem;
class PillItem;
class PulseItem;
class WireItem;

/// The items of a sheet at the timeline's moment. Follows document and timeline, and changes only the items
/// that differ.
class CanvasScene : public QGraphicsScene {
  Q_OBJECT

public:
  CanvasScene(Document& document, Timeline& timeline, QObject* parent = nullptr);
  ~CanvasScene() override;

  const GraphDrawing& drawing() const { return drawing_; }
  const GraphLooks& looks() const { return looks_; }
  const Theme& theme() const { return theme_; }
  void setTheme(const Theme& theme);
  /// Measures the texts of the nodes anew: formulas of theirs have been typeset.
  void measureTexts();

  const Selection& selection() const { return selection_; }
  void setSelection(Selection selection);
  /// The node that keys act on; empty where there is none.
  const std::optional<core::NodeId>& focused() const { return focused_; }
  void setFocused(std::optional<core::NodeId> id, bool visible = false);
  void setHovered(std::optional<core::NodeId> node, std::optional<WireId> wire = {});
  const std::optional<core::NodeId>& hovered() const { return hovered_; }

  /// The number of each forward step on its node.
  void showOrder(bool shown);
  /// How much of the graph can be seen at the view's zoom: what cannot is not made.
  void setDetail(Detail detail);
  /// Without motion a step is there at once, with no pulse before it.
  void setReducedMotion(bool reduced);
  bool isPulsing() const { return pulseClock_.state() == QAbstractAnimation::Running; }
  /// Ends the pulse that introduces a step: the picture of the step stands already.
  void endPulse();

  /// What an open view marks on the graph.
  void setMarks(GraphMarks marks);
  const GraphMarks& marks() const { return marks_; }
  /// Rings around these entries in the strips of their nodes, with their values; of at most two nodes.
  void lightEntries(const NodeEntries& entries);
  /// Rings along these wires, and along the one to the output's capsule.
  void lightWires(const std::vector<core::Wire>& wires, bool capsule);
  /// Which wires are lit; the capsule's is not among them.
  std::vector<WireId> litWires() const;
  bool isCapsuleLit() const;
  /// What is lit, in words: "(1,3): 0.20" for each node.
  QStringList litTexts() const;
  /// The entry whose cell of a strip lies under a point; nothing where strips are pooled.
  std::optional<NodeEntry> entryAt(QPointF point) const;

  /// The node's problem in words, or what is to be said about its value; empty title where there is nothing.
  ProblemText problemOf(const core::NodeId& id) const;
  /// Lines for a tooltip.
  QString describe(const core::NodeId& id) const;

signals:
  void selectionEdited();
  /// Nodes came, went or moved.
  void drawingChanged();
  /// The line in the corner came or went.
  void captionChanged();

private:
  void onSheetChanged();
  void showDrawing();
  void onTraceChanged();
  void updateLooks();
  void syncItems();
  void showAll();
  /// A step that was just taken is introduced by a pulse along its wires.
  void pulse();
  void showPills();
  void updateHighlights();
  void showLit();

  Document& document_;
  Timeline& timeline_;
  Theme theme_;
  GraphDrawing drawing_;
  GraphLooks looks_;
  std::unique_ptr<RunFacts> facts_;
  std::map<core::NodeId, NodeItem*> nodes_;
  std::map<WireId, WireItem*> wires_;
  std::vector<NodeItem*> nodeAt_;  // by position
  std::vector<WireItem*> wireAt_;  // as in the geometry
  CapsuleItem* capsule_;
  PillItem* pills_[2];  // downstream, upstream
  PulseItem* pulse_;
  QVariantAnimation pulseClock_;
  std::shared_ptr<const core::Trace> pulsedTrace_;  // of the step that was shown last
  int pulsedCursor_ = 0;
  int pulsedWires_ = 0;
  bool reducedMotion_ = false;
  bool order_ = false;
  Detail detail_ = Detail::Whole;
  FreshEntries fresh_;  ///< as they are shown
  GraphMarks marks_;
  LitEntryItem* lit_[2];
  NodeEntries litEntries_;
  Selection selection_;
  bool renamed_ = false;  // a selected node may have another name: told when it is drawn
  std::optional<core::NodeId> focused_;
  bool focusVisible_ = false;
  std::optional<core::NodeId> hovered_;
  std::optional<WireId> hoveredWire_;
};

}  // namespace ui

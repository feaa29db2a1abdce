// What the canvas does to the sheet when a command is given: by key, menu or the window.
#include <QUndoStack>

#include "core/functions/catalogue.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/move_nodes.h"
#include "ui/canvas/wire_candidates.h"
#include "ui/model/edits.h"
#include "ui/model/layout.h"
#include "ui/model/names.h"

namespace ui {

void CanvasView::selectAll() {
  Selection all;
  for (const core::NodePointer& node : document_.graph().nodes()) all.nodes.insert(node->id);
  for (const core::Wire& wire : document_.graph().wires()) all.wires.insert({wire.to, wire.argument});
  scene_->setSelection(std::move(all));
}

void CanvasView::deleteSelection() {
  const Selection selection = scene_->selection();
  if (selection.empty()) return;
  const int count = static_cast<int>(selection.nodes.size());
  const QString text = count == 0 ? tr("Delete %n wire(s)", nullptr, static_cast<int>(selection.wires.size()))
                       : count == 1
                           ? tr("Delete %1").arg(plainName(*document_.graph().find(*selection.nodes.begin())))
                           : tr("Delete %n node(s)", nullptr, count);
  document_.tryEdit(text, [&](Sheet& sheet) {
    for (const WireId& wire : selection.wires) {
      if (!selection.nodes.contains(wire.to)) ui::disconnect(sheet, wire.to, wire.argument);
    }
    const std::vector<core::NodeId> nodes(selection.nodes.begin(), selection.nodes.end());
    if (!nodes.empty()) removeNodes(sheet, nodes);
  });
}

void CanvasView::duplicateSelection() {
  const std::vector<core::NodeId> nodes = selectedNodes();
  if (nodes.empty()) return;
  std::vector<core::NodeId> copies;
  const auto count = static_cast<int>(nodes.size());
  const bool done = document_.tryEdit(tr("Duplicate %n node(s)", nullptr, count), [&](Sheet& sheet) {
    copies = duplicate(sheet, nodes, QPointF(2 * gridSide, 4 * gridSide));
  });
  if (done) setSelection({{copies.begin(), copies.end()}, {}});
}

void CanvasView::layOut() {
  document_.tryEdit(tr("Lay out the graph"), [](Sheet& sheet) { sheet.positions = layoutOf(sheet.graph); });
  fitAll();
}

void CanvasView::makeOutput(const core::NodeId& id) {
  const core::Node* node = document_.graph().find(id);
  if (!node) return;
  const QString name = plainName(*node);
  const bool done = document_.tryEdit(tr("Make %1 the output").arg(name),
                                      [&](Sheet& sheet) { sheet.graph = sheet.graph.withOutput(id); });
  if (done) emit said(tr("%1 is the output: backpropagation starts from it.").arg(name));
}

void CanvasView::place(const core::Function& function, QPointF centre, const WireOrigin& origin) {
  core::NodeId id;
  const bool done = document_.tryEdit(tr("Add %1").arg(title(function)), [&](Sheet& sheet) {
    id = addNode(sheet, function, centre);
    if (!origin || !sheet.graph.find(origin->node)) return;
    if (!origin->isOutput) return ui::connect(sheet, id, origin->node, origin->argument);
    if (function.isLeaf()) return;
    // The first argument that takes it; where none fits, the first one, marked with what does not fit.
    std::size_t argument = 0;
    for (const WireCandidate& candidate :
         candidatesFor(drawingOf(sheet), outputOf(drawingOf(sheet), origin->node))) {
      if (candidate.port.node != id || candidate.fit != WireCandidate::Fit::Fits) continue;
      argument = candidate.port.argument;
      break;
    }
    ui::connect(sheet, origin->node, id, argument);
  });
  if (done) select(id);
}

void CanvasView::moveFocus(QPointF direction) {
  std::optional<core::NodeId> from = scene_->focused();
  if (!from && !scene_->selection().nodes.empty()) from = *scene_->selection().nodes.begin();
  std::optional<core::NodeId> to;
  if (from)
    to = neighbour(scene_->drawing(), *from, direction);
  else if (!document_.graph().empty())
    to = document_.graph().node(scene_->drawing().order.front()).id;
  if (!to) return;
  scene_->setSelection({{*to}, {}});
  scene_->setFocused(to, true);
  reveal(*to);
}

void CanvasView::nudge(QPointF offset) {
  const std::vector<core::NodeId> nodes = selectedNodes();
  if (nodes.empty()) return;
  if (nudgeGesture_ == 0) nudgeGesture_ = document_.newGesture();
  document_.tryEdit(
      tr("Move %n node(s)", nullptr, static_cast<int>(nodes.size())),
      [&](Sheet& sheet) { moveNodes(sheet, nodes, offset); }, nudgeGesture_);
  reveal(nodes.front());
}

}  // namespace ui

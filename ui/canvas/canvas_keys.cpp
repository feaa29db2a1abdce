// Keys and menus of the canvas.
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>

#include "ui/canvas/canvas_view.h"
#include "ui/canvas/draw_wire.h"
#include "ui/canvas/move_nodes.h"
#include "ui/model/edits.h"
#include "ui/model/gate_words.h"
#include "ui/model/names.h"

namespace ui {
namespace {

/// Unit vector of an arrow key; null for other keys.
QPointF arrow(int key) {
  switch (key) {
    case Qt::Key_Left: return {-1, 0};
    case Qt::Key_Right: return {1, 0};
    case Qt::Key_Up: return {0, -1};
    case Qt::Key_Down: return {0, 1};
    default: return {};
  }
}

}  // namespace

void CanvasView::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape && (gesture_ || !scene_->selection().empty())) {
    if (gesture_)
      cancelGesture();
    else
      scene_->setSelection({});
    return event->accept();
  }
  if (keyboardWire_ && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
    endGesture();
    return event->accept();
  }
  if (gesture_) return event->accept();
  const QPointF direction = arrow(event->key());
  if (!direction.isNull() && event->modifiers() == Qt::ControlModifier) return nudge(gridSide * direction);
  if (!direction.isNull() && event->modifiers() == Qt::NoModifier) return moveFocus(direction);
  if (handleViewKey(event) || handleNodeKey(event)) return event->accept();
  event->ignore();
}

bool CanvasView::handleViewKey(QKeyEvent* event) {
  const Qt::KeyboardModifiers modifiers = event->modifiers();
  const bool plain = modifiers == Qt::NoModifier;
  const bool control = modifiers == Qt::ControlModifier;
  const bool shift = modifiers == Qt::ShiftModifier;
  switch (event->key()) {
    case Qt::Key_Space:
      if (!plain) return false;
      if (event->isAutoRepeat()) return true;
      spaceHeld_ = true;
      spacePanned_ = false;
      updateCursor();
      return true;
    case Qt::Key_A:
      if (control)
        selectAll();
      else if (shift)
        emit searchRequested(searchPoint(), std::nullopt);
      return control || shift;
    case Qt::Key_D:
      if (control || shift) duplicateSelection();
      return control || shift;
    case Qt::Key_F:
      if (plain)
        fitSelection();
      else if (shift)
        fitAll();
      return plain || shift;
    case Qt::Key_L:
      if (control) layOut();
      return control;
    case Qt::Key_0:
      if (control) zoomTo100();
      return control;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
      if (plain) deleteSelection();
      return plain;
    default: return false;
  }
}

bool CanvasView::handleNodeKey(QKeyEvent* event) {
  if (event->modifiers() != Qt::NoModifier || scene_->selection().nodes.size() != 1) return false;
  const core::NodeId id = *scene_->selection().nodes.begin();
  switch (event->key()) {
    case Qt::Key_R: emit replaceRequested(id); return true;
    case Qt::Key_C: startKeyboardWire(); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (document_.graph().find(id)->isLeaf()) emit editRequested(id);
      return true;
    default: return false;
  }
}

void CanvasView::keyReleaseEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Control) nudgeGesture_ = 0;
  if (event->key() != Qt::Key_Space || event->isAutoRepeat() || !spaceHeld_)
    return QGraphicsView::keyReleaseEvent(event);
  spaceHeld_ = false;
  updateCursor();
  if (!spacePanned_) emit searchRequested(searchPoint(), std::nullopt);
}

void CanvasView::focusOutEvent(QFocusEvent* event) {
  spaceHeld_ = false;
  if (keyboardWire_) cancelGesture();
  QGraphicsView::focusOutEvent(event);
}

QPointF CanvasView::searchPoint() const {
  const QPoint pointer = viewport()->mapFromGlobal(QCursor::pos());
  return viewport()->rect().contains(pointer) ? scenePoint(pointer) : centre();
}

void CanvasView::startKeyboardWire() {
  const core::NodeId id = *scene_->selection().nodes.begin();
  std::unique_ptr<DrawWire> wire = wireFrom(outputOf(scene_->drawing(), id));
  if (!wire->cycle(1))
    return emit said(
        tr("There is no port that takes a wire from %1.").arg(plainName(*document_.graph().find(id))));
  keyboardWire_ = wire.get();
  gesture_ = std::move(wire);
  emit said(tr("Tab goes to the next port, Enter connects, Esc cancels."));
  viewport()->update();
}

bool CanvasView::focusNextPrevChild(bool next) {
  if (!keyboardWire_) return QGraphicsView::focusNextPrevChild(next);
  keyboardWire_->cycle(next ? 1 : -1);
  viewport()->update();
  return true;
}

void CanvasView::contextMenuEvent(QContextMenuEvent* event) {
  std::optional<core::NodeId> node;
  QPoint at = event->globalPos();
  if (event->reason() == QContextMenuEvent::Mouse) {
    node = nodeAt(scene_->drawing(), scenePoint(viewport()->mapFromGlobal(at)));
  } else if (scene_->selection().nodes.size() == 1) {
    node = *scene_->selection().nodes.begin();
    const auto p = scene_->drawing().graph.position(*node);
    if (p) at = viewport()->mapToGlobal(mapFromScene(scene_->drawing().geometry.nodes[*p].rect.center()));
  }
  const auto wire = node || event->reason() != QContextMenuEvent::Mouse
                        ? std::nullopt
                        : wireAt(scene_->drawing(), scenePoint(viewport()->mapFromGlobal(at)), 6 / zoom());
  if (node) showNodeMenu(*node, at);
  if (wire) showWireMenu(*wire, at);
  event->accept();
}

void CanvasView::showNodeMenu(const core::NodeId& id, QPoint globalPosition) {
  const core::Node* node = document_.graph().find(id);
  if (!node) return;
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  if (node->isLeaf()) menu->addAction(tr("Edit value…"), this, [this, id] { emit editRequested(id); });
  menu->addAction(tr("Replace function…") + QStringLiteral("\tR"), this,
                  [this, id] { emit replaceRequested(id); });
  if (!node->isLeaf()) {
    menu->addAction(tr("Run to here") + "\t" + tr("Ctrl+click"), this, [this, id] { timeline_.runTo(id); });
    QAction* stop = menu->addAction(tr("Stop before this") + QStringLiteral("\tB"));
    stop->setCheckable(true);
    stop->setChecked(timeline_.hasBreakpoint(id));
    connect(stop, &QAction::triggered, this, [this, id] { timeline_.toggleBreakpoint(id); });
  }
  if (document_.graph().output() != id)
    menu->addAction(tr("Make output"), this, [this, id] { makeOutput(id); });
  menu->addAction(tr("All paths to here") + QStringLiteral("\tShift+P"), this,
                  [this] { emit viewRequested(QStringLiteral("paths")); });
  if (scene_->selection().nodes.size() > 1) {
    menu->addAction(tr("Chain rule of selection") + QStringLiteral("\tShift+C"), this,
                    [this] { emit viewRequested(QStringLiteral("chain")); });
  }
  if (const QString gates = gatesAction(document_.graph(), id); !gates.isEmpty())
    menu->addAction(gates, this, [this, id] { emit gatesAsked(id); });
  menu->addSeparator();
  menu->addAction(tr("Duplicate") + QStringLiteral("\tCtrl+D"), this, &CanvasView::duplicateSelection);
  menu->addAction(tr("Delete") + "\t" + tr("Del"), this, &CanvasView::deleteSelection);
  menu->popup(globalPosition);
}

void CanvasView::showWireMenu(const WireId& id, QPoint globalPosition) {
  scene_->setSelection({{}, {id}});
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->addAction(tr("All paths through here"), this, [this] { emit viewRequested(QStringLiteral("paths")); });
  menu->addSeparator();
  menu->addAction(tr("Delete") + "\t" + tr("Del"), this, &CanvasView::deleteSelection);
  menu->popup(globalPosition);
}

}  // namespace ui

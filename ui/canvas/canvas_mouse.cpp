// Mouse, wheel and drag and drop on the canvas.
#include <QApplication>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>

#include "core/functions/catalogue.h"
#include "ui/canvas/box_select.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/drag_bracket.h"
#include "ui/canvas/draw_wire.h"
#include "ui/canvas/move_nodes.h"
#include "ui/canvas/node_item.h"
#include "ui/canvas/wire_cards.h"
#include "ui/figures/text_style.h"
#include "ui/model/edits.h"
#include "ui/model/gate_words.h"
#include "ui/model/names.h"

namespace ui {
namespace {

constexpr double wireReach = 6;  // px on the screen around a wire that count as the wire

}  // namespace

std::unique_ptr<DrawWire> CanvasView::wireFrom(const PortRef& port) {
  return std::make_unique<DrawWire>(
      document_, *scene_, port,
      DrawWire::Reports{[this](const QString& text) { emit said(text); },
                        [this](QPointF at, const PortRef& origin) { emit searchRequested(at, origin); }});
}

void CanvasView::mousePressEvent(QMouseEvent* event) {
  const QPointF at = event->position();
  if (gesture_) cancelGesture();
  cards_->hover({}, {});
  if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && spaceHeld_)) {
    panFrom_ = at;
    spacePanned_ = spaceHeld_;
    updateCursor();
  } else if (event->button() == Qt::LeftButton) {
    startGesture(scenePoint(at), event->modifiers());
  } else if (event->button() == Qt::RightButton) {
    const auto node = nodeAt(scene_->drawing(), scenePoint(at));
    if (node && !scene_->selection().nodes.contains(*node)) select(*node);
  }
  nudgeGesture_ = 0;
  event->accept();
}

void CanvasView::startGesture(QPointF point, Qt::KeyboardModifiers modifiers) {
  const GraphDrawing& drawing = scene_->drawing();
  QToolTip::hideText();
  if (const auto port = portAt(drawing, point); port && detailAt(zoom()) == Detail::Whole) {
    gesture_ = wireFrom(*port);
    return viewport()->update();
  }
  auto node = nodeAt(drawing, point);
  if (!node && isOnBrackets(drawing, scene_->marks(), point)) {
    gesture_ = std::make_unique<DragBracket>(*scene_, [this](const core::NodeId& id) { emit bracketDragged(id); });
    return;
  }
  if (!node && isOnCapsule(drawing, point)) node = drawing.graph.output();
  if (node) {
    if (modifiers == Qt::ControlModifier) {
      select(*node);
      return timeline_.runTo(*node);
    }
    scene_->setFocused(*node);
    Selection clicked{{*node}, {}};
    Selection selection = scene_->selection();
    if (modifiers & Qt::ShiftModifier) {
      clicked = selection;
      if (!clicked.nodes.erase(*node)) clicked.nodes.insert(*node);
      selection.nodes.insert(*node);
    } else if (!selection.nodes.contains(*node)) {
      selection = clicked;
    }
    scene_->setSelection(selection);
    gesture_ = std::make_unique<MoveNodes>(document_, *scene_, *node, point, clicked);
    return;
  }
  if (const auto offer = offerAt(point)) return emit gatesAsked(*offer);
  if (const auto wire = wireAt(drawing, point, wireReach / zoom())) {
    Selection selection =
        modifiers & (Qt::ShiftModifier | Qt::ControlModifier) ? scene_->selection() : Selection{};
    if (!selection.wires.erase(*wire)) selection.wires.insert(*wire);
    return scene_->setSelection(std::move(selection));
  }
  gesture_ = std::make_unique<BoxSelect>(*scene_, point, modifiers);
}

void CanvasView::mouseMoveEvent(QMouseEvent* event) {
  const QPointF at = event->position();
  if (panFrom_) {
    scrollBy(*panFrom_ - at);
    panFrom_ = at;
    fitted_ = false;
    hurry();
  } else if (gesture_) {
    if (event->buttons() & Qt::LeftButton || keyboardWire_)
      gesture_->moved(scenePoint(at), event->modifiers());
    fitted_ = false;
    viewport()->update();
  } else {
    updateHover(scenePoint(at));
  }
}

void CanvasView::mouseReleaseEvent(QMouseEvent* event) {
  if (panFrom_ && (event->button() == Qt::MiddleButton || event->button() == Qt::LeftButton)) {
    panFrom_.reset();
    updateCursor();
  } else if (gesture_ && event->button() == Qt::LeftButton) {
    const QPointF point = scenePoint(event->position());
    const std::unique_ptr<Gesture> finished = std::move(gesture_);
    keyboardWire_ = nullptr;
    finished->released(point, event->modifiers());
    updateHover(point);
    viewport()->update();
  }
}

void CanvasView::cancelGesture() {
  const std::unique_ptr<Gesture> stopped = std::move(gesture_);
  keyboardWire_ = nullptr;
  if (stopped) stopped->cancelled();
  viewport()->update();
}

void CanvasView::endGesture() {
  const std::unique_ptr<Gesture> finished = std::move(gesture_);
  keyboardWire_ = nullptr;
  if (finished) finished->released({}, {});
  viewport()->update();
}

void CanvasView::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  const QPointF point = scenePoint(event->position());
  const auto node = nodeAt(scene_->drawing(), point);
  if (!node) {
    if (const auto wire = wireAt(scene_->drawing(), point, wireReach / zoom()))
      cards_->pin(*wire, event->position());
    else
      emit searchRequested(point, std::nullopt);
  } else if (document_.graph().find(*node)->isLeaf()) {
    emit editRequested(*node);
  }
}

void CanvasView::updateHover(QPointF point) {
  const GraphDrawing& drawing = scene_->drawing();
  const auto before = scene_->hovered();
  const auto port = detailAt(zoom()) == Detail::Whole ? portAt(drawing, point) : std::nullopt;
  const auto node = port ? std::optional(port->node) : nodeAt(drawing, point);
  const auto wire = node ? std::nullopt : wireAt(drawing, point, wireReach / zoom());
  scene_->setHovered(node, wire);
  cards_->hover(wire, viewportTransform().map(point));
  if (before != scene_->hovered()) viewport()->update();
  const bool bracket = !node && isOnBrackets(drawing, scene_->marks(), point);
  viewport()->setCursor(port                         ? Qt::CrossCursor
                        : bracket                    ? Qt::SizeHorCursor
                        : !node && offerAt(point)    ? Qt::PointingHandCursor
                                                     : Qt::ArrowCursor);
  pointAt(node || detailAt(zoom()) != Detail::Whole ? std::nullopt : scene_->entryAt(point));
}

void CanvasView::pointAt(const std::optional<NodeEntry>& entry) {
  if (entry == pointedAt_) return;
  pointedAt_ = entry;
  const NodeEntries entries = entry ? NodeEntries{*entry} : NodeEntries();
  scene_->lightEntries(entries);
  emit entriesLit(entries);
}

void CanvasView::updateCursor() {
  viewport()->setCursor(panFrom_ ? Qt::ClosedHandCursor : spaceHeld_ ? Qt::OpenHandCursor : Qt::ArrowCursor);
}

void CanvasView::leaveEvent(QEvent* event) {
  scene_->setHovered({});
  pointAt({});
  cards_->hover({}, {});
  viewport()->update();
  QGraphicsView::leaveEvent(event);
}

void CanvasView::wheelEvent(QWheelEvent* event) {
  if (event->modifiers() & Qt::ControlModifier) {
    const double notches = event->angleDelta().y() / 120.0;
    setZoom(zoom() * std::pow(1.2, notches), event->position());
  } else {
    const bool sideways = event->modifiers() & Qt::ShiftModifier;
    QPointF by =
        event->pixelDelta().isNull() ? QPointF(event->angleDelta()) / 2 : QPointF(event->pixelDelta());
    if (sideways && by.x() == 0) by = by.transposed();
    scrollBy(-by);
    fitted_ = false;
  }
  hurry();
  event->accept();
}

void CanvasView::readDrop(const QDropEvent& event) {
  drop_ = {};
  const QByteArray name = event.mimeData()->data(functionMimeType);
  drop_.function =
      core::findFunction(std::string_view(name.constData(), static_cast<std::size_t>(name.size())));
  drop_.at = scenePoint(event.position());
  if (drop_.function) drop_.replaces = nodeAt(scene_->drawing(), drop_.at);
}

void CanvasView::dragEnterEvent(QDragEnterEvent* event) {
  if (!event->mimeData()->hasFormat(functionMimeType)) return event->ignore();
  readDrop(*event);
  event->acceptProposedAction();
  viewport()->update();
}

void CanvasView::dragMoveEvent(QDragMoveEvent* event) {
  readDrop(*event);
  if (drop_.function)
    event->acceptProposedAction();
  else
    event->ignore();
  viewport()->update();
}

void CanvasView::dragLeaveEvent(QDragLeaveEvent* event) {
  drop_ = {};
  viewport()->update();
  event->accept();
}

void CanvasView::dropEvent(QDropEvent* event) {
  readDrop(*event);
  const Drop drop = std::exchange(drop_, {});
  viewport()->update();
  if (!drop.function) return event->ignore();
  event->acceptProposedAction();
  setFocus();
  fitted_ = false;
  if (!drop.replaces) return place(*drop.function, drop.at);
  if (event->modifiers() & Qt::ControlModifier) return emit exchangeDropped(*drop.replaces, *drop.function);

  Replacement outcome;
  const QString before = plainName(*document_.graph().find(*drop.replaces));
  const bool done = document_.tryEdit(
      tr("Replace %1 by %2").arg(before, title(*drop.function)),
      [&](Sheet& sheet) { outcome = replaceFunction(sheet, *drop.replaces, *drop.function); });
  if (!done) return;
  select(*drop.replaces);
  const QStringList lost(outcome.lostWires.begin(), outcome.lostWires.end());
  emit said(lost.isEmpty() ? tr("%1 was replaced by %2.").arg(before, title(*drop.function))
                           : tr("%1 was replaced by %2; these arguments have no place there: %3.")
                                 .arg(before, title(*drop.function), lost.join(", ")));
}

void CanvasView::paintDrop(QPainter& painter) const {
  const Theme& theme = scene_->theme();
  QPen pen(theme.accent, 2, Qt::DashLine);
  painter.setPen(pen);
  painter.setBrush(Qt::NoBrush);
  if (!drop_.replaces) {
    painter.drawRoundedRect(QRectF(drop_.at.x() - 51, drop_.at.y() - 29, 102, 58), 9, 9);
    drawTextCentred(painter, drop_.at, title(*drop_.function), {.pixelSize = 13, .weight = QFont::DemiBold},
                    theme.accent);
    return;
  }
  const auto p = scene_->drawing().graph.position(*drop_.replaces);
  if (!p) return;
  const QRectF rect = scene_->drawing().geometry.nodes[*p].rect;
  painter.drawRoundedRect(rect.adjusted(-5, -5, 5, 5), 13, 13);
  paintPill(painter, QPointF(rect.center().x(), rect.top() - 16),
            tr("replace by %1").arg(title(*drop_.function)), theme.accent, theme);
}

bool CanvasView::viewportEvent(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QGraphicsView::viewportEvent(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const QPointF point = scenePoint(help->pos());
  QString text;
  const auto port = portAt(scene_->drawing(), point);
  if (port && !port->isOutput) {
    const core::Node* node = document_.graph().find(port->node);
    const std::string_view name = node ? node->function->argument(port->argument).name : std::string_view();
    text = tr("Argument: %1").arg(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
  } else if (const auto node = nodeAt(scene_->drawing(), point)) {
    if (scene_->problemOf(*node).title.isEmpty()) text = scene_->describe(*node);
  } else if (const auto offer = offerAt(point)) {
    text = gatesAction(document_.graph(), *offer);
  }
  if (text.isEmpty())
    QToolTip::hideText();
  else
    QToolTip::showText(help->globalPos(), text, viewport());
  return true;
}

}  // namespace ui

#include "ui/canvas/canvas_view.h"

#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

#include "ui/canvas/draw_wire.h"
#include "ui/canvas/message_box.h"
#include "ui/canvas/move_nodes.h"
#include "ui/canvas/node_item.h"
#include "ui/canvas/view_controls.h"
#include "ui/canvas/wire_cards.h"
#include "ui/figures/math_typesetter.h"
#include "ui/figures/text_style.h"
#include "ui/model/edits.h"

namespace ui {
namespace {

constexpr double leastZoom = 0.1;
constexpr double leastFit = 0.01;  // what fits a long graph into the view
constexpr double greatestZoom = 4;
constexpr double zoomStep = 1.2;
constexpr double captionHeight = 18;  // of the line in the corner
constexpr double plane = 2e5;         // side of the plane that can be scrolled over
constexpr qsizetype manyItems = 600;  // from here on, smooth edges wait until things rest

}  // namespace

CanvasView::CanvasView(Document& document, Timeline& timeline, QWidget* parent)
    : QGraphicsView(parent),
      document_(document),
      timeline_(timeline),
      scene_(new CanvasScene(document, timeline, this)),
      controls_(nullptr),
      cards_(new WireCards(*this, timeline)) {
  setScene(scene_);
  setSceneRect(-plane / 2, -plane / 2, plane, plane);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setTransformationAnchor(NoAnchor);
  setResizeAnchor(NoAnchor);
  setRenderHint(QPainter::Antialiasing);
  setOptimizationFlag(DontSavePainterState);
  setViewportUpdateMode(SmartViewportUpdate);
  setFocusPolicy(Qt::StrongFocus);
  setAcceptDrops(true);
  viewport()->setMouseTracking(true);
  setAccessibleName(tr("Canvas"));
  setAccessibleDescription(
      tr("The graph: functions and the wires between them. Arrow keys move between nodes, "
         "Space searches for a function, C begins a wire."));
  rest_.setSingleShot(true);
  rest_.setInterval(150);
  connect(&rest_, &QTimer::timeout, this, [this] {
    setRenderHint(QPainter::Antialiasing);
    viewport()->update();
  });
  const auto refreshOffers = [this] { offers_.refresh(document_.sheet(), scene_->selection()); };
  connect(&document, &Document::sheetChanged, this, refreshOffers);
  connect(scene_, &CanvasScene::selectionEdited, this, [this, refreshOffers] {
    refreshOffers();
    viewport()->update();
    emit selectionChanged(selectedNodes());
  });
  connect(scene_, &CanvasScene::drawingChanged, viewport(), qOverload<>(&QWidget::update));
  connect(scene_, &CanvasScene::captionChanged, this, &CanvasView::keepFitted);
  connect(&document, &Document::renamed, cards_, &WireCards::rename);
  connect(&document, &Document::opened, this, [this] {
    gesture_.reset();
    keyboardWire_ = nullptr;
    const ViewState& view = document_.view();
    if (view.centre)
      look(*view.centre, view.zoom);
    else
      fitAll();
  });
  controls_ = new ViewControls(*this, document);
}

CanvasView::~CanvasView() = default;

void CanvasView::setTheme(const Theme& theme) {
  scene_->setTheme(theme);
  controls_->setTheme(theme);
  cards_->setTheme(theme);
  viewport()->update();
}

void CanvasView::setReserved(const QMargins& margins) {
  reserved_ = margins;
  keepFitted();
}

std::vector<core::NodeId> CanvasView::selectedNodes() const {
  return {scene_->selection().nodes.begin(), scene_->selection().nodes.end()};
}

std::vector<core::Wire> CanvasView::selectedWires() const {
  std::vector<core::Wire> wires;
  for (const WireId& id : scene_->selection().wires) {
    const core::Node* node = document_.graph().find(id.to);
    if (node != nullptr && id.argument < node->inputs.size() && node->inputs[id.argument])
      wires.push_back({*node->inputs[id.argument], id.to, id.argument});
  }
  return wires;
}

void CanvasView::select(const core::NodeId& id) {
  scene_->setFocused(id);
  setSelection({{id}, {}});
}

void CanvasView::setSelection(const Selection& selection) {
  scene_->setSelection(selection.within(document_.graph()));
}

void CanvasView::reveal(const core::NodeId& id) {
  const auto position = scene_->drawing().graph.position(id);
  if (position) reveal(scene_->drawing().geometry.nodes[*position].rect.adjusted(-20, -50, 20, 30));
}

void CanvasView::showMarks(GraphMarks marks) {
  const bool wanted = marks.reveal;
  scene_->setMarks(std::move(marks));
  if (wanted) {
    if (!beforeMarks_) beforeMarks_ = Place{centre(), zoom(), fitted_};
    const QRectF covered = marksRect(scene_->drawing(), scene_->marks());
    if (covered.isNull()) return;
    // What is too large at this zoom is shown with the whole graph.
    const QRectF seen = viewportTransform().mapRect(covered), area = freeArea();
    if (seen.width() > area.width() || seen.height() > area.height())
      fit(scene_->drawing().geometry.bounds | covered.adjusted(-10, -10, 10, 10));
    else
      reveal(covered.adjusted(-10, -10, 10, 10));
    shownForMarks_ = Place{centre(), zoom(), false};
  } else if (const auto before = std::exchange(beforeMarks_, {})) {
    // Who has scrolled meanwhile stays where he is.
    const QPointF moved = centre() - shownForMarks_.centre;
    if (QPointF::dotProduct(moved, moved) > 1 || zoom() != shownForMarks_.zoom) return;
    look(before->centre, before->zoom);
    fitted_ = before->fitted;
    keepFitted();
  }
}

void CanvasView::reveal(const QRectF& scene) {
  const QRectF rect = mapFromScene(scene).boundingRect();
  const QRectF area = freeArea();
  const auto shift = [](double low, double high, double least, double most) {
    if (high - low > most - least || low < least) return low - least;
    return high > most ? high - most : 0.0;
  };
  const QPointF by(shift(rect.left(), rect.right(), area.left(), area.right()),
                   shift(rect.top(), rect.bottom(), area.top(), area.bottom()));
  if (by.isNull()) return;
  scrollBy(by);
}

bool CanvasView::showsOffers() const { return scene_->marks().empty() && detailAt(zoom()) == Detail::Whole; }

std::optional<core::NodeId> CanvasView::offerAt(QPointF point) const {
  return showsOffers() ? offers_.at(scene_->drawing(), point) : std::nullopt;
}

QPointF CanvasView::scenePoint(QPointF inViewport) const {
  return viewportTransform().inverted().map(inViewport);
}

QPointF CanvasView::centre() const { return scenePoint(QRectF(viewport()->rect()).center()); }

void CanvasView::scrollBy(QPointF pixels) {
  horizontalScrollBar()->setValue(horizontalScrollBar()->value() + static_cast<int>(std::lround(pixels.x())));
  verticalScrollBar()->setValue(verticalScrollBar()->value() + static_cast<int>(std::lround(pixels.y())));
}

void CanvasView::setZoom(double zoom, QPointF anchor) {
  zoom = std::clamp(zoom, std::min(leastZoom, this->zoom()), greatestZoom);
  const QPointF kept = scenePoint(anchor);
  setTransform(QTransform::fromScale(zoom, zoom));
  scene_->setDetail(detailAt(zoom));
  scrollBy(viewportTransform().map(kept) - anchor);
  fitted_ = false;
  emit zoomChanged(zoom);
}

void CanvasView::look(QPointF centre, double zoom) {
  const QPointF middle = QRectF(viewport()->rect()).center();
  setZoom(zoom, middle);
  scrollBy(viewportTransform().map(centre) - middle);
}

QRectF CanvasView::freeArea() const {
  const double below = scene_->marks().caption.isEmpty() ? 16 : 16 + captionHeight;
  return QRectF(viewport()->rect()).marginsRemoved(QMarginsF(reserved_) + QMarginsF(16, 44, 16, below));
}

void CanvasView::fit(const QRectF& scene) {
  if (scene.isEmpty()) return look({}, 1);
  const QRectF area = freeArea();
  if (area.width() < 10 || area.height() < 10) return;
  const double zoom =
      std::clamp(std::min(area.width() / scene.width(), area.height() / scene.height()), leastFit, 1.0);
  setTransform(QTransform::fromScale(zoom, zoom));
  scene_->setDetail(detailAt(zoom));
  scrollBy(viewportTransform().map(scene.center()) - area.center());
  emit zoomChanged(zoom);
}

void CanvasView::fitAll() {
  fit(scene_->drawing().geometry.bounds | offers_.bounds(scene_->drawing()));
  fitted_ = true;
}

void CanvasView::fitSelection() {
  QRectF bounds;
  for (const core::NodeId& id : scene_->selection().nodes) {
    if (const auto p = scene_->drawing().graph.position(id)) {
      bounds |= scene_->drawing().geometry.nodes[*p].rect.adjusted(-30, -60, 30, 40);
    }
  }
  if (bounds.isEmpty()) return fitAll();
  fit(bounds);
  fitted_ = false;
}

void CanvasView::keepFitted() {
  if (fitted_) fitAll();
  controls_->place();
}

void CanvasView::zoomTo100() { setZoom(1, QRectF(viewport()->rect()).center()); }
void CanvasView::zoomIn() { setZoom(zoom() * zoomStep, QRectF(viewport()->rect()).center()); }
void CanvasView::zoomOut() { setZoom(zoom() / zoomStep, QRectF(viewport()->rect()).center()); }

void CanvasView::hurry() {
  if (scene_->items().size() < manyItems) return;
  setRenderHint(QPainter::Antialiasing, false);
  rest_.start();
}

void CanvasView::customEvent(QEvent* event) {
  if (event->type() == formulasArrived()) scene_->measureTexts();
}

void CanvasView::resizeEvent(QResizeEvent* event) {
  QGraphicsView::resizeEvent(event);
  keepFitted();
}

void CanvasView::showEvent(QShowEvent* event) {
  QGraphicsView::showEvent(event);
  keepFitted();
}

void CanvasView::scrollContentsBy(int dx, int dy) {
  QGraphicsView::scrollContentsBy(dx, dy);
  viewport()->update();  // marks in front keep their place on the screen
}

QPointF CanvasView::freePlace() const {
  const QPointF middle = scenePoint(freeArea().center());
  QPointF place(std::round(middle.x() / gridSide) * gridSide, std::round(middle.y() / gridSide) * gridSide);
  const auto covered = [&] {
    const QRectF room(place.x() - 60, place.y() - 40, 120, 80);
    return !within(scene_->drawing(), room).nodes.empty();
  };
  for (int tries = 0; tries < 40 && covered(); ++tries)
    place += QPointF(tries % 5 == 4 ? -240 : 60, tries % 5 == 4 ? 80 : 0);
  return place;
}

void CanvasView::drawBackground(QPainter* painter, const QRectF& rect) {
  painter->fillRect(rect, scene_->theme().canvas);
  paintGrid(*painter, rect);
  paintFrame(*painter, scene_->drawing(), scene_->marks(), scene_->theme());
}

void CanvasView::paintGrid(QPainter& painter, const QRectF& rect) const {
  const double side = zoom() < 0.5 ? 5 * gridSide : gridSide;
  if (zoom() * side < 12) return;
  // Squares of whole pixels: points, even plain ones, go through the stroker and took a quarter of a frame.
  const QTransform toPixels = painter.worldTransform();
  QVarLengthArray<QRect, 2048> dots;
  for (double y = std::floor(rect.top() / side) * side; y <= rect.bottom(); y += side) {
    for (double x = std::floor(rect.left() / side) * side; x <= rect.right(); x += side)
      dots.append(QRect(toPixels.map(QPointF(x, y)).toPoint() - QPoint(1, 1), QSize(2, 2)));
  }
  const bool smooth = painter.testRenderHint(QPainter::Antialiasing);
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.resetTransform();
  QColor dot = scene_->theme().gridDot;
  dot.setAlphaF(0.6F);
  painter.setPen(Qt::NoPen);
  painter.setBrush(dot);
  painter.drawRects(dots.constData(), static_cast<int>(dots.size()));
  painter.setWorldTransform(toPixels);
  painter.setRenderHint(QPainter::Antialiasing, smooth);
}

void CanvasView::drawForeground(QPainter* painter, const QRectF&) {
  if (gesture_) gesture_->paint(*painter, scene_->theme());
  if (drop_.function) paintDrop(*painter);
  paintBrackets(*painter, scene_->drawing(), scene_->marks(), scene_->theme());
  if (showsOffers()) offers_.paint(*painter, scene_->drawing(), scene_->theme());
  painter->save();
  painter->resetTransform();
  paintCaption(*painter);
  paintMessages(*painter);
  painter->restore();
}

void CanvasView::paintCaption(QPainter& painter) const {
  const QString& caption = scene_->marks().caption;
  if (caption.isEmpty()) return;
  const QPointF baseline(16, viewport()->height() - reserved_.bottom() - 14);
  // On the canvas' own ground: wires may run below it.
  QColor ground = scene_->theme().canvas;
  ground.setAlphaF(0.88F);
  painter.fillRect(QRectF(baseline.x() - 4, baseline.y() - 14, textWidth(caption, {.pixelSize = 12}) + 8, 19), ground);
  drawText(painter, baseline, caption, {.pixelSize = 12}, scene_->theme().muted);
}

void CanvasView::paintMessages(QPainter& painter) const {
  const Theme& theme = scene_->theme();
  if (document_.graph().empty() && !drop_.function) {
    drawTextCentred(painter, QRectF(viewport()->rect()).center(),
                    tr("Drag a function here, press Space to search, or open a lesson."), {.pixelSize = 14},
                    theme.muted);
    return;
  }
  if (gesture_) {
    const QString text = gesture_->message();
    if (text.isEmpty()) return;
    const QPointF pointer = viewport()->mapFromGlobal(QCursor::pos());
    const QRectF around(pointer.x() - 10, pointer.y() - 10, 20, 20);
    paintMessage(painter, messagePlace(messageSize({}, text), around, viewport()->rect()), {}, text, theme);
    return;
  }
  // One message at a time: of the node under the pointer, else of the selected one.
  std::optional<core::NodeId> node = scene_->hovered();
  if (!node && scene_->selection().nodes.size() == 1) node = *scene_->selection().nodes.begin();
  const ProblemText problem = node ? scene_->problemOf(*node) : ProblemText{};
  if (problem.title.isEmpty()) return;
  const auto p = scene_->drawing().graph.position(*node);
  const QRectF rect = viewportTransform().mapRect(scene_->drawing().geometry.nodes[*p].rect);
  const QRectF area = QRectF(viewport()->rect()).marginsRemoved(QMarginsF(reserved_));
  const QSizeF size = messageSize(problem.title, problem.message);
  std::vector<QRectF> others;
  for (std::size_t k = 0; k < scene_->drawing().geometry.nodes.size(); ++k) {
    const QRectF other = viewportTransform().mapRect(scene_->drawing().geometry.nodes[k].rect);
    if (k != *p && area.intersects(other)) others.push_back(other);
  }
  const QPointF place = messagePlace(size, rect, area, others);
  const std::vector<InputPort>& inputs = scene_->drawing().geometry.nodes[*p].inputs;
  const auto hollow =
      std::ranges::find_if(inputs, [](const InputPort& input) { return !input.wired && !input.optional; });
  constexpr double beside = 30;  // px: further away, a line tells whose message it is
  // Not across the node.
  const QPointF port = hollow != inputs.end() ? viewportTransform().map(hollow->port.at) : QPointF();
  const QPointF end(std::clamp(port.x(), place.x() + 10, place.x() + size.width() - 10),
                    std::clamp(port.y(), place.y(), place.y() + size.height()));
  if (hollow != inputs.end() && !rect.adjusted(2, 2, -2, -2).contains((0.9 * port + 0.1 * end)))
    paintMessageLine(painter, port, {place, size}, theme);
  else if (!rect.adjusted(-beside, -beside, beside, beside).intersects({place, size}))
    paintMessageLine(painter, {std::clamp(place.x() + size.width() / 2, rect.left(), rect.right()),
                               std::clamp(place.y() + size.height() / 2, rect.top(), rect.bottom())},
                     {place, size}, theme);
  paintMessage(painter, place, problem.title, problem.message, theme);
}

}  // namespace ui

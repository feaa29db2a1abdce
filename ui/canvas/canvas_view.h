#pragma once

#include <QGraphicsView>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

#include "ui/canvas/canvas_scene.h"
#include "ui/canvas/gate_offers.h"
#include "ui/canvas/gesture.h"
#include "ui/canvas/hit_test.h"

class QMenu;

namespace ui {

class DrawWire;
class ViewControls;
class WireCards;

/// Where a wire waits for its other end while a function is searched for it.
using WireOrigin = std::optional<PortRef>;

/// What is dragged from the palette: the name of a function, UTF-8.
inline constexpr const char* functionMimeType = "application/x-chainrule-function";

/// The graph to look at and to work on: shows the sheet at the timeline's moment, and turns mouse and keys
/// into edits.
class CanvasView : public QGraphicsView {
  Q_OBJECT

public:
  CanvasView(Document& document, Timeline& timeline, QWidget* parent = nullptr);
  ~CanvasView() override;

  CanvasScene& canvas() { return *scene_; }
  const WireCards& cards() const { return *cards_; }
  void setTheme(const Theme& theme);
  /// Room at the edges that other things cover, so that fitting keeps the graph clear of them.
  void setReserved(const QMargins& margins);

  std::vector<core::NodeId> selectedNodes() const;
  std::vector<core::Wire> selectedWires() const;
  void select(const core::NodeId& id);
  void setSelection(const Selection& selection);
  /// Scrolls just as far as the node needs to be seen.
  void reveal(const core::NodeId& id);
  /// Shows them; where they ask to be seen, scrolls until they are, and back when they go.
  void showMarks(GraphMarks marks);

  /// Everything is shown, and stays so when the window changes its size.
  bool isFitted() const { return fitted_; }
  double zoom() const { return transform().m11(); }
  /// Zooms so that `anchor` (in pixels of the viewport) keeps showing the same point. Between 10 % and 400 %.
  void setZoom(double zoom, QPointF anchor);
  QPointF centre() const;
  void look(QPointF centre, double zoom);

  /// Puts a function on the canvas and selects it; connects it to `origin` where it fits.
  void place(const core::Function& function, QPointF centre, const WireOrigin& origin = {});
  /// The middle of what is seen, on the grid and clear of nodes: where Enter in the palette places a
  /// function.
  QPointF freePlace() const;

public slots:
  void fitAll();
  /// The selection, or everything where nothing is selected.
  void fitSelection();
  void zoomTo100();
  void zoomIn();
  void zoomOut();
  void selectAll();
  void deleteSelection();
  void duplicateSelection();
  /// Places all nodes anew, as one undo step.
  void layOut();
  void makeOutput(const core::NodeId& id);

signals:
  /// The entry of a strip that the pointer is at; none when at nothing.
  void entriesLit(const NodeEntries& entries);
  void selectionChanged(const std::vector<core::NodeId>& nodes);
  /// A leaf's value is to be edited.
  void editRequested(const core::NodeId& id);
  void replaceRequested(const core::NodeId& id);
  /// A function was dropped on a node with Ctrl held: both are to be compared.
  void exchangeDropped(const core::NodeId& id, const core::Function& function);
  /// A function is to be searched for this place; with `origin`, one that can take the wire's other end.
  void searchRequested(QPointF scenePosition, const ui::WireOrigin& origin);
  /// A question about what is selected, by the name of the view that answers it.
  void viewRequested(const QString& view);
  /// The border between two brackets of an open view was dragged to this node.
  void bracketDragged(const core::NodeId& node);
  /// The gates in a row of which the node is one are to become one node, or the node is to be opened into its gates.
  void gatesAsked(const core::NodeId& node);
  /// For the status bar.
  void said(const QString& text);
  void zoomChanged(double zoom);

protected:
  void drawBackground(QPainter* painter, const QRectF& rect) override;
  void drawForeground(QPainter* painter, const QRectF& rect) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dragMoveEvent(QDragMoveEvent* event) override;
  void dragLeaveEvent(QDragLeaveEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  bool focusNextPrevChild(bool next) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void showEvent(QShowEvent* event) override;
  bool viewportEvent(QEvent* event) override;
  void customEvent(QEvent* event) override;
  void scrollContentsBy(int dx, int dy) override;

private:
  struct Drop {
    const core::Function* function = nullptr;
    QPointF at;
    std::optional<core::NodeId> replaces;
  };
  struct Place {
    QPointF centre = {};
    double zoom = 1;
    bool fitted = false;
  };
  QPointF scenePoint(QPointF inViewport) const;
  void startGesture(QPointF point, Qt::KeyboardModifiers modifiers);
  std::unique_ptr<DrawWire> wireFrom(const PortRef& port);
  void endGesture();
  void cancelGesture();
  void updateHover(QPointF point);
  void pointAt(const std::optional<NodeEntry>& entry);
  void updateCursor();
  void fit(const QRectF& scene);
  void scrollBy(QPointF pixels);
  void reveal(const QRectF& scene);
  /// Draws without smooth edges until things rest, where there is much to draw.
  void hurry();
  void keepFitted();
  void paintGrid(QPainter& painter, const QRectF& rect) const;
  void paintCaption(QPainter& painter) const;
  void paintMessages(QPainter& painter) const;
  void paintDrop(QPainter& painter) const;
  bool handleViewKey(QKeyEvent* event);
  bool handleNodeKey(QKeyEvent* event);
  void moveFocus(QPointF direction);
  void nudge(QPointF offset);
  void startKeyboardWire();
  void showNodeMenu(const core::NodeId& id, QPoint globalPosition);
  void showWireMenu(const WireId& id, QPoint globalPosition);
  void readDrop(const QDropEvent& event);
  QRectF freeArea() const;
  /// Whether offers are drawn: not while a view marks the graph, nor where everything is small.
  bool showsOffers() const;
  /// The node whose gates are offered under the point.
  std::optional<core::NodeId> offerAt(QPointF point) const;
  QPointF searchPoint() const;

  Document& document_;
  Timeline& timeline_;
  CanvasScene* scene_;
  ViewControls* controls_;
  WireCards* cards_;
  GateOffers offers_;
  QMargins reserved_;
  std::unique_ptr<Gesture> gesture_;
  DrawWire* keyboardWire_ = nullptr;  // is `gesture_` while a wire is drawn by keyboard
  std::optional<QPointF> panFrom_;
  std::optional<NodeEntry> pointedAt_;
  bool spaceHeld_ = false;
  bool spacePanned_ = false;
  Drop drop_;
  std::optional<Place> beforeMarks_;  ///< where one was before marks asked to be seen
  Place shownForMarks_;
  QTimer rest_;
  int nudgeGesture_ = 0;
  bool fitted_ = true;  // everything is shown, and shall stay so when the window changes its size
};

}  // namespace ui

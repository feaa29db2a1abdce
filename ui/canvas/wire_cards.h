#pragma once

#include <QTimer>
#include <QWidget>

#include <optional>
#include <vector>

#include "ui/canvas/selection.h"
#include "ui/figures/wire_card.h"
#include "ui/model/theme.h"

namespace ui {

class CanvasView;
class Timeline;

/// A card over the canvas with what one wire carries.
class WireCardWidget : public QWidget {
  Q_OBJECT

public:
  explicit WireCardWidget(QWidget* parent);

  void setTheme(const Theme& theme);
  void setCard(WireCard card);
  const WireCard& card() const { return card_; }
  void setPinned(bool pinned);
  bool isPinned() const { return pinned_; }

signals:
  void closed();

protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;

private:
  const Theme* theme_ = &lightTheme();
  WireCard card_;
  bool pinned_ = false;
  std::optional<QPoint> grip_;
};

/// The cards of the canvas: one for the wire under the pointer, and those that a double-click pinned. All follow the timeline.
class WireCards : public QObject {
  Q_OBJECT

public:
  WireCards(CanvasView& view, Timeline& timeline);

  void setTheme(const Theme& theme);
  /// The pointer is at this wire, or at none; `at` in pixels of the viewport.
  void hover(const std::optional<WireId>& wire, QPointF at);
  /// Keeps the wire's card; once more takes it away.
  void pin(const WireId& wire, QPointF at);
  /// A node has another name: the cards of its wires stay.
  void rename(const core::NodeId& from, const core::NodeId& to);
  /// Pinned ones, and the one of the wire under the pointer.
  std::vector<const WireCardWidget*> shown() const;

private:
  struct Pinned {
    WireId wire;
    WireCardWidget* card;
  };
  void refresh();
  void showHover();
  WireCard cardOf(const WireId& wire) const;
  void place(WireCardWidget& card, QPointF at) const;

  CanvasView& view_;
  Timeline& timeline_;
  Theme theme_;
  WireCardWidget* hover_;
  QTimer wait_;
  std::optional<WireId> hovered_;
  QPointF hoverAt_;
  std::vector<Pinned> pinned_;
};

}  // namespace ui

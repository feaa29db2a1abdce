#pragma once

#include "ui/canvas/canvas_item.h"
#include "ui/canvas/selection.h"
#include "ui/figures/wire_painter.h"

namespace ui {

/// One wire on the canvas.
class WireItem : public CanvasItem {
public:
  explicit WireItem(WireId id);

  const WireId& id() const { return id_; }
  void show(const WireGeometry& geometry, const WireLook& look);
  void setTheme(const Theme& theme);
  void setMarks(bool selected, bool hovered);
  /// A number of it is pointed at elsewhere in the window: a ring in two tones along the wire.
  void setLit(bool lit);
  bool isLit() const { return lit_; }

  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
  WireId id_;
  WireGeometry geometry_;
  WireLook look_;
  const Theme* theme_;
  bool selected_ = false;
  bool hovered_ = false;
  bool lit_ = false;
};

/// The ring of a wire that is lit, under its line.
void paintLitWire(QPainter& painter, const WireGeometry& geometry, const WireLook& look, const Theme& theme);

/// The pill of a wire of the active node, on top of the nodes.
class PillItem : public CanvasItem {
public:
  PillItem();

  /// Hides where the wire has no pill.
  void show(const WireGeometry& geometry, const WireLook& look);
  void hidePill();
  void setTheme(const Theme& theme);

  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
  WireGeometry geometry_;
  WireLook look_;
  const Theme* theme_;
};

}  // namespace ui

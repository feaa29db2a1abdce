#pragma once

#include "ui/canvas/canvas_item.h"
#include "ui/figures/node_painter.h"

namespace ui {

/// One node on the canvas: holds how it looks as values and paints that, nothing else.
class NodeItem : public CanvasItem {
public:
  explicit NodeItem(core::NodeId id);

  const core::NodeId& id() const { return id_; }
  /// Draws again only where something differs.
  void show(const NodeText& text, const NodeGeometry& geometry, const NodeLook& look,
            const ColourScale& scale);
  void setTheme(const Theme& theme);
  void setMarks(bool selected, bool hovered, bool focused);

  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
  void paintRing(QPainter& painter, Detail detail) const;

  core::NodeId id_;
  NodeText text_;
  NodeGeometry geometry_;
  NodeLook look_;
  ColourScale scale_;
  const Theme* theme_;
  bool selected_ = false;
  bool hovered_ = false;
  bool focused_ = false;
};

/// The output's capsule.
class CapsuleItem : public CanvasItem {
public:
  CapsuleItem();

  void show(const CapsuleGeometry& geometry, const CapsuleLook& look);
  void setTheme(const Theme& theme);
  /// As of a wire.
  void setLit(bool lit);
  bool isLit() const { return lit_; }
  const CapsuleGeometry& geometry() const { return geometry_; }

  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
  CapsuleGeometry geometry_;
  CapsuleLook look_;
  const Theme* theme_;
  bool lit_ = false;
};

/// What to draw at a zoom: whole nodes above 40 %, name and outline above 15 %, else outlines.
Detail detailAt(double zoom);

}  // namespace ui

#pragma once

#include "ui/canvas/canvas_item.h"
#include "ui/figures/graph_geometry.h"
#include "ui/figures/graph_look.h"
#include "ui/model/theme.h"

namespace ui {

/// The ring around one entry of a node's strip, and its number, while that entry is pointed at somewhere in
/// the window.
class LitEntryItem : public CanvasItem {
public:
  LitEntryItem();

  /// `cell` is empty where the node has no strip.
  void show(const NodeGeometry& geometry, const NodeLook& look, const QRectF& cell, const QString& text);
  const QString& text() const { return text_; }
  const QRectF& cell() const { return cell_; }
  void setTheme(const Theme& theme);

  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
  QRectF cell_, tag_;
  QString text_;
  const Theme* theme_;
};

}  // namespace ui

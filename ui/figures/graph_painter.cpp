#include "ui/figures/graph_painter.h"

#include <QPainter>

#include "ui/figures/node_painter.h"
#include "ui/figures/wire_painter.h"

namespace ui {

QRectF GraphPicture::bounds() const {
  QRectF bounds = drawing.geometry.bounds;
  for (std::size_t p = 0; p < looks.nodes.size(); ++p) {
    bounds |= paintedRect(drawing.geometry.nodes[p], looks.nodes[p]);
  }
  return bounds;
}

GraphPicture pictureOf(const Sheet& sheet, const Moment* moment) {
  GraphPicture picture{drawingOf(sheet), {}};
  if (moment) {
    const RunFacts facts(moment->sharedTrace());
    picture.looks = looksOf(picture.drawing, moment, &facts);
  } else {
    picture.looks = looksOf(picture.drawing, nullptr, nullptr);
  }
  return picture;
}

GraphPicture pictureOf(GraphDrawing drawing, const Moment& moment, const RunFacts& facts) {
  GraphPicture picture{std::move(drawing), {}};
  picture.looks = looksOf(picture.drawing, &moment, &facts);
  return picture;
}

void paintGraph(QPainter& painter, const GraphPicture& picture, const Theme& theme) {
  const GraphGeometry& geometry = picture.drawing.geometry;
  for (std::size_t k = 0; k < geometry.wires.size(); ++k) {
    paintWire(painter, geometry.wires[k], picture.looks.wires[k], theme);
  }
  if (geometry.capsule) {
    paintWire(painter, geometry.capsule->wire, picture.looks.capsule.wire, theme);
    paintCapsule(painter, *geometry.capsule, picture.looks.capsule, theme);
  }
  for (std::size_t p = 0; p < geometry.nodes.size(); ++p) {
    paintNode(painter, picture.drawing.texts[p], geometry.nodes[p], picture.looks.nodes[p],
              picture.looks.scale, theme);
  }
  for (std::size_t k = 0; k < geometry.wires.size(); ++k) {
    paintWirePill(painter, geometry.wires[k], picture.looks.wires[k], theme);
  }
  if (geometry.capsule) paintWirePill(painter, geometry.capsule->wire, picture.looks.capsule.wire, theme);
}

const QColor& inkOf(Ink ink, const Theme& theme) {
  switch (ink) {
    case Ink::Muted: return theme.muted;
    case Ink::Faint: return theme.faint;
    case Ink::Value: return theme.value;
    case Ink::Upstream: return theme.upstream;
    case Ink::Local: return theme.local;
    case Ink::Downstream: return theme.downstream;
    case Ink::Error: break;
  }
  return theme.error;
}

}  // namespace ui

#include "ui/figures/wire_labels.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/figures/graph_geometry.h"
#include "ui/figures/rect_grid.h"

namespace ui {
namespace {

QRectF rectOf(const LabelPlace& place) {
  const QPointF centre = place.centre(labelSize);
  return {centre.x() - labelSize.width() / 2, centre.y() - labelSize.height() / 2, labelSize.width(),
          labelSize.height()};
}

/// Under the gap that the wire crosses, clear of the boxes at its ends; beside the wire where it runs up or
/// down.
QPointF pillPlace(const WireGeometry& wire, const QRectF& from, const QRectF& to, const RectGrid& boxes) {
  const QPointF middle = wire.path.at(0.5);
  const double below = std::max(from.bottom(), to.bottom()) + 19;
  const double above = std::min(from.top(), to.top()) - 19;
  std::vector<QPointF> places;
  if (wire.path.isStraight() && std::abs(wire.path.direction(0.5).x()) > 0.7) {
    places = {{middle.x(), below}, {middle.x(), above}};
  }
  for (const double t : {0.5, 0.35, 0.65, 0.2, 0.8}) {
    const QPointF on = wire.path.at(t);
    for (const double side : {1.0, -1.0}) {
      places.push_back(on + side * QPointF(50, 0));
      places.push_back(on + side * QPointF(0, 34));
      places.push_back(on + side * QPointF(0, 50));
      places.push_back(on + side * QPointF(80, 0));
    }
  }
  for (const QPointF& centre : places) {
    if (!boxes.overlaps(QRectF(centre.x() - 39, centre.y() - 10, 78, 20))) return centre;
  }
  return places.front();
}

void placeLabels(WireGeometry& wire, bool hasValue, RectGrid& boxes) {
  // The middle first, then towards the output, where the value comes from.
  for (const double t : {0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.5}) {
    const QPointF across = wire.path.across(t);
    wire.value = {wire.path.at(t), across};
    wire.gradient = {wire.path.at(t), -across};
    if ((!hasValue || !boxes.overlaps(rectOf(wire.value))) && !boxes.overlaps(rectOf(wire.gradient))) break;
  }
  if (hasValue) boxes.add(rectOf(wire.value), -1);
  boxes.add(rectOf(wire.gradient), -1);
}

}  // namespace

void placeLabels(GraphGeometry& geometry, std::span<const NodeText> texts, RectGrid& boxes) {
  // Parameters and constants tell their name in the node already.
  const auto hasValue = [&](const WireGeometry& wire) {
    const NodeText& from = texts[wire.from];
    return from.compact || (from.form != NodeForm::Parameter && from.form != NodeForm::Constant);
  };
  for (WireGeometry& wire : geometry.wires) {
    if (wire.path.isStraight()) placeLabels(wire, hasValue(wire), boxes);
  }
  if (geometry.capsule) placeLabels(geometry.capsule->wire, true, boxes);
  for (WireGeometry& wire : geometry.wires) {
    if (!wire.path.isStraight()) placeLabels(wire, hasValue(wire), boxes);
  }
  for (WireGeometry& wire : geometry.wires) {
    wire.pill = pillPlace(wire, geometry.nodes[wire.from].rect, geometry.nodes[wire.to].rect, boxes);
  }
  if (geometry.capsule) {
    WireGeometry& wire = geometry.capsule->wire;
    wire.pill = pillPlace(wire, geometry.nodes[wire.from].rect, geometry.capsule->rect, boxes);
  }
}

}  // namespace ui

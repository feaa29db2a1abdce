#include "ui/figures/wire_labels.h"

#include <algorithm>
#include <cmath>

#include "ui/figures/graph_geometry.h"
#include "ui/figures/rect_grid.h"

namespace ui {
namespace {

QRectF around(QPointF centre, QSizeF size) {
  return {centre.x() - size.width() / 2, centre.y() - size.height() / 2, size.width(), size.height()};
}

/// What a label really covers: its digits have no descenders.
QRectF rectOf(const LabelPlace& place) { return around(place.centre(labelSize), {labelSize.width(), 12}); }

/// Under the gap that the wire crosses, clear of the boxes at its ends; else near the wire, where there is
/// room.
QPointF pillPlace(const WireGeometry& wire, const QRectF& from, const QRectF& to, const RectGrid& boxes) {
  constexpr QPointF offsets[] = {{50, 0}, {-50, 0}, {0, 34}, {0, -34}, {0, 50}, {0, -50}, {80, 0}, {-80, 0}};
  const auto isFree = [&](QPointF centre) { return !boxes.overlaps(around(centre, {74, 17.5})); };
  const QPointF middle = wire.path.at(0.5);
  const QPointF under(middle.x(), std::max(from.bottom(), to.bottom()) + 19);
  const QPointF over(middle.x(), std::min(from.top(), to.top()) - 19);
  const bool level = wire.path.isStraight() && std::abs(wire.path.direction(0.5).x()) > 0.7;
  if (level && isFree(under)) return under;
  if (level && isFree(over)) return over;
  for (const double t : {0.5, 0.35, 0.65, 0.2, 0.8}) {
    for (const QPointF& offset : offsets) {
      if (isFree(wire.path.at(t) + offset)) return wire.path.at(t) + offset;
    }
  }
  return under;
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

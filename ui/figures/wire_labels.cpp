#include "ui/figures/wire_labels.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/figures/graph_geometry.h"
#include "ui/figures/rect_grid.h"

namespace ui {
namespace {

QRectF around(QPointF centre, QSizeF size) {
  return {centre.x() - size.width() / 2, centre.y() - size.height() / 2, size.width(), size.height()};
}

/// What a label really covers: its digits have no descenders.
QRectF rectOf(const LabelPlace& place) { return around(place.centre(labelSize), {labelSize.width(), 12}); }

/// Strips above nodes and counts of contributions below them: what pills keep clear of.
void reserveAround(const GraphGeometry& geometry, std::span<const NodeText> texts, RectGrid& boxes) {
  std::vector<int> uses(geometry.nodes.size());
  for (const WireGeometry& wire : geometry.wires) ++uses[wire.from];
  for (std::size_t p = 0; p < geometry.nodes.size(); ++p) {
    const QRectF& rect = geometry.nodes[p].rect;
    const QPointF centre = rect.center();
    if (!texts[p].compact) boxes.add(around({centre.x(), rect.top() - 12}, {72, 14}), -1);
    if (uses[p] > 1) boxes.add(around({centre.x(), rect.bottom() + 17}, {132, 14}), -1);
  }
}

/// Under the gap that the wire crosses, clear of the boxes at its ends; else near the wire, where there is
/// room.
QPointF pillPlace(const WireGeometry& wire, const QRectF& from, const QRectF& to, const RectGrid& boxes) {
  constexpr QPointF offsets[] = {{50, 0}, {-50, 0}, {0, 34}, {0, -34}, {0, 50}, {0, -50}, {80, 0}, {-80, 0}};
  // Above the node at either end may stand "active".
  const QRectF pills[] = {around({from.center().x(), from.top() - 32}, {86, 28}),
                          around({to.center().x(), to.top() - 32}, {86, 28})};
  const auto isFree = [&](QPointF centre) {
    const QRectF pill = around(centre, {74, 17.5});
    return !boxes.overlaps(pill) && !pill.intersects(pills[0]) && !pill.intersects(pills[1]);
  };
  const QPointF middle = wire.path.at(0.5);
  const double below = std::max(from.bottom(), to.bottom()) + 19;
  const double above = std::min(from.top(), to.top()) - 19;
  if (std::abs(wire.path.direction(0.5).x()) > 0.7 && wire.path.isStraight()) {
    for (const double y : {below, above, below + 20, above - 20}) {
      if (isFree({middle.x(), y})) return {middle.x(), y};
    }
  }
  for (const double t : {0.5, 0.35, 0.65, 0.2, 0.8}) {
    for (const QPointF& offset : offsets) {
      if (isFree(wire.path.at(t) + offset)) return wire.path.at(t) + offset;
    }
  }
  return {middle.x(), below};
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
  reserveAround(geometry, texts, boxes);
  for (WireGeometry& wire : geometry.wires) {
    wire.pill = pillPlace(wire, geometry.nodes[wire.from].rect, geometry.nodes[wire.to].rect, boxes);
  }
  if (geometry.capsule) {
    WireGeometry& wire = geometry.capsule->wire;
    wire.pill = pillPlace(wire, geometry.nodes[wire.from].rect, geometry.capsule->rect, boxes);
  }
}

}  // namespace ui

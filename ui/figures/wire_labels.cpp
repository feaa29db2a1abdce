#include "ui/figures/wire_labels.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/figures/graph_geometry.h"
#include "ui/figures/rect_grid.h"

namespace ui {
namespace {

constexpr double countedWidth = 54;  // of "Σ 2  0.75"
constexpr double shortWidth = 24;    // of "m₂" and "0.75": what must have room at least

QRectF around(QPointF centre, QSizeF size) {
  return {centre.x() - size.width() / 2, centre.y() - size.height() / 2, size.width(), size.height()};
}

/// What a label really covers: its digits have no descenders.
QRectF rectOf(const LabelPlace& place, double width = labelSize.width()) {
  return around(place.centre({width, labelSize.height()}), {width, 12});
}

std::vector<int> usesOf(const GraphGeometry& geometry) {
  std::vector<int> uses(geometry.nodes.size());
  for (const WireGeometry& wire : geometry.wires) ++uses[wire.from];
  return uses;
}

/// The lines of curved wires as a row of squares, each wire's by its number; straight ones have their room.
/// None where there are so many that nobody reads each label.
RectGrid curvesOf(const GraphGeometry& geometry) {
  RectGrid curves;
  constexpr std::size_t most = 200;
  constexpr double side = 6;
  if (geometry.wires.size() > most) return curves;
  for (std::size_t w = 0; w < geometry.wires.size(); ++w) {
    const WirePath& path = geometry.wires[w].path;
    if (path.isStraight()) continue;
    const QRectF bounds = path.bounds();
    const int samples = std::clamp(static_cast<int>((bounds.width() + bounds.height()) / side), 8, 200);
    for (int k = 0; k <= samples; ++k)
      curves.add(around(path.at(double(k) / samples), {side, side}), static_cast<int>(w));
  }
  return curves;
}

/// Strips above nodes and counts of contributions below them: what pills keep clear of.
void reserveAround(const GraphGeometry& geometry, std::span<const NodeText> texts, RectGrid& boxes) {
  const std::vector<int> uses = usesOf(geometry);
  for (std::size_t p = 0; p < geometry.nodes.size(); ++p) {
    const QRectF& rect = geometry.nodes[p].rect;
    const QPointF centre = rect.center();
    if (!texts[p].compact) boxes.add(around({centre.x(), rect.top() - 12}, {72, 14}), -1);
    if (uses[p] > 1) boxes.add(around({centre.x(), rect.bottom() + 17}, {132, 14}), -1);
  }
}

/// What labels and pills of a wire keep clear of.
struct Surroundings {
  RectGrid& boxes;         ///< nodes and labels
  const RectGrid& curves;  ///< other wires, as far as that is possible
};

/// Under the gap that the wire crosses, clear of the boxes at its ends; else near the wire, where there is
/// room.
QPointF pillPlace(const WireGeometry& wire, int number, const QRectF& from, const QRectF& to,
                  const Surroundings& others) {
  constexpr QPointF offsets[] = {{50, 0}, {-50, 0}, {0, 34}, {0, -34}, {0, 50}, {0, -50}, {80, 0}, {-80, 0}};
  // Above the node at either end may stand "active".
  const QRectF pills[] = {around({from.center().x(), from.top() - 32}, {86, 28}),
                          around({to.center().x(), to.top() - 32}, {86, 28})};
  const auto isFree = [&](QPointF centre, bool ofCurves) {
    const QRectF pill = around(centre, {76, 21.5});  // with a little air
    return !others.boxes.overlaps(pill) && !pill.intersects(pills[0]) && !pill.intersects(pills[1]) &&
           !(ofCurves && others.curves.overlaps(pill, number));
  };
  const QPointF middle = wire.path.at(0.5);
  const double below = std::max(from.bottom(), to.bottom()) + 19;
  const double above = std::min(from.top(), to.top()) - 19;
  if (std::abs(wire.path.direction(0.5).x()) > 0.7 && wire.path.isStraight()) {
    for (const double y : {below, above, below + 20, above - 20}) {
      if (isFree({middle.x(), y}, false)) return {middle.x(), y};
    }
  }
  for (const bool ofCurves : {true, false}) {
    for (const double t : {0.5, 0.35, 0.65, 0.2, 0.8}) {
      for (const QPointF& offset : offsets) {
        if (isFree(wire.path.at(t) + offset, ofCurves)) return wire.path.at(t) + offset;
      }
    }
  }
  return {middle.x(), below};
}

void placeLabels(WireGeometry& wire, int number, bool hasValue, bool isCounted, const Surroundings& others) {
  const double gradientWidth = isCounted ? countedWidth : labelSize.width();
  const auto put = [&](double t, bool swapped = false) {
    const QPointF across = swapped ? -wire.path.across(t) : wire.path.across(t);
    wire.value = {wire.path.at(t), across};
    wire.gradient = {wire.path.at(t), -across};
  };
  const auto isFree = [&](const LabelPlace& label, double width, bool ofCurves) {
    const QRectF rect = rectOf(label, width);
    return !others.boxes.overlaps(rect) && !(ofCurves && others.curves.overlaps(rect, number));
  };
  const auto bothFree = [&](double width, double widthOfGradient, bool ofCurves) {
    return (!hasValue || isFree(wire.value, width, ofCurves)) &&
           isFree(wire.gradient, widthOfGradient, ofCurves);
  };
  const auto find = [&](const auto& isGood) {
    // The middle first, then towards the output, where the value comes from.
    for (const double t : {0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82}) {
      put(t);
      if (isGood()) return true;
    }
    return false;
  };
  const auto findOnEitherSide = [&](const auto& isGood) {
    for (const double t : {0.5, 0.34, 0.66, 0.2, 0.8}) {
      for (const bool swapped : {false, true}) {
        put(t, swapped);
        if (isGood()) return true;
      }
    }
    return false;
  };
  const bool isPlaced = find([&] { return bothFree(labelSize.width(), gradientWidth, true); }) ||
                        find([&] { return bothFree(labelSize.width(), gradientWidth, false); }) ||
                        findOnEitherSide([&] { return bothFree(shortWidth, shortWidth, false); }) ||
                        (hasValue && findOnEitherSide([&] { return isFree(wire.value, shortWidth, false); }));
  if (!isPlaced) put(0.5);
  if (hasValue) others.boxes.add(rectOf(wire.value), -1);
  others.boxes.add(rectOf(wire.gradient, gradientWidth), -1);
}

}  // namespace

void placeLabels(GraphGeometry& geometry, std::span<const NodeText> texts, RectGrid& boxes) {
  // Parameters and constants tell their name in the node already.
  const auto hasValue = [&](const WireGeometry& wire) {
    const NodeText& from = texts[wire.from];
    return from.compact || (from.form != NodeForm::Parameter && from.form != NodeForm::Constant);
  };
  const std::vector<int> uses = usesOf(geometry);
  const RectGrid curves = curvesOf(geometry);
  const Surroundings others{boxes, curves};
  const auto place = [&](bool straight) {
    for (std::size_t w = 0; w < geometry.wires.size(); ++w) {
      WireGeometry& wire = geometry.wires[w];
      if (wire.path.isStraight() == straight)
        placeLabels(wire, static_cast<int>(w), hasValue(wire), !straight && uses[wire.from] > 1, others);
    }
  };
  place(true);
  if (geometry.capsule) placeLabels(geometry.capsule->wire, -2, true, false, others);
  reserveAround(geometry, texts, boxes);
  place(false);
  for (std::size_t w = 0; w < geometry.wires.size(); ++w) {
    WireGeometry& wire = geometry.wires[w];
    wire.pill = pillPlace(wire, static_cast<int>(w), geometry.nodes[wire.from].rect,
                          geometry.nodes[wire.to].rect, others);
  }
  if (geometry.capsule) {
    WireGeometry& wire = geometry.capsule->wire;
    wire.pill = pillPlace(wire, -2, geometry.nodes[wire.from].rect, geometry.capsule->rect, others);
  }
}

}  // namespace ui

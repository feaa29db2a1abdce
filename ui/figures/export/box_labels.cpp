#include "ui/figures/export/box_labels.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/figures/export/boxes_plan.h"
#include "ui/figures/text_setting.h"
#include "ui/figures/text_style.h"

namespace ui {
namespace {

constexpr double labelHeight = 14;
constexpr double pillHeight = 17.5;

QRectF around(QPointF centre, double width, double height) {
  return {centre.x() - width / 2, centre.y() - height / 2, width, height};
}

double pillWidth(const char* text) {
  return textWidth(QCoreApplication::translate("canvas", text),
                   {.pixelSize = textSizes().note, .weight = QFont::DemiBold}) +
         14;
}

bool isLevel(QPointF direction) { return std::abs(direction.x()) > 0.7; }

class Labels {
public:
  Labels(GraphGeometry& geometry, std::span<const int> row, const WrittenExtents& written, FreePlaces& places)
      : geometry_(geometry), row_(row), written_(written), places_(places) {}

  void place();

private:
  void wire(WireGeometry& wire, const WrittenExtents::Wire& text, int line);
  bool pair(std::size_t k);
  void sum(std::size_t node);
  void nodePill(std::size_t node);
  void wirePill(WireGeometry& wire, int line);

  GraphGeometry& geometry_;
  std::span<const int> row_;
  const WrittenExtents& written_;
  FreePlaces& places_;
  /// The place of "upstream" or "downstream" at a wire.
  struct PlacedPill {
    std::size_t from, to;
    QRectF rect;
  };
  std::vector<PlacedPill> pills_;
};

void Labels::wire(WireGeometry& wire, const WrittenExtents::Wire& text, int line) {
  wire.value = {wire.path.at(0.5), wire.path.across(0.5)};
  wire.gradient = {wire.path.at(0.5), -wire.path.across(0.5)};
  if (text.value <= 0 && text.gradient <= 0) return;
  const auto rectOf = [&](const LabelPlace& place, double width) {
    return around(place.centre({width, labelHeight}), width + 3, labelHeight - 1);
  };
  double best = HUGE_VAL;
  LabelPlace value, gradient;
  std::vector<QPointF> samples;  // of the wire itself
  for (int piece = 0; piece <= 60; ++piece) samples.push_back(wire.path.at(piece / 60.0));
  for (int k = 0; k <= 40; ++k) {
    // From the middle outwards.
    const double t = 0.5 + (k % 2 == 0 ? 1 : -1) * ((k + 1) / 2) * 0.02;
    const QPointF on = wire.path.at(t), across = wire.path.across(t);
    const LabelPlace up{on, across}, down{on, -across};
    // A gradient alone stands where the value would.
    const bool alone = text.value <= 0 && isLevel(wire.path.direction(0.5));
    double bad = k * 0.02;
    if (text.value > 0) bad += places_.badness(rectOf(up, text.value), line);
    if (text.gradient > 0) bad += places_.badness(rectOf(alone ? up : down, text.gradient), line);
    // Its own corners are in the way as well.
    const auto coversItself = [&](const LabelPlace& place, double width) {
      const QRectF rect = rectOf(place, width);
      return std::any_of(samples.begin(), samples.end(), [&](QPointF p) { return rect.contains(p); });
    };
    if (bad >= best) continue;
    if (text.value > 0 && coversItself(up, text.value)) bad += 3;
    if (text.gradient > 0 && coversItself(alone ? up : down, text.gradient)) bad += 3;
    if (bad >= best) continue;
    best = bad;
    value = up;
    gradient = down;
    if (bad < 0.9) break;
  }
  wire.value = value;
  wire.gradient = gradient;
  const bool alone = text.value <= 0 && isLevel(wire.path.direction(0.5));
  if (text.value > 0) places_.addBox(rectOf(value, text.value));
  if (text.gradient > 0) places_.addBox(rectOf(alone ? value : gradient, text.gradient));
}

/// Two straight or curved wires between the same two nodes: what belongs to the upper one stands above both,
/// what belongs to the lower one below.
bool Labels::pair(std::size_t k) {
  if (k + 1 >= geometry_.wires.size()) return false;
  WireGeometry& upper = geometry_.wires[k];
  WireGeometry& lower = geometry_.wires[k + 1];
  if (upper.from != lower.from || upper.to != lower.to) return false;
  if (!upper.path.corners().empty() || !lower.path.corners().empty()) return false;
  if (!isLevel(upper.path.direction(0.5)) || !isLevel(lower.path.direction(0.5))) return false;
  const QPointF up(0, -1);
  const auto rectOf = [&](const LabelPlace& place, double width) {
    return around(place.centre({width, labelHeight}), width + 3, labelHeight - 1);
  };
  const WrittenExtents::Wire& text = written_.wires[k];
  upper.value = {upper.path.at(0.5), up};
  upper.gradient = {upper.path.at(0.5) + (text.value > 0 ? 15 : 0) * up, up};
  // The value is told once: a gradient alone is drawn where a value would stand.
  lower.value = lower.gradient = {lower.path.at(0.5), -up};
  if (text.value > 0) places_.addBox(rectOf(upper.value, text.value));
  if (text.gradient > 0) places_.addBox(rectOf(upper.gradient, text.gradient));
  if (written_.wires[k + 1].gradient > 0) places_.addBox(rectOf(lower.value, written_.wires[k + 1].gradient));
  return true;
}

void Labels::sum(std::size_t p) {
  const WrittenExtents::Node& text = written_.nodes[p];
  if (text.sum <= 0) return;
  NodeGeometry& node = geometry_.nodes[p];
  const QRectF& r = node.rect;
  using Anchor = SumPlace::Anchor;
  SumPlace best;
  double least = HUGE_VAL;
  QRectF covered;
  for (const bool brief : {false, true}) {
    const double width = brief ? text.briefSum : text.sum;
    // Centred as far as the page allows.
    const double inside =
        std::clamp(r.center().x(), places_.area().left() + width / 2,
                   std::max(places_.area().left() + width / 2, places_.area().right() - width / 2));
    const SumPlace candidates[] = {{{inside, r.bottom() + 17}, Anchor::Middle, brief},
                                   {{r.center().x() + 10, r.bottom() + 17}, Anchor::Left, brief},
                                   {{r.center().x() - 10, r.bottom() + 17}, Anchor::Right, brief},
                                   {{r.right() + 14, r.bottom() + 12}, Anchor::Left, brief},
                                   {{r.left(), r.bottom() + 17}, Anchor::Left, brief},
                                   {{r.right(), r.bottom() + 17}, Anchor::Right, brief},
                                   {{r.right() + 14, r.center().y()}, Anchor::Left, brief},
                                   {{r.left() - 14, r.center().y()}, Anchor::Right, brief},
                                   {{inside, r.bottom() + 33}, Anchor::Middle, brief},
                                   {{inside, r.top() - 14}, Anchor::Middle, brief}};
    for (const SumPlace& place : candidates) {
      const QRectF rect(place.leftOf(width) - 2, place.at.y() - 8, width + 4, 15);
      const double bad = places_.badness(rect) + (brief ? 1 : 0);
      if (bad >= least) continue;
      least = bad;
      best = place;
      covered = rect;
    }
    if (least <= 0) break;
  }
  node.sum = best;
  places_.addBox(covered);
}

void Labels::nodePill(std::size_t p) {
  if (!written_.nodes[p].pill) return;
  NodeGeometry& node = geometry_.nodes[p];
  const QRectF& r = node.rect;
  const double width = pillWidth("active, step 88");
  const double up = r.top() - (written_.nodes[p].strip ? 37 : 27);
  const QPointF candidates[] = {
      {r.center().x(), up},
      {std::clamp(r.center().x(), places_.area().left() + width / 2,
                  std::max(places_.area().left() + width / 2, places_.area().right() - width / 2)),
       up},
      {r.left() + width / 2, up},
      {r.right() - width / 2, up},
      {r.center().x(), up + 7},
      {r.center().x(), up - 9},
      {r.center().x() - width / 2 - 8, up},
      {r.center().x() + width / 2 + 8, up},
      {r.center().x(), r.bottom() + 17},
      {r.left() + width / 2, r.bottom() + 17},
      {r.right() - width / 2, r.bottom() + 17},
      {r.center().x() - width / 2 - 8, r.bottom() + 17},
      {r.center().x() + width / 2 + 8, r.bottom() + 17}};
  double least = HUGE_VAL;
  for (const QPointF& place : candidates) {
    const double bad = places_.badness(around(place, width + 2, pillHeight));
    if (bad >= least) continue;
    least = bad;
    node.pill = place;
  }
}

void Labels::wirePill(WireGeometry& wire, int line) {
  const double width = std::max(pillWidth("upstream"), pillWidth("downstream"));
  const QRectF& from = geometry_.nodes[wire.from].rect;
  const QRectF& to =
      wire.from == wire.to && geometry_.capsule ? geometry_.capsule->rect : geometry_.nodes[wire.to].rect;
  std::vector<QPointF> candidates;
  const QPointF middle = wire.path.at(0.5);
  if (wire.path.isStraight() && isLevel(wire.path.direction(0.5))) {
    const double below = std::max(from.bottom(), to.bottom()) + 19;
    const double above = std::min(from.top(), to.top()) - 19;
    for (const double y : {below, above, below + 12, above - 12, below + 24, above - 24}) {
      for (const double x : {0.0, 20.0, -20.0, 38.0, -38.0, 56.0, -56.0})
        candidates.emplace_back(middle.x() + x, y);
    }
  }
  for (const double far : {0.0, 14.0, 28.0}) {
    for (const double t : {0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.1, 0.9}) {
      const QPointF on = wire.path.at(t), across = wire.path.across(t);
      const double away = (isLevel(wire.path.direction(t)) ? pillHeight / 2 + 4 : width / 2 + 6) + far;
      candidates.push_back(on + away * across);
      candidates.push_back(on - away * across);
    }
  }
  // On the line itself where there is no place beside it.
  for (const double t : {0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8}) candidates.push_back(wire.path.at(t));
  // Above the node at either end may stand "active".
  const auto underActive = [&](const QRectF& rect) {
    for (const std::size_t node : {wire.from, wire.to}) {
      if (geometry_.nodes[node].pill &&
          around(*geometry_.nodes[node].pill, pillWidth("active, step 88") + 4, pillHeight + 2)
              .intersects(rect))
        return true;
    }
    return false;
  };
  // At the step of the node between them, one wire carries "upstream" and the other "downstream".
  std::vector<QRectF> chained;
  for (const PlacedPill& pill : pills_)
    if (pill.to == wire.from || pill.from == wire.to) chained.push_back(pill.rect);
  const auto overChained = [&](const QRectF& rect) {
    return std::ranges::any_of(chained, [&](const QRectF& other) { return other.intersects(rect); });
  };
  double least = HUGE_VAL;
  for (std::size_t k = 0; k < candidates.size(); ++k) {
    const QRectF rect = around(candidates[k], width + 2, pillHeight + 1);
    const double bad = places_.badness(rect, line) + (underActive(rect) ? 12 : 0) +
                       (overChained(rect) ? 16 : 0) + 1e-3 * static_cast<double>(k);
    if (bad >= least) continue;
    least = bad;
    wire.pill = candidates[k];
    if (bad < 1) break;
  }
  pills_.push_back({wire.from, wire.to, around(wire.pill, width + 2, pillHeight + 1)});
}

void Labels::place() {
  const auto shown = [&](const WireGeometry& wire) { return row_[wire.from] >= 0 && row_[wire.to] >= 0; };
  // Straight wires have the least choice.
  for (const bool straight : {true, false}) {
    if (straight && geometry_.capsule && row_[geometry_.capsule->wire.from] >= 0)
      wire(geometry_.capsule->wire, written_.capsuleWire, -1);
    for (std::size_t k = 0; k < geometry_.wires.size(); ++k) {
      WireGeometry& one = geometry_.wires[k];
      if (!straight && shown(one) && pair(k)) {
        ++k;
        continue;
      }
      if (shown(one) && one.path.isStraight() == straight) wire(one, written_.wires[k], static_cast<int>(k));
    }
  }
  for (std::size_t p = 0; p < geometry_.nodes.size(); ++p) {
    if (row_[p] >= 0) sum(p);
  }
  for (std::size_t p = 0; p < geometry_.nodes.size(); ++p) {
    if (row_[p] >= 0) nodePill(p);
  }
  for (std::size_t k = 0; k < geometry_.wires.size(); ++k) {
    if (shown(geometry_.wires[k])) wirePill(geometry_.wires[k], static_cast<int>(k));
  }
  if (geometry_.capsule && row_[geometry_.capsule->wire.from] >= 0) wirePill(geometry_.capsule->wire, -1);
}

}  // namespace

void placeBoxLabels(GraphGeometry& geometry, std::span<const int> row, const WrittenExtents& written,
                    FreePlaces& places) {
  Labels(geometry, row, written, places).place();
}

}  // namespace ui

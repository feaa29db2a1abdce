#include "ui/figures/export/box_labels.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <tuple>
#include <vector>

#include "ui/figures/export/boxes_plan.h"
#include "ui/figures/export/placed_labels.h"

namespace ui {
namespace {

constexpr double labelHeight = 14;
constexpr double pillHeight = 17.5;
constexpr double capsulePillRise = 20;
constexpr int wirePlaces = 41;
constexpr double onEachOther = 25;
constexpr double apartCost = 0.4, sameSideCost = 1.5;
constexpr double wireStep = 0.02;                  // cost of one place further from the middle of a wire
constexpr double placeStep = 0.01;                 // cost of a place later in a list
constexpr double closeBy = 16, ofDistance = 0.08;  // what a pill costs that is further away than this, a px

QRectF around(QPointF centre, double width, double height) {
  return {centre.x() - width / 2, centre.y() - height / 2, width, height};
}

QRectF labelRect(const LabelPlace& place, double width) {
  return around(place.centre({width, labelHeight}), width + 3, labelHeight - 1);
}

/// Where nothing nearer is free.
void addAround(std::vector<QPointF>& centres, QPointF middle) {
  for (double y = -120; y <= 120; y += 20) {
    for (double x = -165; x <= 165; x += 33) centres.emplace_back(middle + QPointF(x, y));
  }
}

/// Where along a wire its value and its gradient stand, on either side of it.
struct WirePlaces {
  double value = 0.5, gradient = 0.5;
  double cost = 0;
  int valueSide = 1, gradientSide = -1;
};

/// From the middle outwards, one opposite the other; `apart`: then also one further along than the other, and
/// both at one side.
std::vector<WirePlaces> wirePlacesOf(bool apart) {
  std::vector<WirePlaces> places;
  for (int k = 0; k < wirePlaces; ++k) {
    const double t = 0.5 + (k % 2 == 0 ? 1.0 : -1.0) * ((k + 1) / 2) * 0.02;
    places.push_back({t, t, k * wireStep});
  }
  if (!apart) return places;
  for (int value = -4; value <= 4; ++value) {
    for (int gradient = -4; gradient <= 4; ++gradient) {
      const WirePlaces one{0.5 + value * 0.1, 0.5 + gradient * 0.1,
                           apartCost + (std::abs(value) + std::abs(gradient)) * 0.05};
      if (value == gradient) continue;
      places.push_back(one);
      for (const int side : {1, -1})
        places.push_back({one.value, one.gradient, one.cost + sameSideCost, side, side});
    }
  }
  std::ranges::stable_sort(places, {}, &WirePlaces::cost);
  return places;
}

bool isLevel(QPointF direction) { return std::abs(direction.x()) > 0.7; }

class Labels {
public:
  Labels(GraphGeometry& geometry, std::span<const int> row, const WrittenExtents& written, FreePlaces& places,
         bool apart)
      : geometry_(geometry), row_(row), written_(written), places_(places), apart_(apart) {}

  int place();

private:
  void wire(WireGeometry& wire, const WrittenExtents::Wire& text, int line);
  bool pair(std::size_t k);
  void sum(std::size_t node);
  void nodePill(std::size_t node);
  void wirePills(WireGeometry& wire, const WrittenExtents::Wire& text, int line);
  std::vector<QPointF> pillPlaces(const WireGeometry& wire, double width) const;
  /// A label with one rectangle at one of `centres`, the nearer to one of the points the better; `take` is
  /// told where it stands.
  void pill(const std::vector<QPointF>& centres, const std::vector<QPointF>& near, double width,
            const PageSet& pages, int line, std::function<void(QPointF)> take);

  GraphGeometry& geometry_;
  std::span<const int> row_;
  const WrittenExtents& written_;
  FreePlaces& places_;
  bool apart_;
  PlacedLabels labels_;
  std::vector<std::function<void()>> takes_;  // tell the geometry what was chosen
};

void Labels::wire(WireGeometry& wire, const WrittenExtents::Wire& text, int line) {
  wire.value = {wire.path.at(0.5), wire.path.across(0.5)};
  wire.gradient = {wire.path.at(0.5), -wire.path.across(0.5)};
  if (text.value <= 0 && text.gradient <= 0) return;
  // A gradient alone stands where the value would.
  const bool alone = text.value <= 0 && isLevel(wire.path.direction(0.5));
  const auto ways = std::make_shared<const std::vector<WirePlaces>>(
      wirePlacesOf(apart_ && !wire.path.isStraight() && text.value > 0 && text.gradient > 0));
  const auto placesAt = [&wire, ways](std::size_t k) {
    const WirePlaces& way = (*ways)[k];
    return std::pair(
        LabelPlace{wire.path.at(way.value), way.valueSide * wire.path.across(way.value)},
        LabelPlace{wire.path.at(way.gradient), way.gradientSide * wire.path.across(way.gradient)});
  };
  const auto candidate = [this, &wire, &text, line, alone, placesAt, ways](std::size_t k) {
    const auto [up, down] = placesAt(k);
    PlacedLabels::Choice choice{.cost = (*ways)[k].cost};
    const auto add = [&](const QRectF& rect, const PageSet& pages) {
      choice.rects.push_back({rect, &pages});
      choice.cost += places_.badness(rect, line);
      // Its own corners are in the way as well.
      for (int piece = 0; piece <= 60; ++piece) {
        if (!rect.contains(wire.path.at(piece / 60.0))) continue;
        choice.cost += 3;
        break;
      }
    };
    if (text.value > 0) add(labelRect(up, text.value), text.valueOn);
    if (text.gradient > 0) add(labelRect(alone ? up : down, text.gradient), text.gradientOn);
    if (choice.rects.size() > 1 && choice.rects[0].rect.intersects(choice.rects[1].rect))
      choice.cost += onEachOther;
    return choice;
  };
  const std::size_t label =
      labels_.add({ways->size(), [ways](std::size_t k) { return (*ways)[k].cost; }, candidate});
  takes_.push_back([this, &wire, label, placesAt] {
    std::tie(wire.value, wire.gradient) = placesAt(labels_.chosen(label));
  });
}

/// Two straight or curved wires between the same two nodes: what belongs to the upper one stands above both,
/// what belongs to the lower one below. Whether these are two.
bool Labels::pair(std::size_t k) {
  if (k + 1 >= geometry_.wires.size()) return false;
  WireGeometry& upper = geometry_.wires[k];
  WireGeometry& lower = geometry_.wires[k + 1];
  if (upper.from != lower.from || upper.to != lower.to) return false;
  if (!upper.path.corners().empty() || !lower.path.corners().empty()) return false;
  if (!isLevel(upper.path.direction(0.5)) || !isLevel(lower.path.direction(0.5))) return false;
  const QPointF up(0, -1);
  const WrittenExtents::Wire& text = written_.wires[k];
  const WrittenExtents::Wire& other = written_.wires[k + 1];
  upper.value = {upper.path.at(0.5), up};
  upper.gradient = {upper.path.at(0.5) + (text.value > 0 ? 15 : 0) * up, up};
  // The value is told once: a gradient alone is drawn where a value would stand.
  lower.value = lower.gradient = {lower.path.at(0.5), -up};
  if (text.value > 0) labels_.addFixed({labelRect(upper.value, text.value), &text.valueOn});
  if (text.gradient > 0) labels_.addFixed({labelRect(upper.gradient, text.gradient), &text.gradientOn});
  if (other.gradient > 0) labels_.addFixed({labelRect(lower.value, other.gradient), &other.gradientOn});
  return true;
}

void Labels::sum(std::size_t p) {
  const WrittenExtents::Node& text = written_.nodes[p];
  if (text.sum <= 0) return;
  NodeGeometry& node = geometry_.nodes[p];
  const QRectF r = node.rect;
  using Anchor = SumPlace::Anchor;
  std::vector<SumPlace> candidates;
  for (const bool brief : {false, true}) {
    const double width = brief ? text.briefSum : text.sum;
    // Centred as far as the page allows.
    const double inside =
        std::clamp(r.center().x(), places_.area().left() + width / 2,
                   std::max(places_.area().left() + width / 2, places_.area().right() - width / 2));
    const SumPlace some[] = {{{inside, r.bottom() + 17}, Anchor::Middle, brief},
                             {{r.center().x() + 10, r.bottom() + 17}, Anchor::Left, brief},
                             {{r.center().x() - 10, r.bottom() + 17}, Anchor::Right, brief},
                             {{r.right() + 14, r.bottom() + 12}, Anchor::Left, brief},
                             {{r.left() - 14, r.bottom() + 12}, Anchor::Right, brief},
                             {{r.left(), r.bottom() + 17}, Anchor::Left, brief},
                             {{r.right(), r.bottom() + 17}, Anchor::Right, brief},
                             {{r.left() - 8, r.center().y()}, Anchor::Right, brief},
                             {{r.right() + 14, r.center().y()}, Anchor::Left, brief},
                             {{r.left() - 14, r.center().y()}, Anchor::Right, brief},
                             {{r.left() - 8, r.center().y() + 12}, Anchor::Right, brief},
                             {{r.left() - 8, r.center().y() - 12}, Anchor::Right, brief},
                             {{r.right() + 8, r.center().y() + 12}, Anchor::Left, brief},
                             {{r.right() + 8, r.center().y() - 12}, Anchor::Left, brief},
                             {{inside, r.bottom() + 11}, Anchor::Middle, brief},
                             {{inside, r.bottom() + 33}, Anchor::Middle, brief},
                             {{inside, r.top() - 14}, Anchor::Middle, brief},
                             {{r.left() - 8, r.top() - 10}, Anchor::Right, brief},
                             {{r.right() + 8, r.top() - 10}, Anchor::Left, brief}};
    candidates.insert(candidates.end(), std::begin(some), std::end(some));
  }
  // The brief ones only where the others stand badly.
  const auto least = [count = candidates.size()](std::size_t k) {
    return placeStep * static_cast<double>(k) + (k >= count / 2 ? 1 : 0);
  };
  const auto candidate = [this, &text, candidates, least](std::size_t k) {
    const SumPlace& place = candidates[k];
    const double width = place.brief ? text.briefSum : text.sum;
    const QRectF rect(place.leftOf(width) - 2, place.at.y() - 8, width + 4, 15);
    return PlacedLabels::Choice{{{rect, &text.sumOn}}, least(k) + places_.badness(rect)};
  };
  const std::size_t label = labels_.add({candidates.size(), least, candidate});
  takes_.push_back([this, &node, label, candidates] { node.sum = candidates[labels_.chosen(label)]; });
}

void Labels::pill(const std::vector<QPointF>& centres, const std::vector<QPointF>& near, double width,
                  const PageSet& pages, int line, std::function<void(QPointF)> take) {
  struct Place {
    QPointF centre;
    double cost;
  };
  std::vector<Place> sorted;
  for (std::size_t k = 0; k < centres.size(); ++k) {
    const QRectF rect = around(centres[k], width, pillHeight);
    double away = HUGE_VAL;
    for (const QPointF& p : near) {
      away = std::min(away, std::hypot(std::max({rect.left() - p.x(), 0.0, p.x() - rect.right()}),
                                       std::max({rect.top() - p.y(), 0.0, p.y() - rect.bottom()})));
    }
    sorted.push_back(
        {centres[k], placeStep * static_cast<double>(k) + ofDistance * std::max(0.0, away - closeBy)});
  }
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Place& a, const Place& b) { return a.cost < b.cost; });
  const auto places = std::make_shared<const std::vector<Place>>(std::move(sorted));
  const auto least = [places](std::size_t k) { return (*places)[k].cost; };
  const auto candidate = [this, places, width, line, &pages](std::size_t k) {
    const QRectF rect = around((*places)[k].centre, width + 2, pillHeight);
    return PlacedLabels::Choice{{{rect, &pages}}, (*places)[k].cost + places_.badness(rect, line)};
  };
  const std::size_t label = labels_.add({places->size(), least, candidate});
  takes_.push_back(
      [this, places, label, take = std::move(take)] { take((*places)[labels_.chosen(label)].centre); });
}

void Labels::nodePill(std::size_t p) {
  const WrittenExtents::Node& text = written_.nodes[p];
  if (text.pill <= 0) return;
  NodeGeometry& node = geometry_.nodes[p];
  const QRectF& r = node.rect;
  const double width = text.pill;
  const double up = r.top() - (text.strip > 0 ? 37 : 27);
  const double inside =
      std::clamp(r.center().x(), places_.area().left() + width / 2,
                 std::max(places_.area().left() + width / 2, places_.area().right() - width / 2));
  std::vector<QPointF> centres{{r.center().x(), up}, {inside, up}};
  const double near = r.top() - (text.strip > 0 ? 29 : 10);
  const double aside = width / 2 + 8;
  for (const double y : {up, near, r.bottom() + 17, r.bottom() + 10, up - 9}) {
    for (const double x : {r.center().x(), r.left() + width / 2, r.right() - width / 2,
                           r.center().x() - aside, r.center().x() + aside})
      centres.emplace_back(x, y);
  }
  // Beside the strip, and beside the node.
  for (const double y : {r.top() - 10, r.center().y(), r.bottom() + 10}) {
    for (const double x : {r.left() - width / 2 - 6, r.right() + width / 2 + 6, r.right() + width / 2 - 12,
                           r.left() - width / 2 + 12})
      centres.emplace_back(x, y);
  }
  addAround(centres, r.center());
  const std::vector<QPointF> corners{r.topLeft(),
                                     r.topRight(),
                                     r.bottomLeft(),
                                     r.bottomRight(),
                                     r.center(),
                                     QPointF(r.center().x(), r.top() - (text.strip > 0 ? 20 : 0)),
                                     QPointF(r.center().x(), r.bottom())};
  pill(centres, corners, width, text.pillOn, -2, [&node](QPointF at) { node.pill = at; });
}

std::vector<QPointF> Labels::pillPlaces(const WireGeometry& wire, double width) const {
  const QRectF& from = geometry_.nodes[wire.from].rect;
  const QRectF& to =
      wire.from == wire.to && geometry_.capsule ? geometry_.capsule->rect : geometry_.nodes[wire.to].rect;
  std::vector<QPointF> centres;
  const QPointF middle = wire.path.at(0.5);
  if (wire.path.isStraight() && isLevel(wire.path.direction(0.5))) {
    const double below = std::max(from.bottom(), to.bottom());
    const double above = std::min(from.top(), to.top());
    for (const double away : {19.0, 10.0, 31.0, 43.0}) {
      for (const double y : {below + away, above - away}) {
        for (const double x : {0.0, 20.0, -20.0, 38.0, -38.0, 56.0, -56.0, 74.0, -74.0})
          centres.emplace_back(middle.x() + x, y);
      }
    }
  }
  for (const double far : {0.0, 14.0, 28.0}) {
    for (const double t : {0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.1, 0.9}) {
      const QPointF on = wire.path.at(t), across = wire.path.across(t);
      const double away = (isLevel(wire.path.direction(t)) ? pillHeight / 2 + 4 : width / 2 + 6) + far;
      centres.push_back(on + away * across);
      centres.push_back(on - away * across);
    }
  }
  // On the line itself where there is no place beside it.
  for (const double t : {0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.12, 0.88}) centres.push_back(wire.path.at(t));
  addAround(centres, middle);
  return centres;
}

/// "upstream" and "downstream" stand at a wire at different steps, each where it has the best place.
void Labels::wirePills(WireGeometry& wire, const WrittenExtents::Wire& text, int line) {
  if (text.upstream <= 0 && text.downstream <= 0) return;
  std::vector<QPointF> near;
  for (int piece = 1; piece < 20; ++piece) near.push_back(wire.path.at(piece / 20.0));
  if (text.downstream > 0) {
    pill(pillPlaces(wire, text.downstream), near, text.downstream, text.downstreamOn, line,
         [&wire](QPointF at) { wire.pill = at; });
  }
  if (text.upstream > 0) {
    pill(pillPlaces(wire, text.upstream), near, text.upstream, text.upstreamOn, line,
         [&wire](QPointF at) { wire.upstreamPill = at; });
  }
}

int Labels::place() {
  const auto shown = [&](const WireGeometry& wire) { return row_[wire.from] >= 0 && row_[wire.to] >= 0; };
  const bool capsule = geometry_.capsule && row_[geometry_.capsule->wire.from] >= 0;
  if (capsule && written_.capsulePill > 0) {
    const QRectF& rect = geometry_.capsule->rect;
    labels_.addFixed(
        {around({rect.center().x(), rect.top() - capsulePillRise}, written_.capsulePill, pillHeight),
         &written_.capsulePillOn});
  }
  std::vector<char> paired(geometry_.wires.size(), 0);
  for (std::size_t k = 0; k + 1 < paired.size(); ++k) {
    if (paired[k] == 0 && shown(geometry_.wires[k]) && pair(k)) paired[k] = paired[k + 1] = 1;
  }
  // Straight wires have the least choice.
  for (const bool straight : {true, false}) {
    if (straight && capsule) wire(geometry_.capsule->wire, written_.capsuleWire, -1);
    for (std::size_t k = 0; k < geometry_.wires.size(); ++k) {
      WireGeometry& one = geometry_.wires[k];
      if (paired[k] == 0 && shown(one) && one.path.isStraight() == straight)
        wire(one, written_.wires[k], static_cast<int>(k));
    }
  }
  for (std::size_t p = 0; p < geometry_.nodes.size(); ++p) {
    if (row_[p] >= 0) sum(p);
  }
  for (std::size_t p = 0; p < geometry_.nodes.size(); ++p) {
    if (row_[p] >= 0) nodePill(p);
  }
  for (std::size_t k = 0; k < geometry_.wires.size(); ++k) {
    if (shown(geometry_.wires[k])) wirePills(geometry_.wires[k], written_.wires[k], static_cast<int>(k));
  }
  if (capsule) wirePills(geometry_.capsule->wire, written_.capsuleWire, -1);
  labels_.place();
  for (const auto& take : takes_) take();
  return labels_.overlapping();
}

}  // namespace

int placeBoxLabels(GraphGeometry& geometry, std::span<const int> row, const WrittenExtents& written,
                   FreePlaces& places, bool low, bool apart) {
  if (low) {
    double top = HUGE_VAL, bottom = -HUGE_VAL;
    for (std::size_t p = 0; p < geometry.nodes.size(); ++p) {
      if (row[p] < 0) continue;
      const QRectF& rect = geometry.nodes[p].rect;
      top = std::min(top, rect.top() - (written.nodes[p].strip > 0 ? 20 : 4));
      bottom = std::max(bottom, rect.bottom() + 4);
    }
    places.keepWithin(top, bottom);
  }
  return Labels(geometry, row, written, places, apart).place();
}

}  // namespace ui

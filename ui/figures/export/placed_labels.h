#pragma once

#include <QHash>
#include <QPoint>
#include <QRectF>

#include <functional>
#include <vector>

#include "ui/figures/export/page_set.h"

namespace ui {

/// A rectangle that a label covers on some of the pages.
struct LabelRect {
  QRectF rect;
  const PageSet* pages = nullptr;
};

/// Finds places for labels so that none covers another on any page: each takes the best of its candidates,
/// and those that still overlap choose again, until nothing improves.
class PlacedLabels {
public:
  /// One way to place a label: what it covers, and how bad the place is by itself.
  struct Choice {
    std::vector<LabelRect> rects = {};
    double cost = 0;
  };
  /// The candidate `k`; its cost is at least `leastCost(k)`, which does not fall with k.
  struct Label {
    std::size_t candidates = 0;
    std::function<double(std::size_t k)> leastCost = {};
    std::function<Choice(std::size_t k)> candidate = {};
  };

  /// Its number, for `chosen`.
  std::size_t add(Label label);
  /// Something that does not move.
  void addFixed(const LabelRect& rect);
  void place();
  /// The candidate that a label took.
  std::size_t chosen(std::size_t label) const { return states_[label].chosen; }
  /// How many labels overlap others.
  int overlapping() const;

private:
  struct State {
    Label label;
    std::size_t chosen = 0;
    std::vector<LabelRect> rects = {};
    double cost = 0;
  };
  template <typename Visit>
  static void forSquares(const QRectF& rect, Visit visit);
  void put(std::size_t label, bool there);
  /// How many rectangles of other labels these overlap.
  int overlaps(const std::vector<LabelRect>& rects, std::size_t own) const;
  /// Whether another candidate became the best.
  bool choose(std::size_t label);

  std::vector<State> states_;
  QHash<QPoint, std::vector<std::size_t>> squares_;
};

}  // namespace ui

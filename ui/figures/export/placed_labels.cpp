#include "ui/figures/export/placed_labels.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double overlapCost = 25;  // worse than anything else that a label can cover
constexpr int mostRounds = 6;

}  // namespace

template <typename Visit>
void PlacedLabels::forSquares(const QRectF& rect, Visit visit) {
  constexpr double side = 80;
  const auto square = [](double coordinate) { return static_cast<int>(std::floor(coordinate / side)); };
  for (int y = square(rect.top()); y <= square(rect.bottom()); ++y) {
    for (int x = square(rect.left()); x <= square(rect.right()); ++x) visit(QPoint(x, y));
  }
}

std::size_t PlacedLabels::add(Label label) {
  states_.emplace_back().label = std::move(label);
  return states_.size() - 1;
}

void PlacedLabels::addFixed(const LabelRect& rect) {
  states_.emplace_back().rects = {rect};
  put(states_.size() - 1, true);
}

void PlacedLabels::put(std::size_t label, bool there) {
  for (const LabelRect& rect : states_[label].rects) {
    forSquares(rect.rect, [&](QPoint square) {
      std::vector<std::size_t>& entries = squares_[square];
      if (there)
        entries.push_back(label);
      else
        std::erase(entries, label);
    });
  }
}

int PlacedLabels::overlaps(const std::vector<LabelRect>& rects, std::size_t own) const {
  int count = 0;
  for (const LabelRect& rect : rects) {
    std::vector<std::size_t> seen{own};
    forSquares(rect.rect, [&](QPoint square) {
      const auto entries = squares_.constFind(square);
      if (entries == squares_.constEnd()) return;
      for (const std::size_t other : *entries) {
        if (std::find(seen.begin(), seen.end(), other) != seen.end()) continue;
        seen.push_back(other);
        for (const LabelRect& there : states_[other].rects) {
          if (there.rect.intersects(rect.rect) && there.pages->meets(*rect.pages)) ++count;
        }
      }
    });
  }
  return count;
}

bool PlacedLabels::choose(std::size_t label) {
  State& state = states_[label];
  put(label, false);
  double best = HUGE_VAL;
  std::size_t chosen = 0;
  std::vector<LabelRect> rects;
  for (std::size_t k = 0; k < state.label.candidates; ++k) {
    if (state.label.leastCost(k) >= best) break;
    Choice choice = state.label.candidate(k);
    if (choice.cost >= best) continue;
    const double cost = choice.cost + overlapCost * overlaps(choice.rects, label);
    if (cost >= best) continue;
    best = cost;
    chosen = k;
    rects = std::move(choice.rects);
  }
  const bool moved = chosen != state.chosen || state.rects.empty();
  state.chosen = chosen;
  state.rects = std::move(rects);
  put(label, true);
  return moved;
}

void PlacedLabels::place() {
  for (std::size_t k = 0; k < states_.size(); ++k) {
    if (states_[k].label.candidates > 0) choose(k);
  }
  for (int round = 0; round < mostRounds; ++round) {
    bool moved = false;
    // What was placed last had the least choice: now the others may make room for it.
    for (std::size_t k = states_.size(); k-- > 0;) {
      if (states_[k].label.candidates > 1 && overlaps(states_[k].rects, k) > 0) moved = choose(k) || moved;
    }
    if (!moved) return;
  }
}

int PlacedLabels::overlapping() const {
  int count = 0;
  for (std::size_t k = 0; k < states_.size(); ++k) count += overlaps(states_[k].rects, k) > 0 ? 1 : 0;
  return count;
}

}  // namespace ui

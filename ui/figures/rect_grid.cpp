#include "ui/figures/rect_grid.h"

#include <cmath>

namespace ui {

template <typename Visit>
void RectGrid::forSquares(const QRectF& rect, Visit visit) {
  constexpr double side = 160;
  const auto square = [](double coordinate) { return static_cast<int>(std::floor(coordinate / side)); };
  for (int y = square(rect.top()); y <= square(rect.bottom()); ++y) {
    for (int x = square(rect.left()); x <= square(rect.right()); ++x) visit(QPoint(x, y));
  }
}

void RectGrid::add(const QRectF& rect, int owner) {
  const int entry = static_cast<int>(entries_.size());
  entries_.push_back({rect, owner});
  forSquares(rect, [&](QPoint square) { squares_[square].push_back(entry); });
}

bool RectGrid::overlaps(const QRectF& rect, int except, int alsoExcept) const {
  bool found = false;
  forSquares(rect, [&](QPoint square) {
    if (found) return;
    const auto entries = squares_.constFind(square);
    if (entries == squares_.constEnd()) return;
    for (const int k : *entries) {
      const Entry& entry = entries_[static_cast<std::size_t>(k)];
      if (entry.owner != except && entry.owner != alsoExcept && entry.rect.intersects(rect)) found = true;
    }
  });
  return found;
}

}  // namespace ui

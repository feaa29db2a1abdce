#pragma once

#include <QHash>
#include <QPoint>
#include <QRectF>

#include <vector>

namespace ui {

/// Rectangles sorted into squares of the plane, so that what overlaps is found without looking at all of
/// them.
class RectGrid {
public:
  /// `owner`: a number by which `overlaps` can leave a rectangle out; −1 for none.
  void add(const QRectF& rect, int owner);
  /// Whether a rectangle of another owner than these two overlaps `rect`.
  bool overlaps(const QRectF& rect, int except = -2, int alsoExcept = -2) const;

private:
  struct Entry {
    QRectF rect;
    int owner;
  };
  template <typename Visit>
  static void forSquares(const QRectF& rect, Visit visit);

  std::vector<Entry> entries_;
  QHash<QPoint, std::vector<int>> squares_;
};

}  // namespace ui

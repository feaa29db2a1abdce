#pragma once

#include <QPainterPath>
#include <QPointF>
#include <QRectF>

#include <cstdint>
#include <span>
#include <vector>

#include "ui/figures/wire_path.h"

namespace ui {

/// Leads lines along the axes through what is free on a page: around nodes and labels, apart from other
/// lines, crossing those only at right angles, with few corners. A shortest way on a grid (A*).
class PageRouter {
public:
  explicit PageRouter(const QRectF& area);

  /// No line goes through, if there is another way.
  void addBox(const QRectF& rect);
  /// Lines go around where the way is not much longer.
  void addLabel(const QRectF& rect);
  /// As above, where something stands on some pages only.
  /// Better not here: so near to a box that no number has a place between, or beyond all boxes.
  void addNear(const QRectF& rect);
  void addSometimes(const QRectF& rect);
  /// `dear`: better not crossed either.
  void addLine(const QPainterPath& path, bool dear = false);

  struct Way {
    std::vector<QPointF> corners;  ///< from port to port
    double cost = 0;
  };
  Way way(const Port& from, const Port& to) const;
  /// Where a way may end, and what it costs to end there, in cells.
  struct End {
    Port port;
    double cost = 0;
  };
  /// The cheapest of the ways from any of the ports to any of the ends.
  Way best(std::span<const Port> from, std::span<const End> to) const;

private:
  struct Cell {
    int x = 0, y = 0;
  };
  Cell cellAt(QPointF point) const;
  QPointF centreOf(Cell cell) const;
  std::size_t indexOf(Cell cell) const {
    return static_cast<std::size_t>(cell.y) * static_cast<std::size_t>(width_) +
           static_cast<std::size_t>(cell.x);
  }
  void addCost(const QRectF& rect, float cost);
  template <typename Visit>
  void forCells(const QRectF& rect, Visit visit);

  QRectF area_;
  int width_ = 0, height_ = 0;
  std::vector<float> costs_;         // of a cell
  std::vector<std::uint8_t> lines_;  // along which axes lines run through it
};

/// In which orders to lead lines, the shortest first in `lines`: what is led first has the choice. All orders
/// of a few, two of many.
std::vector<std::vector<std::size_t>> ordersToTry(std::vector<std::size_t> lines);

}  // namespace ui

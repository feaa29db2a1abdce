#pragma once

#include <QPainterPath>
#include <QPointF>
#include <QRectF>

#include <vector>

namespace ui {

enum class Side { Left, Right, Top, Bottom };

/// Unit vector that points out of a node at a side.
QPointF outward(Side side);

/// A place on a node's outline where wires end.
struct Port {
  QPointF at;
  Side side = Side::Right;

  bool operator==(const Port&) const = default;
};

/// The line of a wire from output to input: straight where both ends face each other on one line, else a
/// cubic curve.
class WirePath {
public:
  WirePath() = default;
  /// `reach`: how far the curve keeps the direction of its ends, as a part of their distance.
  WirePath(const Port& from, const Port& to, double reach = 0.5);
  /// A line through corners, such as between the rows of a page.
  static WirePath through(std::vector<QPointF> corners);

  QPointF start() const { return points_[0]; }
  QPointF end() const { return points_[3]; }
  bool isStraight() const { return straight_; }
  /// Of a line through corners; else empty.
  const std::vector<QPointF>& corners() const { return corners_; }
  /// The point at `t` from 0 (output) to 1 (input).
  QPointF at(double t) const;
  /// Unit vector along the wire at `t`.
  QPointF direction(double t) const;
  /// Unit vector across the wire: upwards, or to the left where the wire runs up or down.
  QPointF across(double t) const;
  /// A rectangle that holds the whole line.
  QRectF bounds() const;
  QPainterPath painterPath() const;
  double distanceTo(QPointF point) const;

  bool operator==(const WirePath&) const = default;

private:
  QPointF points_[4];
  bool straight_ = true;
  std::vector<QPointF> corners_;  // of a line through corners; else empty
};

}  // namespace ui

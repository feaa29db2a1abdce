#include "ui/figures/plot_shapes.h"

#include <QLineF>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

namespace ui {
namespace {

using Kind = PlotSeries::Kind;
using Shape = PlotShape::Kind;

constexpr double tickHeight = 7;
constexpr double dotRadius = 4.5;
constexpr double currentRadius = 6.5;
constexpr std::size_t mostDots = 200;
constexpr double barGap = 0.03;  // of its width, on each side
constexpr double labelGap = 7;   // between axis and label
constexpr double tolerance = 0.5;

bool isFinite(QPointF p) { return std::isfinite(p.x()) && std::isfinite(p.y()); }

QPainterPath strokeFrom(QPointF from, QPointF to) {
  QPainterPath path(from);
  path.lineTo(to);
  return path;
}

/// The part of a line inside a rectangle (Liang and Barsky, 1984).
std::optional<QLineF> inside(const QLineF& line, const QRectF& rect) {
  double from = 0, to = 1;
  const auto cut = [&](double direction, double distance) {
    if (direction == 0) return distance >= 0;
    const double at = distance / direction;
    if (direction < 0)
      from = std::max(from, at);
    else
      to = std::min(to, at);
    return from <= to;
  };
  const bool seen = cut(-line.dx(), line.x1() - rect.left()) && cut(line.dx(), rect.right() - line.x1()) &&
                    cut(-line.dy(), line.y1() - rect.top()) && cut(line.dy(), rect.bottom() - line.y1());
  if (!seen) return std::nullopt;
  return QLineF(line.pointAt(from), line.pointAt(to));
}

/// The shapes of all series, each with its place among those of its kind.
class Series {
public:
  Series(const PlotData& data, const PlotLayout& layout) : data_(data), layout_(layout) {}

  std::vector<PlotShape> all() {
    for (series_ = 0; series_ < static_cast<int>(data_.series.size()); ++series_) {
      switch (now().kind) {
        case Kind::Bars: bars(); break;
        case Kind::Ticks: ticks(); break;
        default: line(); break;
      }
    }
    for (series_ = 0; series_ < static_cast<int>(data_.series.size()); ++series_) {
      if (now().kind != Kind::Ticks) marks();
    }
    names();
    return std::move(shapes_);
  }

private:
  const PlotSeries& now() const { return data_.series[static_cast<std::size_t>(series_)]; }
  void add(PlotShape shape) {
    shape.ink = now().ink;
    shape.series = series_;
    shape.index = count_[{shape.kind, series_}]++;
    shapes_.push_back(std::move(shape));
  }
  void mark(Shape kind, QPointF at, double radius, double width) {
    add({.kind = kind, .width = width, .at = at, .radius = radius});
  }

  void line() {
    if (!(now().width > 0)) return;
    QPainterPath path;
    std::optional<QPointF> before;
    QPointF end;
    for (const QPointF& point : now().points) {
      const QPointF at = layout_.place(point);
      if (!isFinite(at)) continue;
      if (before) {
        if (const auto part = inside({*before, at}, layout_.area)) {
          if (path.isEmpty() || part->p1() != end) path.moveTo(part->p1());
          path.lineTo(part->p2());
          end = part->p2();
        }
      }
      before = at;
    }
    if (!path.isEmpty())
      add({.kind = Shape::Line, .path = path, .width = now().width, .dashed = now().kind == Kind::Dashed});
  }

  void bars() {
    const std::vector<QPointF>& points = now().points;
    for (std::size_t k = 0; k + 1 < points.size(); ++k) {
      const double left = layout_.place({points[k].x(), 1}).x();
      const double right = layout_.place({points[k + 1].x(), 1}).x();
      const double gap = barGap * (right - left);
      const QRectF bar(QPointF(left + gap, layout_.place(points[k]).y()),
                       QPointF(right - gap, layout_.place({points[k].x(), 0}).y()));
      if (!(bar.height() > 0)) continue;
      PlotShape shape{.kind = Shape::Bar};
      shape.path.addRect(bar.intersected(layout_.area));
      add(std::move(shape));
    }
  }

  void ticks() {
    const QRectF& area = layout_.area;
    for (const QPointF& p : now().points) {
      const double x = layout_.place({p.x(), 1}).x();
      if (x < area.left() || x > area.right()) continue;
      add({.kind = Shape::Tick, .path = strokeFrom({x, area.bottom() - tickHeight}, {x, area.bottom()}), .width = 1});
    }
  }

  /// Marks at the points, those that are exactly 0 on the lower edge of a logarithmic axis, and the current one.
  void marks() {
    const PlotSeries& series = now();
    const QRectF& area = layout_.area;
    const QRectF shown = area.adjusted(-2, -2, 2, 2);
    const auto isShown = [&](QPointF at) { return isFinite(at) && shown.contains(at); };
    if (series.kind == Kind::Dots && series.points.size() <= mostDots) {
      for (const QPointF& p : series.points) {
        if (const QPointF at = layout_.place(p); isShown(at)) mark(Shape::Mark, at, dotRadius, 1.8);
      }
    }
    if (layout_.logY && series.kind != Kind::Bars) {
      for (const QPointF& p : series.points) {
        if (p.y() != 0) continue;
        const QPointF at(layout_.place({p.x(), 1}).x(), area.bottom());
        mark(Shape::Mark, at, dotRadius, 1.8);
        add({.kind = Shape::Label, .at = at + QPointF(0, -8), .text = QStringLiteral("0"), .side = Qt::AlignHCenter});
      }
    }
    if (!series.current || *series.current >= series.points.size()) return;
    if (const QPointF at = layout_.place(series.points[*series.current]); isShown(at))
      mark(Shape::Current, at, currentRadius, 1.6);
  }

  /// The names at the ends of lines, clear of each other.
  void names() {
    const QRectF shown = layout_.area.adjusted(-1, -1, 1, 1);
    std::vector<QRectF> taken;
    for (series_ = 0; series_ < static_cast<int>(data_.series.size()); ++series_) {
      const PlotSeries& series = now();
      if (!series.labelled || series.name.isEmpty() || series.kind == Kind::Bars) continue;
      QPointF at;
      bool found = false;
      for (auto p = series.points.rbegin(); p != series.points.rend() && !found; ++p) {
        at = layout_.place(*p);
        found = isFinite(at) && shown.contains(at);
      }
      if (!found) continue;
      const double width = textWidth(series.name, plotNameStyle);
      QRectF box(std::min(at.x() + 9, layout_.right - width - 2), at.y() - 8, width, 16);
      if (series.labelAt && *series.labelAt < series.points.size()) {
        const QPointF point = layout_.place(series.points[*series.labelAt]);
        box.moveTopLeft(point + QPointF(12, 6));
        // Clear of the ticks on the lower edge.
        if (box.bottom() > layout_.area.bottom() - 12) box.moveBottomRight(point - QPointF(10, 6));
      }
      for (const QRectF& other : taken) {
        if (box.intersects(other)) box.moveTop(box.top() < other.center().y() ? other.top() - 16 : other.bottom());
      }
      // Not out of the picture: below what it would have stood above.
      if (box.top() < layout_.area.top() - 8) {
        box.moveTop(layout_.area.top() - 8);
        for (bool moved = true; moved;) {
          const auto other = std::ranges::find_if(taken, [&](const QRectF& one) { return one.intersects(box); });
          moved = other != taken.end();
          if (moved) box.moveTop(other->bottom());
        }
      }
      taken.push_back(box);
      add({.kind = Shape::Name, .at = box.bottomLeft() - QPointF(0, 4), .text = series.name});
    }
  }

  const PlotData& data_;
  const PlotLayout& layout_;
  int series_ = 0;
  std::map<std::pair<Shape, int>, int> count_;
  std::vector<PlotShape> shapes_;
};

}  // namespace

TextStyle plotTextStyle(PlotShape::Kind kind) {
  return kind == Shape::Name ? plotNameStyle : kind == Shape::Title ? plotTitleStyle : plotLabelStyle;
}

std::vector<PlotShape> plotSeries(const PlotData& data, const PlotLayout& layout) { return Series(data, layout).all(); }

std::vector<PlotShape> plotAxes(const PlotData& data, const PlotLayout& layout) {
  const QRectF& area = layout.area;
  struct Place {
    double at;
    QString text;
  };
  std::vector<Place> across, up;
  for (const auto& [at, text] : axisLabels(data.x, layout.x, area.width(), false)) {
    const double x = area.left() + (at - layout.x.first) / (layout.x.second - layout.x.first) * area.width();
    if (x >= area.left() - tolerance && x <= area.right() + tolerance) across.push_back({x, text});
  }
  for (const auto& [at, text] : axisLabels(data.y, layout.y, area.height(), true)) {
    const double y = area.bottom() - (at - layout.y.first) / (layout.y.second - layout.y.first) * area.height();
    if (y >= area.top() - tolerance && y <= area.bottom() + tolerance) up.push_back({y, text});
  }
  std::vector<PlotShape> shapes;
  const auto add = [&](PlotShape shape, QColor Theme::*ink, std::size_t index) {
    shape.ink = ink;
    shape.index = static_cast<int>(index);
    shapes.push_back(std::move(shape));
  };
  for (std::size_t k = 0; k < across.size(); ++k)
    add({.kind = Shape::Grid, .path = strokeFrom({across[k].at, area.top()}, {across[k].at, area.bottom()}), .width = 1},
        &Theme::lineSoft, k);
  for (std::size_t k = 0; k < up.size(); ++k)
    add({.kind = Shape::Grid, .path = strokeFrom({area.left(), up[k].at}, {area.right(), up[k].at}), .width = 1},
        &Theme::lineSoft, across.size() + k);
  QPainterPath axes = strokeFrom(area.topLeft(), area.bottomLeft());
  axes.lineTo(area.bottomRight());
  add({.kind = Shape::Axis, .path = axes, .width = 1.4}, &Theme::nodeLine, 0);
  const double capitals = capHeight(plotLabelStyle);
  for (std::size_t k = 0; k < across.size(); ++k)
    add({.kind = Shape::Label,
         .at = {across[k].at, area.bottom() + labelGap + capitals},
         .text = across[k].text,
         .side = Qt::AlignHCenter},
        &Theme::muted, k);
  for (std::size_t k = 0; k < up.size(); ++k)
    add({.kind = Shape::Label,
         .at = {area.left() - labelGap, up[k].at + capitals / 2},
         .text = up[k].text,
         .side = Qt::AlignRight},
        &Theme::muted, across.size() + k);
  if (!data.x.title.isEmpty())
    add({.kind = Shape::Title,
         .at = {area.center().x(), area.bottom() + plotLabelStyle.pixelSize * 1.7 + capHeight(plotTitleStyle) + 3},
         .text = data.x.title,
         .side = Qt::AlignHCenter},
        &Theme::muted, 0);
  if (!data.y.title.isEmpty())
    add({.kind = Shape::Title,
         .at = {area.left() - roomForLabels(data, area.height()) + plotTitleStyle.pixelSize, area.center().y()},
         .text = data.y.title,
         .side = Qt::AlignHCenter,
         .upwards = true},
        &Theme::muted, 1);
  return shapes;
}

}  // namespace ui

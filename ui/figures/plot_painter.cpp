#include "ui/figures/plot_painter.h"

#include <QLineF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <optional>

namespace ui {
namespace {

using Kind = PlotSeries::Kind;
constexpr double tickHeight = 7;
constexpr double dotRadius = 4.5;
constexpr double currentRadius = 6.5;
constexpr std::size_t mostDots = 200;
constexpr double barGap = 0.03;  // of its width, on each side

bool isFinite(QPointF p) { return std::isfinite(p.x()) && std::isfinite(p.y()); }

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

void paintLine(QPainter& painter, const PlotSeries& series, const PlotLayout& layout, const QColor& ink) {
  if (!(series.width > 0)) return;
  QPainterPath path;
  std::optional<QPointF> before;
  QPointF end;
  for (const QPointF& point : series.points) {
    const QPointF at = layout.place(point);
    if (!isFinite(at)) continue;
    if (before) {
      if (const auto part = inside({*before, at}, layout.area)) {
        if (path.isEmpty() || part->p1() != end) path.moveTo(part->p1());
        path.lineTo(part->p2());
        end = part->p2();
      }
    }
    before = at;
  }
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(ink, series.width, series.kind == Kind::Dashed ? Qt::DashLine : Qt::SolidLine,
                      Qt::FlatCap, Qt::RoundJoin));
  painter.drawPath(path);
}

void paintBars(QPainter& painter, const PlotSeries& series, const PlotLayout& layout, const QColor& ink) {
  for (std::size_t k = 0; k + 1 < series.points.size(); ++k) {
    const double left = layout.place({series.points[k].x(), 1}).x(),
                 right = layout.place({series.points[k + 1].x(), 1}).x();
    const QPointF top = layout.place(series.points[k]);
    const double gap = barGap * (right - left);
    const QRectF bar(QPointF(left + gap, top.y()),
                     QPointF(right - gap, layout.place({series.points[k].x(), 0}).y()));
    if (bar.height() > 0) painter.fillRect(bar.intersected(layout.area), ink);
  }
}

void paintTicks(QPainter& painter, const PlotSeries& series, const PlotLayout& layout, QColor ink) {
  ink.setAlphaF(0.6F);
  painter.setPen(QPen(ink, 1));
  const QRectF& area = layout.area;
  for (const QPointF& p : series.points) {
    const double x = layout.place({p.x(), 1}).x();
    if (x >= area.left() && x <= area.right())
      painter.drawLine(QPointF(x, area.bottom() - tickHeight), QPointF(x, area.bottom()));
  }
}

/// Marks at the points, those that are exactly 0 on the lower edge of a logarithmic axis, and the current
/// one.
void paintMarks(QPainter& painter, const PlotSeries& series, const PlotLayout& layout, const QColor& ink,
                const QColor& ground) {
  const QRectF& area = layout.area;
  const QRectF shown = area.adjusted(-2, -2, 2, 2);
  painter.setPen(QPen(ink, 1.8));
  painter.setBrush(ground);
  if (series.kind == Kind::Dots && series.points.size() <= mostDots) {
    for (const QPointF& p : series.points) {
      const QPointF at = layout.place(p);
      if (isFinite(at) && shown.contains(at)) painter.drawEllipse(at, dotRadius, dotRadius);
    }
  }
  if (layout.logY && series.kind != Kind::Bars) {
    for (const QPointF& p : series.points) {
      if (p.y() != 0) continue;
      const QPointF at(layout.place({p.x(), 1}).x(), area.bottom());
      painter.setPen(QPen(ink, 1.8));
      painter.setBrush(ground);
      painter.drawEllipse(at, dotRadius, dotRadius);
      drawText(painter, at + QPointF(0, -8), Qt::AlignHCenter, QStringLiteral("0"), plotLabelStyle, ink);
    }
  }
  if (!series.current || *series.current >= series.points.size()) return;
  const QPointF at = layout.place(series.points[*series.current]);
  if (!isFinite(at) || !shown.contains(at)) return;
  painter.setPen(QPen(ink, 1.6));
  painter.setBrush(ink);
  painter.drawEllipse(at, currentRadius, currentRadius);
}

/// The names at the ends of lines, clear of each other.
void paintNames(QPainter& painter, const PlotData& data, const PlotLayout& layout, const Theme& theme) {
  const QRectF shown = layout.area.adjusted(-1, -1, 1, 1);
  std::vector<QRectF> taken;
  for (const PlotSeries& series : data.series) {
    if (!series.labelled || series.name.isEmpty() || series.kind == Kind::Bars) continue;
    QPointF at;
    bool found = false;
    for (auto p = series.points.rbegin(); p != series.points.rend() && !found; ++p) {
      at = layout.place(*p);
      found = isFinite(at) && shown.contains(at);
    }
    if (!found) continue;
    const QColor ink = theme.*series.ink;
    const double width = textWidth(series.name, plotNameStyle);
    QRectF box(std::min(at.x() + 9, layout.right - width - 2), at.y() - 8, width, 16);
    if (series.labelAt && *series.labelAt < series.points.size()) {
      const QPointF point = layout.place(series.points[*series.labelAt]);
      box.moveTopLeft(point + QPointF(12, 6));
      // Clear of the ticks on the lower edge.
      if (box.bottom() > layout.area.bottom() - 12) box.moveBottomRight(point - QPointF(10, 6));
    }
    for (const QRectF& other : taken) {
      if (box.intersects(other))
        box.moveTop(box.top() < other.center().y() ? other.top() - 16 : other.bottom());
    }
    // Not out of the picture: below what it would have stood above.
    if (box.top() < layout.area.top() - 8) {
      box.moveTop(layout.area.top() - 8);
      for (bool moved = true; moved;) {
        const auto other = std::ranges::find_if(taken, [&](const QRectF& one) { return one.intersects(box); });
        moved = other != taken.end();
        if (moved) box.moveTop(other->bottom());
      }
    }
    taken.push_back(box);
    drawText(painter, box.bottomLeft() - QPointF(0, 4), series.name, plotNameStyle, ink);
  }
}

}  // namespace

void paintPlotSeries(QPainter& painter, const PlotData& data, const PlotLayout& layout, const Theme& theme,
                     const QColor& ground) {
  painter.save();
  for (const PlotSeries& series : data.series) {
    const QColor ink = theme.*series.ink;
    switch (series.kind) {
      case Kind::Bars: paintBars(painter, series, layout, ink); break;
      case Kind::Ticks: paintTicks(painter, series, layout, ink); break;
      default: paintLine(painter, series, layout, ink); break;
    }
  }
  for (const PlotSeries& series : data.series) {
    if (series.kind != Kind::Ticks) paintMarks(painter, series, layout, theme.*series.ink, ground);
  }
  paintNames(painter, data, layout, theme);
  painter.restore();
}

void paintPlotAxes(QPainter& painter, const PlotData& data, const PlotLayout& layout, const Theme& theme) {
  painter.save();
  const QRectF& area = layout.area;
  const AxisLabels across = axisLabels(data.x, layout.x, area.width(), false);
  const AxisLabels up = axisLabels(data.y, layout.y, area.height(), true);
  const auto placeX = [&](double at) {
    return area.left() + (at - layout.x.first) / (layout.x.second - layout.x.first) * area.width();
  };
  const auto placeY = [&](double at) {
    return area.bottom() - (at - layout.y.first) / (layout.y.second - layout.y.first) * area.height();
  };
  const double tolerance = 0.5;
  painter.setPen(QPen(theme.lineSoft, 1));
  for (const auto& [at, text] : across) {
    if (const double x = placeX(at); x >= area.left() - tolerance && x <= area.right() + tolerance)
      painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
  }
  for (const auto& [at, text] : up) {
    if (const double y = placeY(at); y >= area.top() - tolerance && y <= area.bottom() + tolerance)
      painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
  }
  painter.setPen(QPen(theme.nodeLine, 1.4));
  painter.drawLine(area.topLeft(), area.bottomLeft());
  painter.drawLine(area.bottomLeft(), area.bottomRight());
  const double capitals = capHeight(plotLabelStyle);
  for (const auto& [at, text] : across) {
    if (const double x = placeX(at); x >= area.left() - tolerance && x <= area.right() + tolerance)
      drawText(painter, QPointF(x, area.bottom() + 7 + capitals), Qt::AlignHCenter, text, plotLabelStyle,
               theme.muted);
  }
  for (const auto& [at, text] : up) {
    if (const double y = placeY(at); y >= area.top() - tolerance && y <= area.bottom() + tolerance)
      drawText(painter, QPointF(area.left() - 7, y + capitals / 2), Qt::AlignRight, text, plotLabelStyle,
               theme.muted);
  }
  if (!data.x.title.isEmpty()) {
    const double below = area.bottom() + plotLabelStyle.pixelSize * 1.7 + capHeight(plotTitleStyle) + 3;
    drawText(painter, QPointF(area.center().x(), below), Qt::AlignHCenter, data.x.title, plotTitleStyle,
             theme.muted);
  }
  if (!data.y.title.isEmpty()) {
    painter.translate(area.left() - roomForLabels(data, area.height()) + plotTitleStyle.pixelSize,
                      area.center().y());
    painter.rotate(-90);
    drawText(painter, QPointF(0, 0), Qt::AlignHCenter, data.y.title, plotTitleStyle, theme.muted);
  }
  painter.restore();
}

}  // namespace ui

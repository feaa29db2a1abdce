#include "ui/figures/slope_curve.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

#include "ui/figures/equation_metrics.h"
#include "ui/figures/nice_step.h"
#include "ui/figures/number_text.h"
#include "ui/figures/sentence.h"

namespace ui {
namespace {

/// Words of the curve, for translators.
struct Words {
  Q_DECLARE_TR_FUNCTIONS(Curve)
};

constexpr double axisLeft = 34;   // numbers of the y axis, px
constexpr double axisBelow = 36;  // numbers and name of the x axis
constexpr double pointRadius = 6;
constexpr double pointReach = 14;  // from the point to a pointer that has hold of it
constexpr int samples = 241;
const TextStyle axisStyle{.pixelSize = 11};
const TextStyle labelStyle{.pixelSize = 12, .weight = QFont::DemiBold};

/// Half of the window along x: 2, or the next power of 2 that reaches to 0.
double halfOf(double x) {
  if (!(std::abs(x) > 2) || !std::isfinite(x)) return 2;
  return std::exp2(std::ceil(std::log2(std::abs(x))));
}

/// Values at equal distances along x.
std::vector<QPointF> sampled(const ScalarSlice& slice, std::pair<double, double> x) {
  std::vector<QPointF> points;
  points.reserve(samples + 1);
  for (int k = 0; k < samples; ++k) {
    const double at = x.first + (x.second - x.first) * k / (samples - 1);
    points.emplace_back(at, slice.valueAt(at));
  }
  return points;
}

std::vector<double> ticksBy(double step, std::pair<double, double> limits) {
  std::vector<double> ticks;
  if (!(step > 0) || !std::isfinite(step)) return ticks;
  for (double k = std::ceil(limits.first / step - 1e-9);
       k * step <= limits.second + 1e-9 * step && ticks.size() < 20; ++k)
    ticks.push_back(k * step);
  return ticks;
}

/// About `wanted` of them, at least two: one alone would not tell the scale.
std::vector<double> ticksIn(std::pair<double, double> limits, int wanted) {
  const double length = limits.second - limits.first;
  std::vector<double> ticks = ticksBy(niceStep(length, wanted), limits);
  for (int more = wanted + 1; ticks.size() < 2 && more < wanted + 4; ++more)
    ticks = ticksBy(niceStep(length, more), limits);
  return ticks;
}

QString tickText(double v, const std::vector<double>& ticks) {
  const double step = ticks.size() > 1 ? ticks[1] - ticks[0] : 1;
  return numberText(v, std::clamp(static_cast<int>(-std::floor(std::log10(step) + 1e-9)), 0, 6), Zero::Bare);
}

/// A round number without zeros at its end.
QString shortText(double v) { return v >= 1e-3 && v < 1e5 ? QString::number(v) : significantText(v, 1); }

/// The line in pieces: it is broken where there is no value, and where it leaps through more than the window.
std::vector<QPolygonF> piecesOf(const SlopeCurve& curve, const std::vector<QPointF>& points) {
  const double height = curve.window.y.second - curve.window.y.first;
  std::vector<QPolygonF> pieces;
  QPolygonF piece;
  double last = 0;
  const auto close = [&] {
    if (piece.size() > 1) pieces.push_back(piece);
    piece.clear();
  };
  for (const QPointF& p : points) {
    if (!std::isfinite(p.y())) {
      close();
      continue;
    }
    const bool leaps = !piece.isEmpty() && std::abs(p.y() - last) > 3 * height && (p.y() > 0) != (last > 0);
    if (leaps) close();
    last = p.y();
    // Far outside of the window it is out of sight anyway.
    piece << curve.place(
        p.x(), std::clamp(p.y(), curve.window.y.first - 2 * height, curve.window.y.second + 2 * height));
  }
  close();
  return pieces;
}

/// The side of the triangle: at most a third of the window, and so short that its rise stays in sight.
double runOf(const SlopeCurve& curve) {
  const double width = curve.window.x.second - curve.window.x.first;
  const double height = curve.window.y.second - curve.window.y.first;
  if (curve.corner || !std::isfinite(curve.slope) || curve.slope == 0) return 0;
  const double most = std::min(width / 3, 0.4 * height / std::abs(curve.slope));
  double run = niceStep(most, 1);
  if (run > most * 1.0001) run = niceStep(most / 2.5, 1);
  // A run of 1 rises by the slope itself.
  if (most >= 1 && width <= 12) run = 1;
  // To the left where it has no room at the right.
  if (curve.x + run > curve.window.x.second) run = -run;
  const double rise = curve.y + run * curve.slope;
  if (rise < curve.window.y.first || rise > curve.window.y.second) run = -run;
  return run;
}

void drawAxes(QPainter& painter, const SlopeCurve& curve, const Theme& theme) {
  const QRectF& plot = curve.plot;
  for (const double x : curve.xTicks) {
    const double at = curve.place(x, 0).x();
    painter.setPen(QPen(theme.lineSoft, 1));
    painter.drawLine(QPointF(at, plot.top()), QPointF(at, plot.bottom()));
    drawText(painter, {at, plot.bottom() + 15}, Qt::AlignHCenter, tickText(x, curve.xTicks), axisStyle,
             theme.muted);
  }
  for (const double y : curve.yTicks) {
    const double at = curve.place(0, y).y();
    painter.setPen(QPen(theme.lineSoft, 1));
    painter.drawLine(QPointF(plot.left(), at), QPointF(plot.right(), at));
    drawText(painter, {plot.left() - 6, at + 4}, Qt::AlignRight, tickText(y, curve.yTicks), axisStyle,
             theme.muted);
  }
  painter.setPen(QPen(theme.nodeLine, 1.4));
  painter.drawLine(plot.bottomLeft(), plot.bottomRight());
  painter.drawLine(plot.topLeft(), plot.bottomLeft());
}

/// A text by its baseline.
struct Label {
  QString text;
  QPointF at;
  Qt::AlignmentFlag side = Qt::AlignHCenter;

  QRectF area() const {
    const double width = textWidth(text, labelStyle);
    const double left = side == Qt::AlignHCenter ? at.x() - width / 2
                        : side == Qt::AlignLeft  ? at.x()
                                                 : at.x() - width;
    return {left - 2, at.y() - 12, width + 4, 16};
  }
};

/// "(x, y)" at the point; empty where it has no place.
Label pointLabel(const SlopeCurve& curve) {
  if (!std::isfinite(curve.y)) return {};
  const QPointF point =
      curve.place(curve.x, std::clamp(curve.y, curve.window.y.first, curve.window.y.second));
  const QString numbers = QStringLiteral("(%1, %2)").arg(loneNumberText(curve.x), loneNumberText(curve.y));
  const double half = textWidth(numbers, labelStyle) / 2;
  // On the free side of a tangent that rises or falls.
  const double side = curve.slope > 0 ? -0.6 * half : curve.slope < 0 ? 0.6 * half : 0;
  return {numbers,
          {std::clamp(point.x() + side, curve.plot.left() + half + 3, curve.plot.right() - half),
           curve.corner || point.y() - 13 < curve.plot.top() + 10 ? point.y() + 24 : point.y() - 13}};
}

/// The rise of the triangle; empty without one.
Label slopeLabel(const SlopeCurve& curve) {
  if (curve.run == 0) return {};
  const QPointF end = curve.place(curve.x + curve.run, curve.y + curve.run * curve.slope);
  const double middle = (curve.place(curve.x, curve.y).y() + end.y()) / 2;
  const bool atRight = curve.run > 0;
  return {loneNumberText(std::abs(curve.run) * curve.slope),
          {end.x() + (atRight ? 6 : -6), middle + 4},
          atRight ? Qt::AlignLeft : Qt::AlignRight};
}

/// A line of this slope through the point, as far as the plot reaches.
void drawTangent(QPainter& painter, const SlopeCurve& curve, double slope, const QPen& pen) {
  painter.setPen(pen);
  const auto [left, right] = curve.window.x;
  if (std::isinf(slope)) {
    const double x = curve.place(curve.x, 0).x();
    return painter.drawLine(QPointF(x, curve.plot.top()), QPointF(x, curve.plot.bottom()));
  }
  if (!std::isfinite(slope)) return;
  painter.drawLine(curve.place(left, curve.y + (left - curve.x) * slope),
                   curve.place(right, curve.y + (right - curve.x) * slope));
}

void drawTriangle(QPainter& painter, const SlopeCurve& curve, const Theme& theme) {
  if (curve.run == 0) return;
  const double rise = curve.run * curve.slope;
  const QPointF start = curve.place(curve.x, curve.y), corner = curve.place(curve.x + curve.run, curve.y);
  const QPointF end = curve.place(curve.x + curve.run, curve.y + rise);
  painter.setPen(QPen(theme.local, 1.3, Qt::DashLine));
  painter.drawPolyline(QPolygonF({start, corner, end}));
  const bool upwards = end.y() < corner.y();
  drawText(painter, {(start.x() + corner.x()) / 2, corner.y() + (upwards ? 15 : -6)}, Qt::AlignHCenter,
           shortText(std::abs(curve.run)), axisStyle, theme.muted);
  const Label label = slopeLabel(curve);
  drawText(painter, label.at, label.side, label.text, labelStyle, theme.local);
}

/// Both slopes of a corner at the ends of their lines.
void drawCornerSlopes(QPainter& painter, const SlopeCurve& curve, const Theme& theme) {
  const auto label = [&](double slope, double x, Qt::AlignmentFlag side) {
    if (!std::isfinite(slope)) return;
    QPointF at = curve.place(x, curve.y + (x - curve.x) * slope);
    // Outside of the angle between the lines.
    const bool above = at.y() < curve.place(curve.x, curve.y).y();
    at += QPointF(side == Qt::AlignRight ? -8 : 8, above ? 16 : -8);
    at.setY(std::clamp(at.y(), curve.plot.top() + 14, curve.plot.bottom() - 8));
    drawText(painter, at, side, loneNumberText(slope), labelStyle, theme.muted);
  };
  const double width = curve.window.x.second - curve.window.x.first;
  label(curve.corner->first, curve.x - 0.28 * width, Qt::AlignRight);
  label(curve.corner->second, curve.x + 0.28 * width, Qt::AlignLeft);
}

/// The function's name beside its line, as far at the right as it is clear of line and tangent.
void drawName(QPainter& painter, const EquationContent& content, const SlopeCurve& curve,
              const Theme& theme) {
  const Sentence name{mathPiece(content.equation.nodeName, Piece::Ink::Value)};
  const QSizeF size(sentenceWidth(name, 13), 15);
  const auto [left, right] = curve.window.x;
  const auto tangentAt = [&](double px) {
    return curve.place(0, curve.y + (curve.xAt(px) - curve.x) * curve.slope).y();
  };
  const auto isFree = [&](const QRectF& box) {
    const QRectF wide = box.adjusted(-4, -3, 4, 3);
    if (!curve.plot.contains(box) || wide.contains(curve.place(curve.x, curve.y))) return false;
    if (wide.intersects(pointLabel(curve).area()) ||
        (curve.run != 0 && wide.intersects(slopeLabel(curve).area())))
      return false;
    const double first = tangentAt(wide.left()), last = tangentAt(wide.right());
    if (std::min(first, last) < wide.bottom() && std::max(first, last) > wide.top()) return false;
    return std::ranges::none_of(curve.line, [&](const QPolygonF& piece) {
      return std::ranges::any_of(piece, [&](QPointF p) { return wide.contains(p); });
    });
  };
  for (double share = 1; share > 0.3; share -= 0.02) {
    const double x = left + share * (right - left);
    for (const QPolygonF& piece : curve.line) {
      const auto p =
          std::ranges::find_if(piece, [&](QPointF q) { return q.x() >= curve.place(x, 0).x() - 0.5; });
      if (p == piece.end()) continue;
      for (const QPointF away : {QPointF(-size.width() - 8, -size.height() - 6),
                                 QPointF(-size.width() / 2, -size.height() - 6), QPointF(4, 6)}) {
        const QRectF box(*p + away, size);
        if (!isFree(box)) continue;
        return drawPieces(painter, placedLine(name, box.bottomLeft() - QPointF(0, 4), size.width() + 4, 13),
                          theme);
      }
    }
  }
}

}  // namespace

QPointF SlopeCurve::place(double atX, double atY) const {
  return {plot.left() + (atX - window.x.first) / (window.x.second - window.x.first) * plot.width(),
          plot.bottom() - (atY - window.y.first) / (window.y.second - window.y.first) * plot.height()};
}

double SlopeCurve::xAt(double px) const {
  const double share = std::clamp((px - plot.left()) / plot.width(), 0.0, 1.0);
  return window.x.first + share * (window.x.second - window.x.first);
}

bool SlopeCurve::isAtPoint(QPointF px) const {
  if (!isShown() || !std::isfinite(y)) return false;
  const QPointF away = place(x, std::clamp(y, window.y.first, window.y.second)) - px;
  return QPointF::dotProduct(away, away) <= pointReach * pointReach;
}

CurveWindow windowOf(const ScalarSlice& slice) {
  const double x = std::isfinite(slice.input()) ? slice.input() : 0;
  const double half = halfOf(x);
  const double centre = std::round(x / (half / 2)) * (half / 2);
  CurveWindow window{{centre - half, centre + half}, {}};
  std::vector<double> all, near;
  for (const QPointF& p : sampled(slice, window.x)) {
    if (!std::isfinite(p.y())) continue;
    all.push_back(p.y());
    if (std::abs(p.x() - x) <= half / 2) near.push_back(p.y());
  }
  const double y = slice.output(), slope = slice.slopeAt(x);
  if (all.empty() || !std::isfinite(y)) return {window.x, {-1, 1}};
  // What lies far above or below what can be seen of the slope is cut off.
  const auto [nearLow, nearHigh] = std::ranges::minmax(near.empty() ? all : near);
  const double reach =
      std::max(std::isfinite(slope) ? 1.5 * half * std::abs(slope) : 0.0,
               near.size() > 1 && std::isfinite(nearHigh - nearLow) ? 0.75 * (nearHigh - nearLow) : 0.0);
  if (const auto& corner = slice.corner()) {
    // Both lines are seen on both sides of the point.
    const double steepest = std::max(std::abs(corner->first), std::abs(corner->second));
    if (std::isfinite(steepest) && steepest > 0) return {window.x, {y - 0.5 * half * steepest, y + 1.05 * half * steepest}};
  }
  auto [low, high] = std::ranges::minmax(all);
  if (reach > 0) {
    low = std::max(low, y - reach);
    high = std::min(high, y + reach);
  }
  low = std::min(low, y);
  high = std::max(high, y);
  if (!(high - low > 1e-12 * std::max(std::abs(low), std::abs(high)))) {
    const double air = std::max(1.0, std::abs(y) / 2);
    return {window.x, {y - air, y + air}};
  }
  const double air = 0.1 * (high - low);
  window.y = {low - air, high + air};
  return window;
}

SlopeCurve layoutCurve(const ScalarSlice& slice, const QRectF& area,
                       const std::optional<CurveWindow>& window) {
  SlopeCurve curve;
  curve.header = {area.left() + axisLeft, area.top(), area.width() - axisLeft, headerBottom - headerTop};
  curve.plot = {area.left() + axisLeft, area.top() + headerBottom - headerTop + 12,
                area.width() - axisLeft - 8, 0};
  curve.plot.setBottom(area.bottom() - axisBelow);
  if (curve.plot.width() < 120 || curve.plot.height() < 60) return {};
  curve.window = window.value_or(windowOf(slice));
  curve.x = slice.input();
  curve.y = slice.output();
  curve.slope = slice.slopeAt(curve.x);
  curve.corner = slice.corner();
  curve.xTicks = ticksIn(curve.window.x, std::clamp(static_cast<int>(curve.plot.width() / 70), 2, 6));
  curve.yTicks = ticksIn(curve.window.y, std::clamp(static_cast<int>(curve.plot.height() / 46), 2, 5));
  std::vector<QPointF> points = sampled(slice, curve.window.x);
  // The point itself is on the line also between two samples: a corner stays sharp.
  const auto after = std::ranges::find_if(points, [&](const QPointF& p) { return p.x() > curve.x; });
  if (after != points.begin() && after != points.end()) points.insert(after, QPointF(curve.x, curve.y));
  curve.line = piecesOf(curve, points);
  curve.run = runOf(curve);
  return curve;
}

CurveNumbers curveNumbers(const SlopeCurve& curve) {
  if (!curve.isShown()) return {};
  CurveNumbers numbers;
  if (const Label label = pointLabel(curve); !label.text.isEmpty()) {
    // The first number with its bracket and comma, the rest.
    const QRectF area = label.area();
    const double first = textWidth(label.text.left(label.text.indexOf(u',') + 1), labelStyle);
    numbers.x = {area.topLeft(), QSizeF(first + 4, area.height())};
    numbers.y = {numbers.x.topRight(), area.bottomRight()};
  }
  if (curve.run != 0) numbers.slope = slopeLabel(curve).area();
  return numbers;
}

void paintCurve(QPainter& painter, const EquationContent& content, const SlopeCurve& curve, bool draggable,
                const Theme& theme) {
  if (!curve.isShown()) return;
  painter.setRenderHint(QPainter::Antialiasing);
  const QString gap = QStringLiteral("  ");
  const Sentence title{textPiece(Words::tr("Curve") + gap, Piece::Ink::Local, true),
                       mathPiece(content.functionTex, Piece::Ink::Local)};
  QString words = curve.corner ? Words::tr("a corner: both slopes, and the one taken")
                               : Words::tr("the tangent is the local gradient");
  const double width = curve.header.width();
  const auto fits = [&](const QString& text) {
    return textWidth(text, {.pixelSize = subtitleSize()}) <= width;
  };
  if (draggable && !curve.corner && fits(words + Words::tr("; drag the point")))
    words += Words::tr("; drag the point");
  if (!fits(words)) words = curve.corner ? Words::tr("a corner") : Words::tr("tangent = local gradient");
  const Sentence subtitle{textPiece(words, Piece::Ink::Muted)};
  drawPieces(painter, placedLine(title, curve.header.topLeft() + QPointF(0, titleBaseline), width, titleSize),
             theme);
  drawPieces(painter,
             placedLine(subtitle, curve.header.topLeft() + QPointF(0, subtitleBaseline), width, subtitleSize()),
             theme);
  drawAxes(painter, curve, theme);
  drawPieces(
      painter,
      placedLine({mathPiece(content.equation.inputName, Piece::Ink::Muted)},
                 QPointF(curve.plot.center().x(), curve.plot.bottom() + 31), curve.plot.width() / 2, 12),
      theme);

  painter.save();
  painter.setClipRect(curve.plot.adjusted(-1, -1, 1, 1));
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme.value, 3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  for (const QPolygonF& piece : curve.line) painter.drawPolyline(piece);
  if (curve.corner) {
    for (const double slope : {curve.corner->first, curve.corner->second})
      drawTangent(painter, curve, slope, QPen(theme.muted, 1.6, Qt::DashLine));
  }
  drawTangent(painter, curve, curve.slope, QPen(theme.local, 1.8));
  painter.restore();
  if (curve.corner) drawCornerSlopes(painter, curve, theme);
  drawTriangle(painter, curve, theme);
  drawName(painter, content, curve, theme);
  if (!std::isfinite(curve.y)) return;
  const QPointF point =
      curve.place(curve.x, std::clamp(curve.y, curve.window.y.first, curve.window.y.second));
  painter.setPen(QPen(theme.local, 2.2));
  painter.setBrush(theme.panel);
  painter.drawEllipse(point, pointRadius, pointRadius);
  const Label label = pointLabel(curve);
  QColor plate = theme.panel;
  plate.setAlphaF(0.8F);
  painter.fillRect(label.area(), plate);
  drawText(painter, label.at, Qt::AlignHCenter, label.text, labelStyle, theme.ink);
}

}  // namespace ui

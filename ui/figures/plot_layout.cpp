#include "ui/figures/plot_layout.h"

#include <algorithm>
#include <cmath>

#include "ui/figures/nice_step.h"
#include "ui/figures/number_text.h"

namespace ui {
namespace {

constexpr double betweenLabels = 12;
constexpr std::size_t mostNames = 16;

QString powerText(double exponent) { return QStringLiteral("10") + superscriptText(std::llround(exponent)); }

AxisLabels powersOfTen(std::pair<double, double> limits, int wanted) {
  const auto [low, high] = limits;
  AxisLabels labels;
  const double step = std::max(1.0, std::ceil((high - low) / wanted));
  for (double e = std::ceil(low - 1e-9); e <= high + 1e-9; e += step) labels.emplace_back(e, powerText(e));
  if (labels.size() >= 2) return labels;
  return {{low, significantText(std::pow(10, low), 2)}, {high, significantText(std::pow(10, high), 2)}};
}

AxisLabels roundNumbers(std::pair<double, double> limits, int wanted) {
  const auto [low, high] = limits;
  AxisLabels labels;
  const double step = niceStep(high - low, wanted);
  const int decimals = std::clamp(static_cast<int>(-std::floor(std::log10(step) + 1e-9)), 0, 6);
  for (double v = std::ceil(low / step - 1e-9) * step; v <= high + 1e-9 * step; v += step)
    labels.emplace_back(v, numberText(std::abs(v) < 1e-9 * step ? 0 : v, decimals, Zero::Bare));
  return labels;
}

/// Every name, or every second, third … one, so that neighbours stay apart.
AxisLabels namesWithRoom(const AxisLabels& names, std::pair<double, double> limits, double length) {
  double widest = 0;
  for (const auto& [at, text] : names) widest = std::max(widest, textWidth(text, plotLabelStyle));
  std::size_t every = (names.size() + mostNames - 1) / mostNames;
  if (names.size() > 1) {
    const double apart = (names[1].first - names[0].first) / (limits.second - limits.first) * length;
    if (apart > 0)
      every = std::max(every, static_cast<std::size_t>(std::ceil((widest + betweenLabels) / apart)));
  }
  AxisLabels some;
  for (std::size_t k = 0; k < names.size(); k += std::max<std::size_t>(every, 1)) some.push_back(names[k]);
  return some;
}

}  // namespace

QPointF PlotLayout::place(QPointF point) const {
  const double atX = logX ? std::log10(point.x()) : point.x();
  const double atY = logY ? std::log10(point.y()) : point.y();
  return {area.left() + (atX - x.first) / (x.second - x.first) * area.width(),
          area.bottom() - (atY - y.first) / (y.second - y.first) * area.height()};
}

QPointF PlotLayout::valueAt(QPointF at) const {
  const double valueX = x.first + (at.x() - area.left()) / area.width() * (x.second - x.first);
  const double valueY = y.first + (area.bottom() - at.y()) / area.height() * (y.second - y.first);
  return {logX ? std::pow(10, valueX) : valueX, logY ? std::pow(10, valueY) : valueY};
}

std::pair<double, double> drawnLimits(const PlotData& data, bool vertical) {
  const auto [low, high] = limitsOf(data, vertical);
  const bool logarithmic = vertical ? data.y.logarithmic : data.x.logarithmic;
  return logarithmic ? std::pair(std::log10(low), std::log10(high)) : std::pair(low, high);
}

AxisLabels axisLabels(const PlotAxis& axis, std::pair<double, double> limits, double length, bool vertical) {
  if (!axis.labels.empty()) return namesWithRoom(axis.labels, limits, length);
  const int wanted = std::clamp(static_cast<int>(length / (vertical ? 46 : 70)), 2, 8);
  return axis.logarithmic ? powersOfTen(limits, wanted) : roundNumbers(limits, wanted);
}

double roomForNames(const PlotData& data) {
  double room = 6;
  for (const PlotSeries& series : data.series) {
    if (series.labelled && !series.labelAt && series.kind != PlotSeries::Kind::Bars && !series.name.isEmpty())
      room = std::max(room, textWidth(series.name, plotNameStyle) + 14);
  }
  return room;
}

double roomForLabels(const PlotData& data, double height) {
  double widest = 0;
  for (const auto& [at, text] : axisLabels(data.y, drawnLimits(data, true), height, true))
    widest = std::max(widest, textWidth(text, plotLabelStyle));
  return widest + 10 + (data.y.title.isEmpty() ? 0 : plotTitleStyle.pixelSize * 1.5);
}

double roomBelow(const PlotData& data) {
  return plotLabelStyle.pixelSize * 1.7 + (data.x.title.isEmpty() ? 0 : plotTitleStyle.pixelSize * 1.6);
}

PlotLayout layoutPlot(const PlotData& data, const QRectF& room, double left) {
  PlotLayout layout{.area = {},
                    .right = room.right(),
                    .x = drawnLimits(data, false),
                    .y = drawnLimits(data, true),
                    .logX = data.x.logarithmic,
                    .logY = data.y.logarithmic};
  const double right = std::min(roomForNames(data), room.width() * 0.3);
  layout.area = room.adjusted(left, plotLabelStyle.pixelSize * 0.6, -right, -roomBelow(data));
  return layout;
}

}  // namespace ui

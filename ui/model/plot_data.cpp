#include "ui/model/plot_data.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

/// As the shortest text that reads back the same.
QString exact(double v) { return QString::number(v, 'g', QLocale::FloatingPointShortest); }

QString quoted(QString text) { return u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"'; }

}  // namespace

QString csvOf(const PlotData& data) {
  const auto& labels = data.x.labels;
  QString table = labels.empty() ? QStringLiteral("series,x,y\n") : QStringLiteral("series,x,y,label\n");
  for (const PlotSeries& series : data.series) {
    if (series.guide) continue;
    for (const QPointF& point : series.points) {
      table += quoted(series.name) + u',' + exact(point.x()) + u',' + exact(point.y());
      const auto label = std::ranges::find(labels, point.x(), &std::pair<double, QString>::first);
      if (!labels.empty()) table += u',' + quoted(label == labels.end() ? QString() : label->second);
      table += u'\n';
    }
  }
  return table;
}

std::pair<double, double> limitsOf(const PlotData& data, bool vertical) {
  const PlotAxis& axis = vertical ? data.y : data.x;
  if (axis.limits) return *axis.limits;
  bool found = false, bars = false;
  double low = 0, high = 0;
  for (const PlotSeries& series : data.series) {
    bars |= series.kind == PlotSeries::Kind::Bars;
    if (vertical && series.kind == PlotSeries::Kind::Ticks) continue;
    for (const QPointF& point : series.points) {
      const double v = vertical ? point.y() : point.x();
      if (!std::isfinite(v) || (axis.logarithmic && v <= 0)) continue;
      low = found ? std::min(low, v) : v;
      high = found ? std::max(high, v) : v;
      found = true;
    }
  }
  if (axis.logarithmic) {
    if (!found) return {0.1, 10};
    const double from = std::floor(std::log10(low) + 1e-9), to = std::ceil(std::log10(high) - 1e-9);
    return {std::pow(10, from == to ? from - 1 : from), std::pow(10, from == to ? to + 1 : to)};
  }
  if (!found) return {0, 1};
  if (vertical && bars) return {0, high > 0 ? high * 1.06 : 1};
  const double span = high > low ? high - low : std::max(std::abs(high), 1.0);
  const double air = vertical ? 0.06 * span : data.x.labels.empty() ? 0.0 : 0.04 * span;
  return {low - (high > low ? air : span / 2), high + (high > low ? air : span / 2)};
}

}  // namespace ui

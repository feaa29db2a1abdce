#include "ui/figures/chart_plots.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

#include "ui/figures/number_text.h"
#include "ui/figures/symbol_text.h"
#include "ui/model/length.h"
#include "ui/model/names.h"

namespace ui {
namespace {

/// Words of the charts, for translators.
struct Words {
  Q_DECLARE_TR_FUNCTIONS(Charts)
};

/// How far a chain of elementwise functions can let the gradient grow at most, from its first norm on; empty where the graph
/// is no such chain or there is no bound.
std::vector<QPointF> boundOf(const Moment& moment, const std::vector<GradientNorm>& shown, double& slope) {
  std::vector<QPointF> points;
  slope = 0;
  double bound = 0;
  for (std::size_t k = 0; k < shown.size(); ++k) {
    if (k == 0) {
      bound = shown[0].norm;
    } else {
      // The gradient of this node came through the one before it.
      const std::size_t through = shown[k - 1].node;
      const core::Node& node = moment.graph().node(through);
      const bool single = !node.isLeaf() && node.function->scalar.forward && node.inputs.size() == 1;
      const auto inputs = moment.trace().plan().inputsOf(through);
      if (!single || inputs[0] != static_cast<std::int64_t>(shown[k].node) || moment.contributionCount(shown[k].node) != 1)
        return {};
      const double largest = largestSlope(*node.function, node.attributes);
      if (!(largest > 0) || std::isinf(largest) || (slope != 0 && slope != largest)) return {};
      slope = largest;
      bound *= largest;
    }
    points.emplace_back(static_cast<double>(k), bound);
  }
  return points.size() > 2 && slope < 1 ? points : std::vector<QPointF>();
}

}  // namespace

std::vector<GradientNorm> plottedNorms(const Moment& moment, const std::vector<GradientNorm>& norms) {
  const auto output = moment.trace().plan().output();
  std::vector<GradientNorm> shown;
  for (const GradientNorm& norm : norms) {
    if (norm.node != output && !moment.graph().node(norm.node).isParameter()) shown.push_back(norm);
  }
  return shown;
}

PlotData normsPlot(const Moment& moment, const std::vector<GradientNorm>& norms,
                   const std::vector<ComparedNorms>& compared, bool logarithmic) {
  PlotData data;
  data.y.logarithmic = logarithmic;
  data.x.title = Words::tr("backward pass, from the output to the inputs →");
  const std::vector<GradientNorm> shown = plottedNorms(moment, norms);
  if (shown.empty()) return data;
  data.x.limits = {-0.25, std::max(static_cast<double>(shown.size()) - 0.75, 0.75)};
  for (std::size_t k = 0; k < shown.size(); ++k)
    data.x.labels.emplace_back(static_cast<double>(k), symbolText(moment.graph().node(shown[k].node)));

  PlotSeries own{.name = {}, .kind = PlotSeries::Kind::Dots, .ink = &Theme::downstream};
  int bad = 0;
  for (std::size_t k = 0; k < shown.size(); ++k) {
    if (shown[k].cursor > moment.cursor()) break;
    const core::Node& node = moment.graph().node(shown[k].node);
    own.points.emplace_back(static_cast<double>(k), shown[k].norm);
    own.tips.push_back(Words::tr("‖∂/∂%1‖ = %2").arg(symbolText(node), significantText(shown[k].norm, 4)));
    if (!std::isfinite(shown[k].norm)) ++bad;
    if (shown[k].cursor == moment.cursor()) own.current = k;
  }
  if (!own.current && !own.points.empty() && moment.cursor() == moment.last()) own.current = own.points.size() - 1;
  own.name = compared.empty() ? Words::tr("norm") : Words::tr("this graph");
  own.labelled = !compared.empty();
  double slope = 0;
  const std::vector<QPointF> bound = boundOf(moment, shown, slope);
  data.series.push_back(std::move(own));
  if (!bound.empty()) {
    data.series.push_back({.name = Words::tr("at most %1 each").arg(significantText(slope, 3)),
                           .kind = PlotSeries::Kind::Dashed,
                           .ink = &Theme::muted,
                           .points = bound,
                           .tips = {},
                           .current = {},
                           .width = 1.5});
  }
  constexpr QColor Theme::*inks[] = {&Theme::value, &Theme::parameter, &Theme::local, &Theme::upstream};
  std::size_t ink = 0;
  for (const ComparedNorms& other : compared) {
    PlotSeries series{.name = other.name, .kind = PlotSeries::Kind::Dots, .ink = inks[ink++ % 4]};
    for (std::size_t k = 0; k < shown.size(); ++k) {
      const auto same = std::ranges::find(other.norms, shown[k].node, &GradientNorm::node);
      if (same != other.norms.end()) series.points.emplace_back(static_cast<double>(k), same->norm);
    }
    data.series.push_back(std::move(series));
  }
  if (bad > 0) data.remark = Words::tr("%n of the norms are NaN or infinite: not drawn.", nullptr, bad);
  return data;
}

PlotData curvePlot(const Moment& moment, const Curve& curve) {
  const core::Node& node = moment.graph().node(curve.node);
  PlotData data;
  data.x.title = symbolText(moment.graph().node(curve.input));
  PlotSeries line{.name = symbolText(node), .kind = PlotSeries::Kind::Line, .ink = &Theme::value};
  for (const CurvePoint& point : curve.line) line.points.emplace_back(point.x, point.y);
  line.width = 2.4;
  const auto [low, high] = std::pair(curve.line.front().x, curve.line.back().x);
  data.x.limits = {low, high};
  const auto [least, most] = limitsOf({.series = {line}, .x = data.x, .y = {}, .remark = {}}, true);
  data.y.limits = {least, most};

  // Tangents as long as they are clear of each other.
  const double reach = curve.tangents.size() > 1 ? (high - low) * 0.075 : (high - low) * 0.5;
  PlotSeries at{.name = Words::tr("point"), .kind = PlotSeries::Kind::Dots, .ink = &Theme::local};
  at.width = 0;
  at.labelled = false;
  for (const CurvePoint& point : curve.tangents) {
    if (!std::isfinite(point.y)) continue;
    at.points.emplace_back(point.x, point.y);
    at.tips.push_back(Words::tr("at %1: value %2, slope %3")
                          .arg(significantText(point.x, 4), significantText(point.y, 4), significantText(point.slope, 4)));
    const auto tangent = [&](double slope, QColor Theme::*ink, PlotSeries::Kind kind) {
      if (!std::isfinite(slope)) return;
      // Within the drawing also where it is steep.
      const double run = std::min(reach, slope == 0 ? reach : (most - least) / std::abs(slope));
      PlotSeries along{.name = significantText(slope, 3), .kind = kind, .ink = ink};
      along.points = {{point.x - run, point.y - slope * run}, {point.x, point.y}, {point.x + run, point.y + slope * run}};
      along.width = 1.8;
      along.labelAt = 1;
      data.series.push_back(std::move(along));
    };
    if (curve.corner) {
      tangent(curve.slopeLeft, &Theme::muted, PlotSeries::Kind::Dashed);
      tangent(curve.slopeRight, &Theme::muted, PlotSeries::Kind::Dashed);
    }
    tangent(point.slope, &Theme::local, PlotSeries::Kind::Line);
  }
  if (curve.entryCount == 1 && !at.points.empty()) at.current = 0;
  data.series.insert(data.series.begin(), std::move(line));
  data.series.push_back(std::move(at));
  if (curve.entryCount > 1) {
    PlotSeries ticks{.name = Words::tr("entries"), .kind = PlotSeries::Kind::Ticks, .ink = &Theme::value};
    ticks.labelled = false;
    for (const double entry : curve.entries) ticks.points.emplace_back(entry, 0);
    data.series.push_back(std::move(ticks));
  }
  return data;
}

PlotData histogramPlot(const Histogram& histogram, bool logarithmic, QColor Theme::*ink) {
  PlotData data;
  data.x.logarithmic = logarithmic;
  data.x.title = logarithmic ? Words::tr("magnitude, logarithmic") : Words::tr("value");
  QStringList left;
  if (histogram.nan > 0) left << Words::tr("%1 NaN").arg(countText(histogram.nan));
  if (histogram.infinite > 0) left << Words::tr("%1 infinite").arg(countText(histogram.infinite));
  if (histogram.zero > 0) left << Words::tr("%1 exactly 0").arg(countText(histogram.zero));
  if (!left.isEmpty()) data.remark = Words::tr("Not drawn: %1").arg(left.join(QStringLiteral(", ")));
  if (histogram.edges.empty()) return data;
  PlotSeries bars{.name = Words::tr("entries"), .kind = PlotSeries::Kind::Bars, .ink = ink};
  for (std::size_t k = 0; k < histogram.counts.size(); ++k) {
    bars.points.emplace_back(histogram.edges[k], static_cast<double>(histogram.counts[k]));
    bars.tips.push_back(Words::tr("%1 entries from %2 to %3")
                            .arg(countText(histogram.counts[k]), significantText(histogram.edges[k], 3),
                                 significantText(histogram.edges[k + 1], 3)));
  }
  bars.points.emplace_back(histogram.edges.back(), 0);
  if (!logarithmic) data.x.limits = {histogram.edges.front(), histogram.edges.back()};
  data.series.push_back(std::move(bars));
  return data;
}

PlotData nudgePlot(const NudgeCurve& curve, const NudgeAnswer& now) {
  using Kind = PlotSeries::Kind;
  PlotData data;
  data.x = {.title = Words::tr("length of dx, same direction"),
            .logarithmic = true,
            .limits = std::pair(shortestNudge, longestNudge),
            .labels = {}};
  data.y.logarithmic = true;
  PlotSeries line{.name = Words::tr("J dx"), .kind = Kind::Line, .ink = &Theme::local};
  PlotSeries clear{.name = Words::tr("error"), .kind = Kind::Line, .ink = &Theme::downstream};
  PlotSeries rounding{.name = Words::tr("rounding"), .kind = Kind::Dashed, .ink = &Theme::muted};
  rounding.width = 1.4;
  for (const NudgeCurve::Point& point : curve.points) {
    if (point.predicted > 0) line.points.emplace_back(point.length, point.predicted);
    if (!(point.error > 0)) continue;
    (point.rounding ? rounding : clear).points.emplace_back(point.length, point.error);
  }
  if (curve.slope && clear.points.size() > 6) {
    const QPointF corner = clear.points[clear.points.size() / 2];
    const double below = corner.y() / 30;
    data.series.push_back({.name = numberText(*curve.slope),
                           .kind = Kind::Dashed,
                           .ink = &Theme::muted,
                           .points = {{corner.x(), below},
                                      {corner.x() * 10, below},
                                      {corner.x() * 10, below * std::pow(10, *curve.slope)}},
                           .tips = {},
                           .current = {},
                           .width = 1.4,
                           .guide = true});
  }
  // Where one is now, as points of their own: the lines have theirs at fixed lengths.
  const double length = lengthOf(now.dx);
  const auto mark = [&](const PlotSeries& of, double y) {
    if (!(length >= shortestNudge && length <= longestNudge && y > 0)) return;
    PlotSeries at{.name = of.name, .kind = Kind::Line, .ink = of.ink, .points = {{length, y}}};
    at.current = 0;
    at.labelled = false;
    data.series.push_back(std::move(at));
  };
  mark(line, lengthOf(now.predicted));
  mark(clear, lengthOf(now.error));
  for (PlotSeries* series : {&line, &clear, &rounding}) {
    if (!series->points.empty()) data.series.push_back(std::move(*series));
  }
  return data;
}

}  // namespace ui

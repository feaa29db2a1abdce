#include "ui/figures/export/chart_page.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

#include "ui/figures/chart_plots.h"
#include "ui/figures/chart_words.h"
#include "ui/figures/number_text.h"
#include "ui/figures/plot_painter.h"
#include "ui/model/names.h"

namespace ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(Charts)
};

constexpr double headerHeight = 44;
constexpr double remarkHeight = 18;
constexpr std::size_t mostListed = 40;

/// The node that is asked for, and whether it was asked for by name.
std::optional<std::size_t> nodeOf(const Moment& moment, const FigureRequest& request, bool& named) {
  named = request.nodes.size() == 1;
  if (named) return moment.graph().position(*request.nodes.begin());
  const auto step = moment.shown();
  return step ? std::optional(step->node) : std::nullopt;
}

ChartContent without(const QString& why) { return {.title = {}, .note = {}, .plot = {}, .missing = why}; }

ChartContent normsAt(const Moment& moment, const FigureRequest& request, const ChartRun& run) {
  if (!moment.trace().seed())
    return without(
        Words::tr("There is no backward pass: choose an output that depends on an input or a parameter."));
  ChartContent chart{
      .title = normsTitle(moment), .note = {}, .plot = normsPlot(moment, run.norms, {}, request.logarithmic)};
  chart.plot.y.limits = run.limits;
  if (request.logarithmic) chart.note = {textPiece(Words::tr("on a logarithmic axis"), Piece::Ink::Muted)};
  return chart;
}

ChartContent curveAt(const Moment& moment, std::size_t node) {
  if (const QString why = whyNoCurve(moment, node); !why.isEmpty()) return without(why);
  const auto curve = curveOf(moment, node, 0);
  if (!curve) return without(whyNoSingleCurve());
  return {.title = curveTitle(moment, *curve),
          .note = {textPiece(curveNote(*curve), Piece::Ink::Muted)},
          .plot = curvePlot(moment, *curve)};
}

ChartContent histogramAt(const Moment& moment, std::size_t node, bool ofGradient) {
  const QString name = plainName(moment.graph().node(node));
  Histogram histogram;
  if (ofGradient) {
    const auto gradient = moment.gradient(node);
    if (!gradient) return without(Words::tr("%1 has no gradient at this step.").arg(name));
    histogram = histogramOf(gradient->data(), true);
  } else {
    if (!moment.valueKnown(node) || !moment.trace().hasValue(node))
      return without(Words::tr("%1 has no value at this step.").arg(name));
    histogram = histogramOf(moment.trace().value(node).data, false);
  }
  return {.title = histogramTitle(moment, node, ofGradient),
          .note = {textPiece(entriesText(histogram.entries), Piece::Ink::Muted)},
          .plot = histogramPlot(histogram, ofGradient, ofGradient ? &Theme::downstream : &Theme::value)};
}

/// What is changed and looked at, with what is left open chosen.
NudgeChoice nudgeOf(const core::Graph& graph, const FigureRequest& request) {
  NudgeChoice choice = request.nudge;
  if (request.nodes.size() == 1) {
    const core::NodeId& id = *request.nodes.begin();
    const core::Node* node = graph.find(id);
    if (node != nullptr && node->isLeaf() && !node->isConstant() && choice.leaves.empty())
      choice.leaves = {id};
    else
      choice.target = id;
  }
  return completed(graph, std::move(choice));
}

ChartContent nudgeAt(const Moment& moment, const FigureRequest& request, const ChartRun& run) {
  if (!run.nudge) {
    const NudgeChoice choice = nudgeOf(moment.graph(), request);
    if (choice.leaves.empty())
      return without(Words::tr("Nothing can be nudged: the graph has neither an input nor a parameter."));
    const std::size_t entries = entryCount(moment.graph(), choice.leaves);
    if (entries != choice.dx.size())
      return without(Words::tr("dx has %1 numbers, and what is nudged has %2 entries.").arg(choice.dx.size()).arg(entries));
    return without(Words::tr("%1 has no value.").arg(QString::fromStdString(choice.target->text())));
  }
  if (run.nudgeCurve.points.empty())
    return without(Words::tr("dx has no length: choose numbers that are not all 0."));
  ChartContent chart{.title = nudgeTitle(*run.nudge),
                     .note = {textPiece(nudgeNote(*run.nudge), Piece::Ink::Muted)},
                     .plot = {}};
  if (!run.nudgeCurve.isLinear) chart.plot = nudgePlot(run.nudgeCurve, *run.nudge);
  chart.plot.remark = nudgeFinding(run.nudgeCurve, run.nudge->corner);
  return chart;
}

QString pointText(const PlotSeries& series, std::size_t k) {
  if (k < series.tips.size()) return series.tips[k];
  return QStringLiteral("%1: %2").arg(significantText(series.points[k].x(), 4),
                                      significantText(series.points[k].y(), 4));
}

}  // namespace

ChartRun chartRun(const Moment& moment, const FigureRequest& request, const std::stop_token& stop) {
  ChartRun run;
  if (request.chart == ChartKind::Nudge) {
    const auto wish = nudgeWish(moment.sharedTrace(), nudgeOf(moment.graph(), request));
    if (!wish) return run;
    run.nudge = nudge(*wish, stop);
    run.nudgeCurve = nudgeCurve(*wish, stop);
    return run;
  }
  if (request.chart != ChartKind::Norms || !moment.trace().seed()) return run;
  run.norms = gradientNorms(moment.sharedTrace(), stop);
  run.limits = limitsOf(normsPlot(moment.at(moment.last()), run.norms, {}, request.logarithmic), true);
  return run;
}

ChartContent chartAt(const Moment& moment, const FigureRequest& request, const ChartRun& run) {
  if (request.chart == ChartKind::Norms) return normsAt(moment, request, run);
  if (request.chart == ChartKind::Nudge) return nudgeAt(moment, request, run);
  bool named = false;
  const auto node = nodeOf(moment, request, named);
  if (!node) return without(Words::tr("No node is computed before the first step."));
  if (request.chart == ChartKind::Curve) return curveAt(moment, *node);
  // As beside the charts of the window: of what enters the step's node.
  const auto inputs = moment.trace().plan().inputsOf(*node);
  const std::size_t shown =
      !named && !inputs.empty() && inputs[0] >= 0 ? static_cast<std::size_t>(inputs[0]) : *node;
  return histogramAt(moment, shown, request.chart == ChartKind::Gradients);
}

double chartLabels(const ChartContent& chart, double height) {
  return chart.plot.empty() ? 0 : roomForLabels(chart.plot, height - headerHeight);
}

ChartLayout layoutChart(const ChartContent& chart, const QRectF& room, double labels) {
  ChartLayout layout;
  const auto add = [&](std::vector<PlacedPiece> pieces) { layout.texts.insert(layout.texts.end(), pieces.begin(), pieces.end()); };
  if (!chart.missing.isEmpty()) {
    add(placedLines({textPiece(chart.missing, Piece::Ink::Muted)}, room, 13));
    return layout;
  }
  add(placedLine(chart.title, room.topLeft() + QPointF(0, 13), room.width(), 13));
  add(placedLine(chart.note, room.topLeft() + QPointF(0, 31), room.width(), 12));
  const bool remark = !chart.plot.remark.isEmpty();
  if (remark) {
    const Sentence words{textPiece(chart.plot.remark, Piece::Ink::Muted)};
    add(chart.plot.empty() ? placedLines(words, room.adjusted(0, headerHeight, 0, 0), 13)
                           : placedLine(words, room.bottomLeft() - QPointF(0, 4), room.width(), 12));
  }
  if (!chart.plot.empty())
    layout.plot = layoutPlot(chart.plot, room.adjusted(0, headerHeight, 0, remark ? -remarkHeight : 0), labels);
  return layout;
}

std::optional<QColor> chartGround(const Theme& theme) {
  return theme.canvas.alpha() == 0 ? std::nullopt : std::optional(theme.canvas);
}

void paintChart(QPainter& painter, const ChartContent& chart, const ChartLayout& layout, const Theme& theme) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  drawPieces(painter, layout.texts, theme);
  if (layout.plot) {
    paintPlotAxes(painter, chart.plot, *layout.plot, theme);
    paintPlotSeries(painter, chart.plot, *layout.plot, theme, chartGround(theme));
  }
  painter.restore();
}

QString chartText(const ChartContent& chart) {
  if (!chart.missing.isEmpty()) return chart.missing;
  QStringList lines{Words::tr("Chart: %1.").arg(plainText(chart.title).simplified())};
  if (!chart.note.empty()) lines << plainText(chart.note) + u'.';
  for (const PlotSeries& series : chart.plot.series) {
    // The points of tangents say their slopes.
    if (series.kind == PlotSeries::Kind::Ticks || series.guide || series.labelAt || series.points.empty()) continue;
    const std::size_t count = series.points.size() - (series.kind == PlotSeries::Kind::Bars ? 1 : 0);
    QStringList points;
    // Of a curve its ends are enough; all its points are in the table.
    if (series.kind == PlotSeries::Kind::Line && count > 3) {
      points << pointText(series, 0) << pointText(series, count - 1);
    } else {
      for (std::size_t k = 0; k < std::min(count, mostListed); ++k) points << pointText(series, k);
      if (count > mostListed)
        points << Words::tr("and %1 more").arg(countText(static_cast<std::int64_t>(count - mostListed)));
    }
    const QString name = series.name.isEmpty() ? QString() : series.name + QStringLiteral(": ");
    lines << name + points.join(QStringLiteral("; ")) + u'.';
  }
  if (!chart.plot.remark.isEmpty()) lines << chart.plot.remark;
  return lines.join(u'\n');
}

QString chartWord(ChartKind kind) {
  switch (kind) {
    case ChartKind::Norms: return QStringLiteral("norms");
    case ChartKind::Curve: return QStringLiteral("curve");
    case ChartKind::Values: return QStringLiteral("histogram");
    case ChartKind::Gradients: return QStringLiteral("gradient-histogram");
    case ChartKind::Nudge: break;
  }
  return QStringLiteral("perturbation");
}

}  // namespace ui

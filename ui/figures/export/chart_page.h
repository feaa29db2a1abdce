#pragma once

#include <utility>

#include "ui/figures/export/figure_request.h"
#include "ui/figures/plot_layout.h"
#include "ui/figures/sentence.h"
#include "ui/model/gradient_norms.h"
#include "ui/model/nudge.h"

namespace ui {

/// A chart of one step, as the window's charts show it.
struct ChartContent {
  Sentence title, note;
  PlotData plot;
  QString missing = {};  ///< why there is none at this step; then the rest is empty
};

/// What charts of one run have in common.
struct ChartRun {
  std::vector<GradientNorm> norms = {};
  std::optional<std::pair<double, double>> limits =
      {};  ///< of the norms over the whole run, so that pages can be compared
  std::optional<NudgeAnswer> nudge = {};
  NudgeCurve nudgeCurve = {};
};

/// Throws `core::Stopped`.
ChartRun chartRun(const Moment& moment, const FigureRequest& request, const std::stop_token& stop = {});

/// The chart that is asked for, of the node that is asked for or else of the step's.
ChartContent chartAt(const Moment& moment, const FigureRequest& request, const ChartRun& run);

/// The room for the labels of the y axis.
double chartLabels(const ChartContent& chart, double height);

/// Where its texts stand and its axes lie.
struct ChartLayout {
  std::vector<PlacedPiece> texts = {};  ///< header and remark, or why there is no chart
  std::optional<PlotLayout> plot = {};
};
/// The chart in `room` with its two lines of header, with so much room left of its y axis.
ChartLayout layoutChart(const ChartContent& chart, const QRectF& room, double labels);

void paintChart(QPainter& painter, const ChartContent& chart, const ChartLayout& layout, const Theme& theme);
/// What stands inside marks; nothing where the page has no ground.
std::optional<QColor> chartGround(const Theme& theme);

/// The chart in words, with its numbers.
QString chartText(const ChartContent& chart);

/// A word for names of files: "norms", "curve", "histogram", "gradient-histogram", "perturbation".
QString chartWord(ChartKind kind);

}  // namespace ui

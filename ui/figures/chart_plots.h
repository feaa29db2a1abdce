#pragma once

#include <vector>

#include "ui/model/curve.h"
#include "ui/model/gradient_norms.h"
#include "ui/model/histogram.h"
#include "ui/model/nudge.h"
#include "ui/model/plot_data.h"

namespace ui {

/// A chain that was run beside the graph, for comparison: one function in place of another everywhere.
struct ComparedNorms {
  QString name;  ///< "ReLU"
  std::vector<GradientNorm> norms;
};

/// The norms of the gradients along the backward pass as far as the cursor has come; later steps are absent, not zero. The
/// first series is the run's own; a point of it stands for the node of the same place in `norms` without the parameters.
PlotData normsPlot(const Moment& moment, const std::vector<GradientNorm>& norms, const std::vector<ComparedNorms>& compared,
                   bool logarithmic);
/// The nodes that `normsPlot` shows, in the order of its points: all that have a gradient but the output and parameters.
std::vector<GradientNorm> plottedNorms(const Moment& moment, const std::vector<GradientNorm>& norms);

/// Function, entries as ticks and tangents with their slopes.
PlotData curvePlot(const Moment& moment, const Curve& curve);

/// Bars; of a derivative the magnitudes on a logarithmic axis.
PlotData histogramPlot(const Histogram& histogram, bool logarithmic, QColor Theme::*ink);

/// ‖J dx‖ and the error over the length of dx on logarithmic axes, with the measured slope as a triangle; the present dx is
/// marked.
PlotData nudgePlot(const NudgeCurve& curve, const NudgeAnswer& now);

}  // namespace ui

#pragma once

#include "ui/model/nudge.h"
#include "ui/model/plot_data.h"
#include "ui/panels/matrix_view.h"

namespace ui {

/// J · dx = predicted ≈ true, and the error, as matrices side by side. dx, predicted, true and error share one scale, so that a
/// small error looks small; J has its own. `names`: TeX of the entries of dx.
MatrixView::Content nudgeMatrices(const NudgeAnswer& answer, const QStringList& names);

/// ‖J dx‖ and the error over the length of dx, with the measured slope as a triangle; the present point is marked.
PlotData nudgePlot(const NudgeCurve& curve, double length, double predicted, double error);

}  // namespace ui

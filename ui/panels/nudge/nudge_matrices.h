#pragma once

#include "ui/model/nudge.h"
#include "ui/panels/matrix_view.h"

namespace ui {

/// J · dx = predicted ≈ true, and the error, as matrices side by side. dx, predicted, true and error share one scale, so that a
/// small error looks small; J has its own. `names`: TeX of the entries of dx.
MatrixView::Content nudgeMatrices(const NudgeAnswer& answer, const QStringList& names);

}  // namespace ui

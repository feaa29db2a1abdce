#pragma once

#include "ui/figures/matrix_row.h"
#include "ui/model/mode_costs.h"
#include "ui/panels/matrix_view.h"

namespace ui {

/// The tangent of a node as the sum of local gradients times the tangents of its inputs; of the leaf the seed
/// itself.
MatrixView::Content forwardStep(std::shared_ptr<const ModeRun> run, std::size_t node);

/// The backward step of a node towards the leaf of the run (else towards its first input): upstream · local =
/// downstream; of the output the seed.
MatrixView::Content backwardStep(std::shared_ptr<const ModeRun> run, std::size_t node, bool isSeed);

/// "x_3" of the entry at which forward mode starts, in TeX.
QString seedTex(const ModeRun& run);

}  // namespace ui

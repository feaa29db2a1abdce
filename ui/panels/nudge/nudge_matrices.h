#pragma once

#include <memory>
#include <optional>

#include "ui/model/nudge.h"
#include "ui/panels/matrix_view.h"
#include "ui/panels/nudge/entry_names.h"

namespace ui {

/// J · dx = predicted ≈ true, and the error, as matrices side by side. dx, predicted, true and error share one scale, so that a
/// small error looks small; J has its own. A long vector stands in several rows, as the one row of J by it does.
MatrixView::Content nudgeMatrices(const std::shared_ptr<const NudgeAnswer>& answer, const EntryNames& names);

/// The cell of dx in which an entry stands, and back: of dx, of a column of J, and of the row of a J that has only one.
MatrixEntry changeCell(const NudgeAnswer& answer, std::size_t entry);
std::optional<std::size_t> changedEntry(const NudgeAnswer& answer, const MatrixEntry& cell);

}  // namespace ui

#pragma once

#include "ui/model/moment.h"
#include "ui/model/sheet.h"

namespace ui {

/// W ← W − η ∂L/∂W for every parameter whose gradient is complete at the moment, all at once. Returns how many there are. Parameters whose numbers are
/// other ones than those of the run stay as they are.
int descend(Sheet& sheet, const Moment& moment, double eta);

}  // namespace ui

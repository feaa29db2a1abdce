#pragma once

#include <optional>
#include <vector>

#include "ui/canvas/hit_test.h"

namespace ui {

/// A port that a wire from the fixed end could go to.
struct WireCandidate {
  enum class Fit { Fits, Misfits, Loops };

  PortRef port;
  Fit fit = Fit::Fits;
  QString reason;  ///< why it does not fit, or which loop it would close
};

/// All ports that could take the other end of a wire that begins at `fixed`. `lifted`: a wire that is being
/// taken off and does not count.
std::vector<WireCandidate> candidatesFor(const GraphDrawing& drawing, const PortRef& fixed,
                                         const std::optional<WireId>& lifted = {});

/// "h → a → h" as the message tells it.
QString loopMessage(const std::vector<core::NodeId>& loop);

}  // namespace ui

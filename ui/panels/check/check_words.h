#pragma once

#include <QString>

#include "core/autodiff/trace.h"
#include "ui/model/check_list.h"
#include "ui/model/theme.h"

namespace ui {

/// "agrees", "agrees, 2 corners", "differs", "nothing to compare".
QString verdictText(const NodeCheck& check);
/// The ink that a verdict is written in.
QColor Theme::*verdictInk(NodeCheck::Verdict verdict);

/// "2.2 × 10⁻¹⁰"; "0" where not a bit differs.
QString deviationText(double worst);

/// "15", or "64 of 250,000" where only some were looked at.
QString entriesText(const NodeCheck& check);

/// What the worst entry is the derivative of, with both index vectors: "\partial s_{2}/\partial a_{3}" in
/// LaTeX.
QString worstEntryTex(const core::Trace& trace, const core::GradientCheck& check);

/// Why an entry at a corner has no derivative, what its two slopes are and which the run takes.
QString cornerText(const core::Trace& trace, const NodeCheck& check);

}  // namespace ui

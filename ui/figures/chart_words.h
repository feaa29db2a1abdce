#pragma once

#include "ui/figures/sentence.h"
#include "ui/model/curve.h"
#include "ui/model/nudge.h"

namespace ui {

// What stands above a chart, on the screen and in figures.

/// "Gradient norm per node ‖∂L/∂z_k‖".
Sentence normsTitle(const Moment& moment);
/// "Slope at the current points", or of one entry "Curve", with the node's equation.
Sentence curveTitle(const Moment& moment, const Curve& curve);
/// What is marked on the curve.
QString curveNote(const Curve& curve);
/// Why a node has no curve now, and the way out; empty where only its inputs can still stand against it.
QString whyNoCurve(const Moment& moment, std::size_t node);
/// Of a node whose other inputs differ.
QString whyNoSingleCurve();
/// "Histogram of x", or of the magnitudes of its gradient "Histogram of |∂L/∂x|".
Sentence histogramTitle(const Moment& moment, std::size_t node, bool ofGradient);
QString entriesText(core::Index count);
/// "Error against step length ‖y(x + dx) − y(x) − J dx‖".
Sentence nudgeTitle(const NudgeAnswer& answer);
/// "dx along (0.10, −0.05) in x₁, x₂".
QString nudgeNote(const NudgeAnswer& answer);
/// What the error does when dx gets shorter; empty where it cannot be measured.
QString nudgeFinding(const NudgeCurve& curve, bool corner);

}  // namespace ui

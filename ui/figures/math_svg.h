#pragma once

#include <QString>

#include <optional>

#include "ui/figures/math_drawing.h"

namespace ui {

/// Reads a formula that MathJax wrote as SVG: paths, rectangles, lines, letters that its font has not, and
/// nested drawings. Nothing where it is malformed, larger than a formula can be, or uses what is not known
/// here.
std::optional<MathDrawing> readMathSvg(const QString& svg);

}  // namespace ui

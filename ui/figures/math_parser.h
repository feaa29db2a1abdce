#pragma once

#include <QString>

#include "ui/figures/math_node.h"

namespace ui {

/// Reads the part of LaTeX's mathematics that names and short formulas use. Never fails: an unknown command
/// stands there with its name, unmatched braces are closed, and what is too long or nested too deeply stays
/// plain text.
MathNode parseMath(const QString& tex);

}  // namespace ui

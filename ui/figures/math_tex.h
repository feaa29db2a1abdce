#pragma once

#include <QString>

#include "ui/figures/math_node.h"

namespace ui {

/// TeX for the typesetter that stands on one line, as the layout of lines does: fractions with a slash, grids
/// row by row. `tex` itself where it has neither.
QString lineTex(const QString& tex, const MathNode& formula);

/// `tex` with those characters escaped that begin a comment in TeX and are only characters in a name.
QString withoutComments(QString tex);

}  // namespace ui

#pragma once

#include <QPointF>
#include <QPolygonF>
#include <QRectF>
#include <QString>

#include <vector>

#include "ui/figures/math_node.h"

namespace ui {

/// A formula laid out in em: what to draw where, y downwards from the baseline.
struct MathBox {
  struct Glyphs {
    QString text;
    bool italic = false;
    bool bold = false;
    QPointF at;          ///< left end of the baseline
    double size = 1;     ///< font size in em
    double stretch = 1;  ///< factor of the height, for delimiters that grow
  };
  struct Line {
    QPolygonF points;
    double width = 0;
  };

  double width = 0;
  double ascent = 0;
  double descent = 0;
  std::vector<Glyphs> glyphs = {};
  std::vector<QRectF> rules = {};
  std::vector<Line> lines = {};

  /// Puts `box` with its baseline start at `at`; the width is the caller's affair.
  void place(const MathBox& box, QPointF at);
};

/// Lays a formula out on one line, or with stacked fractions and limits when `display`.
MathBox layoutMath(const MathNode& node, bool display);

}  // namespace ui

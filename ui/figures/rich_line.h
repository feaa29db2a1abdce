#pragma once

#include <QColor>
#include <QPointF>
#include <QString>

#include <variant>
#include <vector>

#include "ui/figures/math_text.h"
#include "ui/figures/text_style.h"

class QPainter;

namespace ui {

/// One line of text and formulas in several colours, such as "Upstream ∂L/∂s" or a written inner product.
class RichLine {
public:
  /// Adds text. Returns the line, for chaining.
  RichLine& add(const QString& text, const TextStyle& style, const QColor& colour);

  /// Adds a formula; next to text of the same look it is 1.14 times as large, since its letters are lower.
  RichLine& add(const MathText& formula, double pixelSize, const QColor& colour);

  RichLine& space(double pixels);

  bool isEmpty() const { return runs_.empty(); }
  double width() const { return width_; }

  /// The line in Unicode text, for accessible names and copies.
  QString plain() const;

  void draw(QPainter& painter, QPointF baselineLeft) const;

private:
  struct Run {
    std::variant<QString, MathText> content;
    TextStyle style;
    QColor colour;
    double x = 0;
  };

  std::vector<Run> runs_;
  double width_ = 0;
};

}  // namespace ui

#include "ui/figures/rich_line.h"

#include <QPainter>

namespace ui {

RichLine& RichLine::add(const QString& text, const TextStyle& style, const QColor& colour) {
  runs_.push_back({text, style, colour, width_});
  width_ += textWidth(text, style);
  return *this;
}

RichLine& RichLine::add(const MathText& formula, double pixelSize, const QColor& colour) {
  runs_.push_back({formula, TextStyle{.pixelSize = pixelSize}, colour, width_});
  width_ += formula.width(pixelSize);
  return *this;
}

RichLine& RichLine::space(double pixels) {
  width_ += pixels;
  return *this;
}

QString RichLine::plain() const {
  QString text;
  double end = 0;
  for (const Run& run : runs_) {
    if (run.x > end && !text.isEmpty() && !text.endsWith(u' ')) text += u' ';
    const auto* formula = std::get_if<MathText>(&run.content);
    text += formula != nullptr ? formula->plain() : std::get<QString>(run.content);
    end = run.x + (formula != nullptr ? formula->width(run.style.pixelSize)
                                      : textWidth(std::get<QString>(run.content), run.style));
  }
  return text;
}

void RichLine::draw(QPainter& painter, QPointF baselineLeft) const {
  for (const Run& run : runs_) {
    const QPointF at = baselineLeft + QPointF(run.x, 0);
    if (const auto* formula = std::get_if<MathText>(&run.content)) {
      formula->draw(painter, at, run.style.pixelSize, run.colour);
    } else {
      drawText(painter, at, std::get<QString>(run.content), run.style, run.colour);
    }
  }
}

}  // namespace ui

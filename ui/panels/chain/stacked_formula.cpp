#include "ui/panels/chain/stacked_formula.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

#include "ui/figures/text_style.h"

namespace ui {
namespace {

constexpr double letters = 16;
constexpr double gap = 20;

}  // namespace

StackedFormula::StackedFormula(const QString& result, const QStringList& factors, QWidget* parent)
    : QWidget(parent), result_(MathText::parse(result, MathText::Style::Display)) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  QStringList plain;
  for (const QString& factor : factors) {
    factors_.push_back(MathText::parse(factor, MathText::Style::Display));
    plain << MathText::parse(factor).plain();
  }
  setAccessibleName(MathText::parse(result).plain() + QStringLiteral(" = ") +
                    plain.join(QStringLiteral(" \u00b7 ")));
  setToolTip(accessibleName());
}

void StackedFormula::setTheme(const Theme& theme) {
  theme_ = &theme;
  update();
}

double StackedFormula::naturalWidth() const {
  double width = result_.width(letters) + gap;
  for (const MathText& factor : factors_) width += factor.width(letters) + gap;
  return width - gap;
}

QSize StackedFormula::sizeHint() const {
  return {static_cast<int>(std::ceil(naturalWidth())),
          static_cast<int>(std::ceil(result_.size(letters).height())) + 8};
}

void StackedFormula::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const double scale = std::min(1.0, width() / naturalWidth());
  const double size = letters * scale;
  double x = 0;
  const double baseline = 4 + result_.ascent(letters);
  const double axis = baseline - size * 0.27;
  result_.draw(painter, {x, baseline}, size, theme_->downstream);
  x += result_.width(size);
  for (std::size_t k = 0; k < factors_.size(); ++k) {
    drawTextCentred(painter, {x + gap * scale / 2, axis},
                    k == 0 ? QStringLiteral("=") : QStringLiteral("\u00b7"), {.pixelSize = 15 * scale},
                    theme_->ink);
    x += gap * scale;
    factors_[k].draw(painter, {x, baseline}, size, theme_->local);
    x += factors_[k].width(size);
  }
}

}  // namespace ui

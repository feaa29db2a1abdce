#include "ui/panels/inspector/section.h"

namespace ui {

Section::Section(QWidget* parent) : QWidget(parent), column_(new QVBoxLayout(this)) {
  column_->setContentsMargins({});
  column_->setSpacing(4);
}

void Section::clear() {
  next_ = 0;
  trim();
  takesOver_ = false;
}

void Section::refill() {
  next_ = 0;
  takesOver_ = true;
}

void Section::trim() {
  while (QLayoutItem* item = column_->takeAt(next_)) {
    if (item->widget()) {
      item->widget()->hide();
      item->widget()->deleteLater();
    }
    delete item;
  }
}

QWidget* Section::widgetAtNext() const {
  QLayoutItem* item = takesOver_ ? column_->itemAt(next_) : nullptr;
  return item ? item->widget() : nullptr;
}

void Section::append(QWidget* widget) {
  if (takesOver_) trim();
  column_->addWidget(widget);
  ++next_;
}

void Section::addSpace(int pixels) {
  QLayoutItem* there = takesOver_ ? column_->itemAt(next_) : nullptr;
  if (!there || !there->spacerItem()) {
    if (takesOver_) trim();
    column_->addSpacing(pixels);
  }
  ++next_;
}

RichLine& Section::addLine(const Theme& theme, std::vector<LinePiece> left, std::vector<LinePiece> right, double pixelSize) {
  if (auto* there = dynamic_cast<RichLine*>(widgetAtNext()); there && there->pixelSize() != pixelSize) trim();
  RichLine& line = widget<RichLine>([pixelSize] { return new RichLine(pixelSize); });
  line.setTheme(theme);
  line.setPieces(std::move(left), std::move(right));
  return line;
}

RichLine& Section::addHeading(const Theme& theme, const QString& text, const QString& fact) {
  addSpace(8);
  return addLine(theme, {{.text = text, .bold = true, .ink = &Theme::muted}}, {{.text = fact, .ink = &Theme::muted}}, 12);
}

QString membershipTex(const QString& name, const core::Shape& shape) {
  if (shape.rank() == 0) return name + " \\in \\mathbb{R}";
  QString sizes;
  for (const core::Index axis : shape) sizes += (sizes.isEmpty() ? "" : " \\times ") + QString::number(axis);
  return name + " \\in \\mathbb{R}^{" + sizes + "}";
}

}  // namespace ui

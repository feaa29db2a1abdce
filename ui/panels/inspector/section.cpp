#include "ui/panels/inspector/section.h"

namespace ui {

Section::Section(QWidget* parent) : QWidget(parent), column_(new QVBoxLayout(this)) {
  column_->setContentsMargins({});
  column_->setSpacing(4);
}

void Section::clear() {
  while (QLayoutItem* item = column_->takeAt(0)) {
    if (item->widget()) {
      item->widget()->hide();
      item->widget()->deleteLater();
    }
    delete item;
  }
}

RichLine& Section::addLine(const Theme& theme, std::vector<LinePiece> left, std::vector<LinePiece> right, double pixelSize) {
  auto* line = new RichLine(pixelSize);
  line->setTheme(theme);
  line->setPieces(std::move(left), std::move(right));
  column_->addWidget(line);
  return *line;
}

RichLine& Section::addHeading(const Theme& theme, const QString& text, const QString& fact) {
  column_->addSpacing(8);
  return addLine(theme, {{.text = text, .bold = true, .ink = &Theme::muted}}, {{.text = fact, .ink = &Theme::muted}}, 12);
}

QString membershipTex(const QString& name, const core::Shape& shape) {
  if (shape.rank() == 0) return name + " \\in \\mathbb{R}";
  QString sizes;
  for (const core::Index axis : shape) sizes += (sizes.isEmpty() ? "" : " \\times ") + QString::number(axis);
  return name + " \\in \\mathbb{R}^{" + sizes + "}";
}

}  // namespace ui

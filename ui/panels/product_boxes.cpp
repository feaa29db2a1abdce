#include "ui/panels/product_boxes.h"

#include <QKeyEvent>
#include <QLineEdit>

#include <algorithm>

#include "ui/figures/equation_painter.h"
#include "ui/model/predict.h"
#include "ui/model/tensor_text.h"

namespace ui {

ProductBoxes::ProductBoxes(QWidget* owner) : QObject(owner), owner_(owner), theme_(lightTheme()) {}

void ProductBoxes::setTheme(const Theme& theme) {
  theme_ = theme;
  for (std::size_t k = 0; k < count_; ++k) judge(k);
}

void ProductBoxes::show(const EquationContent& content, const EquationEntry& entry,
                        const std::vector<PlacedPiece>& pieces) {
  entry_ = entry;
  const InnerProduct product = innerProduct(content.equation, entry.row, entry.column);
  wanted_.clear();
  places_.clear();
  for (const Term& term : product.terms) {
    wanted_.push_back(term.local);
    places_.push_back(
        content.isScalar()
            ? tr("the local gradient")
            : tr("row %1, column %2 of the local gradient").arg(term.j + 1).arg(entry.column + 1));
  }
  std::vector<QString>& typed = typed_[{entry.row, entry.column}];
  typed.resize(wanted_.size());
  count_ = 0;
  for (const PlacedPiece& placed : pieces) {
    const auto box = static_cast<std::size_t>(placed.piece.tag - boxTag);
    if (placed.piece.tag < boxTag || box != count_ || box >= wanted_.size()) continue;
    if (fields_.size() <= box) {
      auto* field = new QLineEdit(owner_);
      field->setAlignment(Qt::AlignCenter);
      field->installEventFilter(this);
      connect(field, &QLineEdit::textEdited, this, [this, box](const QString& text) {
        typed_[{entry_.row, entry_.column}][box] = text;
        judge(box);
      });
      fields_.push_back(field);
    }
    QLineEdit* field = fields_[box];
    field->setGeometry(boxArea(placed).toAlignedRect());
    if (field->text() != typed[box]) field->setText(typed[box]);
    field->setAccessibleName(tr("Local factor %1").arg(box + 1));
    field->show();
    ++count_;
    judge(box);
  }
  for (std::size_t k = count_; k < fields_.size(); ++k) fields_[k]->hide();
}

void ProductBoxes::hide() {
  count_ = 0;
  for (QLineEdit* field : fields_) field->hide();
}

void ProductBoxes::forget() {
  typed_.clear();
  hide();
}

bool ProductBoxes::hasFocus() const {
  return std::ranges::any_of(fields_, [](const QLineEdit* field) { return field->hasFocus(); });
}

void ProductBoxes::judge(std::size_t box) {
  QLineEdit& field = *fields_[box];
  const TypedNumber typed = typedNumber(field.text());
  const bool right = typed.number && isRight(*typed.number, wanted_[box]);
  const bool wrong = typed.number && !right;
  const QString border = right   ? QStringLiteral("1.4px solid ") + theme_.local.name()
                         : wrong ? QStringLiteral("1.4px solid ") + theme_.error.name()
                                 : QStringLiteral("1.2px dashed ") + theme_.nodeLine.name();
  field.setStyleSheet(
      QStringLiteral(
          "QLineEdit { border: %1; border-radius: 4px; background: %2; color: %3; padding: 0; font-size: 12px; min-height: 0; }"
          "QLineEdit:focus { border-color: %4; background: %2; }")
          .arg(border, theme_.panel.name(), (right ? theme_.local : theme_.ink).name(), theme_.focus.name()));
  field.setToolTip(right   ? tr("Right: %1").arg(places_[box])
                   : wrong ? tr("Not the number in %1").arg(places_[box])
                           : tr("The factor of this term: %1").arg(places_[box]));
  field.setAccessibleDescription(field.toolTip());
}

void ProductBoxes::goOn(std::size_t box) {
  if (box + 1 < count_) {
    fields_[box + 1]->setFocus(Qt::TabFocusReason);
    fields_[box + 1]->selectAll();
  } else {
    emit finished();
  }
}

bool ProductBoxes::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress) return QObject::eventFilter(watched, event);
  const auto at = std::ranges::find(fields_, watched);
  const int key = static_cast<QKeyEvent*>(event)->key();
  if (at == fields_.end()) return false;
  if (key == Qt::Key_Return || key == Qt::Key_Enter) {
    goOn(static_cast<std::size_t>(at - fields_.begin()));
    return true;
  }
  if (key != Qt::Key_Escape) return false;
  owner_->setFocus(Qt::OtherFocusReason);
  return true;
}

}  // namespace ui

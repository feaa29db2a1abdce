#include "ui/panels/seed_question.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>
#include <limits>

#include "ui/figures/number_text.h"

namespace ui {
namespace {

constexpr core::Index mostButtons = 6;
constexpr int wide = 372;

core::Seed rowSeed(const core::Shape& shape, core::Index flat) {
  const core::IndexVector index = core::indexVector(shape, flat);
  return {.kind = core::Seed::Kind::Element, .element = std::vector<core::Index>(index.data(), index.data() + index.size())};
}

QString rowText(const core::Shape& shape, core::Index flat) {
  const core::IndexVector index = core::indexVector(shape, flat);
  return indexText({index.data(), index.size()});
}

}  // namespace

SeedQuestion::SeedQuestion(QWidget* parent) : QFrame(parent), text_(new QLabel) {
  setObjectName(QStringLiteral("seedQuestion"));
  setAccessibleName(tr("Choose a seed"));
  setFixedWidth(wide);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(14, 11, 14, 12);
  column->setSpacing(8);
  text_->setWordWrap(true);
  column->addWidget(text_);
  hide();
}

void SeedQuestion::setTheme(const Theme& theme) {
  setStyleSheet(QStringLiteral("#seedQuestion { background: %1; border: 1.5px solid %2; border-radius: 9px; }")
                    .arg(theme.panel.name(), theme.downstream.name()));
}

void SeedQuestion::ask(const QString& name, const core::Shape& shape) {
  shape_ = shape;
  text_->setText(tr("<b>Choose a seed.</b> %1 has %2 entries, so there are %2 gradients, one per row of the Jacobian.").arg(name, countText(shape.size())));
  delete answers_;
  answers_ = new QWidget;
  auto* grid = new QGridLayout(answers_);
  grid->setContentsMargins({});
  grid->setSpacing(6);
  addRows(*grid);
  const auto add = [&](const QString& text, const QString& tip, int row, int column) {
    auto* button = new QPushButton(text);
    button->setToolTip(tip);
    grid->addWidget(button, row, column, 1, 3);
    return button;
  };
  connect(add(tr("all ones"), tr("The gradient of the sum of all entries"), 1, 0), &QPushButton::clicked, this,
          [this] { answer({.kind = core::Seed::Kind::Ones}); });
  connect(add(tr("own numbers…"), tr("Any upstream gradient"), 1, 3), &QPushButton::clicked, this, [this] {
    dismiss();
    emit ownRequested();
  });
  auto* all = add(tr("identity: K = %1").arg(countText(shape.size())), tr("All rows at once: the full Jacobian"), 2, 0);
  connect(all, &QPushButton::clicked, this, [this] { answer({.kind = core::Seed::Kind::Identity}); });
  layout()->addWidget(answers_);
  answers_->show();  // or it would take no room where the question is asked again while it is seen
  layout()->activate();
  adjustSize();
  show();
  raise();
  if (auto* first = answers_->findChild<QPushButton*>()) first->setFocus(Qt::OtherFocusReason);
}

void SeedQuestion::addRows(QGridLayout& grid) {
  if (shape_.size() <= mostButtons) {
    for (core::Index k = 0; k < shape_.size(); ++k) {
      auto* button = new QPushButton(k == 0 ? tr("row %1").arg(rowText(shape_, k)) : rowText(shape_, k));
      button->setAccessibleName(tr("Row %1 of the Jacobian").arg(rowText(shape_, k)));
      button->setToolTip(tr("The gradient of entry %1 alone (key %2)").arg(rowText(shape_, k)).arg(k + 1));
      button->setMinimumWidth(34);
      grid.addWidget(button, 0, static_cast<int>(k));
      connect(button, &QPushButton::clicked, this, [this, k] { answer(rowSeed(shape_, k)); });
    }
    return;
  }
  auto* button = new QPushButton(tr("row"));
  button->setToolTip(tr("The gradient of one entry alone"));
  auto* number = new QSpinBox;
  number->setRange(1, static_cast<int>(std::min<core::Index>(shape_.size(), std::numeric_limits<int>::max())));
  number->setAccessibleName(tr("Number of the row"));
  auto* place = new QLabel;
  const auto tell = [this, place, number] { place->setText(shape_.rank() > 1 ? rowText(shape_, number->value() - 1) : QString()); };
  connect(number, &QSpinBox::valueChanged, place, tell);
  tell();
  grid.addWidget(button, 0, 0, 1, 2);
  grid.addWidget(number, 0, 2, 1, 2);
  grid.addWidget(place, 0, 4, 1, 2);
  connect(button, &QPushButton::clicked, this, [this, number] { answer(rowSeed(shape_, number->value() - 1)); });
}

void SeedQuestion::dismiss() {
  const bool hadKeyboard = focusWidget() && focusWidget()->hasFocus();
  hide();
  if (hadKeyboard) emit left();
}

void SeedQuestion::answer(const core::Seed& seed) {
  dismiss();
  emit chosen(seed);
}

void SeedQuestion::placeAt(QPoint point, const QRect& area) {
  constexpr int away = 46;
  int y = point.y() + away;
  if (y + height() > area.bottom()) y = point.y() - away - height();
  const int x = std::clamp(point.x() - width() / 2, area.left(), std::max(area.left(), area.right() - width()));
  move(x, std::clamp(y, area.top(), std::max(area.top(), area.bottom() - height())));
}

void SeedQuestion::keyPressEvent(QKeyEvent* event) {
  // Buttons outside of a dialog take Space alone.
  auto* button = qobject_cast<QPushButton*>(focusWidget());
  if (button && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) return button->click();
  const int row = event->key() - Qt::Key_1;
  if (row >= 0 && row < shape_.size() && shape_.size() <= mostButtons) return answer(rowSeed(shape_, row));
  if (event->key() != Qt::Key_Escape) return QFrame::keyPressEvent(event);
  dismiss();
}

}  // namespace ui

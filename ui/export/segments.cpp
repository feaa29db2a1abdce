#include "ui/export/segments.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>

namespace ui {
namespace {

constexpr int padding = 18;  // px, of the text of a button

}  // namespace

Segments::Segments(const QString& name, const QStringList& texts, QWidget* parent) : QWidget(parent), group_(new QButtonGroup(this)) {
  setAccessibleName(name);
  setObjectName(QStringLiteral("segments"));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  for (int k = 0; k < texts.size(); ++k) {
    auto* button = new QPushButton(texts[k], this);
    button->setCheckable(true);
    button->setAutoDefault(false);
    button->setAccessibleName(name + QStringLiteral(": ") + texts[k]);
    button->setProperty("place", k == 0 ? QStringLiteral("first") : k + 1 == texts.size() ? QStringLiteral("last") : QStringLiteral("middle"));
    group_->addButton(button, k);
    // Long words get more of the room.
    row->addWidget(button, fontMetrics().horizontalAdvance(texts[k]) + padding);
  }
  group_->button(0)->setChecked(true);
  connect(group_, &QButtonGroup::idClicked, this, &Segments::picked);
  setTheme(lightTheme());
}

int Segments::chosen() const { return group_->checkedId(); }

void Segments::choose(int k) {
  if (QAbstractButton* button = group_->button(k)) button->setChecked(true);
}

QAbstractButton* Segments::button(int k) const { return group_->button(k); }

void Segments::setTheme(const Theme& theme) {
  setStyleSheet(QStringLiteral("QPushButton { border-radius: 0; border-right: none; padding: 4px 4px; min-width: 20px; }"
                               "QPushButton[place=\"first\"] { border-top-left-radius: 6px; border-bottom-left-radius: 6px; }"
                               "QPushButton[place=\"last\"] { border-top-right-radius: 6px; border-bottom-right-radius: 6px; "
                               "border-right: 1px solid %1; }"
                               "QPushButton:checked { background: %2; color: %3; font-weight: 600; }"
                               "QPushButton:disabled { color: %4; }")
                    .arg(theme.line.name(), theme.accentTint.name(), theme.accent.name(), theme.faint.name()));
}

}  // namespace ui

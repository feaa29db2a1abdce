#include "ui/panels/view_header.h"

#include <QButtonGroup>
#include <QHBoxLayout>

#include "ui/panels/header_style.h"
#include "ui/panels/sentence_button.h"

namespace ui {
namespace {

constexpr int kMargin = 14;
constexpr int kGap = 6;
constexpr int kEquation = -2;  // the group's id of the tab that leads back; −1 asks the group for an id of its own

}  // namespace

ViewHeader::ViewHeader(QWidget* parent)
    : QWidget(parent),
      theme_(lightTheme()),
      tabRow_(new QHBoxLayout),
      chipRow_(new QHBoxLayout),
      group_(new QButtonGroup(this)) {
  setObjectName(QStringLiteral("viewHeader"));
  setAttribute(Qt::WA_StyledBackground);
  setFixedHeight(38);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(kMargin, 0, kMargin, 0);
  row->setSpacing(kGap);
  tabRow_->setSpacing(kGap);
  chipRow_->setSpacing(kGap);
  row->addLayout(tabRow_);
  row->addStretch(1);
  row->addLayout(chipRow_);
  connect(group_, &QButtonGroup::idClicked, this, [this](int id) {
    if (id == kEquation)
      emit equationChosen();
    else
      emit tabChosen(id);
  });
  setTheme(theme_);
}

void ViewHeader::setTheme(const Theme& theme) {
  theme_ = theme;
  for (QAbstractButton* tab : group_->buttons()) static_cast<SentenceButton*>(tab)->setTheme(theme);
  setStyleSheet(headerStyle(objectName(), theme));
}

void ViewHeader::setTabs(const std::vector<Sentence>& tabs, int chosen) {
  QStringList names;
  for (const Sentence& tab : tabs) names << plainText(tab);
  if (names != shown_) {
    shown_ = names;
    const bool focused = isAncestorOf(focusWidget());
    for (QAbstractButton* old : group_->buttons()) {
      group_->removeButton(old);
      tabRow_->removeWidget(old);
      old->hide();
      old->deleteLater();
    }
    const auto add = [this](const Sentence& label, int id) {
      auto* button = new SentenceButton(label, {}, this);
      button->setTheme(theme_);
      group_->addButton(button, id);
      tabRow_->addWidget(button);
      button->show();
    };
    add({textPiece(tr("Equation"))}, kEquation);
    for (std::size_t k = 0; k < tabs.size(); ++k) add(tabs[k], static_cast<int>(k));
    if (QAbstractButton* button = group_->button(chosen); focused && button) button->setFocus();
  }
  if (QAbstractButton* button = group_->button(chosen)) button->setChecked(true);
}

void ViewHeader::setChips(const std::vector<QWidget*>& chips) {
  for (QWidget* chip : chips_) {
    chipRow_->removeWidget(chip);
    chip->hide();
  }
  chips_ = chips;
  for (QWidget* chip : chips_) {
    chipRow_->addWidget(chip, 0, Qt::AlignVCenter);
    chip->show();
  }
}

}  // namespace ui

#include "ui/panels/equation_header.h"

#include <QActionGroup>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QScrollArea>
#include <QToolButton>

#include "ui/figures/equation_words.h"
#include "ui/figures/number_text.h"
#include "ui/figures/scale_legend.h"
#include "ui/panels/header_style.h"
#include "ui/panels/sentence_button.h"

namespace ui {
namespace {

constexpr int margin = 14;
constexpr int gap = 6;

}  // namespace

EquationHeader::EquationHeader(QWidget* parent) : QWidget(parent), theme_(lightTheme()) {
  setObjectName(QStringLiteral("equationHeader"));
  setAttribute(Qt::WA_StyledBackground);
  setFixedHeight(38);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(margin, 0, margin, 0);
  row->setSpacing(gap);
  buildTabs(*row);
  buildChips(*row);
  setReading(QStringLiteral("vector"));
  setContent(nullptr);
  setState({});
  setTheme(theme_);
}

void EquationHeader::buildTabs(QHBoxLayout& row) {
  scroll_ = new QScrollArea;
  scroll_->setFrameShape(QFrame::NoFrame);
  scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll_->setWidgetResizable(true);
  scroll_->setFocusPolicy(Qt::NoFocus);
  scroll_->setFixedHeight(32);
  scroll_->setAccessibleName(tr("Inputs of the node"));
  tabs_ = new QWidget;
  tabs_->setObjectName(QStringLiteral("equationTabs"));
  auto* tabRow = new QHBoxLayout(tabs_);
  tabRow->setContentsMargins(0, 2, 0, 2);
  tabRow->setSpacing(gap);
  scroll_->setWidget(tabs_);
  group_ = new QButtonGroup(this);
  connect(group_, &QButtonGroup::idClicked, this, &EquationHeader::argumentChosen);
  row.addWidget(scroll_, 1);
}

QMenu* EquationHeader::readingMenu() {
  auto* menu = new QMenu(readAs_);
  auto* choices = new QActionGroup(menu);
  for (const auto& [name, text] : {std::pair(QStringLiteral("vector"), tr("vector of arrays")),
                                   std::pair(QStringLiteral("matrix"), tr("matrix of sub-matrices")),
                                   std::pair(QStringLiteral("flat"), tr("flattened matrix"))}) {
    QAction* action = menu->addAction(text);
    action->setCheckable(true);
    action->setData(name);
    choices->addAction(action);
  }
  connect(choices, &QActionGroup::triggered, this,
          [this](const QAction* action) { emit readingChosen(action->data().toString()); });
  return menu;
}

void EquationHeader::buildChips(QHBoxLayout& row) {
  state_ = new QLabel;
  state_->setObjectName(QStringLiteral("equationState"));
  readAs_ = new QToolButton;
  readAs_->setObjectName(QStringLiteral("readAs"));
  readAs_->setPopupMode(QToolButton::InstantPopup);
  readAs_->setAccessibleName(tr("Read the generalized Jacobian as"));
  readAs_->setToolTip(tr("How a local gradient of more than two axes is laid out"));
  readAs_->setMenu(readingMenu());
  scale_ = new QLabel;
  scale_->setObjectName(QStringLiteral("chip"));
  scale_->setToolTip(tr("The three panels share one zero-centred scale"));
  numbers_ = new QToolButton;
  numbers_->setObjectName(QStringLiteral("numbers"));
  numbers_->setCheckable(true);
  numbers_->setChecked(true);
  numbers_->setAccessibleName(tr("Numbers in cells"));
  numbers_->setToolTip(tr("Write the numbers into cells that are large enough"));
  connect(numbers_, &QToolButton::toggled, this, [this](bool on) {
    write();
    emit numbersToggled(on);
  });
  structure_ = new QLabel;
  structure_->setObjectName(QStringLiteral("chip"));
  for (QWidget* chip : std::initializer_list<QWidget*>{state_, readAs_, scale_, numbers_, structure_}) {
    row.addWidget(chip, 0, Qt::AlignVCenter);
  }
}

void EquationHeader::setTheme(const Theme& theme) {
  theme_ = theme;
  for (QAbstractButton* tab : group_->buttons()) static_cast<SentenceButton*>(tab)->setTheme(theme);
  setStyleSheet(headerStyle(objectName(), theme));
}

void EquationHeader::setTabs(const std::vector<Tab>& tabs, int chosen) {
  QString names;
  for (const Tab& tab : tabs) {
    names += QStringLiteral("%1 %2 %3\n").arg(tab.argument).arg(plainText(tab.label), plainText(tab.detail));
  }
  if (names != shownTabs_) {
    shownTabs_ = names;
    auto* row = static_cast<QHBoxLayout*>(tabs_->layout());
    for (QAbstractButton* old : group_->buttons()) {
      group_->removeButton(old);
      old->hide();
      old->deleteLater();
    }
    while (QLayoutItem* item = row->takeAt(0)) delete item;
    for (const Tab& tab : tabs) {
      auto* button = new SentenceButton(tab.label, tab.detail, tabs_);
      button->setTheme(theme_);
      group_->addButton(button, tab.argument);
      row->addWidget(button);
      button->show();
    }
    row->addStretch(1);
  }
  if (QAbstractButton* button = group_->button(chosen)) {
    button->setChecked(true);
    scroll_->ensureWidgetVisible(button, 0, 0);
  }
  write();
}

void EquationHeader::setContent(const EquationContent* content) {
  readAs_->setVisible(content && content->isFormed() && content->hasReadings() && !content->isScalar());
  scale_->setVisible(content != nullptr);
  numbers_->setVisible(content && content->isFormed());
  structure_->setVisible(content && !content->isScalar());
  if (content) {
    limits_ = limitsText(ColourScale::diverging(theme_.gradientMap, content->limit));
    structureWords_ = structureText(*content);
    structure_->setToolTip(tr("%1; %2 of %3 entries can differ from 0")
                               .arg(content->structure, countText(content->structuralNonZeros),
                                    countText(content->rows() * content->columns())));
  }
  write();
}

void EquationHeader::setReading(const QString& reading) {
  for (QAction* action : readAs_->menu()->actions()) {
    action->setChecked(action->data().toString() == reading);
    if (action->isChecked()) reading_ = action->text();
  }
  write();
}

void EquationHeader::setState(const QString& text) {
  state_->setText(text);
  state_->setVisible(!text.isEmpty());
}

bool EquationHeader::showsNumbers() const { return numbers_->isChecked(); }

void EquationHeader::write() {
  numbers_->setText(tr("Numbers") +
                    (numbers_->isChecked() ? QStringLiteral(" \u2713") : QStringLiteral(" \u25a2")));
  // In a narrow dock one lead-in word after the other goes, before the tabs have to scroll.
  for (int dropped = 0; dropped <= 3; ++dropped) {
    scale_->setText(dropped > 0 ? limits_ : tr("Same scale: %1").arg(limits_));
    structure_->setText(dropped > 1 ? structureWords_ : tr("Structure: %1").arg(structureWords_));
    readAs_->setText((dropped > 2 ? reading_ : tr("Read as: %1").arg(reading_)) + QStringLiteral(" \u25be"));
    int needed = 2 * margin + tabs_->sizeHint().width();
    for (const QWidget* chip :
         std::initializer_list<const QWidget*>{state_, readAs_, scale_, numbers_, structure_}) {
      if (!chip->isHidden()) needed += chip->sizeHint().width() + gap;
    }
    if (needed <= width()) break;
  }
}

void EquationHeader::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  write();
}

}  // namespace ui

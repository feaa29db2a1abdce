#include "ui/panels/equation_header.h"

#include <QActionGroup>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPixmap>
#include <QScrollArea>
#include <QToolButton>

#include "ui/figures/equation_words.h"
#include "ui/figures/number_text.h"
#include "ui/figures/scale_legend.h"
#include "ui/figures/structure_glyph.h"
#include "ui/panels/drag_handle.h"
#include "ui/panels/header_style.h"
#include "ui/panels/scale_menu.h"
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

QToolButton* EquationHeader::chip(const QString& name, const QString& accessible) {
  auto* button = new QToolButton;
  button->setObjectName(name);
  button->setAccessibleName(accessible);
  return button;
}

void EquationHeader::buildChips(QHBoxLayout& row) {
  state_ = new QLabel;
  state_->setObjectName(QStringLiteral("equationState"));
  readAs_ = chip(QStringLiteral("readAs"), tr("Read the generalized Jacobian as"));
  readAs_->setPopupMode(QToolButton::InstantPopup);
  readAs_->setToolTip(tr("How a local gradient of more than two axes is laid out"));
  readAs_->setMenu(readingMenu());

  offer_ = chip(QStringLiteral("ownScales"), tr("Give each panel its own scale"));
  offer_->setToolTip(tr("The panels differ by so much that on one scale the small ones look like 0"));
  connect(offer_, &QToolButton::clicked, this, [this] {
    ScaleChoice next = choice_;
    next.scope = ScaleScope::Panel;
    emit scaleChosen(next);
  });
  scale_ = chip(QStringLiteral("scale"), tr("Colour scale"));
  scale_->setPopupMode(QToolButton::InstantPopup);
  scale_->setToolTip(tr("Which numbers share one zero-centred colour scale"));
  scaleMenu_ = new ScaleMenu(scale_);
  scale_->setMenu(scaleMenu_);
  connect(scaleMenu_, &ScaleMenu::chosen, this, &EquationHeader::scaleChosen);

  numbers_ = chip(QStringLiteral("numbers"), tr("Numbers in cells"));
  numbers_->setCheckable(true);
  numbers_->setChecked(true);
  numbers_->setToolTip(tr("Write the numbers into cells that are large enough"));
  connect(numbers_, &QToolButton::toggled, this, [this](bool on) {
    write();
    emit numbersToggled(on);
  });
  log_ = chip(QStringLiteral("log"), tr("Logarithmic colours"));
  log_->setCheckable(true);
  log_->setToolTip(
      tr("Colours by sign and logarithm, so that large and tiny gradients show; numbers stay as "
         "they are"));
  connect(log_, &QToolButton::clicked, this, [this](bool on) {
    ScaleChoice next = choice_;
    next.log = on;
    emit scaleChosen(next);
  });
  curve_ = chip(QStringLiteral("curve"), tr("Curve of the function"));
  curve_->setCheckable(true);
  curve_->setChecked(true);
  curve_->setToolTip(tr("Draw the function with its tangent, whose slope is the local gradient"));
  connect(curve_, &QToolButton::toggled, this, [this](bool on) {
    write();
    emit curveToggled(on);
  });
  structure_ = chip(QStringLiteral("structure"), tr("Structure of the local gradient"));
  structure_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  structure_->setIconSize(QSize(14, 14));
  connect(structure_, &QToolButton::clicked, this,
          [this] { emit structureAsked(structure_->mapToGlobal(QPoint(0, structure_->height() + 2))); });
  huge_ = chip(QStringLiteral("huge"), tr("Overview of the local gradient"));
  huge_->setCheckable(true);
  huge_->setToolTip(tr("Show the local gradient pooled, with one block and a window of single numbers"));
  connect(huge_, &QToolButton::clicked, this, &EquationHeader::hugeToggled);
  handle_ = new DragHandle;
  handle_->setAccessibleName(tr("Copy the equation, or drag it into another program"));
  handle_->setToolTip(tr("Drag the equation into another program; a click copies it"));
  handle_->hide();
  connect(handle_, &QToolButton::clicked, this, &EquationHeader::copyWanted);
  for (QWidget* each :
       std::initializer_list<QWidget*>{state_, readAs_, offer_, scale_, numbers_, log_, curve_, huge_, structure_, handle_}) {
    row.addWidget(each, 0, Qt::AlignVCenter);
  }
}

void EquationHeader::setTheme(const Theme& theme) {
  theme_ = theme;
  for (QAbstractButton* tab : group_->buttons()) static_cast<SentenceButton*>(tab)->setTheme(theme);
  setStyleSheet(headerStyle(objectName(), theme) +
                QStringLiteral("#ownScales { color: %1; border-color: %1; }").arg(theme.parameter.name()));
  handle_->setTheme(theme);
  drawGlyph();
}

void EquationHeader::setDragged(std::function<QMimeData*()> source) { handle_->setSource(std::move(source)); }

void EquationHeader::drawGlyph() {
  const double ratio = devicePixelRatioF();
  QPixmap glyph(QSize(14, 14) * ratio);
  glyph.setDevicePixelRatio(ratio);
  glyph.fill(Qt::transparent);
  QPainter painter(&glyph);
  drawStructureGlyph(painter, QRectF(0, 0, 14, 14), pattern_, theme_);
  structure_->setIcon(QIcon(glyph));
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

void EquationHeader::setContent(const EquationContent* content, bool huge) {
  huge_->setVisible(content && content->canBeHuge() && content->isFormed());
  huge_->setChecked(huge);
  readAs_->setVisible(content && !huge && content->isFormed() && content->hasReadings() && !content->isScalar());
  scale_->setVisible(content != nullptr);
  log_->setVisible(content != nullptr);
  handle_->setVisible(content != nullptr && handle_->hasSource());
  if (!content) offer_->hide();
  numbers_->setVisible(content && !huge && content->isFormed());
  structure_->setVisible(content && !content->isScalar());
  curve_->setVisible(content && content->slice.has_value());
  if (content) {
    pattern_ = content->equation.local.pattern();
    drawGlyph();
    structureWords_ = structureText(*content);
    structure_->setToolTip(tr("%1; %2 of %3 entries can differ from 0")
                               .arg(content->structure, countText(content->structuralNonZeros),
                                    countText(content->rows() * content->columns())));
  }
  write();
}

void EquationHeader::setScales(const EquationScales& scales, const ScaleChoice& choice) {
  scales_ = scales;
  choice_ = choice;
  scaleMenu_->show(choice, scales.scope);
  log_->setChecked(choice.log);
  offer_->setVisible(!scale_->isHidden() && scales.offersOwnScales());
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

bool EquationHeader::showsCurve() const { return curve_->isChecked(); }

void EquationHeader::write() {
  const auto toggle = [](QToolButton* button, const QString& text) {
    button->setText(text + (button->isChecked() ? QStringLiteral(" \u2713") : QStringLiteral(" \u25a2")));
  };
  toggle(numbers_, tr("Numbers"));
  toggle(log_, tr("Log"));
  toggle(curve_, tr("Curve"));
  toggle(huge_, tr("Overview"));
  const QString limits = u'\u00b1' + limitText(scales_.limits.front().limit);
  const QString arrow = QStringLiteral(" \u25be");
  // In a narrow dock one lead-in word after the other goes, before the tabs have to scroll.
  for (int dropped = 0; dropped <= 6; ++dropped) {
    const bool brief = dropped > 0;
    switch (scales_.scope) {
      case ScaleScope::Panel:
        scale_->setText((brief ? tr("Own scales") : tr("Own scale per panel")) + arrow);
        break;
      case ScaleScope::Equation:
        scale_->setText((brief ? limits : (scales_.visibleOnly ? tr("Scale of what is visible: %1") : tr("Same scale: %1")).arg(limits)) + arrow);
        break;
      case ScaleScope::Run:
        scale_->setText((brief ? tr("Run %1") : tr("Whole run: %1")).arg(limits) + arrow);
        break;
    }
    const QString factor = factorText(scales_.ratio);
    offer_->setText(brief ? factor : tr("Panels differ %1: own scales?").arg(factor));
    structure_->setText(dropped > 3   ? QString()
                        : dropped > 1 ? structureWords_
                                      : tr("Structure: %1").arg(structureWords_));
    readAs_->setText((dropped > 2 ? reading_ : tr("Read as: %1").arg(reading_)) + arrow);
    structure_->setToolButtonStyle(dropped > 3 ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    int needed = 2 * margin;
    for (QAbstractButton* tab : group_->buttons()) {
      // At last the tabs keep their names alone, the chosen one too: its shape stands over the panel.
      static_cast<SentenceButton*>(tab)->setDetailShown(dropped <= 4 || (dropped <= 5 && tab->isChecked()));
      needed += tab->sizeHint().width() + gap;
    }
    for (const QWidget* each :
         std::initializer_list<const QWidget*>{state_, readAs_, offer_, scale_, numbers_, log_, curve_, huge_, structure_, handle_}) {
      if (!each->isHidden()) needed += each->sizeHint().width() + gap;
    }
    if (needed <= width()) break;
  }
}

void EquationHeader::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  write();
}

}  // namespace ui

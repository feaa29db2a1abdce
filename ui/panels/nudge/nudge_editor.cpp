#include "ui/panels/nudge/nudge_editor.h"

#include <QCoreApplication>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/tensor/split_mix.h"
#include "ui/model/length.h"
#include "ui/model/nudge_choice.h"
#include "ui/panels/nudge/nudge_strip.h"
#include "ui/panels/rich_line.h"

namespace ui {
namespace {

constexpr double kReach = 0.5;
constexpr double kPerUnit = 100;  // positions of a slider: arrows move by 0.01, pages by 0.1

/// Writes no more digits than there are. The keys of the steps, of which no number is made, go on to the window.
class ShortNumber : public QDoubleSpinBox {
 public:
  using QDoubleSpinBox::QDoubleSpinBox;
  QString textFromValue(double value) const override { return QString::number(value, 'g', 6); }

 protected:
  bool event(QEvent* event) override {
    if (event->type() == QEvent::ShortcutOverride) {
      const int key = static_cast<QKeyEvent*>(event)->key();
      if (key == Qt::Key_BracketLeft || key == Qt::Key_BracketRight) {
        event->ignore();
        return false;
      }
    }
    return QDoubleSpinBox::event(event);
  }
};

/// Arrow keys with Shift go as far as a page.
class ChangeSlider : public QSlider {
public:
  using QSlider::QSlider;

protected:
  void keyPressEvent(QKeyEvent* event) override {
    const int key = event->key();
    const bool up = key == Qt::Key_Right || key == Qt::Key_Up,
               down = key == Qt::Key_Left || key == Qt::Key_Down;
    if (!event->modifiers().testFlag(Qt::ShiftModifier) || (!up && !down))
      return QSlider::keyPressEvent(event);
    setValue(value() + (up ? pageStep() : -pageStep()));
  }
};

QDoubleSpinBox* numberBox() {
  auto* box = new ShortNumber;
  box->setRange(-1e6, 1e6);
  box->setDecimals(8);
  box->setSingleStep(0.01);
  box->setKeyboardTracking(false);
  box->setButtonSymbols(QAbstractSpinBox::NoButtons);
  box->setAlignment(Qt::AlignRight);
  box->setFixedWidth(92);
  box->setLocale(QLocale::c());
  return box;
}

}  // namespace

NudgeEditor::NudgeEditor(QWidget* parent) : QWidget(parent), theme_(lightTheme()), many_(new QWidget) {
  setAccessibleName(tr("The change of the inputs"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins({});
  column->setSpacing(8);
  for (std::size_t k = 0; k < mostSliders; ++k) {
    rows_.push_back(makeRow());
    column->addWidget(rows_.back().widget);
  }
  auto* parts = new QGridLayout(many_);
  parts->setContentsMargins({});
  parts->setSpacing(5);
  strip_ = new NudgeStrip;
  name_ = new RichLine(14);
  number_ = numberBox();
  length_ = numberBox();
  length_->setMinimum(0);
  length_->setObjectName(QStringLiteral("length"));
  length_->setAccessibleName(tr("Length of dx"));
  length_->setToolTip(tr("Another length in the same direction"));
  auto* lengthName = new QLabel(tr("Length"));
  lengthName->setBuddy(length_);
  parts->addWidget(strip_, 0, 0, 1, 2);
  parts->addWidget(name_, 1, 0);
  parts->addWidget(number_, 1, 1);
  parts->addWidget(lengthName, 2, 0);
  parts->addWidget(length_, 2, 1);
  parts->setRowStretch(0, 1);
  column->addWidget(many_, 1);
  connect(strip_, &NudgeStrip::painted, this, &NudgeEditor::take);
  connect(strip_, &NudgeStrip::chosenChanged, this, &NudgeEditor::showChosen);
  connect(strip_, &NudgeStrip::pointedAt, this, &NudgeEditor::pointedAt);
  connect(strip_, &NudgeStrip::typed, this, [this](QKeyEvent* key) {
    number_->setFocus();
    number_->selectAll();
    fromStrip_ = true;
    QCoreApplication::sendEvent(number_, key);
  });
  connect(number_, &QDoubleSpinBox::valueChanged, this, [this](double value) {
    if (!showing_) set(strip_->chosen(), value);
  });
  connect(number_, &QDoubleSpinBox::editingFinished, this, [this] {
    if (std::exchange(fromStrip_, false) && number_->hasFocus()) strip_->setFocus();
  });
  connect(length_, &QDoubleSpinBox::valueChanged, this, [this](double length) {
    if (!showing_) setLength(length);
  });

  auto* buttons = new QHBoxLayout;
  buttons->setSpacing(6);
  const auto button = [&](const QString& text, const QString& tip, auto effect) {
    auto* made = new QPushButton(text);
    made->setToolTip(tip);
    connect(made, &QPushButton::clicked, this, effect);
    buttons->addWidget(made);
  };
  button(tr("÷ 10"), tr("Ten times smaller in the same direction"), [this] { scale(0.1); });
  button(tr("× 10"), tr("Ten times larger in the same direction"), [this] { scale(10); });
  button(tr("Random"), tr("Another direction of the same length"), [this] { randomise(); });
  buttons->addStretch();
  column->addLayout(buttons);
  column->addStretch();
  placeRows();
}

NudgeEditor::Row NudgeEditor::makeRow() {
  Row row{.widget = new QWidget,
          .name = new RichLine(14),
          .slider = new ChangeSlider(Qt::Horizontal),
          .number = numberBox()};
  row.grid = new QGridLayout(row.widget);
  row.grid->setContentsMargins({});
  row.grid->setSpacing(2);
  row.slider->setRange(static_cast<int>(-kReach * kPerUnit), static_cast<int>(kReach * kPerUnit));
  row.slider->setPageStep(10);
  const std::size_t index = rows_.size();
  connect(row.slider, &QSlider::valueChanged, this, [this, index](int position) {
    if (!showing_) set(index, position / kPerUnit);
  });
  connect(row.number, &QDoubleSpinBox::valueChanged, this, [this, index](double value) {
    if (!showing_) set(index, value);
  });
  row.widget->installEventFilter(this);
  return row;
}

void NudgeEditor::placeRows() {
  std::size_t used = 0;
  for (const Row& row : rows_) used += !row.widget->isHidden();
  constexpr int highRow = 56, buttons = 44;
  const bool compact = static_cast<int>(used) * highRow + buttons > height();
  if (compact == compact_) return;
  compact_ = compact;
  for (const Row& row : rows_) {
    for (QWidget* widget : {static_cast<QWidget*>(row.name), static_cast<QWidget*>(row.slider),
                            static_cast<QWidget*>(row.number)})
      row.grid->removeWidget(widget);
    row.grid->addWidget(row.name, 0, 0);
    row.grid->addWidget(row.number, 0, 2);
    if (compact)
      row.grid->addWidget(row.slider, 0, 1);
    else
      row.grid->addWidget(row.slider, 1, 0, 1, 3);
    row.name->setFixedWidth(compact ? 44 : 100);
    row.number->setFixedWidth(compact ? 64 : 92);
    row.grid->setColumnStretch(1, 1);
  }
  static_cast<QVBoxLayout*>(layout())->setSpacing(*compact_ ? 3 : 8);
}

void NudgeEditor::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  placeRows();
}

void NudgeEditor::setTheme(const Theme& theme) {
  theme_ = theme;
  for (const Row& row : rows_) row.name->setTheme(theme);
  name_->setTheme(theme);
  strip_->setTheme(theme);
}

void NudgeEditor::setEntries(std::vector<double> dx, EntryNames names) {
  dx_ = std::move(dx);
  names_ = std::move(names);
  lit_.reset();
  strip_->setNames(names_);
  showRows();
}

void NudgeEditor::showRows() {
  showing_ = true;
  const bool many = dx_.size() > mostSliders;
  for (std::size_t k = 0; k < rows_.size(); ++k) {
    const Row& row = rows_[k];
    const bool used = !many && k < dx_.size();
    row.widget->setVisible(used);
    if (!used) continue;
    row.slider->setAccessibleName(tr("Change of %1, entry %2 of %3").arg(names_.text(k)).arg(k + 1).arg(dx_.size()));
    row.number->setAccessibleName(row.slider->accessibleName());
    row.slider->setValue(static_cast<int>(std::lround(std::clamp(dx_[k], -kReach, kReach) * kPerUnit)));
    row.number->setValue(dx_[k]);
  }
  writeNames();
  many_->setVisible(many);
  // Many entries fill the height; rows stand at the top.
  auto* column = static_cast<QVBoxLayout*>(layout());
  column->setStretch(column->count() - 1, many ? 0 : 1);
  if (many) strip_->setEntries(dx_);
  length_->setValue(lengthOf(dx_));
  showing_ = false;
  if (many) showChosen();
  placeRows();
}

void NudgeEditor::showChosen() {
  const std::size_t entry = strip_->chosen();
  if (entry >= dx_.size()) return;
  showing_ = true;
  name_->setPieces({{.text = QStringLiteral("d") + names_.tex(entry), .isTex = true, .ink = &Theme::value}});
  number_->setAccessibleName(tr("Change of %1, entry %2 of %3").arg(names_.text(entry)).arg(entry + 1).arg(dx_.size()));
  number_->setValue(dx_[entry]);
  showing_ = false;
}

void NudgeEditor::writeNames() {
  for (std::size_t k = 0; k < rows_.size() && k < dx_.size(); ++k)
    rows_[k].name->setPieces({{.text = QStringLiteral("d") + names_.tex(k), .isTex = true, .ink = k == lit_ ? &Theme::local : &Theme::value}});
}

void NudgeEditor::setLit(std::optional<std::size_t> entry) {
  if (entry == lit_) return;
  lit_ = entry;
  strip_->setLit(entry);
  if (dx_.size() <= mostSliders) writeNames();
}

bool NudgeEditor::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Enter || event->type() == QEvent::Leave) {
    const auto row = std::ranges::find(rows_, watched, [](const Row& r) -> QObject* { return r.widget; });
    if (row != rows_.end())
      emit pointedAt(event->type() == QEvent::Enter ? std::optional(static_cast<std::size_t>(row - rows_.begin())) : std::nullopt);
  }
  return QWidget::eventFilter(watched, event);
}

void NudgeEditor::set(std::size_t entry, double value) {
  if (entry >= dx_.size() || dx_[entry] == value) return;
  std::vector<double> dx = dx_;
  dx[entry] = value;
  take(std::move(dx));
}

void NudgeEditor::take(std::vector<double> dx) {
  dx_ = std::move(dx);
  showRows();
  emit changed(dx_);
}

void NudgeEditor::scale(double factor) {
  std::vector<double> dx = dx_;
  for (double& v : dx) v *= factor;
  take(std::move(dx));
}

void NudgeEditor::setLength(double length) {
  const double now = lengthOf(dx_);
  if (now > 0) return scale(length / now);
  std::vector<double> dx = firstChange(dx_.size());
  const double first = lengthOf(dx);
  if (!(first > 0)) return;
  for (double& v : dx) v *= length / first;
  take(std::move(dx));
}

void NudgeEditor::randomise() {
  const double length = lengthOf(dx_);
  core::SplitMix64 random(++draws_);
  std::vector<double> dx(dx_.size());
  for (double& v : dx) v = 2 * random.next() - 1;
  const double drawn = lengthOf(dx);
  if (!(drawn > 0)) return;
  for (double& v : dx) v *= (length > 0 ? length : 0.1) / drawn;
  take(std::move(dx));
}

}  // namespace ui

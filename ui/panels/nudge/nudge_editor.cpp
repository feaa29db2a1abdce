#include "ui/panels/nudge/nudge_editor.h"

#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QSlider>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

#include "core/tensor/split_mix.h"
#include "ui/model/length.h"
#include "ui/panels/rich_line.h"

namespace ui {
namespace {

constexpr double kReach = 0.5;
constexpr double kPerUnit = 100;  // positions of a slider: arrows move by 0.01, pages by 0.1

/// Writes no more digits than there are.
class ShortNumber : public QDoubleSpinBox {
 public:
  using QDoubleSpinBox::QDoubleSpinBox;
  QString textFromValue(double value) const override { return QString::number(value, 'g', 6); }
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
  auto* form = new QFormLayout(many_);
  form->setContentsMargins({});
  entry_ = new QDoubleSpinBox;
  entry_->setDecimals(0);
  entry_->setMinimum(1);
  entry_->setAccessibleName(tr("Entry"));
  length_ = numberBox();
  length_->setMinimum(0);
  length_->setAccessibleName(tr("Length of dx"));
  form->addRow(tr("Entry"), entry_);
  form->addRow(tr("Length"), length_);
  column->addWidget(many_);
  connect(entry_, &QDoubleSpinBox::valueChanged, this, [this](double entry) {
    if (showing_) return;
    chosen_ = static_cast<std::size_t>(entry) - 1;
    showRows();
  });
  connect(length_, &QDoubleSpinBox::valueChanged, this, [this](double length) {
    const double now = lengthOf(dx_);
    if (!showing_ && now > 0) scale(length / now);
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
    if (!showing_) set(entryOf(index), position / kPerUnit);
  });
  connect(row.number, &QDoubleSpinBox::valueChanged, this, [this, index](double value) {
    if (!showing_) set(entryOf(index), value);
  });
  return row;
}

void NudgeEditor::placeRows() {
  std::size_t used = 0;
  for (const Row& row : rows_) used += !row.widget->isHidden();
  constexpr int highRow = 56, buttons = 44;
  const bool compact = static_cast<int>(used) * highRow + buttons + (many_->isHidden() ? 0 : 72) > height();
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
}

void NudgeEditor::setEntries(std::vector<double> dx, const QStringList& names) {
  dx_ = std::move(dx);
  names_ = names;
  chosen_ = std::min(chosen_, dx_.empty() ? 0 : dx_.size() - 1);
  showRows();
}

void NudgeEditor::showRows() {
  showing_ = true;
  const bool many = dx_.size() > mostSliders;
  for (std::size_t k = 0; k < rows_.size(); ++k) {
    const Row& row = rows_[k];
    const bool used = many ? k == 0 : k < dx_.size();
    row.widget->setVisible(used);
    if (!used) continue;
    const std::size_t entry = entryOf(k);
    const QString name = static_cast<qsizetype>(entry) < names_.size() ? names_[static_cast<qsizetype>(entry)] : QString();
    row.name->setPieces({{.text = QStringLiteral("d") + name, .isTex = true, .ink = &Theme::value}});
    row.slider->setAccessibleName(tr("Change of entry %1").arg(entry + 1));
    row.number->setAccessibleName(row.slider->accessibleName());
    row.slider->setValue(static_cast<int>(std::lround(std::clamp(dx_[entry], -kReach, kReach) * kPerUnit)));
    row.number->setValue(dx_[entry]);
  }
  many_->setVisible(many);
  entry_->setMaximum(static_cast<double>(std::max<std::size_t>(dx_.size(), 1)));
  entry_->setValue(static_cast<double>(chosen_ + 1));
  length_->setValue(lengthOf(dx_));
  showing_ = false;
  placeRows();
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

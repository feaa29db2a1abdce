#include "ui/panels/axes_bar.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace ui {
namespace {

constexpr int playInterval = 700;  // ms

bool sameAxis(const AxisSlider& a, const AxisSlider& b) {
  return a.what == b.what && a.group == b.group && a.axis == b.axis && a.count == b.count && a.name == b.name;
}

}  // namespace

AxesBar::AxesBar(Qt::Orientation orientation, QWidget* parent) : QWidget(parent), orientation_(orientation) {
  setObjectName(QStringLiteral("axesBar"));
  readAs_ = new QToolButton;
  buildReadings();
  holder_ = new QWidget;
  holder_->setObjectName(QStringLiteral("axesHolder"));
  if (orientation == Qt::Horizontal) {
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(32);
    auto* outer = new QHBoxLayout(this);
    outer->setContentsMargins(14, 0, 14, 0);
    outer->setSpacing(12);
    row_ = new QHBoxLayout(holder_);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setFixedHeight(30);
    scroll->setWidget(holder_);
    outer->addWidget(readAs_);
    outer->addWidget(scroll, 1);
  } else {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 2, 0, 2);
    outer->setSpacing(4);
    row_ = new QVBoxLayout(holder_);
    outer->addWidget(readAs_, 0, Qt::AlignLeft);
    outer->addWidget(holder_);
  }
  row_->setContentsMargins(0, 0, 0, 0);
  row_->setSpacing(orientation == Qt::Horizontal ? 16 : 2);
  player_.setInterval(playInterval);
  connect(&player_, &QTimer::timeout, this, &AxesBar::playOn);
  setReading(TensorReading::Slices);
  setTheme(lightTheme());
  hide();
}

void AxesBar::buildReadings() {
  readAs_->setObjectName(QStringLiteral("tensorsAs"));
  readAs_->setPopupMode(QToolButton::InstantPopup);
  readAs_->setAccessibleName(tr("Read tensors as"));
  readAs_->setToolTip(tr("How tensors of three axes and more are laid out"));
  auto* menu = new QMenu(readAs_);
  auto* choices = new QActionGroup(menu);
  for (const auto& [reading, text] : {std::pair(TensorReading::Slices, tr("slices")),
                                      std::pair(TensorReading::Multiples, tr("small multiples")),
                                      std::pair(TensorReading::Nested, tr("nested blocks"))}) {
    QAction* action = menu->addAction(text);
    action->setCheckable(true);
    action->setData(static_cast<int>(reading));
    choices->addAction(action);
  }
  connect(choices, &QActionGroup::triggered, this, [this](const QAction* action) {
    setReading(static_cast<TensorReading>(action->data().toInt()));
    emit readingChosen(reading_);
  });
  readAs_->setMenu(menu);
}

void AxesBar::setTheme(const Theme& theme) {
  setStyleSheet(
      QStringLiteral(
          "#axesBar, #axesHolder, QScrollArea { background: %1; }"
          "#axesBar { border-bottom: %7px solid %2; }"
          "QLabel { color: %3; font-size: 12px; }"
          "QToolButton { color: %3; background: transparent; border: 1px solid %4; border-radius: 5px;"
          " padding: 2px 7px; font-size: 12px; min-height: 16px; max-height: 16px; }"
          "QToolButton:hover { background: %5; }"
          "QToolButton:checked { background: %5; color: %6; }"
          "QToolButton:focus { border: 2px solid %6; padding: 1px 6px; }"
          "QToolButton::menu-indicator { image: none; }")
          .arg(theme.panel.name(), theme.lineSoft.name(), theme.muted.name(), theme.line.name(),
               theme.panelSoft.name(), theme.focus.name())
          .arg(orientation_ == Qt::Horizontal ? 1 : 0));
}

void AxesBar::setReading(TensorReading reading) {
  reading_ = reading;
  for (QAction* action : readAs_->menu()->actions()) {
    action->setChecked(action->data().toInt() == static_cast<int>(reading));
    if (action->isChecked())
      readAs_->setText(tr("Tensors as: %1").arg(action->text()) + QStringLiteral(" \u25be"));
  }
}

void AxesBar::setSliders(const std::vector<AxisSlider>& sliders, bool hasTensors) {
  const bool same = std::ranges::equal(sliders, sliders_, sameAxis);
  sliders_ = sliders;
  if (!same) rebuild();
  write();
  readAs_->setVisible(hasTensors);
  setVisible(hasTensors || !sliders.empty());
}

void AxesBar::rebuild() {
  stopPlaying();
  controls_.clear();
  while (QLayoutItem* item = row_->takeAt(0)) {
    if (QWidget* old = item->widget()) {
      old->hide();
      old->deleteLater();
    }
    delete item;
  }
  for (std::size_t k = 0; k < sliders_.size(); ++k) {
    const AxisSlider& axis = sliders_[k];
    const bool page = axis.what == AxisSlider::What::Page;
    Control control{new QLabel(page ? tr("%1 blocks").arg(axis.name) : axis.name),
                    new QSlider(Qt::Horizontal), new QToolButton, new QLabel};
    control.name->setToolTip(axis.tip);
    control.slider->setRange(0, axis.count - 1);
    control.slider->setPageStep(1);
    control.slider->setFixedWidth(axis.count > 12 ? 96 : 64);
    control.slider->setToolTip(axis.tip);
    control.slider->setAccessibleName(page ? tr("Page of blocks of %1").arg(axis.name) : axis.tip);
    control.play->setText(QStringLiteral("\u25b6"));
    control.play->setCheckable(true);
    control.play->setToolTip(tr("Go through all places"));
    control.play->setAccessibleName(tr("Play %1").arg(axis.tip));
    auto* line = new QWidget;
    auto* parts = new QHBoxLayout(line);
    parts->setContentsMargins(0, 0, 0, 0);
    parts->setSpacing(6);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{control.name, control.slider, control.place, control.play})
      parts->addWidget(widget, 0, Qt::AlignVCenter);
    parts->addStretch(1);
    row_->addWidget(line);
    const int index = static_cast<int>(k);
    connect(control.slider, &QSlider::valueChanged, this, [this, index](int at) {
      sliders_[static_cast<std::size_t>(index)].at = at;
      write();
      emit moved(sliders_[static_cast<std::size_t>(index)], at);
    });
    connect(control.play, &QToolButton::toggled, this, [this, index](bool on) {
      if (!on && playing_ != index) return;
      stopPlaying();
      if (!on) return;
      playing_ = index;
      const QSignalBlocker quiet(controls_[static_cast<std::size_t>(index)].play);
      controls_[static_cast<std::size_t>(index)].play->setChecked(true);
      player_.start();
      playOn();
    });
    controls_.push_back(control);
  }
  if (orientation_ == Qt::Horizontal) row_->addStretch(1);
}

void AxesBar::write() {
  for (std::size_t k = 0; k < controls_.size(); ++k) {
    const Control& control = controls_[k];
    const QSignalBlocker quiet(control.slider);
    control.slider->setValue(sliders_[k].at);
    control.place->setText(QStringLiteral("%1/%2").arg(sliders_[k].at + 1).arg(sliders_[k].count));
  }
}

void AxesBar::playOn() {
  if (playing_ < 0) return;
  QSlider* slider = controls_[static_cast<std::size_t>(playing_)].slider;
  slider->setValue((slider->value() + 1) % (slider->maximum() + 1));
}

void AxesBar::stopPlaying() {
  player_.stop();
  const int was = std::exchange(playing_, -1);
  if (was < 0 || was >= static_cast<int>(controls_.size())) return;
  const QSignalBlocker quiet(controls_[static_cast<std::size_t>(was)].play);
  controls_[static_cast<std::size_t>(was)].play->setChecked(false);
}

void AxesBar::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  stopPlaying();
}

}  // namespace ui

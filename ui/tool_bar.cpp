#include "ui/tool_bar.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>

#include "ui/panels/key_button.h"
#include "ui/panels/speed_slider.h"

namespace ui {
namespace {

constexpr int kHeight = 46;

}  // namespace

ToolBar::ToolBar(const Actions& actions, QWidget* parent) : QWidget(parent) {
  setFixedHeight(kHeight);
  setAccessibleName(tr("Toolbar"));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(10, 0, 10, 1);
  row->setSpacing(4);
  for (QAction* action : {actions.open, actions.save, actions.undo, actions.redo}) {
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setFixedSize(30, 30);
    button->setIconSize(QSize(16, 16));
    button->setFocusPolicy(Qt::TabFocus);
    row->addWidget(button);
    small_.push_back(button);
  }
  row->addSpacing(17);
  const auto add = [&](QAction* action, const char* iconName, const QString& text, const QString& key) {
    auto* button = new KeyButton(QString::fromLatin1(iconName), text, key, this);
    button->setDefaultAction(action);
    row->addWidget(button);
    return button;
  };
  reset_ = add(actions.reset, "reset", tr("Reset"), {});
  back_ = add(actions.previous, "back", tr("Step back"), QStringLiteral("["));
  forward_ = add(actions.forward, "forward", tr("Forward"), tr("Ctrl ⏎"));
  backward_ = add(actions.backward, "backward", tr("Backward"), QStringLiteral("]"));
  auto* more = new QMenu(backward_);
  more->addAction(actions.runBackward);
  backward_->setMenu(more);
  backward_->setPopupMode(QToolButton::MenuButtonPopup);
  play_ = add(actions.play, "play", tr("Play"), {});
  play_->reserveRoom(tr("Pause"));
  speed_ = new SpeedSlider(this);
  row->addWidget(speed_);
  row->addStretch();
  predict_ = add(actions.predict, "eye", tr("Predict"), {});
  export_ = add(actions.exportStep, "export", tr("Export step"), {});
}

void ToolBar::setTheme(const Theme& theme) {
  theme_ = &theme;
  for (KeyButton* button : {reset_, back_, forward_, backward_, play_, predict_, export_}) button->setTheme(theme);
  speed_->setTheme(theme);
  applyLooks();
  update();
}

void ToolBar::setNext(Next next) {
  if (next == next_) return;
  next_ = next;
  applyLooks();
}

void ToolBar::setPlaying(bool playing) {
  play_->setFace(playing ? QStringLiteral("pause") : QStringLiteral("play"), playing ? tr("Pause") : tr("Play"));
}

void ToolBar::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fit();
}

void ToolBar::fit() {
  for (int level = 0; level <= 2; ++level) {
    for (KeyButton* button : findChildren<KeyButton*>()) button->setBrief(level > 0);
    speed_->setBrief(level > 0);
    speed_->setVisible(level < 2);
    layout()->activate();
    if (layout()->minimumSize().width() <= width()) return;
  }
}

void ToolBar::applyLooks() {
  using Look = KeyButton::Look;
  const Theme& t = *theme_;
  reset_->setLook(Look::Plain, t.ink, t.ink);
  back_->setLook(Look::Outline, t.ink, t.ink);
  play_->setLook(Look::Outline, t.ink, t.ink);
  predict_->setLook(Look::Outline, t.ink, t.ink);
  export_->setLook(Look::Outline, t.ink, t.ink);
  forward_->setLook(next_ == Next::Forward ? Look::Filled : Look::Outline, t.value, t.onValue);
  backward_->setLook(next_ == Next::Backward ? Look::Filled : Look::Outline, t.downstream, t.onPrimary);
}

void ToolBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), theme_->panel);
  painter.fillRect(QRect(0, height() - 1, width(), 1), theme_->line);
  const int x = small_.back()->geometry().right() + 12;
  painter.fillRect(QRect(x, (height() - 24) / 2, 1, 24), theme_->line);
}

}  // namespace ui

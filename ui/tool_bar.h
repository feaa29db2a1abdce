#pragma once

#include <QWidget>
#include <vector>

#include "ui/actions.h"

class QToolButton;

namespace ui {

class KeyButton;
class SpeedSlider;

/// The 46 px bar under the menus: file and undo at the left, the run in the middle, ways to look at it at the right.
class ToolBar : public QWidget {
  Q_OBJECT

 public:
  ToolBar(const Actions& actions, QWidget* parent);
  void setTheme(const Theme& theme);
  /// The button of the next sensible action is filled: Forward before the forward pass is done, then Backward.
  enum class Next { None, Forward, Backward };
  void setNext(Next next);
  /// Play turns into Pause while it plays.
  void setPlaying(bool playing);
  SpeedSlider& speed() { return *speed_; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void applyLooks();
  /// In a narrow window the keys go, then the slider of the speed.
  void fit();

  const Theme* theme_ = &lightTheme();
  Next next_ = Next::None;
  std::vector<QToolButton*> small_;
  KeyButton* reset_;
  KeyButton* back_;
  KeyButton* forward_;
  KeyButton* backward_;
  KeyButton* play_;
  SpeedSlider* speed_;
  KeyButton* predict_;
  KeyButton* export_;
};

}  // namespace ui

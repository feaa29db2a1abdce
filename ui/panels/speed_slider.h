#pragma once

#include <QWidget>

#include "ui/model/theme.h"

class QLabel;
class QSlider;

namespace ui {

/// How fast Play goes: a slider of equal steps in the ratio, with its number at the right.
class SpeedSlider : public QWidget {
  Q_OBJECT

 public:
  explicit SpeedSlider(QWidget* parent = nullptr);
  void setTheme(const Theme& theme);
  /// Without its name, where there is little room.
  void setBrief(bool brief);
  double speed() const;
  void setSpeed(double speed);

 signals:
  void speedChosen(double speed);

 private:
  void showNumber();

  QLabel* name_;
  QSlider* slider_;
  QLabel* number_;
};

}  // namespace ui

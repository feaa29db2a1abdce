#pragma once

#include <QWidget>

#include "ui/model/theme.h"

class QToolButton;

namespace ui {

class KeyText;

/// "New here? Three keys are enough": a card that can be closed for good.
class StartHint : public QWidget {
  Q_OBJECT

 public:
  explicit StartHint(QWidget* parent);
  void setTheme(const Theme& theme);

 signals:
  void closed();
  void firstLessonRequested();

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  const Theme* theme_ = &lightTheme();
  QToolButton* cross_;
  KeyText* forward_;
  KeyText* backward_;
  KeyText* space_;
};

}  // namespace ui

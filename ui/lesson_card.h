#pragma once

#include <QAbstractButton>

#include "ui/model/examples.h"
#include "ui/model/theme.h"

namespace ui {

/// One lesson on the start page: its graph drawn small, its title, and a line with its result. The whole card is the button.
class LessonCard : public QAbstractButton {
  Q_OBJECT

 public:
  LessonCard(const Example& example, QWidget* parent);
  void setTheme(const Theme& theme);
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void drawPicture(QPainter& painter, const QRectF& room) const;

  const Example& example_;
  const Theme* theme_ = &lightTheme();
};

}  // namespace ui

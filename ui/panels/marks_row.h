#pragma once

#include <QWidget>

#include "ui/model/predict.h"
#include "ui/model/theme.h"

namespace ui {

/// One chip for each question: a tick, "2nd" after a hint, a dash where the answer was revealed, else the question's number. Of many, those around
/// the present one.
class MarksRow : public QWidget {
  Q_OBJECT

 public:
  explicit MarksRow(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  /// `current`: the question, from 0, that the timeline stands at; negative for none.
  void setMarks(const Predictions& marks, int current);
  /// What the chip of a question says.
  QString text(int question) const;

  QSize sizeHint() const override { return {240, 26}; }
  QSize minimumSizeHint() const override { return {80, 26}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  const Theme* theme_ = &lightTheme();
  Predictions marks_;
  int current_ = -1;
};

}  // namespace ui

#pragma once

#include <QWidget>

#include "ui/model/quiz.h"
#include "ui/model/theme.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace ui {

class MarksRow;
class RichLine;
class Timeline;

/// In Predict mode at the inspector's place: the question, the box for the answer, hints, and the score.
class PredictPanel : public QWidget {
  Q_OBJECT

 public:
  PredictPanel(Timeline& timeline, Quiz& quiz, QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  /// The keyboard goes to the box, where there is a question.
  void startAnswer();
  QLineEdit& field() { return *field_; }
  /// Question, verdict and hint as plain text.
  QString text() const;

 signals:
  /// Esc in the box: the keyboard goes back to the graph.
  void left();
  void nextRequested();
  void previousRequested();
  /// For the status bar.
  void said(const QString& text);

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void build();
  void refresh();
  void showQuestion();
  void showRest();
  void showScore();
  /// What the inputs have got from other steps, and what this one sends to its other inputs.
  void showKnown();
  void check();
  void changeText();

  Timeline& timeline_;
  Quiz& quiz_;
  const Theme* theme_ = &lightTheme();
  std::optional<Question> shown_;  // while it is open
  std::optional<Question> last_;   // the latest that was open

  QLabel* count_;
  MarksRow* marks_;
  QLabel* score_;
  QLabel* question_;
  QWidget* answer_;
  RichLine* asked_;
  QLineEdit* field_;
  QLabel* verdict_;
  QLabel* note_;
  QLabel* hint_;
  QWidget* buttons_;
  QPushButton* check_;
  QPushButton* giveHint_;
  QPushButton* reveal_;
  QLabel* stakes_;
  QPushButton* next_;
  QWidget* known_;
  std::shared_ptr<const core::Trace> knownTrace_;
  std::optional<Question> knownFor_;
};

}  // namespace ui

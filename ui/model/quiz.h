#pragma once

#include <QObject>

#include "ui/model/predict.h"

namespace ui {

class Timeline;

/// The question that is open on the timeline: what is asked, what was answered, and the hint that follows from it.
class Quiz : public QObject {
  Q_OBJECT

 public:
  explicit Quiz(Timeline& timeline, QObject* parent = nullptr);

  /// Empty while nothing is asked.
  const std::optional<Question>& question() const { return question_; }
  /// Of the question; only while one is open.
  const Solution& solution() const { return *solution_; }
  /// The number of the question, from 1.
  int number() const;
  int hints() const;
  /// An answer was given and is not right.
  bool isWrong() const { return wrong_; }

  /// A hint, either for the mistake in a wrong answer or general: the level counts from 1.
  struct Hint {
    std::optional<Mistake> mistake = {};
    int level = 1;
  };
  /// The latest hint to the open question.
  const std::optional<Hint>& hint() const { return hint_; }
  bool canHint() const { return question_ && hints() < mostHints; }

  /// Asks about another input of the node, as the dock shows it.
  void setArgument(std::size_t argument);
  /// Asks about another entry.
  void ask(core::Index row, core::Index entry);
  /// Settles the question where the answer is right, else gives the hint that belongs to the mistake.
  bool check(double typed);
  void giveHint();
  void reveal();

 signals:
  void changed();

 private:
  void refresh();
  void setQuestion(std::optional<Question> question);

  Timeline& timeline_;
  std::size_t argument_ = 0;
  std::optional<Question> question_;
  std::optional<Solution> solution_;
  std::optional<Hint> hint_;
  std::shared_ptr<const core::Trace> trace_;  // of the question
  bool wrong_ = false;
};

}  // namespace ui

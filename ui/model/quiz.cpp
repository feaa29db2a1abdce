#include "ui/model/quiz.h"

#include "ui/model/timeline.h"

namespace ui {

Quiz::Quiz(Timeline& timeline, QObject* parent) : QObject(parent), timeline_(timeline) {
  connect(&timeline, &Timeline::changed, this, &Quiz::refresh);
  connect(&timeline, &Timeline::predictionsChanged, this, &Quiz::refresh);
}

int Quiz::number() const { return timeline_.moment() != nullptr ? timeline_.moment()->backwardDone() : 0; }

int Quiz::hints() const { return question_ ? timeline_.predictions().hints(number() - 1) : 0; }

void Quiz::refresh() {
  const bool asking = timeline_.isAsking();
  const bool same = asking && question_ && question_->node == timeline_.moment()->active() && trace_ == timeline_.moment()->sharedTrace();
  if (!same) setQuestion(asking ? questionAt(*timeline_.moment(), argument_) : std::nullopt);
  emit changed();
}

void Quiz::setQuestion(std::optional<Question> question) {
  question_ = question;
  solution_.reset();
  hint_.reset();
  wrong_ = false;
  trace_ = question_ ? timeline_.moment()->sharedTrace() : nullptr;
  if (question_) solution_ = solutionOf(*timeline_.moment(), *question_);
}

void Quiz::setArgument(std::size_t argument) {
  argument_ = argument;
  if (!question_ || question_->argument == argument) return;
  const auto other = questionAt(*timeline_.moment(), argument);
  if (!other || other->argument != argument) return;
  setQuestion(other);
  emit changed();
}

void Quiz::ask(core::Index row, core::Index entry) {
  if (!question_ || (question_->row == row && question_->entry == entry)) return;
  Question other = *question_;
  other.row = row;
  other.entry = entry;
  setQuestion(other);
  emit changed();
}

bool Quiz::check(double typed) {
  if (!question_) return false;
  if (isRight(typed, solution_->result)) {
    timeline_.settle(false);
    return true;
  }
  wrong_ = true;
  if (canHint()) {
    hint_ = Hint{mistakeIn(typed, *timeline_.moment(), *question_, *solution_), hints() + 1};
    timeline_.giveHint();
  } else {
    emit changed();
  }
  return false;
}

void Quiz::giveHint() {
  if (!canHint()) return;
  hint_ = Hint{{}, hints() + 1};
  timeline_.giveHint();
}

void Quiz::reveal() {
  if (question_) timeline_.settle(true);
}

}  // namespace ui

// How the cursor moves, and where it stops.
#include <algorithm>

#include "ui/model/document.h"
#include "ui/model/names.h"
#include "ui/model/timeline.h"

namespace ui {

void Timeline::show(int cursor, int wires) {
  Moment moment = moment_->at(cursor);
  if (isOpenQuestion(moment))
    moment = moment.asking();
  else if (wireByWire_ && moment.wireCount() > 0)
    moment = moment.withWires(wires < 0 ? moment.wireCount() : std::max(wires, 1));
  moment_ = std::move(moment);
}

bool Timeline::isOpenQuestion(const Moment& moment) const {
  if (!predicting_ || moment.wireCount() == 0) return false;
  return predictions_.isOpen(questionOf(moment)) && questionAt(moment, 0).has_value();
}

void Timeline::setCursor(int cursor) {
  if (!moment_) return;
  cursor = std::clamp(cursor, 0, last());
  if (cursor == moment_->cursor() && (!moment_->isPartial() || moment_->isAsking())) return;
  show(cursor);
  clearPassedStale();
  settleBase();
  emit changed();
}

void Timeline::next() {
  if (!moment_) return;
  if (isAsking()) {
    emit answerAsked();
    return;
  }
  if (cursor() == moment_->forwardCount() && asksSeed(AfterSeed::Step)) return;
  const bool sameStep = moment_->isPartial();
  if (!sameStep && !wireByWire_) return setCursor(cursor() + 1);
  if (!sameStep && cursor() == last()) return;
  show(sameStep ? cursor() : cursor() + 1, sameStep ? moment_->wiresKnown() + 1 : 1);
  clearPassedStale();
  settleBase();
  emit changed();
}

void Timeline::previous() {
  if (!moment_) return;
  if (!wireByWire_ || isAsking() || moment_->wiresKnown() < 2) return setCursor(cursor() - 1);
  show(cursor(), moment_->wiresKnown() - 1);
  settleBase();
  emit changed();
}

void Timeline::reset() { setCursor(0); }

Timeline::Halt Timeline::haltBeforeNext() const {
  if (!canGoOn()) return Halt::End;
  if (isAsking()) return Halt::Asks;
  if (moment_->isPartial()) return Halt::None;
  if (breakpoints_.hasConditions() && facts_.of(moment_->trace()) == nullptr) return Halt::Waits;
  if (!whyStopBefore(cursor()).isEmpty()) return Halt::Breakpoint;
  return cursor() == moment_->forwardCount() && needsSeed() ? Halt::Asks : Halt::None;
}

QString Timeline::whyStopBefore(int step) const {
  static const std::vector<NodeFacts> none;
  const std::vector<NodeFacts>* facts = facts_.of(moment_->trace());
  return stopBefore(breakpoints_, *moment_, step, facts != nullptr ? *facts : none);
}

void Timeline::runForward() {
  if (!moment_ || waitsForFacts(AfterSeed::Step)) return;
  for (int k = cursor(); k < moment_->forwardCount(); ++k) {
    if (k > cursor()) {
      if (const QString why = whyStopBefore(k); !why.isEmpty()) {
        setCursor(k);
        emit said(why);
        return;
      }
    }
    const std::size_t node = moment_->steps()[static_cast<std::size_t>(k)].node;
    if (const core::Problem* problem = moment_->trace().problem(node);
        problem && problem->kind != core::Problem::Kind::Waits) {
      setCursor(moment_->forwardCount());
      emit said(translated(problem->message));
      return;
    }
  }
  setCursor(std::max(cursor(), moment_->forwardCount()));
}

void Timeline::stepBackward() {
  if (!moment_) return;
  if (!moment_->forwardDone()) {
    const int missing = moment_->forwardCount() - cursor();
    runForward();
    if (!moment_->forwardDone()) return;  // at a breakpoint
    if (moment_->backwardCount() > 0 || moment_->last() > moment_->forwardCount()) {
      emit said(tr("Ran forward first: %n node(s)", nullptr, missing));
    }
  }
  if (sayWhyNoBackward()) return;
  next();
}

void Timeline::runBackward() {
  if (!moment_ || waitsForFacts(AfterSeed::All)) return;
  if (!moment_->forwardDone()) runForward();
  if (!moment_->forwardDone() || sayWhyNoBackward()) return;
  if (isAsking()) {
    emit answerAsked();
    return;
  }
  if (!moment_->seeded() && asksSeed(AfterSeed::All)) return;
  const int from = cursor();
  for (int k = from; k < last(); ++k) {
    const QString why = k > from ? whyStopBefore(k) : QString();
    if (!why.isEmpty()) {
      setCursor(k);
      emit said(why);
      return;
    }
    if (predicting_ && isOpenQuestion(moment_->at(k + 1))) return setCursor(k + 1);
  }
  setCursor(last());
}

bool Timeline::asksSeed(AfterSeed then) {
  if (!needsSeed()) return false;
  asksSeedFor_ = then;
  emit seedAsked();
  return true;
}

bool Timeline::sayWhyNoBackward() {
  if (moment_->last() > moment_->forwardCount()) return false;
  const core::Graph& graph = moment_->graph();
  if (!graph.output()) {
    emit said(tr("No output is chosen: select the node to differentiate and choose Graph > Make output."));
  } else if (const core::Problem* problem = moment_->trace().problem(*graph.position(*graph.output()))) {
    emit said(translated(problem->message));
  }
  return true;
}

void Timeline::runTo(const core::NodeId& id) {
  if (!moment_) return;
  const auto node = moment_->graph().position(id);
  if (!node) return;
  const auto forward = moment_->forwardCursorOf(*node);
  const auto backward = moment_->backwardCursorOf(*node);
  if (moment_->forwardDone() && backward) setCursor(*backward);
  else if (forward) setCursor(*forward);
  else emit said(tr("%1 takes no step of its own.").arg(plainName(moment_->graph().node(*node))));
}

void Timeline::setWireByWire(bool on) {
  if (on == wireByWire_) return;
  wireByWire_ = on;
  if (!moment_) return;
  show(cursor());
  emit changed();
}

void Timeline::setKeepingValues(bool on) {
  if (on == keepsValues_) return;
  keepsValues_ = on;
  emit changed();
}

void Timeline::setPredicting(bool on) {
  if (on == predicting_) return;
  predicting_ = on;
  // What is known already is not asked for.
  if (moment_) {
    predictions_ = Predictions(moment_->backwardCount());
    show(cursor());
  }
  emit predictionsChanged();
  emit changed();
}

void Timeline::giveHint() {
  if (!isAsking()) return;
  predictions_.hint(questionOf(*moment_));
  emit predictionsChanged();
}

void Timeline::settle(bool revealed) {
  if (!isAsking()) return;
  const int question = questionOf(*moment_);
  revealed ? predictions_.reveal(question) : predictions_.answer(question);
  show(cursor());
  settleBase();
  emit predictionsChanged();
  emit changed();
}

}  // namespace ui

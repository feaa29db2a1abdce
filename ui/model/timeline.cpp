#include "ui/model/timeline.h"

#include <algorithm>

#include "ui/model/document.h"
#include "ui/model/layout.h"
#include "ui/model/names.h"
#include "ui/model/runner.h"
#include "ui/model/staleness.h"

namespace ui {

Timeline::Timeline(Document& document, Runner& runner, QObject* parent)
    : QObject(parent), document_(document), runner_(runner) {
  connect(&document, &Document::sheetChanged, this,
          [this](const Sheet& before, const Sheet& after) { onSheetChanged(before.graph, after.graph); });
  connect(&document, &Document::opened, this, &Timeline::onOpened);
  connect(&runner, &Runner::finished, this, &Timeline::onFinished);
  connect(&runner, &Runner::failed, this, [this](const QString& message) { emit said(message); });
}

void Timeline::onSheetChanged(const core::Graph& before, const core::Graph& after) {
  if (before.sharesAllWith(after)) return;
  // Where only labels changed the run comes out the same and keeps its cursor, but its graph must carry the new names.
  runner_.request(after, priorityOf(document_.sheet()));
}

void Timeline::onOpened() {
  moment_.reset();
  stale_.clear();
  wanted_ = document_.view().cursor;
  if (document_.graph().empty()) emit changed();
  runner_.request(document_.graph(), priorityOf(document_.sheet()));
}

void Timeline::onFinished(std::shared_ptr<const core::Trace> trace) {
  const std::optional<Moment> old = std::exchange(moment_, std::nullopt);
  Moment fresh(std::move(trace), 0);
  if (wanted_) {
    moment_ = fresh.at(*wanted_);
    wanted_.reset();
  } else if (!old) {
    moment_ = fresh;
  } else {
    moment_ = fresh.at(keptCursor(*old, fresh));
  }
  emit traceChanged();
  emit changed();
}

int Timeline::keptCursor(const Moment& old, const Moment& fresh) {
  const std::set<core::NodeId> affected = affectedNodes(old.graph(), fresh.graph());
  // Steps keep being done while the same steps were done before and nothing about them changed.
  const auto wasDone = [&](const Step& step) {
    if (step.kind == Step::Kind::Seed) return old.seeded();
    const auto before = old.graph().position(fresh.graph().node(step.node).id);
    if (!before) return false;
    const auto cursor = step.kind == Step::Kind::Forward ? old.forwardCursorOf(*before) : old.backwardCursorOf(*before);
    return cursor && *cursor <= old.cursor();
  };
  const bool seedChanged =
      old.graph().output() != fresh.graph().output() || !(old.graph().seed() == fresh.graph().seed());
  int cursor = 0;
  for (const Step& step : fresh.steps()) {
    if (!wasDone(step)) break;
    if (step.kind == Step::Kind::Forward && affected.contains(fresh.graph().node(step.node).id)) break;
    // A backward pass that begins after a changed value, or from another seed, is another one.
    if (step.kind == Step::Kind::Seed && (seedChanged || !affected.empty())) break;
    ++cursor;
  }
  // What had been computed and is not any more is stale until the cursor passes it again.
  std::set<core::NodeId> stale;
  for (const core::NodeId& id : stale_) {
    if (fresh.graph().find(id)) stale.insert(id);
  }
  for (std::size_t k = static_cast<std::size_t>(cursor); k < fresh.steps().size(); ++k) {
    const Step& step = fresh.steps()[k];
    const core::NodeId& id = fresh.graph().node(step.node).id;
    const auto before = old.graph().position(id);
    if (step.kind == Step::Kind::Forward && before && old.valueKnown(*before)) stale.insert(id);
  }
  stale_ = std::move(stale);
  return cursor;
}

void Timeline::setCursor(int cursor) {
  if (!moment_) return;
  cursor = std::clamp(cursor, 0, last());
  if (cursor == moment_->cursor()) return;
  moment_ = moment_->at(cursor);
  clearPassedStale();
  emit changed();
}

void Timeline::clearPassedStale() {
  if (stale_.empty()) return;
  std::erase_if(stale_, [&](const core::NodeId& id) {
    const auto node = moment_->graph().position(id);
    if (!node) return true;
    const auto forward = moment_->forwardCursorOf(*node);
    return !forward || *forward <= moment_->cursor();
  });
}

void Timeline::next() { setCursor(cursor() + 1); }
void Timeline::previous() { setCursor(cursor() - 1); }
void Timeline::reset() { setCursor(0); }

void Timeline::runForward() {
  if (!moment_) return;
  for (int k = cursor(); k < moment_->forwardCount(); ++k) {
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
    if (moment_->backwardCount() > 0 || moment_->last() > moment_->forwardCount()) {
      emit said(tr("Ran forward first: %n node(s)", nullptr, missing));
    }
  }
  if (sayWhyNoBackward()) return;
  next();
}

void Timeline::runBackward() {
  if (!moment_) return;
  if (!moment_->forwardDone()) runForward();
  if (sayWhyNoBackward()) return;
  setCursor(last());
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

QString Timeline::staleText() const {
  if (!moment_ || stale_.empty()) return {};
  // The first stale node in the order of the steps.
  for (const Step& step : moment_->steps()) {
    const core::Node& node = moment_->graph().node(step.node);
    if (stale_.contains(node.id)) {
      return tr("Values changed from %1 on. Run forward again (Ctrl+Enter).").arg(QString::fromStdString(node.id.text()));
    }
  }
  return {};
}

}  // namespace ui

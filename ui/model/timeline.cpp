#include "ui/model/timeline.h"

#include <algorithm>

#include "ui/model/document.h"
#include "ui/model/layout.h"
#include "ui/model/renames.h"
#include "ui/model/runner.h"
#include "ui/model/staleness.h"

namespace ui {

Timeline::Timeline(Document& document, Runner& runner, QObject* parent)
    : QObject(parent), document_(document), runner_(runner) {
  connect(&document, &Document::sheetChanged, this,
          [this](const Sheet& before, const Sheet& after) { onSheetChanged(before.graph, after.graph); });
  connect(&document, &Document::renamed, this, &Timeline::onRenamed);
  connect(&document, &Document::opened, this, &Timeline::onOpened);
  connect(&runner, &Runner::finished, this, &Timeline::onFinished);
  connect(&facts_, &StepFacts::found, this, [this] {
    const AfterSeed run = std::exchange(afterFacts_, AfterSeed::Nothing);
    if (run == AfterSeed::Step) runForward();
    if (run == AfterSeed::All) runBackward();
  });
  connect(&runner, &Runner::failed, this, [this](const QString& message) { emit said(message); });
}

void Timeline::onSheetChanged(const core::Graph& before, const core::Graph& after) {
  // Told when all know the sheet in which the node is called so.
  if (std::exchange(renamedBreakpoint_, false)) emit breakpointsChanged();
  if (before.sharesAllWith(after)) return;
  allLive_ = allLive_ && live_;
  // Where only labels changed the run comes out the same and keeps its cursor, but its graph must carry the new names.
  runner_.request(after, priority());
}

void Timeline::onRenamed(const core::NodeId& from, const core::NodeId& to) {
  rename(stale_, from, to);
  rename(baseStale_, from, to);
  if (baseGraph_.find(from) != nullptr && baseGraph_.find(to) == nullptr) baseGraph_ = baseGraph_.renamed(from, to);
  renamedBreakpoint_ = breakpoints_.nodes.contains(from);
  rename(breakpoints_.nodes, from, to);
}

std::vector<double> Timeline::priority() {
  const std::span<const core::NodePointer> nodes = document_.graph().nodes();
  // Moving a node never reorders a run that has begun.
  const auto isSame = [](const auto& a, const auto& b) { return a->id == b->id; };
  const bool renamed = prioritised_.size() == nodes.size() && baseGraph_.size() == nodes.size() &&
                       std::ranges::equal(nodes, baseGraph_.nodes(), isSame);
  const bool sameNodes = moment_ && cursor() > 0 && (renamed || std::ranges::equal(nodes, prioritised_, isSame));
  if (!sameNodes) {
    priority_ = priorityOf(document_.sheet());
    prioritised_.assign(nodes.begin(), nodes.end());
  }
  return priority_;
}

void Timeline::onOpened() {
  moment_.reset();
  base_.reset();
  baseGraph_ = core::Graph();
  stale_.clear();
  predictions_ = Predictions();
  afterSeed_ = AfterSeed::Nothing;
  wanted_ = document_.view().cursor;
  breakpoints_ = document_.view().breakpoints;
  emit breakpointsChanged();
  if (document_.graph().empty()) emit changed();
  runner_.request(document_.graph(), priority());
}

void Timeline::onFinished(std::shared_ptr<const core::Trace> trace) {
  const int wires = moment_ && moment_->isPartial() && !moment_->isAsking() ? moment_->wiresKnown() : -1;
  const bool live = std::exchange(allLive_, true) && moment_;
  Moment fresh(std::move(trace), 0);
  int cursor = 0;
  if (wanted_) {
    cursor = *wanted_;
    wanted_.reset();
  } else if (live) {
    cursor = std::min(liveCursor_, fresh.last());
  } else if (base_) {
    cursor = keptCursor(*base_, fresh);
  }
  const bool stays = !base_ || (live && cursor == liveCursor_) || (cursor == base_->cursor() && stale_ == baseStale_);
  if (!live) predictions_.reopen(fresh.at(cursor).backwardDone(), fresh.backwardCount());
  const bool sameStep = moment_ && cursor == moment_->cursor();
  moment_ = fresh;
  wantFacts();
  show(cursor, sameStep ? wires : -1);
  if (stays) settleBase();
  emit traceChanged();
  emit changed();
  const AfterSeed next = std::exchange(afterSeed_, AfterSeed::Nothing);
  if (next == AfterSeed::Step) stepBackward();
  if (next == AfterSeed::All) runBackward();
}

void Timeline::setLive(bool live) {
  if (live && !live_) liveCursor_ = cursor();
  live_ = live;
}

void Timeline::settleBase() {
  base_ = moment_;
  baseGraph_ = moment_ ? moment_->graph() : core::Graph();
  baseStale_ = stale_;
}

int Timeline::keptCursor(const Moment& old, const Moment& fresh) {
  const std::set<core::NodeId> affected = affectedNodes(baseGraph_, fresh.graph());
  // Steps keep being done while the same steps were done before and nothing about them changed.
  const auto wasDone = [&](const Step& step) {
    if (step.kind == Step::Kind::Seed) return old.seeded();
    const auto before = baseGraph_.position(fresh.graph().node(step.node).id);
    if (!before) return false;
    const auto cursor = step.kind == Step::Kind::Forward ? old.forwardCursorOf(*before) : old.backwardCursorOf(*before);
    return cursor && *cursor <= old.cursor();
  };
  const bool seedChanged =
      baseGraph_.output() != fresh.graph().output() || !(baseGraph_.seed() == fresh.graph().seed());
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
  for (const core::NodeId& id : baseStale_) {
    if (fresh.graph().find(id)) stale.insert(id);
  }
  for (std::size_t k = static_cast<std::size_t>(cursor); k < fresh.steps().size(); ++k) {
    const Step& step = fresh.steps()[k];
    const core::NodeId& id = fresh.graph().node(step.node).id;
    const auto before = baseGraph_.position(id);
    if (step.kind == Step::Kind::Forward && before && old.valueKnown(*before)) stale.insert(id);
  }
  stale_ = std::move(stale);
  return cursor;
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

bool Timeline::needsSeed() const {
  if (!moment_ || !moment_->trace().seed()) return false;
  const core::Seed& seed = moment_->graph().seed();
  return seed.kind == core::Seed::Kind::Default && moment_->trace().plan().node(*moment_->trace().plan().output()).shape.size() != 1;
}

void Timeline::chooseSeed(const core::Seed& seed) {
  afterSeed_ = std::exchange(asksSeedFor_, AfterSeed::Nothing);
  const bool done = document_.tryEdit(tr("Seed"), [&](Sheet& sheet) { sheet.graph = sheet.graph.withSeed(seed); });
  if (!done || !runner_.isBusy()) afterSeed_ = AfterSeed::Nothing;
}

void Timeline::setBreakpoints(Breakpoints breakpoints) {
  if (breakpoints == breakpoints_) return;
  breakpoints_ = std::move(breakpoints);
  wantFacts();
  emit breakpointsChanged();
}

void Timeline::wantFacts() {
  facts_.want(moment_ && breakpoints_.hasConditions() ? moment_->sharedTrace() : nullptr);
  afterFacts_ = AfterSeed::Nothing;
}

bool Timeline::waitsForFacts(AfterSeed run) {
  if (!breakpoints_.hasConditions() || facts_.of(moment_->trace()) != nullptr) return false;
  afterFacts_ = run;
  emit said(tr("Looking through the numbers of the run for what it stops at…"));
  return true;
}

void Timeline::toggleBreakpoint(const core::NodeId& id) {
  Breakpoints toggled = breakpoints_;
  if (toggled.nodes.erase(id) == 0) toggled.nodes.insert(id);
  setBreakpoints(std::move(toggled));
}

}  // namespace ui

#pragma once

#include <QObject>
#include <set>

#include "ui/model/breakpoints.h"
#include "ui/model/moment.h"
#include "ui/model/predict.h"
#include "ui/model/step_facts.h"

namespace ui {

class Document;
class Runner;

/// The cursor over the run of the document's graph. Buttons, keys, the strip and export all move this one cursor; a move computes nothing but what
/// the step shows. An edit keeps the run up to the first step that it affects and marks what follows as stale.
class Timeline : public QObject {
  Q_OBJECT

 public:
  Timeline(Document& document, Runner& runner, QObject* parent = nullptr);

  /// Null until the first result has arrived, and while the document is empty.
  const Moment* moment() const { return moment_ ? &*moment_ : nullptr; }
  int cursor() const { return moment_ ? moment_->cursor() : 0; }
  int last() const { return moment_ ? moment_->last() : 0; }
  /// Whether there is something after what is shown.
  bool canGoOn() const { return moment_ && (cursor() < last() || moment_->isPartial()); }

  void setCursor(int cursor);
  /// One step on, or one wire where a backward step is shown wire by wire. Asks first what is to be asked: the seed, or a prediction.
  void next();
  void previous();
  /// All forward steps; stops at breakpoints and at the first node that cannot be computed.
  void runForward();
  /// One backward step (the seed counts as one); runs forward first where that is not done, and says so.
  void stepBackward();
  /// All backward steps that remain; stops at breakpoints and questions.
  void runBackward();
  /// To the node's step: forward while the forward pass is not done, else backward.
  void runTo(const core::NodeId& id);
  void reset();

  /// Why the next step is not taken by Play. `Asks`: there is a question, of the seed or of a prediction. `Waits`: it is not known yet whether
  /// a condition stops it.
  enum class Halt { None, End, Breakpoint, Asks, Waits };
  Halt haltBeforeNext() const;
  /// Why a run stops before `step`, in words; empty where it goes on.
  QString whyStopBefore(int step) const;

  const Breakpoints& breakpoints() const { return breakpoints_; }
  void setBreakpoints(Breakpoints breakpoints);
  void toggleBreakpoint(const core::NodeId& id);
  /// The step before which a run stops for `id`.
  bool hasBreakpoint(const core::NodeId& id) const { return breakpoints_.nodes.contains(id); }

  /// Each backward step is shown one wire at a time.
  void setWireByWire(bool on);
  bool isWireByWire() const { return wireByWire_; }

  /// The values of nodes that are still to be computed stay to be seen, faintly.
  void setKeepingValues(bool on);
  bool isKeepingValues() const { return keepsValues_; }

  /// Backward steps hide what they send until it is predicted.
  void setPredicting(bool on);
  bool isPredicting() const { return predicting_; }
  bool isAsking() const { return moment_ && moment_->isAsking(); }
  const Predictions& predictions() const { return predictions_; }
  /// Counts a hint at the question that is open.
  void giveHint();
  /// Settles the question that is open; what the step sends is shown.
  void settle(bool revealed);

  /// While a slider is dragged: the run is done again up to the cursor, and nothing becomes stale.
  void setLive(bool live);
  bool isLive() const { return live_; }

  /// A node whose value changed since it was last shown as computed: drawn hatched until the cursor passes its forward step again.
  bool isStale(const core::NodeId& id) const { return stale_.contains(id); }
  bool hasStale() const { return !stale_.empty(); }
  /// "Values changed from h on. Run forward again (Ctrl+Enter)." or empty.
  QString staleText() const;

  /// Whether the backward pass cannot begin before a seed is chosen: the output is no single number, and nobody chose one yet.
  bool needsSeed() const;
  /// Makes the choice and goes on with what was asked for.
  void chooseSeed(const core::Seed& seed);

 signals:
  /// The trace or the cursor changed: everything that shows the run draws again.
  void changed();
  /// A new trace arrived (its graph may have other nodes than the last one).
  void traceChanged();
  /// Something to tell in the status bar: "Ran forward first: 6 nodes".
  void said(const QString& text);
  void breakpointsChanged();
  /// A seed has to be chosen before the backward pass begins.
  void seedAsked();
  /// A step was to be taken while a question is open.
  void answerAsked();
  /// Questions are asked or not any more, or a mark was given.
  void predictionsChanged();

 private:
  enum class AfterSeed { Nothing, Step, All };
  void onSheetChanged(const core::Graph& before, const core::Graph& after);
  void onRenamed(const core::NodeId& from, const core::NodeId& to);
  void onOpened();
  void onFinished(std::shared_ptr<const core::Trace> trace);
  std::vector<double> priority();
  /// Where the cursor stands on the new run, and what is stale then.
  int keptCursor(const Moment& old, const Moment& fresh);
  /// What the user sees now is what later edits are compared with.
  void settleBase();
  /// Looks at the numbers of the run where conditions ask about them.
  void wantFacts();
  /// Whether conditions cannot be judged yet; then `run` is done when they can.
  bool waitsForFacts(AfterSeed run);
  /// Moves to a step, of which `wires` are known (negative: all), and hides what is asked for.
  void show(int cursor, int wires = -1);
  void clearPassedStale();
  bool sayWhyNoBackward();
  int questionOf(const Moment& moment) const { return moment.backwardDone() - 1; }
  bool isOpenQuestion(const Moment& moment) const;
  bool asksSeed(AfterSeed then);

  Document& document_;
  Runner& runner_;
  std::optional<Moment> moment_;
  std::set<core::NodeId> stale_;
  std::optional<Moment> base_;         // the run as the user last moved on it, which edits truncate
  std::set<core::NodeId> baseStale_;
  core::Graph baseGraph_;              // of the base, its nodes called as they are now
  std::optional<int> wanted_;          // a cursor to restore when the first trace of an opened file arrives
  std::vector<double> priority_;       // of the run's nodes: frozen when it begins
  std::vector<core::NodePointer> prioritised_;
  Breakpoints breakpoints_;
  bool renamedBreakpoint_ = false;     // a breakpoint's node has another name, which is still to be told
  StepFacts facts_;
  AfterSeed afterFacts_ = AfterSeed::Nothing;  // what is done when the conditions can be judged: the forward or the backward pass
  Predictions predictions_;
  bool predicting_ = false;
  bool wireByWire_ = false;
  bool keepsValues_ = false;
  bool live_ = false;
  bool allLive_ = true;                // all edits since the last result came from a slider
  int liveCursor_ = 0;                 // where the cursor stood when the slider was taken
  AfterSeed asksSeedFor_ = AfterSeed::Nothing;  // what was asked for when the seed was missing
  AfterSeed afterSeed_ = AfterSeed::Nothing;    // what is done when the run from the chosen seed arrives
};

}  // namespace ui

#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/autodiff/trace.h"

namespace ui {

/// One step of a run. The timeline is T = [F1 … Fn, Seed, B1 … Bm].
struct Step {
  enum class Kind { Forward, Seed, Backward } kind;
  std::size_t node;  ///< position in the graph; of the seed: the output
  bool operator==(const Step&) const = default;
};

/// All steps of a trace: every node that is no leaf forward, the seed, the backward steps. Without a backward pass the last two are missing.
std::vector<Step> stepsOf(const core::Trace& trace);

/// What is known when the cursor stands at a position of the timeline: the single source for canvas, dock, inspector and figures. Derived from the
/// trace, so stepping back is exact. `cursor` c: the first c steps are done; step c − 1 is the one that is shown. Of a backward step that is shown
/// wire by wire, or whose result is still asked for, only the first gradients that it sends are known.
class Moment {
 public:
  Moment(std::shared_ptr<const core::Trace> trace, int cursor);

  const core::Trace& trace() const { return *trace_; }
  const std::shared_ptr<const core::Trace>& sharedTrace() const { return trace_; }
  const core::Graph& graph() const { return trace_->graph(); }
  const std::vector<Step>& steps() const { return *steps_; }
  int cursor() const { return cursor_; }
  int last() const { return static_cast<int>(steps_->size()); }
  int forwardCount() const { return forwardCount_; }
  int backwardCount() const { return last() > forwardCount_ ? last() - forwardCount_ - 1 : 0; }
  /// How many backward steps are done.
  int backwardDone() const { return std::max(0, cursor_ - forwardCount_ - 1); }
  bool forwardDone() const { return cursor_ >= forwardCount_; }
  bool seeded() const { return cursor_ > forwardCount_; }

  /// The step that is shown, empty at the start.
  std::optional<Step> shown() const;
  /// The node that the shown step is about; empty at the start.
  std::optional<std::size_t> active() const;
  /// How many gradients the shown backward step sends: one for each input that takes part. 0 at other steps.
  int wireCount() const { return wireCount_; }
  /// How many of them are known.
  int wiresKnown() const { return wiresKnown_; }
  bool isPartial() const { return wiresKnown_ < wireCount_; }
  /// What the shown step sends is asked for: it is nowhere to be seen until it is answered.
  bool isAsking() const { return asking_; }
  /// Whether the wire carries what is asked for.
  bool isAskedFor(std::size_t node, std::size_t argument) const;
  /// The argument of the shown step whose gradient came last, while some are still to come or came one by one.
  std::optional<std::size_t> lastWire() const;

  /// The node's backward step counted from 1; empty where it takes none.
  std::optional<int> backwardStepOf(std::size_t node) const;
  /// The cursor position at which the node's forward (or backward) step is the shown one.
  std::optional<int> forwardCursorOf(std::size_t node) const;
  std::optional<int> backwardCursorOf(std::size_t node) const;

  /// Leaves are known from the start, other nodes when their forward step is done.
  bool valueKnown(std::size_t node) const;
  std::size_t contributionCount(std::size_t node) const;
  std::size_t contributionsArrived(std::size_t node) const;
  /// At least one contribution (or the seed) has arrived.
  bool gradientStarted(std::size_t node) const;
  /// All have arrived.
  bool gradientComplete(std::size_t node) const;
  /// The sum of what has arrived; empty where nothing has.
  std::optional<core::Tensor> gradient(std::size_t node) const;
  /// Whether the wire into `argument` of `node` has carried its downstream gradient.
  bool wireDone(std::size_t node, std::size_t argument) const;
  /// Arrival number (from 1) of this wire's contribution at its source, where the source is used more than once; else empty.
  std::optional<int> arrivalNumber(std::size_t node, std::size_t argument) const;

  /// The same trace at another position; costs no allocation.
  Moment at(int cursor) const;
  /// The same position with the first `known` gradients of the shown backward step; at another step the same.
  Moment withWires(int known) const;
  /// The same position while what the shown backward step sends is asked for.
  Moment asking() const;
  /// The same position with all of the shown step.
  Moment whole() const { return at(cursor_); }

 private:
  struct Index;
  /// Which of the gradients that `node` sends the one for `argument` is, from 0.
  int wireNumber(std::size_t node, std::size_t argument) const;
  bool hasArrived(const core::Contribution& contribution) const;

  std::shared_ptr<const core::Trace> trace_;
  std::shared_ptr<const std::vector<Step>> steps_;
  std::shared_ptr<const Index> index_;
  int cursor_ = 0;
  int forwardCount_ = 0;
  int wireCount_ = 0;
  int wiresKnown_ = 0;
  bool oneByOne_ = false;
  bool asking_ = false;
};

}  // namespace ui

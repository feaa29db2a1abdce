#pragma once

#include <functional>
#include <stop_token>

#include "core/tensor/shape.h"

namespace core {

/// How a long reading is followed and stopped.
struct Watch {
  std::stop_token stop = {};
  /// Called now and then, from the reading thread: `done` of `total` rows (or columns) have been read.
  std::function<void(Index done, Index total)> progress = {};

  /// Throws `Stopped` where that was asked for, else tells the progress.
  void report(Index done, Index total) const;
};

/// Reports once in a while, so that a reading of many small steps does not spend its time on reporting.
class Pace {
public:
  Pace(const Watch& watch, Index total) : watch_(watch), total_(total) {}

  /// `rows` more are done, which took `work` entries. Throws `Stopped`.
  void advance(Index rows, Index work) {
    done_ += rows;
    work_ += work + 1;
    if (work_ < entriesBetweenReports && done_ < total_) return;
    work_ = 0;
    watch_.report(done_, total_);
  }

private:
  static constexpr Index entriesBetweenReports = Index(1) << 18;

  const Watch& watch_;
  Index total_;
  Index done_ = 0;
  Index work_ = 0;
};

/// A part of a map seen as a matrix: `rowCount` rows from `row` on and `columnCount` columns from `column`
/// on.
struct Window {
  Index row = 0;
  Index column = 0;
  Index rowCount = 0;
  Index columnCount = 0;

  Index rowEnd() const { return row + rowCount; }
  Index columnEnd() const { return column + columnCount; }
  bool operator==(const Window&) const = default;
};

/// The rows or columns first, first + step, …, `count` of them.
struct Steps {
  Index first = 0;
  Index step = 1;
  Index count = 0;
};

/// Some entries of a map on a straight line: the n-th stands at (row + n·rowStep, column + n·columnStep) and
/// is values[n·valueStep]; n < count.
struct Run {
  Index row = 0;
  Index column = 0;
  Index rowStep = 0;
  Index columnStep = 1;
  Index count = 1;
  const double* values = nullptr;
  Index valueStep = 1;  ///< 0 where all entries are the same number
};

/// What is called with the entries of a map, some at a time.
using RunVisitor = std::function<void(const Run&)>;

/// The part of a run that lies in `window`; its count may be 0.
Run clipped(Run run, const Window& window);

/// Calls `visitor` with a run piece by piece, so that a long one can be stopped and followed.
void visitInPieces(Run run, const RunVisitor& visitor, const Watch& watch);

/// One entry of a map seen as a matrix.
struct FlatEntry {
  Index row = 0;
  Index column = 0;
  double value = 0;

  bool operator==(const FlatEntry&) const = default;
};

}  // namespace core

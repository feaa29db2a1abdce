#include "core/linear_map/largest.h"

#include <algorithm>
#include <limits>
#include <queue>

namespace core {
namespace {

/// How entries are ordered: by magnitude, all NaN alike.
EntryKey magnitudeOf(EntryKey key) {
  static const EntryKey notANumber = keyOf(std::numeric_limits<double>::infinity()) / 2 + 1;
  return std::min(key / 2, notANumber);
}

/// A part of the map with the largest magnitude in it; one entry is a part of its own.
struct Candidate {
  EntryKey key;
  Window window;

  bool isEntry() const { return window.rowCount == 1 && window.columnCount == 1; }
  /// Whether it comes later: equal ones in row-major order of their first entries, so that entries come out
  /// in that order.
  bool operator<(const Candidate& other) const {
    const EntryKey mine = magnitudeOf(key), others = magnitudeOf(other.key);
    if (mine != others) return mine < others;
    if (window.row != other.window.row) return window.row > other.window.row;
    return window.column > other.window.column;
  }
};

class LargestFirst {
public:
  explicit LargestFirst(Index count) : count_(count) {}

  /// Keeps the `count` best entries.
  void add(const Candidate& entry) {
    if (magnitudeOf(entry.key) == 0 || count_ == 0) return;
    if (static_cast<Index>(kept_.size()) == count_) {
      if (!(kept_.top() < entry)) return;
      kept_.pop();
    }
    kept_.push(entry);
  }
  /// No entry with a smaller key can be among the best any more.
  EntryKey threshold() const {
    return static_cast<Index>(kept_.size()) == count_ ? magnitudeOf(kept_.top().key) : 0;
  }
  std::vector<FlatEntry> sorted() {
    std::vector<FlatEntry> result(kept_.size());
    for (auto place = result.rbegin(); place != result.rend(); ++place, kept_.pop()) {
      const Candidate& entry = kept_.top();
      *place = {entry.window.row, entry.window.column, entryOf(entry.key)};
    }
    return result;
  }

private:
  struct Later {
    bool operator()(const Candidate& a, const Candidate& b) const { return b < a; }
  };

  Index count_;
  std::priority_queue<Candidate, std::vector<Candidate>, Later> kept_;  // the least of them on top
};

}  // namespace

std::vector<FlatEntry> largestByOverviews(const Form& form, Index count, const Watch& watch) {
  std::vector<FlatEntry> result;
  std::priority_queue<Candidate> parts;
  const auto addPartsOf = [&](const Window& window, Index cells) {
    Overview overview(window, cells, cells);
    form.overview(overview, {.stop = watch.stop});
    for (Index r = 0; r < overview.rows().cells(); ++r) {
      for (Index c = 0; c < overview.columns().cells(); ++c) {
        if (magnitudeOf(overview.key(r, c)) == 0) continue;
        const Index row = overview.rows().begin(r), column = overview.columns().begin(c);
        parts.push({overview.key(r, c),
                    {row, column, overview.rows().end(r) - row, overview.columns().end(c) - column}});
      }
    }
  };
  if (count > 0) addPartsOf({0, 0, form.rows, form.columns}, 64);
  while (static_cast<Index>(result.size()) < count && !parts.empty()) {
    const Candidate best = parts.top();
    parts.pop();
    if (best.isEntry()) {
      result.push_back({best.window.row, best.window.column, entryOf(best.key)});
      watch.report(static_cast<Index>(result.size()), count);
    } else {
      addPartsOf(best.window, 16);
    }
  }
  return result;
}

std::vector<FlatEntry> largestByVisit(const Form& form, Index count, const Watch& watch) {
  LargestFirst best(count);
  form.visit(
      {0, 0, form.rows, form.columns},
      [&best](const Run& run) {
        for (Index n = 0; n < run.count; ++n) {
          const EntryKey key = keyOf(run.values[n * run.valueStep]);
          if (magnitudeOf(key) < best.threshold()) continue;
          best.add({key, {run.row + n * run.rowStep, run.column + n * run.columnStep, 1, 1}});
        }
      },
      watch);
  return best.sorted();
}

}  // namespace core

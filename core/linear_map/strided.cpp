#include "core/linear_map/strided.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdlib>
#include <ranges>

#include "core/linear_map/dense.h"
#include "core/linear_map/diagonal.h"
#include "core/linear_map/form.h"
#include "core/linear_map/zero.h"

namespace core {
namespace {

/// One loop over the box: how many turns, and how far each moves on the two sides.
struct Loop {
  Index size;
  Index key;
  Index other;
};

/// The loops over a box, outermost first, without loops of one turn and with neighbours made one where they
/// run on.
std::vector<Loop> loopsOver(const StridedPattern& pattern) {
  const Shape keyStrides = strides(pattern.key);
  std::vector<Loop> loops;
  for (Index axis = 0; axis < pattern.box.rank(); ++axis) {
    const Loop loop = {pattern.box[axis], keyStrides[axis], pattern.strides[static_cast<std::size_t>(axis)]};
    if (loop.size == 1) continue;
    if (!loops.empty() && loops.back().key == loop.key * loop.size &&
        loops.back().other == loop.other * loop.size) {
      loops.back() = {loops.back().size * loop.size, loop.key, loop.other};
    } else {
      loops.push_back(loop);
    }
  }
  return loops;
}

/// One turn of the innermost loop: to[n·toStep] += factor·from[n·fromStep], or with a weight for each n.
void addLine(Index size, const double* from, Index fromStep, double* to, Index toStep, double factor,
             const double* weights) {
  if (weights) {
    for (Index n = 0; n < size; ++n) to[n * toStep] += weights[n] * from[n * fromStep];
  } else if (toStep == 0) {
    double total = 0;
    for (Index n = 0; n < size; ++n) total += from[n * fromStep];
    *to += factor * total;
  } else if (fromStep == 0) {
    const double value = factor * *from;
    for (Index n = 0; n < size; ++n) to[n * toStep] += value;
  } else if (toStep == 1 && fromStep == 1) {
    for (Index n = 0; n < size; ++n) to[n] += factor * from[n];
  } else {
    for (Index n = 0; n < size; ++n) to[n * toStep] += factor * from[n * fromStep];
  }
}

/// At most one entry in every row (or column), at regular places.
class Strided final : public Form {
public:
  Strided(Index rowCount, Index columnCount, StridedPattern pattern, std::vector<Loop> loops)
      : Form(rowCount, columnCount),
        pattern_(std::move(pattern)),
        loops_(std::move(loops)),
        count_(pattern_.box.size()),
        repeats_(1),
        keyOffset_(flatIndex(pattern_.key, {pattern_.start.data(), pattern_.start.size()})) {
    for (const Loop& loop : loops_) repeats_ *= loop.other == 0 ? loop.size : 1;
  }

  bool copies() const { return !pattern_.keyedByColumn && pattern_.weights.empty() && pattern_.factor == 1; }
  Structure structure() const override {
    return copies() && repeats_ == 1 ? Structure::Selection : Structure::Broadcast;
  }
  std::string describe() const override {
    if (pattern_.keyedByColumn) {
      if (!pattern_.weights.empty()) return "weighted sum";
      if (pattern_.factor == 1) return "sum";
      return pattern_.factor == 1.0 / static_cast<double>(repeats_) ? "mean" : "scaled sum";
    }
    if (!pattern_.weights.empty()) return "diagonal, repeated by broadcasting";
    if (pattern_.factor != 1) return repeats_ == 1 ? "scaled selection" : "scaled broadcast";
    return repeats_ == 1 ? "selection" : "broadcast";
  }
  Index structuralNonZeros() const override { return count_; }
  /// One factor for all entries is multiplied once on the side where the repetitions are one.
  Index multiplications() const override {
    if (!pattern_.weights.empty()) return count_;
    return std::abs(pattern_.factor) == 1 ? 0 : count_ / repeats_;
  }
  Index bytes() const override { return static_cast<Index>((1 + pattern_.weights.size()) * sizeof(double)); }

  void accumulate(std::span<const double> dx, std::span<double> dy) const override {
    run(pattern_.keyedByColumn, dx.data(), dy.data());
  }
  void accumulateTransposed(Index count, std::span<const double> upstream,
                            std::span<double> downstream) const override {
    for (Index k = 0; k < count; ++k) {
      run(!pattern_.keyedByColumn, upstream.data() + k * rows, downstream.data() + k * columns);
    }
  }

  double entry(Index row, Index column) const override {
    const Place place = find(pattern_.keyedByColumn ? column : row);
    return place.other == (pattern_.keyedByColumn ? row : column) ? value(place.position) : 0;
  }

  void readBlock(Index row, Index column, Index rowCount, Index columnCount,
                 std::span<double> block) const override {
    std::fill(block.begin(), block.end(), 0.0);
    const bool byColumn = pattern_.keyedByColumn;
    const Index first = byColumn ? column : row;
    const Index otherFirst = byColumn ? row : column;
    const Index otherCount = byColumn ? rowCount : columnCount;
    for (Index k = 0; k < (byColumn ? columnCount : rowCount); ++k) {
      const Place place = find(first + k);
      const Index other = place.other - otherFirst;
      if (place.other < 0 || other < 0 || other >= otherCount) continue;
      block[static_cast<std::size_t>(byColumn ? other * columnCount + k : k * columnCount + other)] =
          value(place.position);
    }
  }

  /// The innermost loop is a run; the keys of one come behind those of the one before.
  void visit(const Window& window, const RunVisitor& visitor, const Watch& watch) const override {
    const Loop inner = loops_.empty() ? Loop{1, 1, 1} : loops_.back();
    const bool byColumn = pattern_.keyedByColumn;
    const Index keyBegin = byColumn ? window.column : window.row;
    const Index keyEnd = byColumn ? window.columnEnd() : window.rowEnd();
    const Index lines = count_ / inner.size;
    const auto lastKey = [&](Index line) { return placeOf(line).key + (inner.size - 1) * inner.key; };
    Index line = *std::ranges::lower_bound(std::views::iota(Index(0), lines + 1), keyBegin, {},
                                           [&](Index n) { return n < lines ? lastKey(n) : keyBegin; });
    Pace pace(watch, lines - line);
    for (; line < lines; ++line) {
      const LinePlace place = placeOf(line);
      if (place.key >= keyEnd) break;
      const Run run = {
          .row = byColumn ? place.other : place.key,
          .column = byColumn ? place.key : place.other,
          .rowStep = byColumn ? inner.other : inner.key,
          .columnStep = byColumn ? inner.key : inner.other,
          .count = inner.size,
          .values = pattern_.weights.empty() ? &pattern_.factor : pattern_.weights.data() + line * inner.size,
          .valueStep = pattern_.weights.empty() ? 0 : 1};
      const Run part = clipped(run, window);
      if (part.count > 0) visitor(part);
      pace.advance(1, inner.size);
    }
    watch.report(lines, lines);
  }

  std::vector<Index> columnsOfRows() const {
    std::vector<Index> result(static_cast<std::size_t>(rows));
    for (Index j = 0; j < rows; ++j) result[static_cast<std::size_t>(j)] = find(j).other;
    return result;
  }

private:
  /// Where the entry of a key stands: its partner (−1 where the key has none) and its position in the box.
  struct Place {
    Index other;
    Index position;
  };

  /// Where the first entry of a line (of one turn of all loops but the innermost) stands.
  struct LinePlace {
    Index key;
    Index other;
  };

  LinePlace placeOf(Index line) const {
    LinePlace place = {keyOffset_, pattern_.offset};
    for (std::size_t axis = loops_.size() > 1 ? loops_.size() - 1 : 0; axis-- > 0;
         line /= loops_[axis].size) {
      const Index index = line % loops_[axis].size;
      place.key += index * loops_[axis].key;
      place.other += index * loops_[axis].other;
    }
    return place;
  }

  Place find(Index key) const {
    Index rest = key - keyOffset_;
    Place place = {pattern_.offset, 0};
    if (rest < 0) return {-1, 0};
    for (const Loop& loop : loops_) {
      const Index index = rest / loop.key;
      rest %= loop.key;
      if (index >= loop.size) return {-1, 0};
      place.other += index * loop.other;
      place.position = place.position * loop.size + index;
    }
    return rest == 0 ? place : Place{-1, 0};
  }

  double value(Index position) const {
    return pattern_.weights.empty() ? pattern_.factor : pattern_.weights[static_cast<std::size_t>(position)];
  }

  /// Adds every entry times what it meets, from the keyed side to the other or back.
  void run(bool fromKey, const double* from, double* to) const {
    const double* const weights = pattern_.weights.empty() ? nullptr : pattern_.weights.data();
    from += fromKey ? keyOffset_ : pattern_.offset;
    to += fromKey ? pattern_.offset : keyOffset_;
    const auto fromStep = [&](const Loop& loop) { return fromKey ? loop.key : loop.other; };
    const auto toStep = [&](const Loop& loop) { return fromKey ? loop.other : loop.key; };
    const std::size_t depth = loops_.size();
    const Loop inner = depth > 0 ? loops_[depth - 1] : Loop{1, 1, 1};
    const Loop outer = depth > 1 ? loops_[depth - 2] : Loop{1, 0, 0};
    // Where both sides cannot be walked along memory at once (a transpose), short pieces of lines stay in the
    // cache from one line to the next.
    const bool crosses = outer.other != 0 && std::abs(outer.other) < std::abs(inner.other);
    const Index piece = crosses ? std::min<Index>(16, inner.size) : inner.size;
    IndexVector index(depth);
    for (Index done = 0; done < count_; done += outer.size * inner.size) {
      for (Index first = 0; first < inner.size; first += piece) {
        const Index length = std::min(piece, inner.size - first);
        for (Index line = 0; line < outer.size; ++line) {
          addLine(length, from + line * fromStep(outer) + first * fromStep(inner), fromStep(inner),
                  to + line * toStep(outer) + first * toStep(inner), toStep(inner), pattern_.factor,
                  weights ? weights + done + line * inner.size + first : nullptr);
        }
      }
      for (std::size_t axis = depth > 1 ? depth - 2 : 0; axis-- > 0;) {
        const Loop& loop = loops_[axis];
        from += fromStep(loop);
        to += toStep(loop);
        if (++index[axis] < loop.size) break;
        index[axis] = 0;
        from -= loop.size * fromStep(loop);
        to -= loop.size * toStep(loop);
      }
    }
  }

  StridedPattern pattern_;
  std::vector<Loop> loops_;
  Index count_;
  Index repeats_;
  Index keyOffset_;
};

}  // namespace

LinearMap stridedMap(const Shape& output, const Shape& input, StridedPattern pattern) {
  assert(pattern.weights.empty() || static_cast<Index>(pattern.weights.size()) == pattern.box.size());
  const Index count = pattern.box.size();
  if (count == 0) return zeroMap(output, input);
  std::vector<Loop> loops = loopsOver(pattern);
  const bool inOrder = loops.empty() || (loops.size() == 1 && loops[0].key == 1 && loops[0].other == 1);
  if (inOrder && count == output.size() && count == input.size()) {
    return pattern.weights.empty() ? scaledMap(output, input, pattern.factor)
                                   : diagonalMap(output, input, std::move(pattern.weights));
  }
  if (pattern.keyedByColumn && output.size() == 1 && !pattern.weights.empty()) {
    return denseMap(output, input, std::move(pattern.weights));
  }
  const Index rows = output.size();
  const Index columns = input.size();
  return {output, input, std::make_shared<Strided>(rows, columns, std::move(pattern), std::move(loops))};
}

std::optional<std::vector<Index>> copiedColumns(const Form& form) {
  const auto* strided = dynamic_cast<const Strided*>(&form);
  return strided && strided->copies() ? std::optional(strided->columnsOfRows()) : std::nullopt;
}

}  // namespace core

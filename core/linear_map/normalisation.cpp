#include "core/linear_map/normalisation.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/linear_map/form.h"
#include "core/linear_map/stretch.h"
#include "core/linear_map/zero.h"

namespace core {
namespace {

/// Blocks of a diagonal plus a matrix of rank two, one for each group.
class Normalisation final : public Form {
public:
  Normalisation(Index size, const NormalisationLayout& layout, std::vector<double> normalised,
                std::vector<double> rates, std::vector<double> scales)
      : Form(size, size),
        layout_(layout),
        normalised_(std::move(normalised)),
        rates_(std::move(rates)),
        scales_(std::move(scales)) {
    assert(static_cast<Index>(normalised_.size()) == rows &&
           static_cast<Index>(rates_.size()) == layout_.groups);
  }

  Structure structure() const override { return Structure::LowRankDiagonal; }
  std::string describe() const override { return "normalisation blocks: diagonal plus rank two"; }
  Index structuralNonZeros() const override { return rows * layout_.groupSize(); }
  Index multiplications() const override { return rows * (scales_.empty() ? 3 : 4); }
  Index bytes() const override {
    return static_cast<Index>((normalised_.size() + rates_.size() + scales_.size()) * sizeof(double));
  }

  Pattern pattern() const override {
    return blocksOnDiagonal(layout_.outer == 1 ? layout_.groups : 1, Structure::LowRankDiagonal);
  }

  void accumulate(std::span<const double> dx, std::span<double> dy) const override {
    for (Index group = 0; group < layout_.groups; ++group) {
      Means means;
      forEachLine(group, [&](const Line& line) {
        const double* const from = dx.data() + line.start;
        for (Index k = 0; k < layout_.inner; ++k) means.take(from[k], line.normalised[k]);
      });
      means.divide(layout_.groupSize());
      forEachLine(group, [&](const Line& line) {
        const double* const from = dx.data() + line.start;
        double* const to = dy.data() + line.start;
        for (Index k = 0; k < layout_.inner; ++k)
          to[k] +=
              line.scaleAt(k) * rate(group) * (from[k] - means.plain - line.normalised[k] * means.weighted);
      });
    }
  }

  void accumulateTransposed(Index count, std::span<const double> upstream,
                            std::span<double> downstream) const override {
    for (Index row = 0; row < count; ++row) {
      for (Index group = 0; group < layout_.groups; ++group) {
        Means means;
        forEachLine(group, [&](const Line& line) {
          const double* const from = upstream.data() + row * rows + line.start;
          for (Index k = 0; k < layout_.inner; ++k) means.take(from[k] * line.scaleAt(k), line.normalised[k]);
        });
        means.divide(layout_.groupSize());
        forEachLine(group, [&](const Line& line) {
          const double* const from = upstream.data() + row * rows + line.start;
          double* const to = downstream.data() + row * rows + line.start;
          for (Index k = 0; k < layout_.inner; ++k) {
            const double own = from[k] * line.scaleAt(k);
            to[k] += rate(group) * (own - means.plain - line.normalised[k] * means.weighted);
          }
        });
      }
    }
  }

  double entry(Index row, Index column) const override {
    return groupOf(row) == groupOf(column) ? entryInGroup(row, column) : 0;
  }

  void readBlock(Index row, Index column, Index rowCount, Index columnCount,
                 std::span<double> block) const override {
    std::fill(block.begin(), block.end(), 0.0);
    for (Index j = row; j < row + rowCount; ++j) {
      double* const line = block.data() + (j - row) * columnCount - column;
      forEachRun(j, column, column + columnCount, [&](Index first, Index end) {
        for (Index i = first; i < end; ++i) line[i] = entryInGroup(j, i);
      });
    }
  }

  void visit(const Window& window, const RunVisitor& visitor, const Watch& watch) const override {
    std::vector<double> values;
    Pace pace(watch, window.rowCount);
    for (Index j = window.row; j < window.rowEnd(); ++j) {
      forEachRun(j, window.column, window.columnEnd(), [&](Index first, Index end) {
        values.resize(static_cast<std::size_t>(end - first));
        for (Index i = first; i < end; ++i) values[static_cast<std::size_t>(i - first)] = entryInGroup(j, i);
        visitor({.row = j, .column = first, .count = end - first, .values = values.data()});
        pace.advance(0, end - first);
      });
      pace.advance(1, 0);
    }
  }

  /// Within a group the entry at (j, i) grows or falls with x̂_j·x̂_i, so that only extremes of x̂ need be
  /// multiplied; where each row has a scale of its own, row by row.
  void overview(Overview& cells, const Watch& watch) const override {
    const auto isFinite = [](double number) { return std::isfinite(number); };
    if (!std::ranges::all_of(rates_, isFinite) || !std::ranges::all_of(scales_, isFinite)) {
      Form::overview(cells, watch);
      return;
    }
    const Window& window = cells.window();
    const bool rowByRow = !scales_.empty() && !layout_.scaledByGroup;
    std::vector<Stretch> rowParts, columnParts;
    const auto poolRows = [&](const Stretch& r) {
      const auto entry = [&](double a, double b) { return entryOf(r.first, a * b, 0); };
      for (const Stretch& c : columnParts) cells.add(r.cell, c.cell, largestBeside(r, c, entry));
    };
    Pace pace(watch, layout_.groups);
    for (Index group = 0; group < layout_.groups; ++group) {
      findStretches(cells.columns(), group, window.column, window.columnEnd(), columnParts);
      if (rowByRow) {
        forEachEntry(group, window.row, window.rowEnd(), [&](Index place) {
          poolRows(stretchOf(normalised_.data(), cells.rows().cellOf(place), place, 1, 1));
          pace.advance(0, static_cast<Index>(columnParts.size()));
        });
      } else {
        findStretches(cells.rows(), group, window.row, window.rowEnd(), rowParts);
        for (const Stretch& r : rowParts) {
          poolRows(r);
          pace.advance(0, static_cast<Index>(columnParts.size()));
        }
      }
      poolDiagonal(cells, group);
      pace.advance(1, layout_.groupSize());
    }
  }

private:
  /// The entries of a group in begin … end, those of one cell together.
  void findStretches(const CellAxis& axis, Index group, Index begin, Index end,
                     std::vector<Stretch>& stretches) const {
    stretches.clear();
    forEachEntry(group, begin, end, [&](Index place) {
      const bool continues = !stretches.empty() && place < axis.end(stretches.back().cell);
      if (!continues) stretches.emplace_back().cell = axis.cellOf(place);
      stretches.back().take(place, normalised_[static_cast<std::size_t>(place)]);
    });
  }

  void poolDiagonal(Overview& cells, Index group) const {
    const Window& window = cells.window();
    forEachEntry(group, std::max(window.row, window.column), std::min(window.rowEnd(), window.columnEnd()),
                 [&](Index at) {
                   cells.add(cells.rows().cellOf(at), cells.columns().cellOf(at),
                             keyOf(entryInGroup(at, at)));
                 });
  }

  struct Means {
    double plain = 0;
    double weighted = 0;  ///< by the normalised entries

    void take(double own, double normalised) {
      plain += own;
      weighted += own * normalised;
    }
    void divide(Index size) {
      plain /= static_cast<double>(size);
      weighted /= static_cast<double>(size);
    }
  };

  /// `inner` neighbours that belong to one group.
  struct Line {
    Index start;
    const double* normalised;
    const double* scale;
    Index scaleStep;

    double scaleAt(Index k) const { return scale[k * scaleStep]; }
  };

  template <typename Use>
  void forEachLine(Index group, Use&& use) const {
    static constexpr double one = 1;
    const bool single = scales_.empty() || layout_.scaledByGroup;
    const double* const scale = scales_.empty() ? &one : scales_.data() + (layout_.scaledByGroup ? group : 0);
    for (Index outer = 0; outer < layout_.outer; ++outer) {
      const Index start = (outer * layout_.groups + group) * layout_.inner;
      use(Line{start, normalised_.data() + start, scale, single ? 0 : 1});
    }
  }

  Index groupOf(Index flat) const { return flat / layout_.inner % layout_.groups; }
  double rate(Index group) const { return rates_[static_cast<std::size_t>(group)]; }
  double scaleAt(Index flat) const {
    if (scales_.empty()) return 1;
    return scales_[static_cast<std::size_t>(layout_.scaledByGroup ? groupOf(flat) : flat % layout_.inner)];
  }

  double entryInGroup(Index row, Index column) const {
    const double product =
        normalised_[static_cast<std::size_t>(row)] * normalised_[static_cast<std::size_t>(column)];
    return entryOf(row, product, row == column ? 1 : 0);
  }
  /// The entry of a row where x̂_j·x̂_i is `product`; `own` is 1 on the diagonal, else 0.
  double entryOf(Index row, double product, double own) const {
    const double share = 1 / static_cast<double>(layout_.groupSize());
    return scaleAt(row) * rate(groupOf(row)) * (own - share - share * product);
  }

  /// Calls `use(first, end)` for the columns between `begin` and `end` that belong to the group of a row.
  template <typename Use>
  void forEachRun(Index row, Index begin, Index end, Use&& use) const {
    if (begin >= end) return;
    const Index period = layout_.groups * layout_.inner;
    const Index group = groupOf(row);
    for (Index outer = begin / period; outer < layout_.outer; ++outer) {
      const Index start = outer * period + group * layout_.inner;
      if (start >= end) return;
      const Index first = std::max(start, begin);
      const Index last = std::min(start + layout_.inner, end);
      if (first < last) use(first, last);
    }
  }

  /// Calls `use` with the entries of a group in begin … end.
  template <typename Use>
  void forEachEntry(Index group, Index begin, Index end, Use&& use) const {
    for (Index outer = begin / (layout_.groups * layout_.inner); outer < layout_.outer; ++outer) {
      const Index start = (outer * layout_.groups + group) * layout_.inner;
      if (start >= end) break;
      for (Index k = std::max(start, begin); k < std::min(start + layout_.inner, end); ++k) use(k);
    }
  }

  NormalisationLayout layout_;
  std::vector<double> normalised_;
  std::vector<double> rates_;
  std::vector<double> scales_;
};

}  // namespace

LinearMap normalisationMap(const Shape& shape, const NormalisationLayout& layout,
                           std::vector<double> normalised, std::vector<double> rates,
                           std::vector<double> scales) {
  if (shape.size() == 0) return zeroMap(shape, shape);
  return {shape, shape,
          std::make_shared<Normalisation>(shape.size(), layout, std::move(normalised), std::move(rates),
                                          std::move(scales))};
}

}  // namespace core

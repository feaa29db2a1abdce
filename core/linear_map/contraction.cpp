#include "core/linear_map/contraction.h"

#include <algorithm>
#include <functional>

#include "core/linear_map/form.h"
#include "core/tensor/broadcast.h"

namespace core {
namespace {

/// A factor that the map keeps.
struct Factor {
  std::vector<double> data;
  std::vector<Index> steps;
};

bool counts(const ContractionPattern& p, const std::vector<Index>& steps, std::size_t letter) {
  return steps[letter] != 0 && p.sizes[letter] != 1;
}

/// The factor copied without the letters that nothing else needs: it is summed over them.
Factor kept(const ContractionPattern& p, std::vector<Lettered<const double>> sources,
            const std::function<bool(std::size_t)>& needed) {
  Factor factor{{}, std::vector<Index>(p.sizes.size())};
  Index count = 1;
  for (std::size_t l = p.sizes.size(); l-- > 0;) {
    const bool present =
        std::ranges::any_of(sources, [&](const auto& source) { return counts(p, source.steps, l); });
    if (!present || !needed(l)) continue;
    factor.steps[l] = count;
    count *= p.sizes[l];
  }
  factor.data.resize(static_cast<std::size_t>(count));
  contractAdd(p.sizes, std::move(sources), {factor.data.data(), factor.steps});
  return factor;
}

/// The factors with every pair joined whose product is no larger than the two, or than both sides of the map.
std::vector<Factor> joinedFactors(const ContractionPattern& p,
                                  const std::vector<Lettered<const double>>& sources, Index largestSide) {
  std::vector<Factor> factors;
  const auto outside = [&](std::size_t letter) {
    return counts(p, p.rowSteps, letter) || counts(p, p.columnSteps, letter);
  };
  for (std::size_t f = 0; f < sources.size(); ++f) {
    factors.push_back(kept(p, {sources[f]}, [&](std::size_t letter) {
      const auto uses = [&](const auto& other) { return counts(p, other.steps, letter); };
      return outside(letter) || std::ranges::count_if(sources, uses) > 1;
    }));
  }
  for (std::size_t i = 0; i < factors.size(); ++i) {
    for (std::size_t j = i + 1; j < factors.size();) {
      const auto needed = [&](std::size_t letter) {
        for (std::size_t k = 0; k < factors.size(); ++k) {
          if (k != i && k != j && counts(p, factors[k].steps, letter)) return true;
        }
        return outside(letter);
      };
      double size = 1;
      for (std::size_t l = 0; l < p.sizes.size(); ++l) {
        const bool present = counts(p, factors[i].steps, l) || counts(p, factors[j].steps, l);
        size *= present && needed(l) ? static_cast<double>(p.sizes[l]) : 1;
      }
      const auto both = static_cast<double>(factors[i].data.size() + factors[j].data.size());
      if (size > std::max(both, static_cast<double>(largestSide))) {
        ++j;
        continue;
      }
      factors[i] =
          kept(p, {{factors[i].data.data(), factors[i].steps}, {factors[j].data.data(), factors[j].steps}},
               needed);
      factors.erase(factors.begin() + static_cast<std::ptrdiff_t>(j));
      j = i + 1;
    }
  }
  return factors;
}

class Contraction final : public Form {
public:
  Contraction(Index rowCount, Index columnCount, ContractionPattern pattern, std::vector<Factor> factors,
              std::string described)
      : Form(rowCount, columnCount),
        pattern_(std::move(pattern)),
        factors_(std::move(factors)),
        described_(std::move(described)) {
    findLetters();
  }

  Structure structure() const override {
    return structuralNonZeros() == rows * columns ? Structure::Dense : Structure::Kronecker;
  }
  std::string describe() const override { return described_; }
  Index structuralNonZeros() const override { return rows * entriesInRow(); }
  Index multiplications() const override { return factors_.empty() ? 0 : structuralNonZeros(); }
  Index bytes() const override {
    std::size_t count = 0;
    for (const Factor& factor : factors_) count += factor.data.size();
    return static_cast<Index>(count * sizeof(double));
  }

  void accumulate(std::span<const double> dx, std::span<double> dy) const override {
    contractAdd(pattern_.sizes, operands({dx.data(), pattern_.columnSteps}, 0),
                {dy.data(), pattern_.rowSteps});
  }

  void accumulateTransposed(Index count, std::span<const double> upstream,
                            std::span<double> downstream) const override {
    std::vector<Index> sizes = pattern_.sizes;
    std::vector<Index> rowSteps = pattern_.rowSteps;
    std::vector<Index> columnSteps = pattern_.columnSteps;
    sizes.push_back(count);
    rowSteps.push_back(rows);
    columnSteps.push_back(columns);
    contractAdd(sizes, operands({upstream.data(), std::move(rowSteps)}, 1),
                {downstream.data(), std::move(columnSteps)});
  }

  double entry(Index row, Index column) const override {
    double value = 0;
    readBlock(row, column, 1, 1, std::span(&value, 1));
    return value;
  }

  void readBlock(Index row, Index column, Index rowCount, Index columnCount,
                 std::span<double> block) const override {
    std::fill(block.begin(), block.end(), 0.0);
    double* line = block.data() - column;
    const RunVisitor put = [&line](const Run& run) {
      for (Index n = 0; n < run.count; ++n)
        line[run.column + n * run.columnStep] = run.values[n * run.valueStep];
    };
    for (Index j = row; j < row + rowCount; ++j, line += columnCount)
      visitRow(j, column, column + columnCount, put);
  }

  void visit(const Window& window, const RunVisitor& visitor, const Watch& watch) const override {
    Pace pace(watch, window.rowCount);
    for (Index j = window.row; j < window.rowEnd(); ++j) {
      visitRow(j, window.column, window.columnEnd(), visitor);
      pace.advance(1, std::min(entriesInRow(), window.columnCount));
    }
  }

private:
  void findLetters() {
    for (std::size_t l = 0; l < pattern_.sizes.size(); ++l) {
      const bool inRow = counts(pattern_, pattern_.rowSteps, l);
      const bool inColumn = counts(pattern_, pattern_.columnSteps, l);
      if (inRow) rowLetters_.push_back(l);
      if (inColumn && !inRow) columnLetters_.push_back(l);
      // A letter over which the factors were summed when they were joined is in none of them any more.
      const auto hasLetter = [&](const Factor& factor) { return counts(pattern_, factor.steps, l); };
      if (!inRow && !inColumn && std::ranges::any_of(factors_, hasLetter)) freeLetters_.push_back(l);
    }
    std::ranges::stable_sort(columnLetters_, std::ranges::greater(),
                             [&](std::size_t l) { return pattern_.columnSteps[l]; });
  }

  Index entriesInRow() const {
    Index count = 1;
    for (const std::size_t l : columnLetters_) count *= pattern_.sizes[l];
    return count;
  }

  std::vector<Lettered<const double>> operands(Lettered<const double> given, std::size_t moreLetters) const {
    std::vector<Lettered<const double>> all{std::move(given)};
    for (const Factor& factor : factors_) {
      all.push_back({factor.data.data(), factor.steps});
      all.back().steps.resize(factor.steps.size() + moreLetters);
    }
    return all;
  }

  /// Where the walk over a row's entries stands: in the columns, and in each factor.
  struct Position {
    Index column;
    std::vector<Index> factors;

    void move(const Contraction& map, std::size_t letter, Index times) {
      column += times * map.pattern_.columnSteps[letter];
      for (std::size_t f = 0; f < factors.size(); ++f) factors[f] += times * map.factors_[f].steps[letter];
    }
  };

  /// The structural entries of a row in the columns from `begin` to `end`.
  void visitRow(Index row, Index begin, Index end, const RunVisitor& visitor) const {
    Position position{0, std::vector<Index>(factors_.size())};
    // The letters of a row lie in it without gaps, the last fastest.
    for (const std::size_t l : rowLetters_)
      position.move(*this, l, row / pattern_.rowSteps[l] % pattern_.sizes[l]);
    visitFrom(0, row, position, begin, end, visitor);
  }

  /// How far the column letters from `level` on can move.
  Index reachFrom(std::size_t level) const {
    Index reach = 0;
    for (std::size_t k = level; k < columnLetters_.size(); ++k)
      reach += (pattern_.sizes[columnLetters_[k]] - 1) * pattern_.columnSteps[columnLetters_[k]];
    return reach;
  }

  void visitFrom(std::size_t level, Index row, Position& position, Index begin, Index end,
                 const RunVisitor& visitor) const {
    if (level == columnLetters_.size()) {
      if (position.column >= begin && position.column < end) visitLine(row, position, 1, 1, 0, visitor);
      return;
    }
    const std::size_t letter = columnLetters_[level];
    const Index step = pattern_.columnSteps[letter];
    const Index reach = reachFrom(level + 1);
    // Only those indices that can still come into the window.
    const Index missing = begin - position.column - reach;
    const Index first = missing <= 0 ? 0 : (missing + step - 1) / step;
    const Index last = std::min(pattern_.sizes[letter],
                                end <= position.column ? 0 : (end - position.column + step - 1) / step);
    if (first >= last) return;
    position.move(*this, letter, first);
    if (level + 1 == columnLetters_.size()) {
      visitLine(row, position, last - first, step, static_cast<Index>(letter), visitor);
      position.move(*this, letter, -first);
      return;
    }
    for (Index k = first; k < last; ++k) {
      visitFrom(level + 1, row, position, begin, end, visitor);
      position.move(*this, letter, 1);
    }
    position.move(*this, letter, -last);
  }

  /// `count` entries along the innermost column letter.
  void visitLine(Index row, const Position& position, Index count, Index step, Index letter,
                 const RunVisitor& visitor) const {
    static constexpr double one = 1;
    Run run{.row = row, .column = position.column, .columnStep = step, .count = count};
    const auto l = static_cast<std::size_t>(letter);
    if (factors_.empty()) {
      run.values = &one;
      run.valueStep = 0;
      return visitor(run);
    }
    if (factors_.size() == 1 && freeLetters_.empty()) {
      run.values = factors_[0].data.data() + position.factors[0];
      run.valueStep = count > 1 ? factors_[0].steps[l] : 1;
      return visitor(run);
    }
    std::vector<double> values(static_cast<std::size_t>(count));
    Position at = position;
    for (double& value : values) {
      value = sumOfProducts(at);
      if (count > 1) at.move(*this, l, 1);
    }
    run.values = values.data();
    visitor(run);
  }

  /// Σ over the free letters of the product of the factors.
  double sumOfProducts(const Position& position) const {
    if (freeLetters_.empty()) {
      double product = 1;
      for (std::size_t f = 0; f < factors_.size(); ++f)
        product *= factors_[f].data[static_cast<std::size_t>(position.factors[f])];
      return product;
    }
    std::vector<Index> sizes;
    std::vector<IndexVector> steps(factors_.size(), IndexVector(freeLetters_.size()));
    for (std::size_t k = 0; k < freeLetters_.size(); ++k) {
      sizes.push_back(pattern_.sizes[freeLetters_[k]]);
      for (std::size_t f = 0; f < factors_.size(); ++f) steps[f][k] = factors_[f].steps[freeLetters_[k]];
    }
    const Shape shape{std::span<const Index>(sizes)};
    StridedWalk walk(shape, steps);
    double sum = 0;
    for (Index n = shape.size(); n > 0; --n, walk.next()) {
      double product = 1;
      for (std::size_t f = 0; f < factors_.size(); ++f)
        product *= factors_[f].data[static_cast<std::size_t>(position.factors[f] + walk.position(f))];
      sum += product;
    }
    return sum;
  }

  ContractionPattern pattern_;
  std::vector<Factor> factors_;
  std::string described_;
  std::vector<std::size_t> rowLetters_;
  std::vector<std::size_t> columnLetters_;  ///< of the columns alone, those with the longest steps first
  std::vector<std::size_t> freeLetters_;    ///< of the factors alone: summed over
};

}  // namespace

LinearMap contractionMap(const Shape& output, const Shape& input, ContractionPattern pattern,
                         std::vector<Lettered<const double>> factors, std::string described) {
  std::vector<Factor> joined = joinedFactors(pattern, factors, std::max(output.size(), input.size()));
  return {output, input,
          std::make_shared<Contraction>(output.size(), input.size(), std::move(pattern), std::move(joined),
                                        std::move(described))};
}

}  // namespace core

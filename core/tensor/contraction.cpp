#include "core/tensor/contraction.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "core/tensor/broadcast.h"
#include "core/tensor/multiply.h"

namespace core {
namespace {

using Letters = std::uint64_t;  // a set, one bit a letter
using Sizes = std::span<const Index>;

bool has(Letters set, std::size_t letter) { return set >> letter & 1; }

/// The letters that a tensor with these steps has; a letter that runs over one entry counts nowhere.
Letters lettersOf(Sizes sizes, const std::vector<Index>& steps) {
  Letters set = 0;
  for (std::size_t l = 0; l < sizes.size(); ++l) {
    if (steps[l] != 0 && sizes[l] != 1) set |= Letters(1) << l;
  }
  return set;
}

double sizeOf(Sizes sizes, Letters set) {
  double product = 1;
  for (std::size_t l = 0; l < sizes.size(); ++l) product *= has(set, l) ? static_cast<double>(sizes[l]) : 1;
  return product;
}

/// The letters of a set, those with the longest steps first, so that neighbours run on where they can.
std::vector<std::size_t> ordered(Sizes sizes, Letters set, const std::vector<Index>& steps) {
  std::vector<std::size_t> letters;
  for (std::size_t l = 0; l < sizes.size(); ++l) {
    if (has(set, l)) letters.push_back(l);
  }
  std::ranges::stable_sort(letters, std::ranges::greater(), [&](std::size_t l) { return steps[l]; });
  return letters;
}

/// A tensor on its way through the contraction: of its own memory, or of the caller's.
struct Term {
  const double* data;
  std::vector<Index> steps;
  Letters letters;
  std::vector<double> storage = {};
};

Index entriesOf(Sizes sizes, const std::vector<std::size_t>& letters) {
  Index count = 1;
  for (const std::size_t l : letters) count *= sizes[l];
  return count;
}

/// The one step with which all letters together are walked, the first slowest; none where they do not run on.
std::optional<Index> jointStep(Sizes sizes, const std::vector<std::size_t>& letters,
                               const std::vector<Index>& steps) {
  for (std::size_t k = 1; k < letters.size(); ++k) {
    if (steps[letters[k - 1]] != steps[letters[k]] * sizes[letters[k]]) return std::nullopt;
  }
  return letters.empty() ? 1 : steps[letters.back()];
}

std::vector<Index> chosen(std::span<const Index> all, const std::vector<std::size_t>& letters) {
  std::vector<Index> some;
  for (const std::size_t l : letters) some.push_back(all[l]);
  return some;
}

/// to[…] += from[…] for every combination of the letters.
void addStrided(Sizes sizes, std::vector<std::size_t> letters, const double* from,
                const std::vector<Index>& fromSteps, double* to, const std::vector<Index>& toSteps) {
  const bool scalar = letters.empty();
  const std::size_t inner = scalar ? 0 : letters.back();
  const Index length = scalar ? 1 : sizes[inner];
  const Index fromStep = scalar ? 0 : fromSteps[inner];
  const Index toStep = scalar ? 0 : toSteps[inner];
  if (!scalar) letters.pop_back();
  const Shape outer{std::span<const Index>(chosen(sizes, letters))};
  StridedWalk walk(outer, std::vector{IndexVector(std::span<const Index>(chosen(fromSteps, letters))),
                                      IndexVector(std::span<const Index>(chosen(toSteps, letters)))});
  for (Index k = outer.size(); k > 0; --k, walk.next()) {
    const double* const source = from + walk.position(0);
    double* const target = to + walk.position(1);
    for (Index n = 0; n < length; ++n) target[n * toStep] += source[n * fromStep];
  }
}

std::vector<std::size_t> joined(std::vector<std::size_t> first, const std::vector<std::size_t>& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

/// Row-major steps over the letters in that order.
std::vector<Index> packedSteps(Sizes sizes, const std::vector<std::size_t>& order) {
  std::vector<Index> steps(sizes.size());
  Index step = 1;
  for (std::size_t k = order.size(); k-- > 0;) {
    steps[order[k]] = step;
    step *= sizes[order[k]];
  }
  return steps;
}

/// The term copied into that order, summed over the letters that the order leaves out.
void pack(Sizes sizes, Term& term, const std::vector<std::size_t>& order) {
  std::vector<double> storage(static_cast<std::size_t>(entriesOf(sizes, order)));
  std::vector<Index> steps = packedSteps(sizes, order);
  addStrided(sizes, ordered(sizes, term.letters, term.steps), term.data, term.steps, storage.data(), steps);
  term.letters = lettersOf(sizes, steps);
  term.steps = std::move(steps);
  term.storage = std::move(storage);
  term.data = term.storage.data();
}

/// The term as a matrix over two lists of letters, copied where it cannot be read as one.
MatrixView<const double> asMatrix(Sizes sizes, Term& term, const std::vector<std::size_t>& batch,
                                  const std::vector<std::size_t>& rows,
                                  const std::vector<std::size_t>& columns, bool sums) {
  const Index rowCount = entriesOf(sizes, rows);
  const Index columnCount = entriesOf(sizes, columns);
  std::optional<Index> rowStep = jointStep(sizes, rows, term.steps);
  std::optional<Index> columnStep = jointStep(sizes, columns, term.steps);
  const bool isPlain =
      rowStep && columnStep && (*rowStep == 1 || *columnStep == 1 || rowCount == 1 || columnCount == 1);
  if (sums || !isPlain) {
    pack(sizes, term, joined(joined(batch, rows), columns));
    rowStep = columnCount;
    columnStep = 1;
  }
  return {term.data, rowCount, columnCount, *rowStep, *columnStep};
}

/// target += Σ a·b over the letters that the target does not have.
void contractPair(Sizes sizes, Term a, Term b, const Lettered<double>& target) {
  const Letters wanted = lettersOf(sizes, target.steps);
  const std::vector<std::size_t> batch = ordered(sizes, a.letters & b.letters & wanted, target.steps);
  const std::vector<std::size_t> rows = ordered(sizes, a.letters & wanted & ~b.letters, a.steps);
  const std::vector<std::size_t> columns = ordered(sizes, b.letters & wanted & ~a.letters, b.steps);
  const std::vector<std::size_t> met = ordered(sizes, a.letters & b.letters & ~wanted, a.steps);
  const MatrixView<const double> left =
      asMatrix(sizes, a, batch, rows, met, (a.letters & ~b.letters & ~wanted) != 0);
  const MatrixView<const double> right =
      asMatrix(sizes, b, batch, met, columns, (b.letters & ~a.letters & ~wanted) != 0);

  const std::vector<std::size_t> order = joined(joined(batch, rows), columns);
  const std::optional<Index> rowStep = jointStep(sizes, rows, target.steps);
  const std::optional<Index> columnStep = jointStep(sizes, columns, target.steps);
  const bool direct = (wanted & ~a.letters & ~b.letters) == 0 && rowStep && columnStep;
  std::vector<double> buffer(direct ? 0 : static_cast<std::size_t>(entriesOf(sizes, order)));
  const std::vector<Index> steps = direct ? target.steps : packedSteps(sizes, order);
  double* const result = direct ? target.data : buffer.data();

  const Shape batches{std::span<const Index>(chosen(sizes, batch))};
  StridedWalk walk(batches, std::vector{IndexVector(std::span<const Index>(chosen(a.steps, batch))),
                                        IndexVector(std::span<const Index>(chosen(b.steps, batch))),
                                        IndexVector(std::span<const Index>(chosen(steps, batch)))});
  const bool single = left.rows == 1 && left.columns == 1 && right.columns == 1;
  for (Index k = batches.size(); k > 0; --k, walk.next()) {
    const double* const x = left.data + walk.position(0);
    const double* const y = right.data + walk.position(1);
    double* const to = result + walk.position(2);
    if (single) {
      *to += *x * *y;
      continue;
    }
    multiplyAdd({x, left.rows, left.columns, left.rowStep, left.columnStep},
                {y, right.rows, right.columns, right.rowStep, right.columnStep},
                {to, left.rows, right.columns, direct ? *rowStep : right.columns, direct ? *columnStep : 1});
  }
  if (direct) return;
  const Letters repeated = wanted & ~a.letters & ~b.letters;
  addStrided(sizes, joined(ordered(sizes, repeated, target.steps), order), result, steps, target.data,
             target.steps);
}

/// The pair whose result is smallest, given what must stay, and what it keeps.
struct Pair {
  std::size_t first = 0;
  std::size_t second = 1;
  Letters kept = 0;
};

Pair smallestPair(Sizes sizes, const std::vector<Term>& terms, Letters wanted) {
  Pair best;
  double smallest = -1;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    for (std::size_t j = i + 1; j < terms.size(); ++j) {
      Letters others = wanted;
      for (std::size_t k = 0; k < terms.size(); ++k) others |= k == i || k == j ? 0 : terms[k].letters;
      const Letters kept = (terms[i].letters | terms[j].letters) & others;
      const double size = sizeOf(sizes, kept);
      if (smallest >= 0 && size >= smallest) continue;
      smallest = size;
      best = {i, j, kept};
    }
  }
  return best;
}

}  // namespace

void contractAdd(Sizes sizes, std::vector<Lettered<const double>> operands, const Lettered<double>& target) {
  if (std::ranges::find(sizes, 0) != sizes.end()) return;
  std::vector<Term> terms;
  for (Lettered<const double>& operand : operands) {
    const Letters letters = lettersOf(sizes, operand.steps);
    terms.push_back({operand.data, std::move(operand.steps), letters});
  }
  const Letters wanted = lettersOf(sizes, target.steps);
  while (terms.size() > 2) {
    const Pair pair = smallestPair(sizes, terms, wanted);
    const std::vector<std::size_t> order = ordered(sizes, pair.kept, terms[pair.first].steps);
    Term result{nullptr, packedSteps(sizes, order), pair.kept,
                std::vector<double>(static_cast<std::size_t>(entriesOf(sizes, order)))};
    contractPair(sizes, std::move(terms[pair.first]), std::move(terms[pair.second]),
                 {result.storage.data(), result.steps});
    result.data = result.storage.data();
    terms.erase(terms.begin() + static_cast<std::ptrdiff_t>(pair.second));
    terms[pair.first] = std::move(result);
  }
  static constexpr double one = 1;
  while (terms.size() < 2) terms.push_back({&one, std::vector<Index>(sizes.size()), 0});
  contractPair(sizes, std::move(terms[0]), std::move(terms[1]), target);
}

}  // namespace core

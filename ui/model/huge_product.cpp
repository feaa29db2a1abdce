#include "ui/model/huge_product.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

using core::Index;

constexpr std::size_t mostListed = 3;
constexpr Index piece = Index(1) << 14;

/// NaN counts as largest: it decides the sum.
double magnitude(const Term& term) {
  const double product = term.product();
  return std::isnan(product) ? HUGE_VAL : std::abs(product);
}

/// Takes the term among the largest; what falls out or does not get in is returned.
double keep(std::vector<Term>& largest, const Term& term) {
  const auto place =
      std::ranges::find_if(largest, [&](const Term& other) { return magnitude(term) > magnitude(other); });
  if (largest.size() < mostListed) {
    largest.insert(place, term);
    return 0;
  }
  if (place == largest.end()) return term.product();
  largest.insert(place, term);
  const double out = largest.back().product();
  largest.pop_back();
  return out;
}

}  // namespace

HugeProduct readProduct(const Equation& equation, const BlockGrid& grid, Index row, Index entry,
                        const core::Watch& watch) {
  const core::Window all = columnWindow(grid, entry);
  HugeProduct product{.row = row, .entry = entry, .terms = all.rowCount};
  product.shown = equation.downstream[row * equation.local.columns() + entry];
  std::vector<double> column(static_cast<std::size_t>(std::min(piece, all.rowCount)));
  for (Index done = 0; done < all.rowCount; done += piece) {
    const core::Window part{all.row + done, entry, std::min(piece, all.rowCount - done), 1};
    const std::span<double> numbers = std::span(column).first(static_cast<std::size_t>(part.rowCount));
    equation.local.readBlock(part, numbers, {watch.stop, {}});
    for (Index n = 0; n < part.rowCount; ++n) {
      const Index j = part.row + n;
      const Term term{j, equation.upstream[row * equation.local.rows() + j],
                      numbers[static_cast<std::size_t>(n)]};
      product.sum += term.product();
      if (term.product() == 0) continue;
      ++product.nonZero;
      product.otherSum += keep(product.largest, term);
    }
    watch.report(done, all.rowCount);
  }
  product.otherCount = product.nonZero - static_cast<Index>(product.largest.size());
  return product;
}

}  // namespace ui

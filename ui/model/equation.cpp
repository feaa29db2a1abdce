#include "ui/model/equation.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/model/names.h"

namespace ui {

std::optional<Equation> equationAt(const Moment& moment, std::size_t node, std::size_t argument) {
  const core::Trace& trace = moment.trace();
  const auto cursor = moment.backwardCursorOf(node);
  if (!cursor || *cursor > moment.cursor()) return std::nullopt;
  if (argument >= trace.plan().node(node).inputCount || !trace.plan().isActive(node, argument)) return std::nullopt;
  const bool hidden = moment.isAskedFor(node, argument);
  if (!hidden && !moment.wireDone(node, argument)) return std::nullopt;
  const auto input = static_cast<std::size_t>(trace.plan().inputsOf(node)[argument]);
  const core::Graph& graph = moment.graph();
  core::Tensor downstream = hidden ? core::Tensor(trace.gradient(input).shape(), std::numeric_limits<double>::quiet_NaN())
                                   : trace.downstream(node, argument);
  return Equation{node,
                  argument,
                  input,
                  trace.stack(),
                  trace.gradient(node).copy(),
                  trace.local(node, argument),
                  std::move(downstream),
                  nameTex(graph.node(*trace.plan().output())),
                  nameTex(graph.node(node)),
                  nameTex(graph.node(input)),
                  hidden};
}

InnerProduct innerProduct(const Equation& equation, core::Index row, core::Index entry) {
  const core::Index count = equation.local.rows();
  std::vector<double> column(static_cast<std::size_t>(count));
  equation.local.readBlock(0, entry, count, 1, column);
  InnerProduct result;
  result.row = row;
  result.entry = entry;
  result.shown = equation.downstream[row * equation.local.columns() + entry];
  std::vector<Term> all;
  all.reserve(static_cast<std::size_t>(count));
  for (core::Index j = 0; j < count; ++j) {
    all.push_back({j, equation.upstream[row * count + j], column[static_cast<std::size_t>(j)]});
    result.sum += all.back().product();
  }
  constexpr std::size_t mostWritten = 6;
  constexpr std::size_t largestShown = 3;
  if (equation.hidden) {
    // Which terms are the largest would tell something of the answer.
    result.otherCount = static_cast<core::Index>(all.size() - std::min(all.size(), mostWritten));
    all.resize(std::min(all.size(), mostWritten));
  } else if (all.size() > mostWritten) {
    // NaN counts as largest: it decides the sum.
    const auto magnitude = [](const Term& term) {
      return std::isnan(term.product()) ? HUGE_VAL : std::abs(term.product());
    };
    std::partial_sort(all.begin(), all.begin() + largestShown, all.end(), [&](const Term& a, const Term& b) {
      return magnitude(a) != magnitude(b) ? magnitude(a) > magnitude(b) : a.j < b.j;
    });
    for (std::size_t k = largestShown; k < all.size(); ++k) result.otherSum += all[k].product();
    result.otherCount = static_cast<core::Index>(all.size() - largestShown);
    all.resize(largestShown);
  }
  result.terms = std::move(all);
  return result;
}

}  // namespace ui

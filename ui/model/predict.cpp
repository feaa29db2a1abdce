#include "ui/model/predict.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

using core::Index;
using Kind = Mistake::Kind;

/// Nobody multiplies more entries than these by hand.
constexpr Index mostAsked = 200'000;
/// Mistakes at single terms are looked for among so many.
constexpr std::size_t mostCompared = 256;

bool canAsk(const Moment& moment, std::size_t node, std::size_t argument) {
  const core::Plan& plan = moment.trace().plan();
  if (argument >= plan.node(node).inputCount || !plan.isActive(node, argument)) return false;
  const auto input = static_cast<std::size_t>(plan.inputsOf(node)[argument]);
  const Index columns = plan.node(input).shape.size();
  return columns > 0 && plan.node(node).shape.size() > 0 && plan.node(node).shape.size() * columns <= mostAsked;
}

std::optional<Mistake> atOneTerm(double typed, const Solution& solution) {
  if (solution.terms.size() < 2 || solution.terms.size() > mostCompared) return std::nullopt;
  for (std::size_t k = 0; k < solution.terms.size(); ++k) {
    const double product = solution.terms[k].product();
    if (isRight(product, 0)) continue;  // without consequence
    if (isRight(typed, solution.result - 2 * product)) return Mistake{Kind::TermSign, static_cast<Index>(k)};
  }
  for (std::size_t k = 0; k < solution.terms.size(); ++k) {
    const double product = solution.terms[k].product();
    if (isRight(product, 0)) continue;
    if (isRight(typed, solution.result - product)) return Mistake{Kind::TermForgotten, static_cast<Index>(k)};
  }
  return std::nullopt;
}

/// Upstream · row of the local gradient, as far as both reach.
std::optional<double> rowForColumn(const Question& question, const Solution& solution) {
  const Equation& e = solution.equation;
  if (question.entry >= e.local.rows() || e.local.rows() < 2 || e.local.columns() < 2) return std::nullopt;
  std::vector<double> row(static_cast<std::size_t>(e.local.columns()));
  e.local.readBlock(question.entry, 0, 1, e.local.columns(), row);
  double sum = 0;
  for (std::size_t k = 0; k < std::min(row.size(), solution.terms.size()); ++k) sum += solution.terms[k].upstream * row[k];
  return sum;
}

std::optional<Mistake> oneFactorOnly(double typed, const Solution& solution) {
  double column = 0;
  for (std::size_t k = 0; k < solution.terms.size() && k < mostCompared; ++k) {
    column += solution.terms[k].local;
    if (isRight(typed, solution.terms[k].local)) return Mistake{Kind::Local, static_cast<Index>(k)};
  }
  if (isRight(typed, column)) return Mistake{Kind::Local, 0};
  for (std::size_t k = 0; k < solution.terms.size() && k < mostCompared; ++k) {
    if (isRight(typed, solution.terms[k].upstream)) return Mistake{Kind::Upstream, static_cast<Index>(k)};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Question> questionAt(const Moment& moment, std::size_t argument) {
  const auto step = moment.shown();
  if (!step || step->kind != Step::Kind::Backward) return std::nullopt;
  const core::Plan& plan = moment.trace().plan();
  if (!canAsk(moment, step->node, argument)) {
    argument = 0;
    while (argument < plan.node(step->node).inputCount && !canAsk(moment, step->node, argument)) ++argument;
    if (argument == plan.node(step->node).inputCount) return std::nullopt;
  }
  const auto input = static_cast<std::size_t>(plan.inputsOf(step->node)[argument]);
  return Question{step->node, argument, 0, (plan.node(input).shape.size() - 1) / 2};
}

Solution solutionOf(const Moment& moment, const Question& question) {
  Solution solution{*equationAt(moment.whole(), question.node, question.argument), {}, 0};
  const Equation& e = solution.equation;
  const Index count = e.local.rows();
  std::vector<double> column(static_cast<std::size_t>(count));
  e.local.readBlock(0, question.entry, count, 1, column);
  for (Index j = 0; j < count; ++j) {
    solution.terms.push_back({j, e.upstream[question.row * count + j], column[static_cast<std::size_t>(j)]});
  }
  solution.result = e.downstream[question.row * e.local.columns() + question.entry];
  return solution;
}

bool isRight(double typed, double result) {
  if (std::isnan(result)) return std::isnan(typed);
  if (!std::isfinite(result) || !std::isfinite(typed)) return typed == result;
  constexpr double halfDigit = 0.005;
  const bool decimals = result == 0 || std::abs(result) >= 2 * halfDigit;
  // A rounded number may stand exactly at the border.
  const double tolerance = std::max(0.01 * std::abs(result), decimals ? halfDigit : 0.0) * (1 + 1e-9);
  return std::abs(typed - result) <= tolerance;
}

Mistake mistakeIn(double typed, const Moment& moment, const Question& question, const Solution& solution) {
  if (!isRight(solution.result, 0) && isRight(typed, -solution.result)) return {Kind::Sign, 0};
  if (const auto mistake = atOneTerm(typed, solution)) return *mistake;
  for (std::size_t k = 0; solution.terms.size() > 2 && k < solution.terms.size() && k < mostCompared; ++k) {
    if (!isRight(solution.terms[k].product(), 0) && isRight(typed, solution.terms[k].product())) return {Kind::NotSummed, static_cast<Index>(k)};
  }
  if (const auto row = rowForColumn(question, solution); row && isRight(typed, *row)) return {Kind::RowForColumn, 0};
  const Equation& e = solution.equation;
  if (moment.contributionCount(e.input) > 1) {
    const auto before = moment.gradient(e.input);
    const Index flat = question.row * e.local.columns() + question.entry;
    if (before && isRight(typed, (*before)[flat] + solution.result)) return {Kind::WholeSum, 0};
  }
  if (const auto mistake = oneFactorOnly(typed, solution)) return *mistake;
  for (Index k = 0; k < std::min<Index>(e.local.columns(), mostCompared); ++k) {
    if (k != question.entry && isRight(typed, e.downstream[question.row * e.local.columns() + k])) return {Kind::Neighbour, k};
  }
  return {};
}

void Predictions::answer(int question) {
  marks_[at(question)].outcome = hints(question) == 0 ? Outcome::Right : Outcome::WithHint;
}

int Predictions::settled() const { return count() - settledAs(Outcome::Open); }

int Predictions::settledAs(Outcome outcome) const {
  return static_cast<int>(std::ranges::count(marks_, outcome, &Mark::outcome));
}

void Predictions::reopen(int kept, int count) {
  marks_.resize(static_cast<std::size_t>(std::clamp(kept, 0, count)));
  marks_.resize(static_cast<std::size_t>(count));
}

}  // namespace ui

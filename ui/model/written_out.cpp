#include "ui/model/written_out.h"

#include <QStringList>

#include <algorithm>

#include "core/autodiff/reach.h"
#include "core/functions/function.h"
#include "ui/model/local_rule.h"
#include "ui/model/names.h"

namespace ui {
namespace {

constexpr qsizetype longestRule = 60;
constexpr std::size_t mostWritten = 24;  // rows of a copy

QString fraction(const core::Graph& graph, std::size_t of, std::size_t by) {
  return QStringLiteral("\\frac{\\partial %1}{\\partial %2}")
      .arg(nameTex(graph.node(of)), nameTex(graph.node(by)));
}

/// A number as LaTeX reads it, with as many digits as it needs up to six.
QString numberTex(double v) {
  QString text = QString::number(v, 'g', 6);
  if (text == QStringLiteral("inf")) return QStringLiteral("\\infty");
  if (text == QStringLiteral("-inf")) return QStringLiteral("-\\infty");
  if (text == QStringLiteral("nan")) return QStringLiteral("\\mathrm{NaN}");
  const qsizetype e = text.indexOf(u'e');
  if (e < 0) return text;
  return text.left(e) + QStringLiteral(" \\cdot 10^{") + QString::number(text.mid(e + 1).toInt()) + u'}';
}

QString bracketed(const QString& number) { return number.startsWith(u'-') ? u'(' + number + u')' : number; }

QString numbersOf(const PathList& list, const PathRow& row) {
  QStringList numbers;
  for (auto w = row.wires.rbegin(); w != row.wires.rend(); ++w)
    numbers << bracketed(numberTex(*list.wires[*w].number));
  return numbers.join(QStringLiteral(" \\cdot "));
}

}  // namespace

std::vector<WrittenFactor> writtenFactors(const PathList& list, const PathRow& row) {
  const core::Graph& graph = list.trace->graph();
  std::vector<WrittenFactor> factors;
  for (auto w = row.wires.rbegin(); w != row.wires.rend(); ++w) {
    const PathWire& wire = list.wires[*w];
    QString rule = localRuleTex(graph, graph.node(wire.to), wire.argument);
    if (rule.size() > longestRule) rule.clear();
    factors.push_back(
        {*w, derivativeTex(nameTex(graph.node(wire.to)), nameTex(graph.node(wire.from))), std::move(rule)});
  }
  return factors;
}

HandWork handWork(const PathList& list, std::size_t wire, std::size_t node) {
  const PathWire& factor = list.wires[wire];
  if (factor.to == node) return HandWork::Derived;
  const core::Plan& plan = list.trace->plan();
  std::vector<bool> source(plan.graph().size());
  source[node] = true;
  const std::vector<bool> depends = core::dependsOn(plan, std::move(source));
  const core::LocalReads& reads = plan.graph().node(factor.to).function->readsOfLocal(factor.argument);
  bool holds = reads.output && depends[factor.to];
  const std::span<const std::int64_t> inputs = plan.inputsOf(factor.to);
  for (std::size_t k = 0; k < inputs.size(); ++k)
    holds = holds || (inputs[k] >= 0 && reads.input(k) && depends[static_cast<std::size_t>(inputs[k])]);
  return holds ? HandWork::Substituted : HandWork::Stays;
}

ExchangeWork exchangeWork(const PathList& list, std::size_t node) {
  std::vector<HandWork> works;
  for (std::size_t w = 0; w < list.wires.size(); ++w) works.push_back(handWork(list, w, node));
  ExchangeWork work;
  for (const PathRow& row : list.rows) {
    bool touched = false;
    for (const std::size_t w : row.wires) {
      ++work.factors;
      work.derived += works[w] == HandWork::Derived ? 1 : 0;
      work.substituted += works[w] == HandWork::Substituted ? 1 : 0;
      touched = touched || works[w] != HandWork::Stays;
    }
    work.paths += touched ? 1 : 0;
  }
  return work;
}

std::vector<std::size_t> exchangeable(const PathList& list) {
  std::vector<bool> met(list.trace->graph().size());
  for (const PathRow& row : list.rows)
    for (const std::size_t w : row.wires) met[list.wires[w].to] = true;
  std::vector<std::size_t> nodes;
  for (const std::size_t p : list.trace->order())
    if (met[p]) nodes.push_back(p);
  return nodes;
}

QString pathLatex(const PathList& list, const PathRow& row) {
  QStringList factors;
  for (auto w = row.wires.rbegin(); w != row.wires.rend(); ++w)
    factors << fraction(list.trace->graph(), list.wires[*w].to, list.wires[*w].from);
  return factors.join(QStringLiteral(" \\, "));
}

QString pathsLatex(const PathList& list) {
  const core::Graph& graph = list.trace->graph();
  const std::size_t shown = std::min(list.rows.size(), mostWritten);
  const bool isAll = shown == list.rows.size() && list.isWhole;
  QStringList products, rules, numbers;
  bool hasRules = true;
  for (std::size_t k = 0; k < shown; ++k) {
    products << pathLatex(list, list.rows[k]);
    QStringList own;
    for (const WrittenFactor& factor : writtenFactors(list, list.rows[k])) {
      hasRules = hasRules && !factor.rule.isEmpty();
      own << (factor.rule.contains(u' ') ? QStringLiteral("\\left(%1\\right)").arg(factor.rule)
                                         : factor.rule);
    }
    rules << own.join(QStringLiteral(" \\cdot "));
    if (list.isScalar()) numbers << numbersOf(list, list.rows[k]);
  }
  const QString more = isAll ? QString() : QStringLiteral("\n  + \\cdots");
  const auto line = [&](const QStringList& terms) {
    return QStringLiteral(" &= ") + terms.join(QStringLiteral("\n  + ")) + more;
  };
  QString text = QStringLiteral("\\begin{align*}\n") + fraction(graph, list.to, list.from) + line(products);
  if (hasRules) text += QStringLiteral(" \\\\\n") + line(rules);
  if (!numbers.isEmpty()) {
    text += QStringLiteral(" \\\\\n") + line(numbers);
    const std::optional<core::Tensor>& result = list.sum ? list.sum : list.backward;
    if (result) text += QStringLiteral(" = ") + numberTex((*result)[0]);
  }
  return text + QStringLiteral("\n\\end{align*}\n");
}

}  // namespace ui

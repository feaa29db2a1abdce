#include "ui/panels/predict_words.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

#include "ui/figures/entry_symbols.h"
#include "ui/figures/math_text.h"
#include "ui/figures/number_text.h"
#include "ui/model/names.h"

namespace ui {
namespace {

using Kind = Mistake::Kind;

/// Words, for translators.
struct Words {
  Q_DECLARE_TR_FUNCTIONS(Predict)
};

/// Writes the numbers of one question as its panels do, each in the ink of its role.
class Writer {
 public:
  Writer(const Quiz& quiz, const Theme& theme) : solution_(quiz.solution()), question_(*quiz.question()), theme_(theme) {}

  QString number(double v) const { return readsAsZero(v) ? significantText(v) : numberText(v); }
  QString inked(const QString& text, const QColor& ink) const {
    return QStringLiteral("<b style=\"color:%1\">%2</b>").arg(ink.name(), text);
  }
  QString upstream(core::Index j) const { return inked(u'(' + number(term(j).upstream) + u')', theme_.upstream); }
  QString local(core::Index j) const { return inked(u'(' + number(term(j).local) + u')', theme_.local); }
  QString product(core::Index j) const { return upstream(j) + local(j); }
  QString products(bool withResults) const {
    QStringList all;
    constexpr core::Index most = 6;
    for (core::Index j = 0; j < std::min<core::Index>(most, count()); ++j) {
      all << (withResults ? QStringLiteral("(%1)").arg(number(term(j).product())) : product(j));
    }
    return all.join(QStringLiteral(" + ")) + (count() > most ? QStringLiteral(" + …") : QString());
  }
  QString entry(core::Index entry) const {
    const Equation& e = solution_.equation;
    return MathText::parse(entryTex(e.inputName, e.inputShape(), entry)).plain() +
           (hasEntrySymbol(e.inputName, e.inputShape()) ? QString() : u' ' + entryIndex(e.inputShape(), entry));
  }
  QString output() const { return MathText::parse(solution_.equation.outputName).plain(); }
  QString place(core::Index j) const { return entryIndex(solution_.equation.outputShape(), j); }
  const Term& term(core::Index j) const { return solution_.terms[static_cast<std::size_t>(j)]; }
  core::Index count() const { return static_cast<core::Index>(solution_.terms.size()); }
  core::Index column() const { return question_.entry; }

 private:
  const Solution& solution_;
  const Question& question_;
  const Theme& theme_;
};

HintText signHint(const Writer& w, core::Index j) {
  const double product = w.term(j).product();
  const QString where = w.count() == 3 && j == 1 ? Words::tr("Look at the sign in the middle")
                                                 : Words::tr("Look at the sign of term %1").arg(j + 1);
  const QString why = w.term(j).upstream < 0 ? Words::tr("this upstream entry is negative")
                      : w.term(j).local < 0  ? Words::tr("this local entry is negative")
                                             : Words::tr("both factors are positive");
  const QString both = w.term(j).upstream < 0 && w.term(j).local < 0 ? Words::tr("both factors are negative") : why;
  return {where, product < 0 ? Words::tr("You added %1 there. But %2, so %3 lowers the sum.").arg(w.number(-product), both, w.product(j))
                             : Words::tr("You took %1 away there. But %2, so %3 raises the sum.").arg(w.number(product), both, w.product(j))};
}

HintText mistakeHint(const Writer& w, const Mistake& mistake) {
  switch (mistake.kind) {
    case Kind::Sign:
      return {Words::tr("Look at the sign"), Words::tr("The size is right. Count the negative factors: %1.").arg(w.products(false))};
    case Kind::TermSign: return signHint(w, mistake.at);
    case Kind::TermForgotten:
      return {Words::tr("One term is missing"), Words::tr("Entry %1 of the upstream gradient has a part in it too: %2.").arg(w.place(mistake.at), w.product(mistake.at))};
    case Kind::NotSummed:
      return {Words::tr("One product of several"),
              Words::tr("%1 is what comes through one entry of the output. %2 moves all %3 of them: add the products.").arg(w.product(mistake.at), w.entry(w.column())).arg(w.count())};
    case Kind::RowForColumn:
      return {Words::tr("A column, not a row"),
              Words::tr("You went along a row of the local Jacobian. What reaches %1 stands in its column %2: one entry for each entry of the output.")
                  .arg(w.entry(w.column()))
                  .arg(w.column() + 1)};
    case Kind::Local:
      return {Words::tr("That is the local gradient"),
              Words::tr("It says how %1 moves this node. How %2 is moved takes the upstream gradient as a factor.").arg(w.entry(w.column()), w.output())};
    case Kind::Upstream:
      return {Words::tr("That is the upstream gradient"),
              Words::tr("%1 has come down to the output of this node. It goes on to %2 times the local gradient.").arg(w.upstream(mistake.at), w.entry(w.column()))};
    case Kind::Neighbour:
      return {Words::tr("That reaches another entry"), Words::tr("It is the gradient of %1. Asked for is %2: take its column.").arg(w.entry(mistake.at), w.entry(w.column()))};
    case Kind::WholeSum:
      return {Words::tr("That is the sum so far and this"), Words::tr("Other steps have sent a part already. Asked for is what this step adds.")};
    case Kind::Other: break;
  }
  return {};
}

HintText generalHint(const Writer& w, int level) {
  if (w.count() == 1 && level > 1) {
    return {Words::tr("One product"), Words::tr("Multiply: %1.").arg(w.product(0))};
  }
  if (level <= 1) {
    return {Words::tr("Upstream times local"), Words::tr("Multiply each entry of the upstream gradient by the entry of column %1 beside it, then add.").arg(w.column() + 1)};
  }
  if (level == 2) return {Words::tr("The first product"), Words::tr("It begins with %1 = %2.").arg(w.product(0), w.number(w.term(0).product()))};
  return {Words::tr("All products"), Words::tr("Add them: %1.").arg(w.products(true))};
}

}  // namespace

QString questionText(const Solution& solution, const Question& question) {
  const Equation& e = solution.equation;
  const QString name = MathText::parse(e.inputName).plain();
  if (e.inputShape().size() == 1) return Words::tr("Upstream and the local gradient are known. Which gradient reaches %1?").arg(name);
  if (e.inputShape().rank() == 1) {
    return Words::tr("Upstream and the local Jacobian are known. Which gradient reaches entry %1 of %2?").arg(question.entry + 1).arg(name);
  }
  return Words::tr("Upstream and the local Jacobian are known. Which gradient reaches entry %1 of %2?").arg(entryIndex(e.inputShape(), question.entry), name);
}

QString askedTex(const Solution& solution, const Question& question) {
  const Equation& e = solution.equation;
  const QString of = e.stack.rank() == 0 ? e.outputName : entryTex(e.outputName, e.stack, question.row);
  const bool symbol = hasEntrySymbol(e.inputName, e.inputShape());
  const QString by = symbol ? entryTex(e.inputName, e.inputShape(), question.entry)
                            : QStringLiteral("%1[%2]").arg(e.inputName, entryIndex(e.inputShape(), question.entry).remove(u'(').remove(u')'));
  return derivativeTex(of, by);
}

std::vector<KnownPart> knownParts(const Moment& moment, const Question& question) {
  constexpr std::size_t most = 6;
  constexpr core::Index mostEntries = 200'000;
  const core::Trace& trace = moment.trace();
  const core::Plan& plan = trace.plan();
  const std::span<const std::int64_t> inputs = plan.inputsOf(question.node);
  std::vector<std::size_t> order{question.argument};
  for (std::size_t k = 0; k < inputs.size(); ++k) {
    if (k != question.argument && inputs[k] >= 0 && plan.isActive(question.node, k)) order.push_back(k);
  }
  std::vector<KnownPart> parts;
  std::vector<std::size_t> told;  // inputs
  for (const std::size_t k : order) {
    const auto input = static_cast<std::size_t>(inputs[k]);
    const core::Shape& shape = trace.gradient(input).shape();
    const QString name = MathText::parse(nameTex(moment.graph().node(input))).plain();
    if (k != question.argument && moment.isAskedFor(question.node, k)) {
      parts.push_back({title(*moment.graph().node(question.node).function), Words::tr("to %1: hidden, follows from the same upstream").arg(name), shape, {}});
    }
    if (std::ranges::find(told, input) != told.end() || trace.gradient(input).size() > mostEntries) continue;
    told.push_back(input);
    const std::span<const core::Contribution> all = trace.contributions(input);
    for (std::size_t c = 0; c < moment.contributionsArrived(input); ++c) {
      parts.push_back({title(*moment.graph().node(all[c].consumer).function),
                       Words::tr("contribution %1 of %2 at %3").arg(c + 1).arg(all.size()).arg(name), shape,
                       trace.downstream(all[c].consumer, all[c].argument)});
    }
  }
  std::ranges::stable_sort(parts, {}, [](const KnownPart& part) { return !part.gradient.has_value(); });
  if (parts.size() > most) parts.resize(most);
  return parts;
}

HintText hintText(const Quiz& quiz, const Theme& theme) {
  if (!quiz.question() || !quiz.hint()) return {};
  const Writer writer(quiz, theme);
  const Quiz::Hint& hint = *quiz.hint();
  if (hint.mistake && hint.mistake->kind != Kind::Other) return mistakeHint(writer, *hint.mistake);
  return generalHint(writer, hint.level);
}

}  // namespace ui

#include <QCoreApplication>

#include <cmath>

#include "ui/figures/entry_symbols.h"
#include "ui/figures/equation_words.h"
#include "ui/figures/number_text.h"
#include "ui/model/names.h"

namespace ui {
namespace {

using core::Index;
using core::Shape;
using Ink = Piece::Ink;

/// Words of the equation, for translators.
struct Words {
  Q_DECLARE_TR_FUNCTIONS(Equation)
};

/// Those of more terms are not gone through while the pointer moves.
constexpr Index mostTerms = Index(1) << 16;

Piece muted(const QString& text) { return textPiece(text, Ink::Muted); }

/// " at i=(1,3)" after a symbol that does not carry the index itself.
void addIndex(Sentence& sentence, const QString& name, const Shape& shape, Index entry, const QString& letter,
              bool more = false) {
  if (hasEntrySymbol(name, shape)) return;
  sentence.push_back(
      textPiece(more ? QStringLiteral(", ") : QStringLiteral(" ") + Words::tr("at") + QStringLiteral(" ")));
  sentence.push_back(textPiece(letter, Ink::Body, true));
  sentence.push_back(textPiece(QStringLiteral("=") + entryIndex(shape, entry)));
}

void addEntry(Sentence& sentence, const QString& name, const Shape& shape, Index entry,
              const QString& letter) {
  sentence.push_back(mathPiece(entryTex(name, shape, entry)));
  addIndex(sentence, name, shape, entry, letter);
}

QString seedTex(const EquationContent& content, Index row) {
  const Equation& e = content.equation;
  return e.stack.rank() == 0 ? e.outputName : entryTex(e.outputName, e.stack, row);
}

/// An empty box to be filled in.
void addBox(Sentence& sentence, std::size_t term) {
  Piece box = textPiece(QString(4, QChar(0x2003)));  // em spaces: as wide as a number
  box.tag = boxTag + static_cast<int>(term);
  sentence.push_back(box);
}

/// (0.75)(0.20) + (−0.91)(0.60) + …; a term that the structure of the local gradient makes 0 is "0".
void addTerms(Sentence& sentence, const EquationContent& content, const InnerProduct& product) {
  const auto bracketed = [&](double v) { return u'(' + entryNumber(content, v) + u')'; };
  bool first = true;
  for (std::size_t k = 0; content.equation.hidden && k < product.terms.size(); ++k) {
    // While the sum is asked for, the factors of the column are found in the panel.
    sentence.push_back(textPiece((k == 0 ? QString() : QStringLiteral(" + ")) + bracketed(product.terms[k].upstream) + QStringLiteral(" · ")));
    addBox(sentence, k);
  }
  for (const Term& term : product.terms) {
    if (content.equation.hidden) break;
    const bool zero =
        content.hasReadings() ? term.product() == 0 : term.local == 0 && std::isfinite(term.upstream);
    const QString text = zero ? QStringLiteral("0") : bracketed(term.upstream) + bracketed(term.local);
    sentence.push_back(textPiece(first ? text : QStringLiteral(" + ") + text));
    first = false;
  }
  if (product.otherCount > 0 && content.equation.hidden) {
    sentence.push_back(textPiece(Words::tr(" + … %n more terms", nullptr, static_cast<int>(product.otherCount))));
  } else if (product.otherCount > 0) {
    const QString rest =
        Words::tr("%n smaller terms, together ", nullptr, static_cast<int>(product.otherCount));
    sentence.push_back(
        textPiece(QStringLiteral(" + \u2026 ") + rest + entryNumber(content, product.otherSum)));
  }
  if (product.terms.empty()) sentence.push_back(textPiece(QStringLiteral("0")));
}

void addResult(Sentence& sentence, const EquationContent& content, double v) {
  sentence.push_back(textPiece(QStringLiteral(" = ")));
  const QString result = content.equation.hidden ? QStringLiteral("?") : entryNumber(content, v);
  sentence.push_back(textPiece(result, Ink::Downstream, true));
}

Sentence scalarSentence(const EquationContent& content) {
  Sentence sentence{mathPiece(content.downstreamTex, Ink::Downstream), textPiece(QStringLiteral(" = ")),
                    mathPiece(content.upstreamTex, Ink::Upstream),     textPiece(QStringLiteral(" \u00b7 ")),
                    mathPiece(content.localTex, Ink::Local),           textPiece(QStringLiteral(" = "))};
  const InnerProduct product = innerProduct(content.equation, 0, 0);
  if (content.equation.hidden) {
    addTerms(sentence, content, product);
  } else {
    sentence.push_back(textPiece(u'(' + entryNumber(content, product.terms.front().upstream) + QStringLiteral(")(") +
                                 entryNumber(content, product.terms.front().local) + u')'));
  }
  addResult(sentence, content, product.shown);
  return sentence;
}

Sentence downstreamSentence(const EquationContent& content, Index row, Index i, bool columns) {
  const Equation& e = content.equation;
  const QString input = entryTex(e.inputName, e.inputShape(), i);
  Sentence sentence{mathPiece(derivativeTex(seedTex(content, row), input), Ink::Downstream)};
  if (e.stack.rank() > 0) addIndex(sentence, e.outputName, e.stack, row, QStringLiteral("k"));
  const bool more = e.stack.rank() > 0 && !hasEntrySymbol(e.outputName, e.stack);
  addIndex(sentence, e.inputName, e.inputShape(), i, QStringLiteral("i"), more);
  if (content.rows() > mostTerms) {
    sentence.push_back(textPiece(Words::tr(" is the sum of %1 products").arg(countText(content.rows()))));
    addResult(sentence, content, numberAt(content, {PanelRole::Downstream, row, i}));
    return sentence;
  }
  if (content.hasReadings()) {
    sentence.push_back(textPiece(QStringLiteral(" ") + Words::tr("is") + QStringLiteral(" ")));
    const QString index = entryIndex(e.inputShape(), i);
    const QString weight =
        e.stack.rank() > 0 ? entryIndex(e.stack, row) + QStringLiteral(",j") : QStringLiteral("j");
    sentence.push_back(mathPiece(QStringLiteral("\\Sigma_j\\, u_{%1} J_{j,%2}").arg(weight, index)));
    sentence.push_back(textPiece(QStringLiteral(" = ")));
  } else {
    const Index down = columns ? i : row;
    const Index across = columns ? row : i;
    sentence.push_back(textPiece(Words::tr(" = row %1 · column %2 = ").arg(down + 1).arg(across + 1)));
  }
  const InnerProduct product = innerProduct(e, row, i);
  addTerms(sentence, content, product);
  addResult(sentence, content, product.shown);
  return sentence;
}

Sentence localSentence(const EquationContent& content, Index j, Index i) {
  const Equation& e = content.equation;
  const QString output = entryTex(e.nodeName, e.outputShape(), j);
  const QString input = entryTex(e.inputName, e.inputShape(), i);
  Sentence sentence{mathPiece(derivativeTex(output, input), Ink::Local)};
  addIndex(sentence, e.nodeName, e.outputShape(), j, QStringLiteral("j"));
  addIndex(sentence, e.inputName, e.inputShape(), i, QStringLiteral("i"));
  sentence.push_back(textPiece(QStringLiteral(" = ")));
  sentence.push_back(
      textPiece(entryNumber(content, numberAt(content, {PanelRole::Local, j, i})), Ink::Local, true));
  sentence.push_back(textPiece(Words::tr(": this entry says how ")));
  addEntry(sentence, e.inputName, e.inputShape(), i, QStringLiteral("i"));
  sentence.push_back(textPiece(Words::tr(" moves ")));
  addEntry(sentence, e.nodeName, e.outputShape(), j, QStringLiteral("j"));
  return sentence;
}

Sentence upstreamSentence(const EquationContent& content, Index row, Index j, bool columns) {
  const Equation& e = content.equation;
  const QString output = entryTex(e.nodeName, e.outputShape(), j);
  Sentence sentence{mathPiece(derivativeTex(seedTex(content, row), output), Ink::Upstream)};
  if (e.stack.rank() > 0) addIndex(sentence, e.outputName, e.stack, row, QStringLiteral("k"));
  const bool more = e.stack.rank() > 0 && !hasEntrySymbol(e.outputName, e.stack);
  addIndex(sentence, e.nodeName, e.outputShape(), j, QStringLiteral("j"), more);
  sentence.push_back(textPiece(QStringLiteral(" = ")));
  const double v = numberAt(content, {PanelRole::Upstream, row, j});
  sentence.push_back(textPiece(entryNumber(content, v), Ink::Upstream, true));
  sentence.push_back(textPiece(QStringLiteral(": ")));
  addEntry(sentence, e.nodeName, e.outputShape(), j, QStringLiteral("j"));
  sentence.push_back(textPiece(Words::tr(" is reached by every ")));
  sentence.push_back(mathPiece(e.inputName));
  sentence.push_back(textPiece(content.hasReadings() ? Words::tr(" through the entries of its block")
                               : columns             ? Words::tr(" through this column")
                                                     : Words::tr(" through this row")));
  return sentence;
}

}  // namespace

Sentence entrySentence(const EquationContent& content, EquationEntry entry, bool columns) {
  if (content.isScalar()) return scalarSentence(content);
  switch (entry.panel) {
    case PanelRole::Upstream: return upstreamSentence(content, entry.row, entry.column, columns);
    case PanelRole::Local: return localSentence(content, entry.row, entry.column);
    case PanelRole::Downstream: break;
  }
  return downstreamSentence(content, entry.row, entry.column, columns);
}

Sentence sideSentence(const EquationContent& content, ProductSide side) {
  const auto sentence = [](const QString& text) { return Sentence{textPiece(text)}; };
  switch (side) {
    case ProductSide::K:
      return sentence(Words::tr("Each of the %1 rows of the upstream gives one row of the downstream.")
                          .arg(countText(content.equation.upstreamRows())));
    case ProductSide::M:
      return sentence(
          Words::tr(
              "The %1 entries of an upstream row meet the %1 rows of the local gradient: so the product is "
              "defined.")
              .arg(countText(content.rows())));
    case ProductSide::N:
      return sentence(
          Words::tr("Each of the %1 columns of the local gradient gives one entry of a downstream row.")
              .arg(countText(content.columns())));
    case ProductSide::None: break;
  }
  return {};
}

Sentence riseSentence(const EquationContent& content) {
  if (!content.rise) return {};
  const Equation& e = content.equation;
  const SmallRise& rise = *content.rise;
  Sentence sentence{muted(Words::tr("Raise ")), mathPiece(e.inputName, Ink::Muted),
                    muted(Words::tr(" by %1: ").arg(QString::number(rise.step)))};
  const auto add = [&](const QString& name, double change) {
    sentence.push_back(mathPiece(name, Ink::Muted));
    const QString amount = significantText(std::abs(change), 2);
    sentence.push_back(muted(std::isnan(change) ? Words::tr(" has no value")
                             : change > 0       ? Words::tr(" rises by %1").arg(amount)
                             : change < 0       ? Words::tr(" falls by %1").arg(amount)
                                                : Words::tr(" stays")));
  };
  add(e.nodeName, rise.node);
  if (rise.output) {
    sentence.push_back(muted(QStringLiteral(", ")));
    add(e.outputName, *rise.output);
  }
  sentence.push_back(muted(QStringLiteral(".")));
  return sentence;
}

Sentence idleSentence(const EquationContent& content) {
  if (content.isScalar()) return scalarSentence(content);
  return {muted(Words::tr("Point at a cell to see where its number comes from. ")),
          muted(Words::tr("A click keeps it, the arrow keys move it."))};
}

}  // namespace ui

#include <QCoreApplication>

#include <cmath>

#include "ui/figures/common_power.h"
#include "ui/figures/entry_symbols.h"
#include "ui/figures/huge_words.h"
#include "ui/figures/number_text.h"
#include "ui/model/names.h"

namespace ui {
namespace {

using core::Index;
using Ink = Piece::Ink;

/// Words of huge equations, for translators.
struct Words {
  Q_DECLARE_TR_FUNCTIONS(HugeEquation)
};

/// "−3.56 + 1.92 − 1.85".
QString signedTerm(const QString& text, bool first) {
  if (first) return text;
  const QChar minus(0x2212);
  return text.startsWith(minus) ? QStringLiteral(" \u2212 ") + text.mid(1) : QStringLiteral(" + ") + text;
}

Sentence nameOf(const EquationContent& content, const HugeProduct& product) {
  const Equation& e = content.equation;
  Sentence line{mathPiece(content.downstreamTex, Ink::Downstream)};
  QString at;
  if (e.stack.rank() > 0) at = Words::tr("k=%1, ").arg(entryIndex(e.stack, product.row));
  at += Words::tr("i=%1").arg(entryIndex(e.inputShape(), product.entry));
  line.push_back(textPiece(u' ' + Words::tr("at %1").arg(at)));
  return line;
}

}  // namespace

std::pair<Sentence, Sentence> productSentences(const HugePicture& picture) {
  const std::optional<HugeProduct>& product = picture.readings.product;
  if (!picture.lit || !product || product->entry != picture.lit->column) {
    return {
        {textPiece(Words::tr("Point at a number to see the sum that it enters; a click keeps it."),
                   Ink::Muted)},
        {textPiece(Words::tr("The wheel zooms, dragging moves; arrows and page keys move the numbers."),
                   Ink::Muted)}};
  }
  Sentence first = nameOf(*picture.content, *product);
  first.push_back(textPiece(Words::tr(" = upstream · column %1: ").arg(countText(product->entry + 1))));
  first.push_back(textPiece(
      Words::tr("%1 of %2 terms are not 0").arg(countText(product->nonZero), countText(product->terms))));
  double largest = std::abs(product->sum);
  for (const Term& term : product->largest) {
    if (std::isfinite(term.product())) largest = std::max(largest, std::abs(term.product()));
  }
  const CommonPower power = CommonPower::of(largest);
  QString terms;
  for (const Term& term : product->largest) terms += signedTerm(power.text(term.product()), terms.isEmpty());
  if (terms.isEmpty()) terms = QStringLiteral("0");
  if (product->otherCount > 0) {
    terms +=
        u' ' +
        Words::tr("and %1 smaller: %2").arg(countText(product->otherCount), power.text(product->otherSum));
  }
  const bool bracketed = power.exponent != 0;
  Sentence second{
      textPiece(QStringLiteral("= ") + (bracketed ? u'(' + terms + u')' + power.factor() : terms))};
  second.push_back(textPiece(QStringLiteral(" = ")));
  second.push_back(textPiece(power.text(product->shown) + power.factor(), Ink::Downstream, true));
  return {first, second};
}

}  // namespace ui

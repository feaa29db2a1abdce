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
  const std::optional<HugeEntry> asked = picture.product();
  const Index rows = picture.content->equation.upstreamRows();
  if (picture.gradient && !asked) {
    return {entrySentence(*picture.content, *picture.gradient),
            {textPiece(
                rows > 1 ? Words::tr(
                               "Row %1 of %2 of upstream times a column is an entry of row %1 of downstream.")
                               .arg(countText(picture.row + 1), countText(rows))
                         : Words::tr("Upstream times a column is an entry of downstream."),
                Ink::Muted)}};
  }
  if (!asked || !product || product->row != asked->row || product->entry != asked->column) {
    const QString keys =
        rows > 1
            ? Words::tr("The wheel zooms, dragging and arrows move; Alt+Up and Alt+Down go to other rows.")
            : Words::tr("The wheel zooms, dragging moves; arrows and page keys move the numbers.");
    return {{textPiece(Words::tr("Point at a number to see the sum that it enters; a click keeps it."),
                       Ink::Muted)},
            {textPiece(keys, Ink::Muted)}};
  }
  Sentence first = nameOf(*picture.content, *product);
  const QString column = countText(product->entry + 1);
  first.push_back(textPiece(
      rows > 1 ? Words::tr(" = row %1 of upstream · column %2: ").arg(countText(product->row + 1), column)
               : Words::tr(" = upstream · column %1: ").arg(column)));
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

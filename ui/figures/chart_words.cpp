#include "ui/figures/chart_words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

#include "ui/figures/number_text.h"
#include "ui/figures/symbol_text.h"
#include "ui/model/names.h"

namespace ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(Charts)
};

using Ink = Piece::Ink;
constexpr std::size_t mostDirections = 6;  // entries of dx that are written out

/// Numbers with the same decimals, two where these say each of them well enough.
QStringList numbersText(std::span<const double> numbers) {
  const auto isSaid = [&](int decimals) {
    const double unit = std::pow(10, decimals);
    return std::ranges::all_of(numbers, [&](double v) { return std::abs(std::round(v * unit) / unit - v) <= 0.004 * std::abs(v); });
  };
  int decimals = 2;
  while (decimals < 6 && !isSaid(decimals)) ++decimals;
  QStringList texts;
  for (const double v : numbers) texts << (isSaid(decimals) ? numberText(v, decimals) : significantText(v, 3));
  return texts;
}

}  // namespace

Sentence normsTitle(const Moment& moment) {
  Sentence title{
      textPiece(Words::tr("Gradient norm per node") + QStringLiteral("  "), Ink::Downstream, true)};
  const auto output = moment.trace().plan().output();
  if (!output || !moment.trace().seed()) return title;
  const QString norm = derivativeTex(nameTex(moment.graph().node(*output)), QStringLiteral("z_k"));
  title.push_back(mathPiece(QStringLiteral("\\|") + norm + QStringLiteral("\\|"), Ink::Downstream));
  return title;
}

Sentence curveTitle(const Moment& moment, const Curve& curve) {
  const QString words = curve.entryCount == 1 ? Words::tr("Curve") : Words::tr("Slope at the current points");
  return {textPiece(words + QStringLiteral("  "), Ink::Local, true),
          mathPiece(equationTex(moment.graph(), moment.graph().node(curve.node)), Ink::Local)};
}

QString curveNote(const Curve& curve) {
  if (curve.corner) return Words::tr("a corner: slopes from both sides dashed, the one that is taken solid");
  if (curve.entryCount == 1) return Words::tr("the tangent is the local gradient");
  return Words::tr("%1 entries as ticks, %2 of them with their tangent")
      .arg(countText(curve.entryCount))
      .arg(curve.tangents.size());
}

QString whyNoCurve(const Moment& moment, std::size_t node) {
  const core::Node& shown = moment.graph().node(node);
  if (shown.isLeaf()) return Words::tr("%1 is a leaf: it has no curve.").arg(plainName(shown));
  if (!shown.function->scalar.forward)
    return Words::tr("%1 is not elementwise: it has no common curve.").arg(title(*shown.function));
  return moment.valueKnown(node) ? QString() : Words::tr("Not computed yet: step forward.");
}

QString whyNoSingleCurve() {
  return Words::tr("Its other inputs differ from entry to entry: there is no one curve.");
}

Sentence histogramTitle(const Moment& moment, std::size_t node, bool ofGradient) {
  const QString name = nameTex(moment.graph().node(node));
  const auto output = moment.trace().plan().output();
  if (!ofGradient || !output) return {textPiece(Words::tr("Histogram of") + u' '), mathPiece(name)};
  const QString by = derivativeTex(nameTex(moment.graph().node(*output)), name);
  return {textPiece(Words::tr("Histogram of") + u' '), mathPiece(u'|' + by + u'|')};
}

QString entriesText(core::Index count) { return Words::tr("%1 entries").arg(countText(count)); }

Sentence nudgeTitle(const NudgeAnswer& answer) {
  const core::Graph& graph = answer.wish.trace->graph();
  const QString y = nameTex(graph.node(answer.wish.target));
  const bool single = answer.wish.change.size() == 1;
  const QString x = single ? nameTex(graph.node(answer.wish.change.front().leaf)) : QStringLiteral("x");
  return {textPiece(Words::tr("Error against step length") + QStringLiteral("  "), Ink::Downstream, true),
          mathPiece(QStringLiteral("\\|%1(%2{+}dx) - %1(%2) - J\\,dx\\|").arg(y, x), Ink::Downstream)};
}

QString nudgeNote(const NudgeAnswer& answer) {
  QStringList names;
  for (const core::LeafTensor& leaf : answer.wish.change)
    names << symbolText(answer.wish.trace->graph().node(leaf.leaf));
  const QString where = names.join(Words::tr(", "));
  if (answer.dx.size() > mostDirections)
    return Words::tr("dx along a direction of %1 entries in %2").arg(countText(answer.columns)).arg(where);
  const QStringList numbers = numbersText(answer.dx);
  const QString entries = numbers.join(QStringLiteral(", "));
  return Words::tr("dx along %1 in %2").arg(numbers.size() == 1 ? entries : u'(' + entries + u')', where);
}

QString nudgeFinding(const NudgeCurve& curve, bool corner) {
  if (curve.isLinear) {
    const QString text = Words::tr("The error is 0 at every step length: the function is linear along this direction.");
    if (!corner) return text;
    return text + u' ' + Words::tr("But x lies on a corner: J depends on the chosen side, and other directions have an error.");
  }
  if (!curve.slope) return {};
  if (corner && std::abs(*curve.slope - 1) < 0.2)
    return Words::tr("Measured slope %1: ten times smaller steps make the error only ten times smaller. On the way lies "
                     "a corner, where J depends on the chosen side.")
        .arg(numberText(*curve.slope));
  return Words::tr("Ten times smaller step: J dx shrinks 10 times, the error %1 times. Measured slope %2.")
      .arg(significantText(std::pow(10, *curve.slope), 3), numberText(*curve.slope));
}

}  // namespace ui

#include "ui/figures/chart_words.h"

#include <QCoreApplication>

#include "ui/figures/number_text.h"
#include "ui/model/names.h"

namespace ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(Charts)
};

using Ink = Piece::Ink;

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
    return Words::tr("%1 is not elementwise: its entries have no common curve.").arg(title(*shown.function));
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

}  // namespace ui

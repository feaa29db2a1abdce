#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <cmath>

#include "ui/figures/entry_symbols.h"
#include "ui/figures/equation_words.h"
#include "ui/figures/number_text.h"
#include "ui/model/names.h"

namespace ui {
namespace {

using core::Index;
using core::Shape;

/// Longer inner products are copied as they are written, not term by term.
constexpr Index mostCopied = 64;

/// The derivative that an entry is: of which entry of which node, by which.
struct Derivative {
  QString of, by;
  Shape ofShape, byShape;
  Index ofEntry = 0, byEntry = 0;
};

Derivative derivativeAt(const EquationContent& content, EquationEntry entry) {
  const Equation& e = content.equation;
  switch (entry.panel) {
    case PanelRole::Upstream:
      return {e.outputName, e.nodeName, e.stack, e.outputShape(), entry.row, entry.column};
    case PanelRole::Local:
      return {e.nodeName, e.inputName, e.outputShape(), e.inputShape(), entry.row, entry.column};
    case PanelRole::Downstream: break;
  }
  return {e.outputName, e.inputName, e.stack, e.inputShape(), entry.row, entry.column};
}

/// "W_1[2,3]", "a_3": a name that plain text can carry.
QString plainEntry(const QString& name, const Shape& shape, Index entry) {
  QString text = asciiText(plainText({mathPiece(name)}));
  if (name.contains(u'_') && !text.contains(u'_')) {
    static const QRegularExpression digits(QStringLiteral("(\\d+)$"));
    text.replace(digits, QStringLiteral("_\\1"));
  }
  if (shape.rank() == 0) return text;
  if (hasEntrySymbol(name, shape)) return text + u'_' + QString::number(entry + 1);
  return text + u'[' + entryIndex(shape, entry).remove(u'(').remove(u')') + u']';
}

QString latexEntry(const QString& name, const Shape& shape, Index entry) {
  if (shape.rank() == 0) return name;
  if (hasEntrySymbol(name, shape)) return entryTex(name, shape, entry);
  return QStringLiteral("{%1}_{%2}").arg(name, entryIndex(shape, entry));
}

QString latexNumber(const EquationContent& content, double v) {
  if (std::isnan(v)) return QStringLiteral("\\mathrm{NaN}");
  if (std::isinf(v)) return v > 0 ? QStringLiteral("\\infty") : QStringLiteral("-\\infty");
  QString text = asciiText(entryNumber(content, v));
  static const QRegularExpression power(QStringLiteral("[ ]?e(-?\\d+)"));
  return text.replace(power, QStringLiteral(" \\cdot 10^{\\1}"));
}

}  // namespace

QString copyText(const EquationContent& content, EquationEntry entry) {
  const Equation& e = content.equation;
  const Derivative d = derivativeAt(content, entry);
  const QString name = QStringLiteral("d%1/d%2").arg(plainEntry(d.of, d.ofShape, d.ofEntry),
                                                     plainEntry(d.by, d.byShape, d.byEntry));
  const QString value = plainNumber(numberAt(content, entry));
  if (entry.panel != PanelRole::Downstream) return name + QStringLiteral(" = ") + value;
  if (content.rows() > mostCopied) return asciiText(plainText(entrySentence(content, entry)));
  QStringList terms;
  for (Index j = 0; j < content.rows(); ++j) {
    const double upstream = numberAt(content, {PanelRole::Upstream, entry.row, j});
    double local = 0;
    e.local.readBlock(j, entry.column, 1, 1, std::span(&local, 1));
    terms += u'(' + plainNumber(upstream) + QStringLiteral(")(") + plainNumber(local) + u')';
  }
  return name + QStringLiteral(" = ") + terms.join(QStringLiteral(" + ")) + QStringLiteral(" = ") + value;
}

QString copyLatex(const EquationContent& content, EquationEntry entry) {
  const Derivative d = derivativeAt(content, entry);
  QString text = QStringLiteral("\\frac{\\partial %1}{\\partial %2}")
                     .arg(latexEntry(d.of, d.ofShape, d.ofEntry), latexEntry(d.by, d.byShape, d.byEntry));
  const auto bracketed = [&](double v) { return u'(' + latexNumber(content, v) + u')'; };
  if (entry.panel == PanelRole::Downstream && content.rows() > 0) {
    const InnerProduct product = innerProduct(content.equation, entry.row, entry.column);
    QStringList terms;
    for (const Term& term : product.terms) terms += bracketed(term.upstream) + bracketed(term.local);
    if (product.otherCount > 0) {
      terms += QStringLiteral("\\underbrace{%1}_{\\text{%2 smaller terms}}")
                   .arg(bracketed(product.otherSum))
                   .arg(product.otherCount);
    }
    text += QStringLiteral(" = ") + terms.join(QStringLiteral(" + "));
  }
  return text + QStringLiteral(" = ") + latexNumber(content, numberAt(content, entry));
}

}  // namespace ui

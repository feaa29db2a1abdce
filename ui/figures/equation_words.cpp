#include "ui/figures/equation_words.h"

#include <QCoreApplication>

#include <utility>

#include "ui/figures/entry_symbols.h"
#include "ui/figures/math_text.h"
#include "ui/figures/number_text.h"

namespace ui {
namespace {

using core::Index;
using core::Shape;
using Ink = Piece::Ink;

/// Words of the equation, for translators.
struct Words {
  Q_DECLARE_TR_FUNCTIONS(Equation)
};

Piece number(const QString& text, ProductSide side, ProductSide lit) {
  Piece piece = textPiece(text, side == lit ? Ink::Local : Ink::Muted, side == lit);
  piece.tag = static_cast<int>(side);
  return piece;
}

Piece muted(const QString& text) { return textPiece(text, Ink::Muted); }
Piece bold(const QString& text) { return textPiece(text, Ink::Muted, true); }

/// A side of a Jacobian's shape in brackets where it has several axes.
QString sideText(const Shape& shape) {
  if (shape.rank() == 0) return QStringLiteral("1");
  const QString text = shapeText(shape.axes());
  return shape.rank() == 1 ? text : u'(' + text + u')';
}

bool inBlocks(const EquationContent& content, Reading reading) {
  return content.hasReadings() && reading != Reading::Flat;
}

/// "1 × 3" of a row, "3 × 5" of a matrix under one seed, "3 × (3 × 5)" under several.
void addGradientShape(Sentence& line, const EquationContent& content, const Shape& own, ProductSide side,
                      Reading reading, ProductSide lit, bool columns) {
  const QString times = QStringLiteral(" \u00d7 ");
  const Shape& stack = content.equation.stack;
  if (own.rank() > 1 && stack.rank() == 0 && inBlocks(content, reading)) {
    line.push_back(number(shapeText(own.axes()), side, lit));
    return;
  }
  const bool flattened = !inBlocks(content, reading);
  Piece rows = number(flattened ? QString::number(stack.size()) : sideText(stack), ProductSide::K, lit);
  // One row of a gradient that is read in blocks has no row at the other side of the equation.
  const Equation& e = content.equation;
  const bool alone = e.outputShape().rank() > 1 || e.inputShape().rank() > 1;
  if (!flattened && alone && stack.rank() == 0) rows.tag = 0;
  const Piece entries = number(flattened ? QString::number(own.size()) : sideText(own), side, lit);
  const bool swap = columns && (flattened || own.rank() <= 1);
  line.insert(line.end(), {swap ? entries : rows, muted(times), swap ? rows : entries});
}

Sentence localSubtitle(const EquationContent& content, Reading reading, ProductSide lit, bool columns) {
  const Equation& e = content.equation;
  const QString times = QStringLiteral(" \u00d7 ");
  const Shape& output = e.outputShape();
  const Shape& input = e.inputShape();
  if (content.isScalar()) {
    return {muted(Words::tr("slope at") + u' '), mathPiece(e.inputName, Ink::Muted),
            muted(QStringLiteral(" = ") + loneNumberText(content.inputValue))};
  }
  const bool flat = reading == Reading::Flat;
  if (!content.hasReadings() || flat) {
    const bool vectors = !content.hasReadings();
    Piece rows = number(vectors ? sideText(output) : QString::number(output.size()), ProductSide::M, lit);
    Piece entries = number(vectors ? sideText(input) : QString::number(input.size()), ProductSide::N, lit);
    Piece down = mathPiece(e.nodeName, Ink::Muted);
    Piece across = mathPiece(e.inputName, Ink::Muted);
    if (columns) {
      std::swap(rows, entries);
      std::swap(down, across);
    }
    if (!vectors) {
      return {rows, muted(times), entries, muted(Words::tr(", flattened from ")),
              muted(sideText(output) + times + sideText(input))};
    }
    const QString words = columns ? Words::tr(" transposed: rows ") : Words::tr(" Jacobian: rows ");
    return {rows, muted(times), entries, muted(words), down, muted(Words::tr(", columns ")), across};
  }
  Sentence line{number(sideText(output), ProductSide::M, lit), muted(times),
                number(sideText(input), ProductSide::N, lit)};
  const bool many = content.rows() > 1;
  const QString block = input.rank() == 0 ? QStringLiteral("1") : shapeText(input.axes());
  if (!many) {
    line.push_back(muted(Words::tr(": one %1 block").arg(block)));
  } else {
    line.push_back(muted(reading == Reading::VectorOfArrays ? Words::tr(": one %1 block per ").arg(block)
                                                            : Words::tr(": %1 blocks, grid ").arg(block)));
    line.push_back(bold(QStringLiteral("j")));
  }
  line.push_back(muted(Words::tr(", indexed by ")));
  line.push_back(bold(QStringLiteral("i")));
  return line;
}

bool isZero(const EquationContent& content, PanelRole role) {
  const std::size_t k = static_cast<std::size_t>(role);
  return content.allZero[k];
}

}  // namespace

double numberAt(const EquationContent& content, EquationEntry entry) {
  const Equation& e = content.equation;
  switch (entry.panel) {
    case PanelRole::Upstream: return e.upstream[entry.row * content.rows() + entry.column];
    case PanelRole::Local:
      return content.local[static_cast<std::size_t>(entry.row * content.columns() + entry.column)];
    case PanelRole::Downstream: break;
  }
  return e.downstream[entry.row * content.columns() + entry.column];
}

PanelHeader panelHeader(const EquationContent& content, PanelRole role, Reading reading, ProductSide lit,
                        bool columns) {
  const Equation& e = content.equation;
  const QString gap = QStringLiteral("  ");
  const QString comma = Words::tr(", ");
  PanelHeader header;
  switch (role) {
    case PanelRole::Upstream:
      header.title = {textPiece(Words::tr("Upstream") + gap, Ink::Upstream, true),
                      mathPiece(content.upstreamTex, Ink::Upstream)};
      if (content.isScalar()) {
        header.subtitle = {muted(content.upstreamSource)};
        break;
      }
      addGradientShape(header.subtitle, content, e.outputShape(), ProductSide::M, reading, lit, columns);
      if (isZero(content, role)) {
        header.subtitle.push_back(muted(comma + Words::tr("all entries are 0")));
      } else if (inBlocks(content, reading) && content.rows() > 1) {
        header.subtitle.push_back(muted(comma + Words::tr("index") + u' '));
        header.subtitle.push_back(bold(QStringLiteral("j")));
      } else {
        header.subtitle.push_back(muted(comma + content.upstreamSource));
      }
      break;
    case PanelRole::Local: {
      const bool turned =
          columns && !content.isScalar() && (!content.hasReadings() || reading == Reading::Flat);
      const QString form = turned ? QStringLiteral("(%1)^{T}") : QStringLiteral("%1");
      header.title = {textPiece(Words::tr("Local") + gap, Ink::Local, true),
                      mathPiece(form.arg(content.localTex), Ink::Local)};
      if (!content.localFormulaTex.isEmpty()) {
        header.title.push_back(
            mathPiece(QStringLiteral("\\, = ") + form.arg(content.localFormulaTex), Ink::Local));
      }
      header.subtitle = localSubtitle(content, reading, lit, columns);
      if (isZero(content, role) && !content.isScalar()) {
        header.subtitle.resize(3);
        header.subtitle.push_back(muted(comma + Words::tr("all entries are 0")));
      }
      break;
    }
    case PanelRole::Downstream:
      header.title = {textPiece(Words::tr("Downstream") + gap, Ink::Downstream, true),
                      mathPiece(content.downstreamTex, Ink::Downstream)};
      if (content.isScalar()) {
        header.subtitle = {muted(content.downstreamGoal)};
        break;
      }
      addGradientShape(header.subtitle, content, e.inputShape(), ProductSide::N, reading, lit, columns);
      header.subtitle.push_back(
          muted(comma + (isZero(content, role) ? Words::tr("all entries are 0") : content.downstreamGoal)));
      break;
  }
  return header;
}

Sentence blockTitle(const EquationContent& content, Index j, Index seedRow, bool withWeight) {
  Sentence sentence;
  const core::Shape& output = content.equation.outputShape();
  if (content.rows() > 1) {
    sentence.push_back(textPiece(QStringLiteral("j = ") + entryIndex(output, j), Ink::Body, true));
    if (withWeight) sentence.push_back(muted(QStringLiteral(", ")));
  }
  if (!withWeight) return sentence;
  sentence.push_back(muted(Words::tr("weight ")));
  const double weight = numberAt(content, {PanelRole::Upstream, seedRow, j});
  sentence.push_back(textPiece(entryNumber(content, weight), Ink::Upstream, true));
  return sentence;
}

Sentence blockEntry(const EquationContent& content, Index j, Index i) {
  const QString index = entryIndex(content.equation.inputShape(), i);
  return {muted(Words::tr("entry %1 = ").arg(index) +
                entryNumber(content, numberAt(content, {PanelRole::Local, j, i})))};
}

QStringList columnNames(const EquationContent& content) {
  const Equation& e = content.equation;
  QStringList names;
  if (e.inputShape().rank() != 1) return names;
  for (Index i = 0; i < content.columns(); ++i) {
    names += hasEntrySymbol(e.inputName, e.inputShape()) ? entryTex(e.inputName, e.inputShape(), i)
                                                         : QString::number(i + 1);
  }
  return names;
}

QString entryTip(const EquationContent& content, EquationEntry entry) {
  const Equation& e = content.equation;
  const bool hidden = e.hidden && entry.panel == PanelRole::Downstream;
  const QString value = hidden ? QStringLiteral("?") : plainNumber(numberAt(content, entry)).replace(u'-', QChar(0x2212));
  const auto at = [](const QString& name, const QString& letter, const core::Shape& shape, Index place) {
    const QString plain = MathText::parse(name).plain();
    return shape.rank() == 0 ? plain : Words::tr("%1 at %2=%3").arg(plain, letter, entryIndex(shape, place));
  };
  const Index outer = entry.panel == PanelRole::Local ? entry.row : entry.column;
  const QString y = at(e.nodeName, QStringLiteral("j"), e.outputShape(), outer);
  const QString x = at(e.inputName, QStringLiteral("i"), e.inputShape(), entry.column);
  const QString z = at(e.outputName, QStringLiteral("k"), e.stack, entry.row);
  switch (entry.panel) {
    case PanelRole::Upstream: return Words::tr("Upstream, %1 by %2: %3").arg(z, y, value);
    case PanelRole::Local: return Words::tr("Local, %1 by %2: %3").arg(y, x, value);
    case PanelRole::Downstream: break;
  }
  return Words::tr("Downstream, %1 by %2: %3").arg(z, x, value);
}

QString structureText(const EquationContent& content) {
  const Index all = content.rows() * content.columns();
  if (content.structuralNonZeros == all || content.structuralNonZeros == 0) return content.structure;
  const QString counts =
      Words::tr("%1 of %2 nonzero").arg(countText(content.structuralNonZeros), countText(all));
  return content.structure.size() <= 16 ? content.structure + Words::tr(", ") + counts : counts;
}

}  // namespace ui

#include "ui/panels/nudge/nudge_matrices.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

#include "ui/figures/number_text.h"
#include "ui/model/names.h"

namespace ui {
namespace {

using core::Index;

constexpr Index kMostColumn = 16;  // entries that stand under each other
constexpr std::size_t kMostTerms = 6;
constexpr double kSentenceFrom = 292;  // of the page, in a dock of 330 px

/// Words of the view, for translators.
struct Words {
  Q_DECLARE_TR_FUNCTIONS(Nudge)
};

enum Matrix { Jacobian, Change, Predicted, True, Error };

struct Extent {
  int rows;
  int columns;
};

/// A column where it is a short vector, else the rows of the last axis.
Extent extentOf(Index count, const core::Shape& shape) {
  if ((shape.rank() < 2 && count <= kMostColumn) || count == 0) return {static_cast<int>(count), 1};
  const Index columns = shape.rank() > 1 ? shape[shape.rank() - 1] : count;
  return {static_cast<int>(count / columns), static_cast<int>(columns)};
}

RowMatrix matrixOf(const QString& title, const QString& tex, Piece::Ink ink, const std::vector<double>& numbers, Extent extent,
                   const QString& sign) {
  RowMatrix matrix;
  matrix.title = {textPiece(title + QStringLiteral("  "), ink, true), mathPiece(tex, ink)};
  matrix.rows = extent.rows;
  matrix.columns = extent.columns;
  matrix.numbers = numbers;
  matrix.sign = sign;
  return matrix;
}

/// "(12)(0.10) + (4)(−0.05)": the largest terms first where there are many.
QString termsText(const NudgeAnswer& answer, Index row) {
  struct Term {
    double factor, change;
  };
  std::vector<Term> terms;
  for (Index c = 0; c < answer.columns; ++c)
    terms.push_back({answer.jacobian[static_cast<std::size_t>(row * answer.columns + c)], answer.dx[static_cast<std::size_t>(c)]});
  double rest = 0;
  const std::size_t all = terms.size();
  if (all > kMostTerms) {
    std::ranges::stable_sort(terms, std::greater(), [](const Term& t) { return std::abs(t.factor * t.change); });
    for (std::size_t k = 3; k < all; ++k) rest += terms[k].factor * terms[k].change;
    terms.resize(3);
  }
  QStringList texts;
  for (const Term& term : terms)
    texts << QStringLiteral("(%1)(%2)").arg(significantText(term.factor, 3), significantText(term.change, 3));
  QString text = texts.join(QStringLiteral(" + "));
  if (all > kMostTerms)
    text += Words::tr(" + %1 smaller terms, together %2").arg(all - 3).arg(significantText(rest, 3));
  return text;
}

Sentence rowSentence(const NudgeAnswer& answer, Index row) {
  const auto at = static_cast<std::size_t>(row);
  Sentence sentence{mathPiece(QStringLiteral("J\\,dx"), Piece::Ink::Local),
                    textPiece(Words::tr(", row %1 = ").arg(row + 1))};
  if (!answer.jacobian.empty()) sentence.push_back(textPiece(termsText(answer, row) + QStringLiteral(" = ")));
  sentence.push_back(textPiece(significantText(answer.predicted[at], 4), Piece::Ink::Local, true));
  if (answer.hasActual()) {
    sentence.push_back(textPiece(Words::tr(", true ")));
    sentence.push_back(textPiece(significantText(answer.actual[at], 5), Piece::Ink::Value, true));
    sentence.push_back(textPiece(Words::tr(", error %1").arg(significantText(answer.error[at], 3))));
  }
  return sentence;
}

}  // namespace

MatrixView::Content nudgeMatrices(const NudgeAnswer& answer, const QStringList& names) {
  MatrixView::Content content;
  const core::Trace& trace = *answer.wish.trace;
  const core::Shape& shape = trace.plan().node(answer.wish.target).shape;
  const QString y = nameTex(trace.graph().node(answer.wish.target));
  const Extent column = extentOf(answer.rows, shape);
  const Extent change = extentOf(answer.columns, answer.wish.change.size() == 1
                                                     ? answer.wish.change.front().tensor.shape()
                                                     : core::Shape({answer.columns}));
  std::vector<RowMatrix>& row = content.row.matrices;
  RowMatrix jacobian = matrixOf(Words::tr("Jacobian"), QStringLiteral("J"), Piece::Ink::Local, answer.jacobian,
                                {static_cast<int>(answer.rows), static_cast<int>(answer.columns)}, {});
  jacobian.columnNames = names;
  double own = 0;
  for (const double v : answer.jacobian) own = std::isfinite(v) ? std::max(own, std::abs(v)) : own;
  jacobian.ownLimit = own > 0 ? own : 1;
  row.push_back(std::move(jacobian));
  row.push_back(matrixOf(Words::tr("Nudge"), QStringLiteral("dx"), Piece::Ink::Value, answer.dx, change, QStringLiteral("·")));
  row.push_back(matrixOf(Words::tr("Predicted"), QStringLiteral("J\\,dx"), Piece::Ink::Local, answer.predicted, column,
                         QStringLiteral("=")));
  if (answer.hasActual()) {
    row.push_back(matrixOf(Words::tr("True"), y + QStringLiteral("(x{+}dx) - ") + y + QStringLiteral("(x)"), Piece::Ink::Value,
                           answer.actual, column, QStringLiteral("≈")));
    row.push_back(matrixOf(Words::tr("Error"), {}, Piece::Ink::Body, answer.error, column, {}));
    row.back().note = Words::tr("true − predicted");
  }
  setScale(content.row);
  content.row.sentenceFrom = kSentenceFrom;
  const bool columns = column.columns == 1 && change.columns == 1;
  content.lightOfEntry = [answer, column, change, columns](const MatrixEntry& entry) {
    RowLight light;
    const bool ofChange = entry.matrix == Change;
    const Index at = entry.matrix == Jacobian ? entry.row : static_cast<Index>(entry.row) * column.columns + entry.column;
    if (ofChange) {
      light.rings.push_back({Change, {entry.row, entry.column, 1, 1}});
      const int entryOfChange = entry.row * change.columns + entry.column;
      if (!answer.jacobian.empty())
        light.rings.push_back({Jacobian, {0, entryOfChange, static_cast<int>(answer.rows), 1}});
      light.sentence = {
          textPiece(Words::tr("dx, entry %1 = %2: it moves every output entry through its column of J")
                        .arg(entryOfChange + 1)
                        .arg(significantText(answer.dx[static_cast<std::size_t>(entryOfChange)], 4)))};
      return light;
    }
    if (!answer.jacobian.empty())
      light.rings.push_back({Jacobian, {static_cast<int>(at), 0, 1, static_cast<int>(answer.columns)}});
    if (!columns || answer.columns <= kMostColumn)
      light.rings.push_back({Change, {0, 0, change.rows, change.columns}});
    const int r = static_cast<int>(at) / column.columns, c = static_cast<int>(at) % column.columns;
    for (const int matrix : answer.hasActual() ? std::vector<int>{Predicted, True, Error} : std::vector<int>{Predicted})
      light.rings.push_back({matrix, {r, c, 1, 1}});
    light.sentence = rowSentence(answer, at);
    return light;
  };
  content.idle = answer.rows > 0 ? rowSentence(answer, 0) : Sentence{};
  return content;
}

}  // namespace ui

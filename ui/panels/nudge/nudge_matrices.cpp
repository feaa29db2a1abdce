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
constexpr Index kMostNamed = 40;  // columns of J with their names
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

/// About as wide as two and a half times its height, of rows of one length; one row where no length divides the count.
Extent wrapped(Index count) {
  const auto wanted = static_cast<Index>(std::ceil(std::sqrt(2.5 * static_cast<double>(count))));
  for (Index columns = wanted; columns <= std::min<Index>(4 * wanted, count); ++columns)
    if (count % columns == 0) return {static_cast<int>(count / columns), static_cast<int>(columns)};
  return {1, static_cast<int>(count)};
}

/// Also a matrix of one row or one column is one.
bool isVector(const core::Shape& shape) {
  return std::ranges::count_if(shape.axes(), [](Index n) { return n != 1; }) < 2;
}

/// A column where it is a short vector, else the rows of the last axis.
Extent extentOf(Index count, const core::Shape& shape) {
  if ((isVector(shape) && count <= kMostColumn) || count == 0) return {static_cast<int>(count), 1};
  if (isVector(shape)) return wrapped(count);
  const Index columns = shape[shape.rank() - 1];
  return {static_cast<int>(count / columns), static_cast<int>(columns)};
}

Extent extentOfChange(const NudgeAnswer& answer) {
  return extentOf(answer.columns, answer.wish.change.size() == 1 ? answer.wish.change.front().tensor.shape()
                                                                  : core::Shape({answer.columns}));
}

/// Of one row, J has the form of dx: each entry stands where the entry of dx does that it is multiplied with. A short row
/// stays a row.
Extent extentOfJacobian(const NudgeAnswer& answer) {
  const Extent change = extentOfChange(answer);
  if (answer.rows == 1 && change.rows > 1 && change.columns > 1) return change;
  return {static_cast<int>(answer.rows), static_cast<int>(answer.columns)};
}

bool isFolded(const NudgeAnswer& answer) { return answer.rows == 1 && extentOfJacobian(answer).rows > 1; }

RowMatrix matrixOf(const QString& title, const QString& tex, Piece::Ink ink, const std::vector<double>& numbers, Extent extent,
                   const QString& sign, Sentence subtitle) {
  RowMatrix matrix;
  matrix.title = {textPiece(title, ink, true)};
  if (!tex.isEmpty()) matrix.title = {textPiece(title + QStringLiteral("  "), ink, true), mathPiece(tex, ink)};
  matrix.subtitle = std::move(subtitle);
  matrix.rows = extent.rows;
  matrix.columns = extent.columns;
  matrix.numbers = numbers;
  matrix.sign = sign;
  return matrix;
}

QString sizeText(Extent extent) { return QStringLiteral("%1 × %2").arg(extent.rows).arg(extent.columns); }

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

MatrixEntry changeCell(const NudgeAnswer& answer, std::size_t entry) {
  const int columns = extentOfChange(answer).columns;
  return {Change, static_cast<int>(entry) / columns, static_cast<int>(entry) % columns};
}

std::optional<std::size_t> changedEntry(const NudgeAnswer& answer, const MatrixEntry& cell) {
  if (cell.matrix == Change || (cell.matrix == Jacobian && isFolded(answer)))
    return static_cast<std::size_t>(cell.row) * static_cast<std::size_t>(extentOfChange(answer).columns) +
           static_cast<std::size_t>(cell.column);
  if (cell.matrix == Jacobian) return static_cast<std::size_t>(cell.column);
  return std::nullopt;
}

MatrixView::Content nudgeMatrices(const std::shared_ptr<const NudgeAnswer>& shared, const EntryNames& names) {
  const NudgeAnswer& answer = *shared;
  MatrixView::Content content;
  const core::Trace& trace = *answer.wish.trace;
  const core::Shape& shape = trace.plan().node(answer.wish.target).shape;
  const QString y = nameTex(trace.graph().node(answer.wish.target));
  const Extent column = extentOf(answer.rows, shape), change = extentOfChange(answer), jacobianExtent = extentOfJacobian(answer);
  const bool folded = isFolded(answer);
  const bool isWrapped = change.columns > 1 && (answer.wish.change.size() > 1 || isVector(answer.wish.change.front().tensor.shape()));
  double own = 0;
  for (const double v : answer.jacobian) own = std::isfinite(v) ? std::max(own, std::abs(v)) : own;
  if (own == 0) own = 1;
  std::vector<RowMatrix>& row = content.row.matrices;
  content.row.ownCells = true;
  const auto muted = [](const QString& text) { return Sentence{textPiece(text, Piece::Ink::Muted)}; };
  const QString size = QStringLiteral("%1 × %2").arg(answer.rows).arg(answer.columns);
  RowMatrix jacobian = matrixOf(Words::tr("Jacobian"), QStringLiteral("J"), Piece::Ink::Local, answer.jacobian, jacobianExtent, {},
                                muted(answer.jacobian.empty() ? size
                                      : folded ? Words::tr("%1 as dx, ±%2").arg(size, significantText(own, 2))
                                               : Words::tr("%1, scale ±%2").arg(size, significantText(own, 2))));
  if (!folded && answer.columns <= kMostNamed)
    for (std::size_t k = 0; k < names.count(); ++k) jacobian.columnNames << names.tex(k);
  jacobian.ownLimit = own;
  row.push_back(std::move(jacobian));
  row.push_back(matrixOf(Words::tr("Nudge"), QStringLiteral("dx"), Piece::Ink::Value, answer.dx, change, QStringLiteral("·"),
                         muted(isWrapped ? Words::tr("%1 × 1, in rows of %2").arg(answer.columns).arg(change.columns) : sizeText(change))));
  row.push_back(matrixOf(Words::tr("Predicted"), {}, Piece::Ink::Local, answer.predicted, column, QStringLiteral("="),
                         {mathPiece(QStringLiteral("J\\,dx"), Piece::Ink::Muted)}));
  if (answer.hasActual()) {
    // A long name of the output would take the room that the numbers need.
    constexpr double longName = 22;
    const QString f = pieceWidth(mathPiece(y), 13) < longName ? y : QStringLiteral("f");
    row.push_back(matrixOf(Words::tr("True"), {}, Piece::Ink::Value, answer.actual, column, QStringLiteral("≈"),
                           {mathPiece(f + QStringLiteral("(x{+}dx) - ") + f + QStringLiteral("(x)"), Piece::Ink::Muted)}));
    row.push_back(matrixOf(Words::tr("Error"), {}, Piece::Ink::Body, answer.error, column, {}, muted(Words::tr("true − predicted"))));
  }
  setScale(content.row);
  content.row.sentenceFrom = kSentenceFrom;
  const bool columns = column.columns == 1 && change.columns == 1;
  content.lightOfEntry = [shared, column, change, columns, jacobianExtent, folded](const MatrixEntry& entry) {
    RowLight light;
    const bool ofChange = entry.matrix == Change || (folded && entry.matrix == Jacobian);
    const Index at = entry.matrix == Jacobian ? entry.row : static_cast<Index>(entry.row) * column.columns + entry.column;
    if (ofChange) {
      light.rings.push_back({Change, {entry.row, entry.column, 1, 1}});
      const int entryOfChange = entry.row * change.columns + entry.column;
      const auto which = static_cast<std::size_t>(entryOfChange);
      if (folded && !shared->jacobian.empty()) {
        light.rings.push_back({Jacobian, {entry.row, entry.column, 1, 1}});
        const QString slope = significantText(shared->jacobian[which], 4), by = significantText(shared->dx[which], 4);
        light.sentence = {textPiece(Words::tr("entry %1 adds (%2)(%3) = ").arg(entryOfChange + 1).arg(slope, by)),
                          textPiece(significantText(shared->jacobian[which] * shared->dx[which], 4), Piece::Ink::Local, true),
                          textPiece(Words::tr(" to the predicted ")),
                          textPiece(significantText(shared->predicted[0], 4), Piece::Ink::Local, true)};
        return light;
      }
      if (!shared->jacobian.empty())
        light.rings.push_back({Jacobian, {0, entryOfChange, static_cast<int>(shared->rows), 1}});
      light.sentence = {
          textPiece(Words::tr("dx, entry %1 = %2: it moves every output entry through its column of J")
                        .arg(entryOfChange + 1)
                        .arg(significantText(shared->dx[which], 4)))};
      return light;
    }
    if (!shared->jacobian.empty())
      light.rings.push_back({Jacobian, {folded ? 0 : static_cast<int>(at), 0, folded ? jacobianExtent.rows : 1, jacobianExtent.columns}});
    if (!columns || shared->columns <= kMostColumn)
      light.rings.push_back({Change, {0, 0, change.rows, change.columns}});
    const int r = static_cast<int>(at) / column.columns, c = static_cast<int>(at) % column.columns;
    for (const int matrix : shared->hasActual() ? std::vector<int>{Predicted, True, Error} : std::vector<int>{Predicted})
      light.rings.push_back({matrix, {r, c, 1, 1}});
    light.sentence = rowSentence(*shared, at);
    return light;
  };
  content.idle = answer.rows > 0 ? rowSentence(answer, 0) : Sentence{};
  return content;
}

}  // namespace ui

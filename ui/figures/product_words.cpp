#include "ui/figures/product_words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "ui/figures/number_text.h"
#include "ui/model/local_rule.h"
#include "ui/model/names.h"

namespace ui {
namespace {

using core::Index;
using Ink = Piece::Ink;

constexpr qsizetype longestRule = 34;
constexpr int mostNamed = 40;
constexpr std::size_t mostTerms = 6, largestTerms = 3;
constexpr Index mostInLatex = 64;

struct Words {
  Q_DECLARE_TR_FUNCTIONS(Chain)
};

QString indexOf(const core::Shape& shape, Index entry) {
  const core::IndexVector index = core::indexVector(shape, entry);
  return indexText({index.data(), index.size()});
}

/// x_{3}, or the number alone where the name has a subscript of its own.
QString entryName(const QString& name, const core::Shape& shape, Index entry) {
  if (shape.rank() == 0) return name;
  const QString index = indexOf(shape, entry);
  return name.contains(u'_') || name.contains(u'^') ? QStringLiteral("\\mathrm{%1}").arg(index)
                                                    : name + u'_' + u'{' + index + u'}';
}

Sentence titleOf(const core::Graph& graph, const ChainMatrix& matrix, bool isResult) {
  const Ink ink = isResult ? Ink::Downstream : Ink::Local;
  Sentence title{
      textPiece((isResult ? Words::tr("Chain") : Words::tr("Local")) + QStringLiteral("  "), ink, true),
      mathPiece(derivativeTex(nameTex(graph.node(matrix.to)), nameTex(graph.node(matrix.from))), ink)};
  if (isResult || matrix.structure.isEmpty()) return title;
  const core::Node& node = graph.node(matrix.to);
  for (std::size_t k = 0; k < node.inputs.size(); ++k) {
    if (node.inputs[k] != graph.node(matrix.from).id) continue;
    const QString rule = localRuleTex(graph, node, k);
    if (!rule.isEmpty() && rule.size() <= longestRule) {
      title.push_back(textPiece(QStringLiteral(" = "), ink));
      title.push_back(mathPiece(rule, ink));
    }
    break;
  }
  return title;
}

QStringList columnNames(const core::Graph& graph, const ChainMatrix& matrix) {
  QStringList names;
  if (matrix.columns > mostNamed || matrix.fromShape.rank() == 0) return names;
  for (Index i = 0; i < matrix.columns; ++i)
    names << entryName(nameTex(graph.node(matrix.from)), matrix.fromShape, i);
  return names;
}

/// row · column of two matrices, number by number.
void writeTerms(Sentence& line, const ChainMatrix& left, const ChainMatrix& right, Index row, Index column) {
  const auto factor = [&](Index k) {
    return std::pair(left.numbers[static_cast<std::size_t>(row * left.columns + k)],
                     right.numbers[static_cast<std::size_t>(k * right.columns + column)]);
  };
  std::vector<Index> order(static_cast<std::size_t>(left.columns));
  std::iota(order.begin(), order.end(), 0);
  std::size_t shown = order.size();
  if (order.size() > mostTerms) {
    shown = largestTerms;
    const auto size = [&](Index k) { return std::abs(factor(k).first * factor(k).second); };
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(shown), order.end(),
                      [&](Index a, Index b) { return size(a) > size(b); });
  }
  for (std::size_t k = 0; k < shown; ++k) {
    const auto [a, b] = factor(order[k]);
    line.push_back(textPiece((k > 0 ? QStringLiteral(" + ") : QString()) + bracketedText(a) + bracketedText(b)));
  }
  if (shown == order.size()) return;
  double rest = 0;
  for (std::size_t k = shown; k < order.size(); ++k) rest += factor(order[k]).first * factor(order[k]).second;
  line.push_back(
      textPiece(Words::tr(" + %n further terms, together %1", nullptr, static_cast<int>(order.size() - shown))
                    .arg(loneNumberText(rest)),
                Ink::Muted));
}

Sentence resultSentence(const core::Graph& graph, const ChainMatrices& product, Index row, Index column) {
  const ChainMatrix& result = product.result;
  Sentence line{
      mathPiece(derivativeTex(entryName(nameTex(graph.node(result.to)), result.toShape, row),
                              entryName(nameTex(graph.node(result.from)), result.fromShape, column)),
                Ink::Downstream)};
  line.push_back(textPiece(Words::tr(" = row %1").arg(indexOf(result.toShape, row))));
  const std::vector<ChainMatrix>& factors = product.factors;
  for (std::size_t k = 1; k + 1 < factors.size(); ++k) {
    line.push_back(textPiece(QStringLiteral(" \u00b7 ")));
    line.push_back(mathPiece(
        derivativeTex(nameTex(graph.node(factors[k].to)), nameTex(graph.node(factors[k].from))), Ink::Local));
  }
  line.push_back(textPiece(Words::tr(" · column %1 = ").arg(indexOf(result.fromShape, column))));
  if (factors.size() == 2 && factors[0].isFormed() && factors[1].isFormed()) {
    writeTerms(line, factors[0], factors[1], row, column);
    line.push_back(textPiece(QStringLiteral(" = ")));
  }
  line.push_back(
      textPiece(loneNumberText(result.numbers[static_cast<std::size_t>(row * result.columns + column)]),
                Ink::Downstream, true));
  return line;
}

Sentence factorSentence(const core::Graph& graph, const ChainMatrix& matrix, Index row, Index column) {
  return {mathPiece(derivativeTex(entryName(nameTex(graph.node(matrix.to)), matrix.toShape, row),
                                  entryName(nameTex(graph.node(matrix.from)), matrix.fromShape, column)),
                    Ink::Local),
          textPiece(QStringLiteral(" = ")),
          textPiece(loneNumberText(matrix.numbers[static_cast<std::size_t>(row * matrix.columns + column)]),
                    Ink::Local, true)};
}

}  // namespace

MatrixRow productRow(const core::Graph& graph, const ChainMatrices& product, bool numbers) {
  MatrixRow row{.numbers = numbers};
  const auto add = [&](const ChainMatrix& matrix, int rowSide, int columnSide, bool isResult) {
    RowMatrix shown{.title = titleOf(graph, matrix, isResult),
                    .rows = static_cast<int>(matrix.rows),
                    .columns = static_cast<int>(matrix.columns),
                    .rowWords = nameTex(graph.node(matrix.to)),
                    .columnWords = nameTex(graph.node(matrix.from)),
                    .rowSide = rowSide,
                    .columnSide = columnSide,
                    .numbers = matrix.numbers,
                    .columnNames = columnNames(graph, matrix),
                    .sign = isResult ? QStringLiteral("=") : QStringLiteral("\u00b7")};
    row.matrices.push_back(std::move(shown));
  };
  const int count = static_cast<int>(product.factors.size());
  for (int k = 0; k < count; ++k) add(product.factors[static_cast<std::size_t>(k)], k + 1, k + 2, false);
  for (int k = 0; k < count; ++k) {
    row.matrices[static_cast<std::size_t>(k)].rowInner = k > 0;
    row.matrices[static_cast<std::size_t>(k)].columnInner = k + 1 < count;
  }
  if (count < 2) return setScale(row), row;
  add(product.result, 1, count + 1, true);
  row.matrices.back().note = count == 2 ? Words::tr("the inner %1 is gone").arg(product.factors[0].columns)
                                        : Words::tr("the inner numbers are gone");
  setScale(row);
  return row;
}

RowLight productLight(const core::Graph& graph, const ChainMatrices& product, const MatrixEntry& entry) {
  RowLight light;
  const int count = static_cast<int>(product.factors.size());
  if (entry.matrix < count) {
    const ChainMatrix& matrix = product.factors[static_cast<std::size_t>(entry.matrix)];
    light.rings.push_back({entry.matrix, {entry.row, entry.column, 1, 1}});
    // The row of the factor before and the column of the one behind that it is multiplied with.
    if (entry.matrix > 0)
      light.rings.push_back(
          {entry.matrix - 1,
           {0, entry.row, static_cast<int>(product.factors[static_cast<std::size_t>(entry.matrix - 1)].rows),
            1}});
    if (entry.matrix + 1 < count)
      light.rings.push_back(
          {entry.matrix + 1,
           {entry.column, 0, 1,
            static_cast<int>(product.factors[static_cast<std::size_t>(entry.matrix + 1)].columns)}});
    light.sentence = factorSentence(graph, matrix, entry.row, entry.column);
    return light;
  }
  light.rings.push_back({0, {entry.row, 0, 1, static_cast<int>(product.factors.front().columns)}});
  light.rings.push_back({count - 1, {0, entry.column, static_cast<int>(product.factors.back().rows), 1}});
  light.rings.push_back({count, {entry.row, entry.column, 1, 1}});
  light.sentence = resultSentence(graph, product, entry.row, entry.column);
  return light;
}

RowLight sideLight(const ChainMatrices& product, int side) {
  RowLight light{.side = side};
  const int count = static_cast<int>(product.factors.size());
  if (side == 1) {
    light.sentence = {textPiece(Words::tr("%1 rows: those of the first matrix are those of the result.")
                                    .arg(product.factors.front().rows))};
  } else if (side == count + 1) {
    light.sentence = {textPiece(Words::tr("%1 columns: those of the last matrix are those of the result.")
                                    .arg(product.factors.back().columns))};
  } else if (side > 1 && side <= count) {
    light.sentence = {textPiece(
        Words::tr(
            "%1 columns on the left meet %1 rows on the right: the product sums over them, and they are gone.")
            .arg(product.factors[static_cast<std::size_t>(side - 1)].rows))};
  }
  return light;
}

Sentence productSentence(const core::Graph& graph, const ChainMatrices& product) {
  const auto derivative = [&](const ChainMatrix& m) {
    return derivativeTex(nameTex(graph.node(m.to)), nameTex(graph.node(m.from)));
  };
  Sentence line{mathPiece(derivative(product.result), Ink::Downstream), textPiece(QStringLiteral(" = "))};
  for (std::size_t k = 0; k < product.factors.size(); ++k) {
    if (k > 0) line.push_back(textPiece(QStringLiteral(" \u00b7 ")));
    line.push_back(mathPiece(derivative(product.factors[k]), Ink::Local));
  }
  line.push_back(textPiece(
      Words::tr("   Point at a cell of the result to see its row and column.").prepend(u' '), Ink::Muted));
  return line;
}

QString productLatex(const core::Graph& graph, const ChainMatrices& product) {
  const auto fraction = [&](const ChainMatrix& m) {
    return QStringLiteral("\\frac{\\partial %1}{\\partial %2}")
        .arg(nameTex(graph.node(m.to)), nameTex(graph.node(m.from)));
  };
  const auto table = [](const ChainMatrix& m) {
    QStringList rows;
    for (Index j = 0; j < m.rows; ++j) {
      QStringList row;
      for (Index i = 0; i < m.columns; ++i)
        row << QString::number(m.numbers[static_cast<std::size_t>(j * m.columns + i)], 'g', 4);
      rows << row.join(QStringLiteral(" & "));
    }
    return QStringLiteral("\\begin{bmatrix} ") + rows.join(QStringLiteral(" \\\\ ")) +
           QStringLiteral(" \\end{bmatrix}");
  };
  QStringList names, tables;
  bool small = true;
  for (const ChainMatrix& m : product.factors) {
    names << fraction(m);
    small = small && m.isFormed() && m.rows * m.columns <= mostInLatex;
    if (small) tables << table(m);
  }
  small = small && product.result.isFormed() && product.result.rows * product.result.columns <= mostInLatex;
  QString text = QStringLiteral("\\begin{align*}\n") + fraction(product.result) + QStringLiteral(" &= ") +
                 names.join(QStringLiteral(" \\, "));
  if (small)
    text += QStringLiteral(" \\\\\n &= ") + tables.join(QStringLiteral(" ")) + QStringLiteral("\n = ") +
            table(product.result);
  return text + QStringLiteral("\n\\end{align*}\n");
}

}  // namespace ui

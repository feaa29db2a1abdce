#include "ui/panels/cost/mode_row.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

#include "core/autodiff/between.h"
#include "ui/figures/number_text.h"
#include "ui/model/names.h"

namespace ui {
namespace {

using core::Index;
using Ink = Piece::Ink;

constexpr Index largestFormed = Index(1) << 16;
constexpr int mostTerms = 6;

struct Words {
  Q_DECLARE_TR_FUNCTIONS(ModeCosts)
};

std::vector<double> tableOf(const core::LinearMap& map) {
  if (map.rows() * map.columns() > largestFormed) return {};
  std::vector<double> numbers(static_cast<std::size_t>(map.rows() * map.columns()));
  map.readBlock(0, 0, map.rows(), map.columns(), numbers);
  return numbers;
}

std::vector<double> copied(std::span<const double> numbers) { return {numbers.begin(), numbers.end()}; }

RowMatrix columnOf(std::span<const double> numbers, const Sentence& title, int side) {
  return {.title = title,
          .rows = static_cast<int>(numbers.size()),
          .columns = 1,
          .rowSide = side,
          .numbers = copied(numbers)};
}

/// A row of `left` times a column of `right` in numbers.
void addTerms(Sentence& line, const RowMatrix& left, const RowMatrix& right, int row, int column) {
  if (!left.isFormed() || !right.isFormed()) return;
  const auto at = [&](int k) {
    return std::pair(left.numbers[static_cast<std::size_t>(row) * static_cast<std::size_t>(left.columns) +
                                  static_cast<std::size_t>(k)],
                     right.numbers[static_cast<std::size_t>(k) * static_cast<std::size_t>(right.columns) +
                                   static_cast<std::size_t>(column)]);
  };
  double rest = 0;
  int written = 0;
  for (int k = 0; k < left.columns; ++k) {
    const auto [a, b] = at(k);
    if (left.columns > mostTerms && (a * b == 0 || written == mostTerms)) {
      rest += a * b;
      continue;
    }
    line.push_back(
        textPiece((line.size() > 2 ? QStringLiteral(" + ") : QString()) + bracketedText(a) + bracketedText(b)));
    ++written;
  }
  if (rest != 0) line.push_back(textPiece(Words::tr(" + the rest, %1").arg(loneNumberText(rest)), Ink::Muted));
}

QString entryName(const QString& name, const core::Shape& shape, Index entry) {
  if (shape.rank() == 0) return name;
  const core::IndexVector index = core::indexVector(shape, entry);
  return u'{' + name + QStringLiteral("}_{") + indexText({index.data(), index.size()}) + u'}';
}

}  // namespace

QString seedTex(const ModeRun& run) {
  return entryName(nameTex(run.trace->graph().node(run.leaf)), run.trace->plan().node(run.leaf).shape,
                   run.entry);
}

MatrixView::Content forwardStep(std::shared_ptr<const ModeRun> run, std::size_t node) {
  const core::Trace& trace = *run->trace;
  const core::Graph& graph = trace.graph();
  const QString seed = seedTex(*run);
  const auto tangent = [&](std::size_t p) {
    return Sentence{textPiece(Words::tr("Tangent") + QStringLiteral("  "), Ink::Value, true),
                    mathPiece(derivativeTex(nameTex(graph.node(p)), seed), Ink::Value)};
  };
  MatrixView::Content content;
  MatrixRow& row = content.row;
  if (node == run->leaf) {
    row.matrices.push_back(columnOf(run->forward.tangent(node).data, tangent(node), 1));
    setScale(row);
    content.idle = {textPiece(Words::tr(
        "Forward mode begins with a 1 at one entry of one input: it gives one column of every Jacobian. Step on to see it spread."))};
    content.lightOfEntry = [](const MatrixEntry& entry) {
      return RowLight{.rings = {{entry.matrix, {entry.row, entry.column, 1, 1}}},
                      .sentence = {textPiece(Words::tr("the seed"))}};
    };
    return content;
  }
  const std::span<const std::int64_t> inputs = trace.plan().inputsOf(node);
  int side = 2;
  for (std::size_t k = 0; k < inputs.size(); ++k) {
    if (!run->forward.brings(node, k)) continue;
    const auto input = static_cast<std::size_t>(inputs[k]);
    const core::LinearMap local = trace.local(node, k);
    RowMatrix map{.title = {textPiece(Words::tr("Local") + QStringLiteral("  "), Ink::Local, true),
                            mathPiece(derivativeTex(nameTex(graph.node(node)), nameTex(graph.node(input))),
                                      Ink::Local)},
                  .rows = static_cast<int>(local.rows()),
                  .columns = static_cast<int>(local.columns()),
                  .rowSide = 1,
                  .columnSide = side,
                  .columnInner = true,
                  .numbers = tableOf(local),
                  .sign = QStringLiteral("+")};
    RowMatrix from = columnOf(run->forward.tangent(input).data, tangent(input), side);
    from.rowInner = true;
    from.sign = QStringLiteral("\u00b7");
    row.matrices.push_back(std::move(map));
    row.matrices.push_back(std::move(from));
    ++side;
  }
  RowMatrix result = columnOf(run->forward.tangent(node).data, tangent(node), 1);
  result.sign = QStringLiteral("=");
  row.matrices.push_back(std::move(result));
  setScale(row);
  content.idle = {textPiece(Words::tr(
      "local gradient · tangent, summed over the inputs that bring one: forward mode multiplies from the right."))};
  const QString name = nameTex(graph.node(node));
  const core::Shape shape = trace.plan().node(node).shape;
  content.lightOfEntry = [matrices = row.matrices, name, shape, seed](const MatrixEntry& entry) {
    RowLight light;
    const int last = static_cast<int>(matrices.size()) - 1;
    if (entry.matrix != last) {
      light.rings.push_back({entry.matrix, {entry.row, entry.column, 1, 1}});
      const RowMatrix& matrix = matrices[static_cast<std::size_t>(entry.matrix)];
      light.sentence = matrix.title;
      light.sentence.push_back(textPiece(
          QStringLiteral(": ") +
          loneNumberText(matrix.numbers[static_cast<std::size_t>(entry.row * matrix.columns + entry.column)])));
      return light;
    }
    light.sentence = {mathPiece(derivativeTex(entryName(name, shape, entry.row), seed), Ink::Value),
                      textPiece(QStringLiteral(" = "))};
    for (int k = 0; k + 1 < last + 1; k += 2) {
      const RowMatrix& map = matrices[static_cast<std::size_t>(k)];
      light.rings.push_back({k, {entry.row, 0, 1, map.columns}});
      light.rings.push_back({k + 1, {0, 0, map.columns, 1}});
      addTerms(light.sentence, map, matrices[static_cast<std::size_t>(k + 1)], entry.row, 0);
    }
    light.rings.push_back({last, {entry.row, 0, 1, 1}});
    light.sentence.push_back(textPiece(QStringLiteral(" = ")));
    light.sentence.push_back(textPiece(
        loneNumberText(matrices[static_cast<std::size_t>(last)].numbers[static_cast<std::size_t>(entry.row)]),
        Ink::Value, true));
    return light;
  };
  content.lightOfSide = [](int lit) {
    return RowLight{.side = lit,
                    .sentence = {textPiece(
                        Words::tr("The product sums over this side where it stands between two matrices."))}};
  };
  return content;
}

MatrixView::Content backwardStep(std::shared_ptr<const ModeRun> run, std::size_t node, bool isSeed) {
  const core::Trace& trace = *run->trace;
  const core::Graph& graph = trace.graph();
  const std::size_t output = *trace.plan().output();
  const int stack = static_cast<int>(trace.stack().size());
  const QString name = nameTex(graph.node(output));
  MatrixView::Content content;
  const auto rowOf = [&](std::span<const double> numbers, const QString& word, std::size_t p, Ink ink) {
    return RowMatrix{.title = {textPiece(word + QStringLiteral("  "), ink, true),
                               mathPiece(derivativeTex(name, nameTex(graph.node(p))), ink)},
                     .rows = stack,
                     .columns = static_cast<int>(numbers.size()) / std::max(stack, 1),
                     .rowSide = 1,
                     .numbers = copied(numbers)};
  };
  content.row.matrices.push_back(
      rowOf(trace.gradient(node).data, Words::tr("Upstream"), node, Ink::Upstream));
  if (isSeed) {
    setScale(content.row);
    content.idle = {textPiece(Words::tr(
        "The backward pass begins with the seed at the output: it gives one row, and with it the gradients of all inputs and parameters."))};
    content.lightOfEntry = [](const MatrixEntry& entry) {
      return RowLight{.rings = {{entry.matrix, {entry.row, entry.column, 1, 1}}},
                      .sentence = {textPiece(Words::tr("the seed"))}};
    };
    return content;
  }
  const std::span<const std::int64_t> inputs = trace.plan().inputsOf(node);
  const core::Between between = core::nodesBetween(trace.plan(), run->leaf, node);
  std::optional<std::size_t> argument;
  for (std::size_t k = 0; k < inputs.size(); ++k) {
    if (!trace.plan().isActive(node, k)) continue;
    const bool leads = !between.nodes.empty() && between.has[static_cast<std::size_t>(inputs[k])];
    if (!argument || leads) argument = k;
    if (leads) break;
  }
  if (!argument) return content;
  const auto input = static_cast<std::size_t>(inputs[*argument]);
  const core::LinearMap local = trace.local(node, *argument);
  const core::Tensor downstream = trace.downstream(node, *argument);
  content.row.matrices.front().columnSide = 2;
  content.row.matrices.front().columnInner = true;
  content.row.matrices.push_back(
      {.title = {textPiece(Words::tr("Local") + QStringLiteral("  "), Ink::Local, true),
                 mathPiece(derivativeTex(nameTex(graph.node(node)), nameTex(graph.node(input))), Ink::Local)},
       .rows = static_cast<int>(local.rows()),
       .columns = static_cast<int>(local.columns()),
       .rowSide = 2,
       .columnSide = 3,
       .rowInner = true,
       .numbers = tableOf(local),
       .sign = QStringLiteral("\u00b7")});
  RowMatrix result = rowOf(downstream.data(), Words::tr("Downstream"), input, Ink::Downstream);
  result.columnSide = 3;
  result.sign = QStringLiteral("=");
  content.row.matrices.push_back(std::move(result));
  setScale(content.row);
  content.idle = {
      textPiece(Words::tr("upstream · local = downstream: reverse mode multiplies from the left."))};
  const QString inputName = nameTex(graph.node(input));
  const core::Shape shape = trace.plan().node(input).shape;
  content.lightOfEntry = [matrices = content.row.matrices, name, inputName, shape](const MatrixEntry& entry) {
    RowLight light;
    if (entry.matrix != 2) {
      const RowMatrix& matrix = matrices[static_cast<std::size_t>(entry.matrix)];
      light.rings.push_back({entry.matrix, {entry.row, entry.column, 1, 1}});
      light.sentence = matrix.title;
      light.sentence.push_back(textPiece(
          QStringLiteral(": ") +
          loneNumberText(matrix.numbers[static_cast<std::size_t>(entry.row * matrix.columns + entry.column)])));
      return light;
    }
    light.rings = {{0, {entry.row, 0, 1, matrices[0].columns}},
                   {1, {0, entry.column, matrices[1].rows, 1}},
                   {2, {entry.row, entry.column, 1, 1}}};
    light.sentence = {
        mathPiece(derivativeTex(name, entryName(inputName, shape, entry.column)), Ink::Downstream),
        textPiece(QStringLiteral(" = "))};
    addTerms(light.sentence, matrices[0], matrices[1], entry.row, entry.column);
    light.sentence.push_back(textPiece(QStringLiteral(" = ")));
    light.sentence.push_back(textPiece(
        numberText(
            matrices[2].numbers[static_cast<std::size_t>(entry.row * matrices[2].columns + entry.column)]),
        Ink::Downstream, true));
    return light;
  };
  content.lightOfSide = [](int lit) {
    return RowLight{
        .side = lit,
        .sentence = {textPiece(
            lit == 2 ? Words::tr("Columns on the left meet rows on the right: the product sums over them.")
                     : Words::tr("This side stays in the result."))}};
  };
  return content;
}

}  // namespace ui

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <limits>
#include <optional>

#include "core/tensor/initialiser.h"
#include "tests/core/samples.h"

using namespace core;
using samples::agree;
using samples::Sample;

namespace {

Tensor randomTensor(const Shape& shape, std::uint64_t seed) {
  return initialised(shape, {.kind = InitialiserKind::Uniform, .seed = seed});
}

/// upstream · table, with `count` upstream rows, the plain way.
std::vector<double> rowsTimes(std::span<const double> upstream, Index count, const LinearMap& map,
                              const Tensor& table) {
  std::vector<double> result(static_cast<std::size_t>(count * map.columns()));
  for (Index k = 0; k < count; ++k) {
    for (Index j = 0; j < map.rows(); ++j) {
      for (Index i = 0; i < map.columns(); ++i) {
        result[static_cast<std::size_t>(k * map.columns() + i)] +=
            upstream[static_cast<std::size_t>(k * map.rows() + j)] * table[j * map.columns() + i];
      }
    }
  }
  return result;
}

/// Calls `use(sample, argument, map)` for every sample and every differentiable argument of the row.
template <typename Use>
void forEachLocal(const Function& function, Use&& use) {
  for (const Sample& sample : samples::samplesOf(function)) {
    const Tensor output = sample.value();
    for (std::size_t argument = 0; argument < sample.inputs.size(); ++argument) {
      if (sample.has(argument) && function.argument(argument).differentiable) {
        use(sample, argument, sample.local(argument, output));
      }
    }
  }
}

std::string place(const Sample& sample, std::size_t argument) {
  return sample.name() + " by " + std::string(sample.function->argument(argument).name);
}

/// Column i of the table by central differences; empty where a value beside the point has no meaning (a
/// class, the mean of nothing).
std::optional<std::vector<double>> differences(Sample& sample, std::size_t argument, Index i) {
  constexpr double h = 1e-5;
  double& entry = sample.inputs[argument][i];
  const double middle = entry;
  try {
    entry = middle + h;
    const Tensor above = sample.value();
    entry = middle - h;
    const Tensor below = sample.value();
    entry = middle;
    std::vector<double> column;
    for (Index j = 0; j < above.size(); ++j) {
      if (!std::isfinite(above[j])) return std::nullopt;
      column.push_back((above[j] - below[j]) / (2 * h));
    }
    return column;
  } catch (const Error&) {
    entry = middle;
    return std::nullopt;
  }
}

const double notANumber = std::nan("");

const Function& row() {
  QFETCH_GLOBAL(QString, function);
  return functionNamed(function.toStdString());
}

}  // namespace

class TestCatalogue : public QObject {
  Q_OBJECT

private slots:
  void initTestCase_data() {
    QTest::addColumn<QString>("function");
    for (const Function& function : catalogue()) {
      if (!function.isLeaf()) QTest::newRow(function.name.data()) << QString::fromUtf8(function.name.data());
    }
  }

  void explainsItself() {
    const Function& function = row();
    for (const std::string_view text :
         {function.name, function.title, function.glyph, function.hint, function.formula,
          function.localFormula, function.description, function.synonyms, function.pytorch}) {
      QVERIFY(!text.empty());
    }
    QCOMPARE(function.description.back(), '.');
    QVERIFY2(QString::fromUtf8(function.synonyms.data()).contains(QRegularExpression("\\p{Han}")),
             "no Chinese word to find it by");
    for (const Argument& argument : function.arguments) {
      QVERIFY(!argument.name.empty());
      QVERIFY2(function.isVariadic() || argument.optional ||
                   function.formula.find("{" + std::string(argument.name) + "}") != std::string_view::npos,
               "the formula leaves out an argument");
    }
    const auto placeholders = QRegularExpression("(?<![\\\\a-z_^])\\{([a-z][a-z_]+)\\}");
    QCOMPARE(function.formulaOfRows.empty(), function.localFormulaOfRows.empty());
    for (const std::string_view formula :
         {function.formula, function.localFormula, function.formulaOfRows, function.localFormulaOfRows}) {
      auto match = placeholders.globalMatch(QString::fromUtf8(formula.data(), static_cast<qsizetype>(formula.size())));
      while (match.hasNext()) {
        const std::string name = match.next().captured(1).toStdString();
        QVERIFY2(std::ranges::find(function.arguments, std::string_view(name), &Argument::name) !=
                     function.arguments.end(),
                 name.c_str());
      }
    }
    QVERIFY(function.domains.size() == 1 || function.domains.size() == function.arguments.size());
    QVERIFY(function.value && function.local);
  }

  void defaultsFitTheirSpecs() {
    for (const AttributeSpec& spec : row().attributes) {
      QVERIFY(!spec.name.empty());
      QVERIFY(!spec.meaning.empty());
      QVERIFY2(spec.required || accepts(spec, spec.defaultValue), spec.name.data());
    }
  }

  void valueWritesEveryEntryOfItsShape() {
    const std::vector<Sample> all = samples::samplesOf(row());
    QVERIFY2(all.size() >= 4, "too few shapes to try");
    for (const Sample& sample : all) {
      QVERIFY2(sample.value(0) == sample.value(17), sample.name().c_str());
    }
  }

  void localHasTheShapesOfOutputAndInput() {
    forEachLocal(row(), [](const Sample& sample, std::size_t argument, const LinearMap& map) {
      QVERIFY2(map.outputShape() == sample.outputShape, place(sample, argument).c_str());
      QVERIFY2(map.inputShape() == sample.inputs[argument].shape(), place(sample, argument).c_str());
      QVERIFY(!map.structureName().empty());
    });
  }

  void transposedAgreesWithPlainApplication() {
    forEachLocal(row(), [](const Sample& sample, std::size_t argument, const LinearMap& map) {
      const Tensor table = map.dense();
      const Tensor dx = randomTensor(map.inputShape(), 1);
      const Tensor dy = map.apply(dx);
      std::vector<double> expected(static_cast<std::size_t>(map.rows()));
      for (Index j = 0; j < map.rows(); ++j) {
        for (Index i = 0; i < map.columns(); ++i)
          expected[static_cast<std::size_t>(j)] += table[j * map.columns() + i] * dx[i];
      }
      QVERIFY2(agree(dy.data(), expected, 1e-13), place(sample, argument).c_str());
      const Tensor upstream = randomTensor(concatenated(Shape{3}, map.outputShape()), 2);
      const Tensor downstream = map.applyTransposed(upstream);
      QVERIFY2(agree(downstream.data(), rowsTimes(upstream.data(), 3, map, table), 1e-13),
               place(sample, argument).c_str());
    });
  }

  void blocksAndEntriesAgreeWithTheTable() {
    forEachLocal(row(), [](const Sample& sample, std::size_t argument, const LinearMap& map) {
      const Tensor table = map.dense();
      Index nonZeros = 0;
      for (Index j = 0; j < map.rows(); ++j) {
        for (Index i = 0; i < map.columns(); ++i) {
          const double expected = table[j * map.columns() + i];
          nonZeros += expected != 0 ? 1 : 0;
          const double entry = map.entry(indexVector(map.outputShape(), j), indexVector(map.inputShape(), i));
          QVERIFY2(agree(std::span(&entry, 1), std::span(&expected, 1), 1e-15),
                   place(sample, argument).c_str());
        }
      }
      QVERIFY2(nonZeros <= map.structuralNonZeros(), place(sample, argument).c_str());
      QVERIFY2(map.structuralNonZeros() <= map.rows() * map.columns(), place(sample, argument).c_str());
      const Index rowStart = map.rows() / 3, columnStart = map.columns() / 2;
      const Index rowCount = map.rows() - rowStart, columnCount = map.columns() - columnStart;
      std::vector<double> block(static_cast<std::size_t>(rowCount * columnCount), notANumber), expected;
      map.readBlock(rowStart, columnStart, rowCount, columnCount, block);
      for (Index j = rowStart; j < map.rows(); ++j) {
        for (Index i = columnStart; i < map.columns(); ++i) expected.push_back(table[j * map.columns() + i]);
      }
      QVERIFY2(agree(block, expected, 1e-15), place(sample, argument).c_str());
    });
  }

  void patternHoldsEveryEntry() {
    forEachLocal(row(), [](const Sample& sample, std::size_t argument, const LinearMap& map) {
      const Pattern pattern = map.pattern();
      const Tensor table = map.dense();
      if (table.size() == 0) return;
      QVERIFY2(pattern.rowBlocks * pattern.blockRows == map.rows(), place(sample, argument).c_str());
      QVERIFY2(pattern.columnBlocks * pattern.blockColumns == map.columns(), place(sample, argument).c_str());
      for (Index j = 0; j < map.rows(); ++j) {
        for (Index i = 0; i < map.columns(); ++i) {
          if (table[j * map.columns() + i] == 0) continue;
          const Index row = j % pattern.blockRows, column = i % pattern.blockColumns;
          const bool isInBlock = !pattern.onDiagonal || j / pattern.blockRows == i / pattern.blockColumns;
          bool isInside = true;
          if (pattern.inside == Structure::Scaled || pattern.inside == Structure::Diagonal || pattern.inside == Structure::Identity)
            isInside = row == column;
          // One row in each block of the block, as large as the rows let it be.
          if (pattern.inside == Structure::BlockDiagonal && pattern.rowBlocks > 1 && pattern.columnBlocks == 1)
            isInside = column / (pattern.blockColumns / pattern.blockRows) == row;
          QVERIFY2(isInBlock && isInside, place(sample, argument).c_str());
        }
      }
    });
  }

  void localAgreesWithCentralDifferences() {
    if (std::ranges::none_of(row().arguments, &Argument::differentiable)) QSKIP("nothing to differentiate");
    Index compared = 0;
    forEachLocal(row(), [&](const Sample& sample, std::size_t argument, const LinearMap& map) {
      const Tensor table = map.dense();
      Sample moved = sample;
      for (Index i = 0; i < map.columns(); ++i) {
        const auto column = differences(moved, argument, i);
        if (!column) continue;
        std::vector<double> expected;
        for (Index j = 0; j < map.rows(); ++j) expected.push_back(table[j * map.columns() + i]);
        QVERIFY2(agree(*column, expected, 1e-7), place(sample, argument).c_str());
        ++compared;
      }
    });
    QVERIFY(compared > 10);
  }

  void fusedProductEqualsTheLocalMaps() {
    const Function& function = row();
    if (!function.accumulate) QSKIP("the row has no fused product");
    forEachLocal(function, [&](const Sample& sample, std::size_t argument, const LinearMap& map) {
      const Tensor output = sample.value();
      const std::vector<TensorView> tensors = sample.views();
      for (const Index count : {1, 3}) {
        const Tensor upstream = randomTensor(concatenated(Shape{count}, map.outputShape()), 3);
        Tensor fused = randomTensor(concatenated(Shape{count}, map.inputShape()), 4);
        Tensor expected = fused;
        function.accumulate(argument, {tensors, sample.absent}, output, sample.settings, count,
                            upstream.data(), fused.data());
        map.accumulateTransposed(count, upstream.data(), expected.data());
        QVERIFY2(agree(fused.data(), expected.data(), 1e-13), place(sample, argument).c_str());
      }
    });
  }

  void firstContributionEqualsOneOntoZeros() {
    const Function& function = row();
    if (!function.assign) QSKIP("the row does not write first contributions");
    forEachLocal(function, [&](const Sample& sample, std::size_t argument, const LinearMap& map) {
      const Tensor output = sample.value();
      const std::vector<TensorView> tensors = sample.views();
      const Tensor upstream = randomTensor(map.outputShape(), 3);
      Tensor written(map.inputShape(), notANumber);
      Tensor added(map.inputShape());
      function.assign(argument, {tensors, sample.absent}, output, sample.settings, upstream.data(), written.data());
      function.accumulate(argument, {tensors, sample.absent}, output, sample.settings, 1, upstream.data(), added.data());
      QVERIFY2(agree(written.data(), added.data(), 1e-13), place(sample, argument).c_str());
    });
  }

  void allArgumentsAtOnceEqualOneByOne() {
    const Function& function = row();
    if (!function.accumulateAll) QSKIP("the row takes its arguments one by one");
    for (const Sample& sample : samples::samplesOf(function)) {
      const Tensor output = sample.value();
      const std::vector<TensorView> tensors = sample.views();
      for (const Index count : {1, 3}) {
        const Tensor upstream = randomTensor(concatenated(Shape{count}, output.shape()), 3);
        // All arguments, and all but one of them.
        for (std::size_t left = 0; left <= sample.inputs.size(); ++left) {
          std::vector<Tensor> together, apart;
          std::vector<std::span<double>> wanted(sample.inputs.size());
          for (std::size_t k = 0; k < sample.inputs.size(); ++k) {
            together.push_back(randomTensor(concatenated(Shape{count}, sample.inputs[k].shape()), 4 + k));
            apart.push_back(together.back());
          }
          for (std::size_t k = 0; k < sample.inputs.size(); ++k) {
            if (k == left || !sample.has(k) || !function.argument(k).differentiable) continue;
            wanted[k] = together[k].data();
            function.accumulate(k, {tensors, sample.absent}, output, sample.settings, count, upstream.data(), apart[k].data());
          }
          function.accumulateAll({tensors, sample.absent}, output, sample.settings, count, upstream.data(), wanted);
          for (std::size_t k = 0; k < sample.inputs.size(); ++k) QVERIFY2(together[k] == apart[k], sample.name().c_str());
        }
      }
    }
  }

  void localReadsNoMoreThanItSays() {
    forEachLocal(row(), [](const Sample& sample, std::size_t argument, const LinearMap& map) {
      const LocalReads& reads = sample.function->readsOfLocal(argument);
      Sample changed = sample;
      Tensor output = sample.value();
      for (std::size_t k = 0; k < changed.inputs.size(); ++k) {
        if (!reads.input(k)) changed.inputs[k] = randomTensor(changed.inputs[k].shape(), 11);
      }
      if (!reads.output) output = randomTensor(output.shape(), 12);
      QVERIFY2(changed.local(argument, output).dense() == map.dense(), place(sample, argument).c_str());
    });
  }

  void scalarInstructionEqualsTheTensorPath() {
    const Function& function = row();
    if (!function.scalar.forward) QSKIP("the row is not elementwise");
    for (const Sample& sample : samples::samplesOf(function)) {
      const bool scalars =
          std::ranges::all_of(sample.inputs, [](const Tensor& input) { return input.shape() == Shape{}; });
      if (!scalars) continue;
      const auto count = static_cast<std::uint32_t>(sample.inputs.size());
      std::vector<double> values, gradients(count + 1, 0.25);
      for (const Tensor& input : sample.inputs) values.push_back(input[0]);
      values.push_back(notANumber);
      const Operands operands{.input = {0, 1, 2}, .output = count, .settings = &sample.settings};
      function.scalar.forward(values.data(), operands);
      const Tensor output = sample.value();
      QCOMPARE(values.back(), output[0]);
      gradients[count] = -1.5;
      function.scalar.backward(values.data(), gradients.data(), operands);
      for (std::size_t argument = 0; argument < count; ++argument) {
        const double slope = sample.local(argument, output).dense()[0];
        QCOMPARE(gradients[argument], 0.25 + -1.5 * slope);
      }
      // Many nodes in one call give the same.
      std::vector<double> ofAll = values, gradientsOfAll(count, 0.25);
      ofAll.back() = notANumber;
      function.scalar.forwardAll(ofAll.data(), {&operands, 1});
      QVERIFY(ofAll == values);
      gradientsOfAll.push_back(-1.5);
      function.scalar.backwardAll(values.data(), gradientsOfAll.data(), {&operands, 1});
      QVERIFY(gradientsOfAll == gradients);
      // What runs tile by tile calls these as they are.
      QVERIFY(function.accumulate && function.assign);
      return;
    }
    QFAIL("no scalars to try");
  }

  void shapesThatDoNotFitAreNamed() {
    const Function& function = row();
    if (function.isVariadic() || function.arguments.size() < 2) QSKIP("one argument fits alone");
    Index refused = 0;
    const bool ready = std::ranges::none_of(function.attributes, &AttributeSpec::required);
    const Settings settings(function, ready                       ? Attributes()
                                      : function.examples.empty() ? samples::attributeSets(function).front()
                                                                  : function.examples.front().attributes);
    for (const auto& tuple : samples::shapeTuples(function)) {
      try {
        function.shape(tuple, settings);
      } catch (const Error& error) {
        const std::string message = error.what();
        Index named = 0, shapes = 0, required = 0;
        for (std::size_t k = 0; k < tuple.size(); ++k) {
          named += message.find(function.argument(k).name) != std::string::npos ? 1 : 0;
          shapes += tuple[k] && message.find(text(*tuple[k])) != std::string::npos ? 1 : 0;
          required += function.argument(k).optional ? 0 : 1;
        }
        QVERIFY2(named >= 1 && shapes >= std::min<Index>(2, required), message.c_str());
        ++refused;
      }
    }
    QVERIFY(refused > 0);
  }
};

QTEST_GUILESS_MAIN(TestCatalogue)
#include "tst_catalogue.moc"

#include <QTest>

#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <random>

#include "core/linear_map/broadcast.h"
#include "core/linear_map/composition.h"
#include "core/linear_map/dense.h"
#include "core/linear_map/diagonal.h"
#include "core/linear_map/form.h"
#include "core/linear_map/matrix_product.h"
#include "core/linear_map/rank_one_blocks.h"
#include "core/linear_map/selection.h"
#include "core/linear_map/sum.h"
#include "core/linear_map/zero.h"

using namespace core;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

std::vector<double> randomNumbers(Index count) {
  static std::mt19937_64 generator(7);
  std::uniform_real_distribution<double> uniform(-2, 2);
  std::vector<double> numbers(static_cast<std::size_t>(count));
  for (double& number : numbers) number = uniform(generator);
  return numbers;
}

std::vector<Index> upTo(Index count) {
  std::vector<Index> result(static_cast<std::size_t>(count));
  std::iota(result.begin(), result.end(), 0);
  return result;
}

/// A map with a name, and whether its count of structural non-zeros is exact (and not a bound).
struct Case {
  std::string name;
  LinearMap map;
  bool exact = true;
};

void addSquare(std::vector<Case>& cases, const Shape& shape) {
  const std::string at = " " + text(shape);
  cases.push_back({"zero" + at, zeroMap(shape, shape)});
  cases.push_back({"identity" + at, identityMap(shape, shape)});
  cases.push_back({"scaled" + at, scaledMap(shape, Shape{shape.size()}, -3)});
  cases.push_back({"diagonal" + at, diagonalMap(shape, shape, randomNumbers(shape.size()))});
  for (Index dim = 0; dim < std::max<Index>(shape.rank(), 1); ++dim) {
    cases.push_back(
        {"softmax" + at + std::to_string(dim), softmaxMap(shape, dim, randomNumbers(shape.size()))});
    cases.push_back(
        {"log_softmax" + at + std::to_string(dim), logSoftmaxMap(shape, dim, randomNumbers(shape.size()))});
  }
}

void addBroadcast(std::vector<Case>& cases, const Shape& input, const Shape& output) {
  const std::string at = " " + text(input) + " to " + text(output);
  cases.push_back({"broadcast" + at, broadcastMap(output, input)});
  cases.push_back({"negative broadcast" + at, broadcastMap(output, input, -1)});
  cases.push_back({"broadcast slopes" + at, broadcastMap(output, input, randomNumbers(output.size()))});
}

void addSum(std::vector<Case>& cases, const Shape& input, const std::vector<Index>& axes) {
  Shape kept = input;
  for (const Index axis : axes) kept[axis] = 1;
  const std::string at = " " + text(input) + " to " + text(kept);
  cases.push_back({"sum" + at, sumMap(kept, input, axes)});
  cases.push_back({"scaled sum" + at, sumMap(kept, input, axes, 0.25)});
  cases.push_back({"weighted sum" + at, sumMap(kept, input, axes, randomNumbers(input.size()))});
}

/// All four ways in which the two sides of a product are laid out, with batches that are shared, own or
/// absent.
void addProducts(std::vector<Case>& cases, const Shape& batch, IndexVector columnBatches,
                 IndexVector factorBatches, Index columnBatchCount, Index factorCount, Index repeats,
                 Index rowCount, Index columnCount) {
  for (int layout = 0; layout < 8; ++layout) {
    const ProductPattern pattern = {
        batch,       columnBatches,     factorBatches,     repeats,           rowCount,
        columnCount, (layout & 1) != 0, (layout & 2) != 0, (layout & 4) != 0, "F"};
    const Shape output = concatenated(batch, {repeats, rowCount});
    cases.push_back({"product " + std::to_string(layout) + " batch " + text(batch) + " blocks " +
                         text(Shape{repeats, rowCount, columnCount}),
                     productMap(output, {columnBatchCount, repeats, columnCount}, pattern,
                                randomNumbers(factorCount * rowCount * columnCount))});
  }
}

std::vector<Case> allCases() {
  std::vector<Case> cases;
  for (const Shape& shape :
       {Shape{}, Shape{1}, Shape{4}, Shape{2, 3}, Shape{2, 3, 2}, Shape{2, 0, 3}, Shape{0}}) {
    addSquare(cases, shape);
  }
  addBroadcast(cases, {}, {});
  addBroadcast(cases, {}, {2, 3});
  addBroadcast(cases, {3}, {2, 3});
  addBroadcast(cases, {2, 1}, {2, 3});
  addBroadcast(cases, {3, 1, 2}, {2, 3, 4, 2});
  addBroadcast(cases, {2, 3}, {2, 3});
  addBroadcast(cases, {1}, {0});
  addBroadcast(cases, {1, 3}, {0, 3});
  addSum(cases, {}, {});
  addSum(cases, {5}, {0});
  addSum(cases, {2, 3}, {0});
  addSum(cases, {2, 3}, {1});
  addSum(cases, {2, 3, 4}, {0, 2});
  addSum(cases, {2, 3, 4}, {1});
  addSum(cases, {2, 3}, {});
  addSum(cases, {2, 0}, {1});
  addSum(cases, {0, 3}, {0});
  cases.push_back({"transpose", selectionMap({4, 3}, {3, 4}, 0, {1, 4})});
  cases.push_back({"permute", selectionMap({4, 2, 3}, {2, 3, 4}, 0, {1, 12, 4})});
  cases.push_back({"wide transpose", selectionMap({37, 19}, {19, 37}, 0, {1, 37})});
  cases.push_back({"wide permute", selectionMap({3, 18, 20}, {3, 20, 18}, 0, {360, 1, 18})});
  cases.push_back({"wide softmax", softmaxMap({3, 70}, 0, randomNumbers(210))});
  cases.push_back({"wide log_softmax", logSoftmaxMap({3, 70}, 0, randomNumbers(210))});
  cases.push_back({"slice", selectionMap({2, 2}, {5, 4}, 5, {8, 1})});
  cases.push_back({"empty slice", selectionMap({0, 4}, {5, 4}, 0, {4, 1})});
  cases.push_back({"expand", selectionMap({2, 3, 2}, {3, 1}, 0, {0, 1, 0})});
  cases.push_back({"scalar selection", selectionMap({}, {5}, 3, {})});
  cases.push_back({"cat first", placementMap({5, 3}, {2, 3}, 0, 0)});
  cases.push_back({"cat last", placementMap({2, 5, 2}, {2, 2, 2}, 1, 3)});
  cases.push_back({"cat empty", placementMap({5, 3}, {0, 3}, 0, 2)});
  cases.push_back({"indexed", indexedSelectionMap({4}, {3}, {2, -1, 0, 2})});
  cases.push_back({"indexed empty", indexedSelectionMap({0}, {3}, {})});
  addProducts(cases, {}, {}, {}, 1, 1, 3, 2, 4);
  addProducts(cases, {}, {}, {}, 1, 1, 1, 2, 4);
  addProducts(cases, {}, {}, {}, 1, 1, 3, 1, 4);
  addProducts(cases, {}, {}, {}, 1, 1, 3, 2, 1);
  addProducts(cases, {}, {}, {}, 1, 1, 3, 1, 1);
  addProducts(cases, {}, {}, {}, 1, 1, 3, 2, 0);
  addProducts(cases, {}, {}, {}, 1, 1, 0, 2, 3);
  addProducts(cases, {}, {}, {}, 1, 1, 9, 8, 7);
  addProducts(cases, {2, 3}, {0, 1}, {1, 0}, 3, 2, 2, 3, 2);
  addProducts(cases, {2, 3}, {3, 1}, {0, 0}, 6, 1, 2, 3, 2);
  addProducts(cases, {0}, {0}, {0}, 1, 1, 2, 3, 2);
  cases.push_back({"dense", denseMap({3, 2}, {4}, randomNumbers(24))});
  cases.push_back({"one row", denseMap({}, {2, 3}, randomNumbers(6))});
  cases.push_back({"dense empty", denseMap({3}, {0}, {})});
  const LinearMap tall = denseMap({5}, {2, 2}, randomNumbers(20));
  const LinearMap softmax = softmaxMap({2, 2}, 1, randomNumbers(4));
  cases.push_back({"composed", product(tall, softmax), false});
  cases.push_back({"composed twice", product(product(sumMap({}, {5}, upTo(1)), tall), softmax), false});
  cases.push_back({"composed sum", sum(softmax, diagonalMap({2, 2}, {2, 2}, randomNumbers(4))), false});
  cases.push_back({"composed empty", product(denseMap({2}, {0}, {}), denseMap({0}, {3}, {})), false});
  return cases;
}

/// The table made column by column from unit vectors.
std::vector<double> tableOf(const LinearMap& map) {
  std::vector<double> table(static_cast<std::size_t>(map.rows() * map.columns()));
  for (Index i = 0; i < map.columns(); ++i) {
    std::vector<double> unit(static_cast<std::size_t>(map.columns()));
    std::vector<double> column(static_cast<std::size_t>(map.rows()));
    unit[static_cast<std::size_t>(i)] = 1;
    map.accumulate(unit, column);
    for (Index j = 0; j < map.rows(); ++j) {
      table[static_cast<std::size_t>(j * map.columns() + i)] = column[static_cast<std::size_t>(j)];
    }
  }
  return table;
}

bool near(double a, double b) { return std::abs(a - b) <= 1e-12 * (1 + std::abs(a) + std::abs(b)); }

bool near(std::span<const double> a, std::span<const double> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](double x, double y) { return near(x, y); });
}

}  // namespace

class LinearMapTest : public QObject {
  Q_OBJECT

private:
  /// Runs `check` on every case and names the one that fails.
  static void onEveryCase(const std::function<bool(const Case&)>& check) {
    for (const Case& one : allCases()) QVERIFY2(check(one), one.name.c_str());
  }

private slots:
  void entriesAreColumnsOfTheMap() {
    onEveryCase([](const Case& one) {
      const std::vector<double> table = tableOf(one.map);
      const Index columns = one.map.columns();
      for (Index j = 0; j < one.map.rows(); ++j) {
        for (Index i = 0; i < columns; ++i) {
          if (!near(table[static_cast<std::size_t>(j * columns + i)], one.map.form().entry(j, i)))
            return false;
        }
      }
      return true;
    });
  }

  void everyBlockReadsWhatEntriesRead() {
    onEveryCase([](const Case& one) {
      const Index rows = one.map.rows();
      const Index columns = one.map.columns();
      for (Index j = 0; j <= rows; j += 1 + rows / 5) {
        for (Index i = 0; i <= columns; i += 1 + columns / 5) {
          for (const bool wide : {false, true}) {
            const Index height = std::min<Index>(rows - j, wide ? rows : 2);
            const Index width = std::min<Index>(columns - i, wide ? columns : 3);
            std::vector<double> block(static_cast<std::size_t>(height * width), 99);
            one.map.readBlock(j, i, height, width, block);
            for (Index y = 0; y < height; ++y) {
              for (Index x = 0; x < width; ++x) {
                if (!near(block[static_cast<std::size_t>(y * width + x)], one.map.form().entry(j + y, i + x)))
                  return false;
              }
            }
          }
        }
      }
      return near(one.map.dense().data(), tableOf(one.map));
    });
  }

  void transposedIsTheTransposedTable() {
    onEveryCase([](const Case& one) {
      const std::vector<double> table = tableOf(one.map);
      const auto rows = static_cast<std::size_t>(one.map.rows());
      const auto columns = static_cast<std::size_t>(one.map.columns());
      for (const std::size_t count : {0u, 1u, 3u}) {
        const std::vector<double> upstream = randomNumbers(static_cast<Index>(count * rows));
        const std::vector<double> before = randomNumbers(static_cast<Index>(count * columns));
        std::vector<double> expected = before;
        for (std::size_t k = 0; k < count; ++k) {
          for (std::size_t j = 0; j < rows; ++j) {
            for (std::size_t i = 0; i < columns; ++i) {
              expected[k * columns + i] += upstream[k * rows + j] * table[j * columns + i];
            }
          }
        }
        std::vector<double> downstream = before;
        one.map.accumulateTransposed(static_cast<Index>(count), upstream, downstream);
        if (!near(downstream, expected)) return false;
      }
      return true;
    });
  }

  void applicationAddsToWhatIsThere() {
    onEveryCase([](const Case& one) {
      const std::vector<double> table = tableOf(one.map);
      const std::vector<double> dx = randomNumbers(one.map.columns());
      std::vector<double> expected = randomNumbers(one.map.rows());
      std::vector<double> dy = expected;
      for (std::size_t j = 0; j < dy.size(); ++j) {
        for (std::size_t i = 0; i < dx.size(); ++i) expected[j] += table[j * dx.size() + i] * dx[i];
      }
      one.map.accumulate(dx, dy);
      return near(dy, expected);
    });
  }

  void structuralNonZerosCountTheEntries() {
    onEveryCase([](const Case& one) {
      Index count = 0;
      for (const double entry : tableOf(one.map)) count += entry != 0 ? 1 : 0;
      const Index structural = one.map.structuralNonZeros();
      return structural <= one.map.rows() * one.map.columns() &&
             (one.exact ? structural == count : structural >= count);
    });
  }

  void onlyRealFactorsAreMultiplied() {
    const std::vector<Index> first = {0};
    const auto numbers = [](Index count) { return std::vector<double>(static_cast<std::size_t>(count), 0.5); };
    // Zeros, ones, minus ones and copies cost nothing.
    for (const LinearMap& free :
         {zeroMap({3}, {2}), identityMap({4}, {4}), scaledMap({4}, {4}, -1), broadcastMap({2, 3}, {3}, -1),
          sumMap({3}, {2, 3}, first), indexedSelectionMap({2}, {3}, {2, -1})}) {
      QCOMPARE(free.multiplications(), 0);
    }
    QCOMPARE(scaledMap({4}, {4}, 2).multiplications(), 4);
    QCOMPARE(diagonalMap({2, 3}, {2, 3}, numbers(6)).multiplications(), 6);
    QCOMPARE(broadcastMap({2, 3}, {3}, numbers(6)).multiplications(), 6);
    // One factor: on the side where the repetitions are one entry.
    QCOMPARE(broadcastMap({2, 3}, {3}, 0.5).multiplications(), 3);
    QCOMPARE(sumMap({3}, {2, 3}, first, 0.5).multiplications(), 3);
    QCOMPARE(softmaxMap({2, 3}, 1, numbers(6)).multiplications(), 12);
    QCOMPARE(logSoftmaxMap({2, 3}, 1, numbers(6)).multiplications(), 6);
    QCOMPARE(denseMap({3}, {2}, numbers(6)).multiplications(), 6);
    // W·x by W with W 3 × 2: x meets each of the 6 entries once, and is kept once.
    const LinearMap byWeight = productMap({3}, {3, 2}, {.repeats = 3, .columnCount = 2}, numbers(2));
    QCOMPARE(byWeight.multiplications(), 6);
    QCOMPARE(byWeight.bytes(), 16);
    const LinearMap both = product(denseMap({2}, {3}, numbers(6)), byWeight);
    QCOMPARE(both.multiplications(), 12);
    QCOMPARE(both.bytes(), 64);
  }

  void infinitiesStayOnTheStructure() {
    onEveryCase([](const Case& one) {
      if (one.map.structure() == Structure::Composed) return true;
      const std::vector<double> table = tableOf(one.map);
      const auto columns = static_cast<std::size_t>(one.map.columns());
      for (Index j = 0; j < one.map.rows(); ++j) {
        std::vector<double> upstream(static_cast<std::size_t>(one.map.rows()));
        std::vector<double> downstream(columns);
        upstream[static_cast<std::size_t>(j)] = infinity;
        one.map.accumulateTransposed(1, upstream, downstream);
        for (std::size_t i = 0; i < columns; ++i) {
          const bool reached = !std::isfinite(downstream[i]);
          // A softmax block and an own block of a product touch all their entries; elsewhere only the entry
          // itself.
          if (reached && table[static_cast<std::size_t>(j) * columns + i] == 0) return false;
        }
      }
      return true;
    });
  }

  void infiniteSlopesStayOnTheDiagonal() {
    const LinearMap diagonal = diagonalMap({2}, {2}, {infinity, 2});
    QCOMPARE(diagonal.entry(std::vector<Index>{0}, std::vector<Index>{1}), 0.0);
    const Tensor identity = diagonal.applyTransposed(Tensor({2}, {0.0, 3.0}));
    QVERIFY(std::isnan(identity[0]));  // 0·∞ on the diagonal has no value
    QCOMPARE(identity[1], 6.0);
    const LinearMap chain = product(diagonal, denseMap({2}, {2}, {1, 2, 3, 4}));
    QCOMPARE(chain.structure(), Structure::Composed);
    QVERIFY(chain.dense() == Tensor({2, 2}, {infinity, infinity, 6, 8}));
    QVERIFY(product(denseMap({2}, {2}, {1, 2, 3, 4}), diagonal).dense() ==
            Tensor({2, 2}, {infinity, 4, infinity, 8}));
  }

  void regularPatternsFoldToTheirPlainForm() {
    QCOMPARE(broadcastMap({2, 3}, {2, 3}).structure(), Structure::Identity);
    QCOMPARE(broadcastMap({1, 3}, {3}, -1).structure(), Structure::Scaled);
    QCOMPARE(broadcastMap({2, 3}, {2, 3}, randomNumbers(6)).structure(), Structure::Diagonal);
    QCOMPARE(broadcastMap({2, 3}, {3}).structure(), Structure::Broadcast);
    QCOMPARE(broadcastMap({0, 3}, {3}).structure(), Structure::Zero);
    QCOMPARE(sumMap({3}, {1, 3}, upTo(1)).structure(), Structure::Identity);
    QCOMPARE(sumMap({3}, {2, 3}, upTo(1)).structureName(), std::string("sum"));
    QCOMPARE(sumMap({3}, {2, 3}, upTo(1), 0.5).structureName(), std::string("mean"));
    QCOMPARE(sumMap({}, {2, 3}, upTo(2), randomNumbers(6)).structureName(), std::string("one row"));
    QCOMPARE(selectionMap({3, 1, 2}, {3, 2}, 0, {2, 0, 1}).structure(), Structure::Identity);
    QCOMPARE(selectionMap({3, 2}, {2, 3}, 0, {1, 3}).structure(), Structure::Selection);
    QCOMPARE(selectionMap({2, 3}, {3}, 0, {0, 1}).structure(), Structure::Broadcast);
    QCOMPARE(placementMap({3, 2}, {3, 2}, 0, 0).structure(), Structure::Identity);
    QCOMPARE(placementMap({5, 2}, {3, 2}, 0, 2).structure(), Structure::Selection);
    QCOMPARE(productMap({2}, {4}, {.rowCount = 2, .columnCount = 4}, randomNumbers(8)).structure(),
             Structure::Dense);
    QCOMPARE(productMap({3}, {3}, {.repeats = 3}, {5}).structure(), Structure::Scaled);
  }

  void productsAndSumsFoldByTable() {
    const Shape shape = {3, 2};
    const LinearMap zero = zeroMap(shape, shape);
    const LinearMap one = identityMap(shape, shape);
    const LinearMap two = scaledMap(shape, shape, 2);
    const LinearMap diagonal = diagonalMap(shape, shape, {1, 2, 3, 4, 5, 6});
    const LinearMap turn = selectionMap(shape, shape, 5, {-2, -1});
    const LinearMap dense = denseMap(shape, shape, randomNumbers(36));
    QCOMPARE(product(zero, dense).structure(), Structure::Zero);
    QCOMPARE(product(dense, zero).structure(), Structure::Zero);
    QVERIFY(product(one, dense).sharedForm() == dense.sharedForm());
    QVERIFY(product(dense, one).sharedForm() == dense.sharedForm());
    QCOMPARE(product(two, two).structure(), Structure::Scaled);
    QCOMPARE(product(two, two).form().entry(1, 1), 4.0);
    QCOMPARE(product(two, diagonal).structure(), Structure::Diagonal);
    QCOMPARE(product(diagonal, diagonal).form().entry(5, 5), 36.0);
    QCOMPARE(product(turn, turn).structure(), Structure::Selection);
    QVERIFY(product(turn, turn).dense() == one.dense());
    QCOMPARE(product(turn, diagonal).structure(), Structure::Composed);
    QVERIFY(sum(zero, dense).sharedForm() == dense.sharedForm());
    QVERIFY(sum(dense, zero).sharedForm() == dense.sharedForm());
    QCOMPARE(sum(one, two).form().entry(0, 0), 3.0);
    QCOMPARE(sum(one, diagonal).form().entry(5, 5), 7.0);
    QCOMPARE(sum(turn, diagonal).structure(), Structure::Composed);
  }
};

QTEST_GUILESS_MAIN(LinearMapTest)
#include "tst_linear_map.moc"

#include <QTest>

#include <cmath>
#include <functional>
#include <limits>

#include "tests/core/map_cases.h"

using namespace core;
using map_cases::allCases;
using map_cases::Case;
using map_cases::randomNumbers;
using map_cases::upTo;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

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
    const auto numbers = [](Index count) {
      return std::vector<double>(static_cast<std::size_t>(count), 0.5);
    };
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

#include <QTest>

#include <cmath>
#include <limits>
#include <map>

#include "core/message.h"
#include "tests/core/map_cases.h"
#include "tests/core/pooling.h"

using namespace core;
using map_cases::allCases;
using map_cases::Case;
using namespace pooling;

class MapReadingTest : public QObject {
  Q_OBJECT

private:
  static void onEveryCase(const std::function<bool(const LinearMap&, const Tensor&)>& check) {
    for (const Case& one : allCases()) QVERIFY2(check(one.map, one.map.dense()), one.name.c_str());
  }

private slots:
  void keysOrderNumbersByMagnitude() {
    const double infinity = std::numeric_limits<double>::infinity();
    const std::vector<double> rising = {0,   5e-324, -1e-300, 1e-300,    -1,       1,
                                        1.5, -2,     2,       -infinity, infinity, std::nan("")};
    for (std::size_t k = 0; k < rising.size(); ++k) {
      QVERIFY(keyOf(rising[k]) > noEntry);
      QVERIFY(same(entryOf(keyOf(rising[k])), rising[k]));
      if (k > 0) QVERIFY(keyOf(rising[k]) > keyOf(rising[k - 1]));
    }
    QCOMPARE(keyOf(-0.0), keyOf(0.0));
    QCOMPARE(entryOf(noEntry), 0.0);
  }

  void axesAreCutEvenly() {
    for (const Index count : {0, 1, 2, 7, 64, 100, 1013}) {
      for (const Index cells : {0, 1, 3, 64, 99, 2000}) {
        const CellAxis axis(5, count, cells);
        QCOMPARE(axis.cells(), std::min(count, cells));
        Index row = 5;
        for (Index cell = 0; cell < axis.cells(); ++cell) {
          QCOMPARE(axis.begin(cell), row);
          const Index length = axis.end(cell) - row;
          QVERIFY(length == count / axis.cells() || length == count / axis.cells() + 1);
          for (; row < axis.end(cell); ++row) QCOMPARE(axis.cellOf(row), cell);
        }
        if (axis.cells() > 0) QCOMPARE(row, 5 + count);
      }
    }
  }

  void runsAreClippedToTheWindow() {
    const Window window = {3, 4, 5, 6};
    for (const Index rowStep : {-2, -1, 0, 1, 3}) {
      for (const Index columnStep : {-3, -1, 0, 1, 2}) {
        const std::vector<double> values = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        for (const Index row : {0, 4, 9}) {
          const Run run = {row, 5, rowStep, columnStep, 10, values.data(), 1};
          std::vector<double> expected;
          for (Index n = 0; n < run.count; ++n) {
            const Index j = row + n * rowStep, i = 5 + n * columnStep;
            if (j >= 3 && j < 8 && i >= 4 && i < 10) expected.push_back(values[static_cast<std::size_t>(n)]);
          }
          const Run part = clipped(run, window);
          QCOMPARE(std::max<Index>(part.count, 0), static_cast<Index>(expected.size()));
          if (expected.empty()) continue;
          QCOMPARE(*part.values, expected.front());
          QCOMPARE(part.row, row + static_cast<Index>(expected.front()) * rowStep);
          QCOMPARE(part.column, 5 + static_cast<Index>(expected.front()) * columnStep);
        }
      }
    }
  }

  void everyStructuralEntryIsVisitedOnce() {
    onEveryCase([](const LinearMap& map, const Tensor& table) {
      for (const Window& window : windowsOf(map)) {
        if (!visitsEachOnce(map, table, window)) return false;
      }
      return true;
    });
  }

  void overviewsPoolTheTable() {
    onEveryCase([](const LinearMap& map, const Tensor& table) {
      for (const Window& window : windowsOf(map)) {
        const std::vector<int> places = visits(map, table, window);
        for (const auto& [rowCells, columnCells] : std::map<Index, Index>{
                 {0, 3}, {1, 1}, {2, 3}, {3, 2}, {5, 7}, {7, 4}, {11, 1}, {13, 100}, {100, 100}}) {
          Overview cells(window, rowCells, columnCells);
          map.overview(cells);
          if (!poolsTable(cells, table, map.columns(), places)) return false;
        }
      }
      return true;
    });
  }

  void softmaxBlocksPoolWhateverNumbersTheyHold() {
    const double infinity = std::numeric_limits<double>::infinity();
    const std::vector<double> pool = {0, -0.0, 0.5, -0.5, 1, 2, 3e-320, infinity, -infinity, std::nan("")};
    std::mt19937 random(11);
    for (int trial = 0; trial < 400; ++trial) {
      // The rarer ones come in later trials only, so that they do not hide the others.
      const std::size_t kinds = trial < 200 ? 6 : pool.size() - static_cast<std::size_t>(trial % 3);
      std::vector<double> p(10);
      for (double& number : p) number = pool[random() % kinds];
      const Shape shape = trial % 2 == 0 ? Shape{10} : Shape{5, 2};
      for (const LinearMap& map : {softmaxMap(shape, 0, p), logSoftmaxMap(shape, 0, p)}) {
        const Tensor table = map.dense();
        for (const Window& window : windowsOf(map)) {
          const std::vector<int> places = visits(map, table, window);
          Overview cells(window, 1 + static_cast<Index>(random() % 5), 1 + static_cast<Index>(random() % 5));
          map.overview(cells);
          QVERIFY2(poolsTable(cells, table, 10, places), std::to_string(trial).c_str());
        }
      }
    }
  }

  void samplesRowsAndColumnsReadTheTable() { onEveryCase(readsTable); }

  void largestEntriesComeInOrder() {
    onEveryCase([](const LinearMap& map, const Tensor& table) {
      for (const std::size_t count : {0u, 1u, 2u, 5u, 1000u}) {
        if (!largestInOrder(map, table, count)) return false;
      }
      return true;
    });
  }

  void notANumberIsTheLargest() {
    const double infinity = std::numeric_limits<double>::infinity();
    const LinearMap map = denseMap({2}, {3}, {1, -infinity, 2, std::nan(""), 3, infinity});
    QVERIFY(std::isnan(map.overview(1, 1).value(0, 0)));
    QVERIFY(std::isnan(map.largest(1)[0].value));
    QCOMPARE(map.largest(3)[1].value, -infinity);
    QCOMPARE(map.overview(2, 3).value(1, 2), infinity);
  }

  void readingsStopAndTellTheirProgress() {
    onEveryCase([](const LinearMap& map, const Tensor&) {
      if (map.rows() == 0 || map.columns() == 0) return true;
      std::stop_source source;
      source.request_stop();
      const Watch stopped = {source.get_token(), {}};
      Index done = 0, total = 0;
      const Watch followed = {{}, [&](Index k, Index n) { done = k, total = n; }};
      std::vector<double> block(static_cast<std::size_t>(map.rows() * map.columns()));
      const std::vector<std::function<void(const Watch&)>> readings = {
          [&](const Watch& watch) { map.overview(3, 3, watch); },
          [&](const Watch& watch) {
            map.readBlock({0, 0, map.rows(), map.columns()}, block, watch);
          },
          [&](const Watch& watch) {
            map.sample({0, 1, map.rows()}, {0, 1, map.columns()}, watch);
          },
          [&](const Watch& watch) { map.row(0, watch); }, [&](const Watch& watch) { map.column(0, watch); }};
      for (const auto& reading : readings) {
        done = total = -1;
        reading(followed);
        if (map.structure() != Structure::Zero && (done != total || total < 1)) return false;
        try {
          reading(stopped);
          return false;
        } catch (const Stopped&) {
        }
      }
      return true;
    });
  }
};

QTEST_GUILESS_MAIN(MapReadingTest)
#include "tst_map_reading.moc"

#include <QTest>

#include "tests/core/pooling.h"
#include "tests/core/samples.h"

using namespace core;
using samples::Sample;

namespace {

/// Calls `use(name, map, table)` for every sample and every differentiable argument of the row.
template <typename Use>
void forEachLocal(Use&& use) {
  QFETCH_GLOBAL(QString, function);
  const Function& row = functionNamed(function.toStdString());
  for (const Sample& sample : samples::samplesOf(row, 24)) {
    const Tensor output = sample.value();
    for (std::size_t argument = 0; argument < sample.inputs.size(); ++argument) {
      if (!sample.has(argument) || !row.argument(argument).differentiable) continue;
      const LinearMap map = sample.local(argument, output);
      use(sample.name() + " by " + std::string(row.argument(argument).name), map, map.dense());
    }
  }
}

}  // namespace

/// Every reading of every function's local gradient against the table of all its entries.
class LocalReadingTest : public QObject {
  Q_OBJECT

private slots:
  void initTestCase_data() {
    QTest::addColumn<QString>("function");
    for (const Function& function : catalogue()) {
      if (!function.isLeaf()) QTest::newRow(function.name.data()) << QString::fromUtf8(function.name.data());
    }
  }

  void everyStructuralEntryIsVisitedOnce() {
    forEachLocal([](const std::string& name, const LinearMap& map, const Tensor& table) {
      for (const Window& window : pooling::windowsOf(map))
        QVERIFY2(pooling::visitsEachOnce(map, table, window), name.c_str());
    });
  }

  void overviewsPoolTheTable() {
    forEachLocal([](const std::string& name, const LinearMap& map, const Tensor& table) {
      for (const Window& window : pooling::windowsOf(map)) {
        const std::vector<int> places = pooling::visits(map, table, window);
        for (const auto& [rowCells, columnCells] : {std::pair{1, 1}, {2, 3}, {5, 4}, {100, 100}}) {
          Overview cells(window, rowCells, columnCells);
          map.overview(cells);
          QVERIFY2(pooling::poolsTable(cells, table, map.columns(), places), name.c_str());
        }
      }
    });
  }

  void samplesRowsAndColumnsReadTheTable() {
    forEachLocal([](const std::string& name, const LinearMap& map, const Tensor& table) {
      QVERIFY2(pooling::readsTable(map, table), name.c_str());
    });
  }

  void largestEntriesComeInOrder() {
    forEachLocal([](const std::string& name, const LinearMap& map, const Tensor& table) {
      for (const std::size_t count : {1u, 4u})
        QVERIFY2(pooling::largestInOrder(map, table, count), name.c_str());
    });
  }
};

QTEST_GUILESS_MAIN(LocalReadingTest)
#include "tst_local_reading.moc"

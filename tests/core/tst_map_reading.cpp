#include <QTest>

#include <cmath>
#include <limits>
#include <map>

#include "core/message.h"
#include "tests/core/map_cases.h"

using namespace core;
using map_cases::allCases;
using map_cases::Case;

namespace {

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

/// Whether `a` stands for a cell rather than `b`: NaN, then the larger magnitude, then the positive one.
bool standsBefore(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && !std::isnan(b);
  return std::abs(a) != std::abs(b) ? std::abs(a) > std::abs(b) : a > b;
}

/// The entry that stands for a part of the table.
double pooled(const Tensor& table, Index columns, Index row, Index rowEnd, Index column, Index columnEnd) {
  double best = 0;
  for (Index j = row; j < rowEnd; ++j) {
    for (Index i = column; i < columnEnd; ++i) {
      if (standsBefore(table[j * columns + i], best)) best = table[j * columns + i];
    }
  }
  return best;
}

/// Whether the overview holds what the table pools to; `places` (one a position, or empty) are the structural
/// ones.
bool poolsTable(const Overview& cells, const Tensor& table, Index columns, const std::vector<int>& places) {
  for (Index r = 0; r < cells.rows().cells(); ++r) {
    for (Index c = 0; c < cells.columns().cells(); ++c) {
      const Index row = cells.rows().begin(r), rowEnd = cells.rows().end(r);
      const Index column = cells.columns().begin(c), columnEnd = cells.columns().end(c);
      if (row >= rowEnd || column >= columnEnd) return false;
      if (!same(cells.value(r, c), pooled(table, columns, row, rowEnd, column, columnEnd))) return false;
      bool holds = false;
      for (Index j = row; j < rowEnd; ++j) {
        for (Index i = column; i < columnEnd; ++i)
          holds = holds || places[static_cast<std::size_t>(j * columns + i)] > 0;
      }
      if (cells.holdsEntries(r, c) != holds) return false;
    }
  }
  return true;
}

/// How often each position of the window is visited; −1000 somewhere where a value differs from the table's
/// or lies outside.
std::vector<int> visits(const LinearMap& map, const Tensor& table, const Window& window) {
  std::vector<int> counts(static_cast<std::size_t>(map.rows() * map.columns()));
  const auto see = [&](const Run& run) {
    for (Index n = 0; n < run.count; ++n) {
      const Index row = run.row + n * run.rowStep, column = run.column + n * run.columnStep;
      const bool inside = row >= window.row && row < window.rowEnd() && column >= window.column &&
                          column < window.columnEnd();
      const Index position = inside ? row * map.columns() + column : 0;
      const bool right = inside && same(run.values[n * run.valueStep], table[position]);
      counts[static_cast<std::size_t>(position)] += right ? 1 : -1000;
    }
  };
  map.form().visit(window, see, {});
  return counts;
}

/// All entries that differ from 0, in the order that `largest` promises.
std::vector<FlatEntry> sortedEntries(const Tensor& table, Index columns) {
  std::vector<FlatEntry> entries;
  for (Index k = 0; k < table.size(); ++k) {
    if (table[k] != 0) entries.push_back({k / columns, k % columns, table[k]});
  }
  std::stable_sort(entries.begin(), entries.end(), [](const FlatEntry& a, const FlatEntry& b) {
    if (std::isnan(a.value) || std::isnan(b.value)) return std::isnan(a.value) && !std::isnan(b.value);
    return std::abs(a.value) > std::abs(b.value);
  });
  return entries;
}

bool sameEntries(const std::vector<LocalEntry>& actual, const std::vector<FlatEntry>& expected,
                 std::size_t most, const LinearMap& map) {
  if (actual.size() != std::min(most, expected.size())) return false;
  for (std::size_t k = 0; k < actual.size(); ++k) {
    if (!same(actual[k].value, expected[k].value)) return false;
    if (flatIndex(map.outputShape(), {actual[k].j.data(), actual[k].j.size()}) != expected[k].row)
      return false;
    if (flatIndex(map.inputShape(), {actual[k].i.data(), actual[k].i.size()}) != expected[k].column)
      return false;
  }
  return true;
}

/// Windows of a map: all of it, and parts that begin and end anywhere.
std::vector<Window> windowsOf(const LinearMap& map) {
  const Index r = map.rows(), c = map.columns();
  std::vector<Window> windows = {{0, 0, r, c}, {r / 2, 0, r - r / 2, c}, {0, c / 3, r, c - c / 3}};
  windows.push_back({r / 3, c / 2, r / 2, std::min<Index>(c - c / 2, 3)});
  windows.push_back({r / 2, c / 4, std::min<Index>(1, r - r / 2), c / 2});
  return windows;
}

}  // namespace

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
        const std::vector<int> counts = visits(map, table, window);
        Index seen = 0;
        for (Index k = 0; k < table.size(); ++k) {
          const int count = counts[static_cast<std::size_t>(k)];
          const Index row = k / map.columns(), column = k % map.columns();
          const bool inside = row >= window.row && row < window.rowEnd() && column >= window.column &&
                              column < window.columnEnd();
          if (count < 0 || count > 1 || (inside && count == 0 && table[k] != 0)) return false;
          seen += count;
        }
        const bool whole = window == Window{0, 0, map.rows(), map.columns()};
        if (whole && map.structure() != Structure::Composed && seen != map.structuralNonZeros()) return false;
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

  void samplesRowsAndColumnsReadTheTable() {
    onEveryCase([](const LinearMap& map, const Tensor& table) {
      const Index rows = map.rows(), columns = map.columns();
      for (const Index step : {1, 2, 3}) {
        const Steps someRows = {rows / 4, step, (rows - rows / 4 + step - 1) / step};
        const Steps someColumns = {columns / 3, step, (columns - columns / 3 + step - 1) / step};
        const std::vector<double> sample = map.sample(someRows, someColumns);
        if (static_cast<Index>(sample.size()) != someRows.count * someColumns.count) return false;
        for (std::size_t k = 0; k < sample.size(); ++k) {
          const Index row = someRows.first + static_cast<Index>(k) / someColumns.count * step;
          const Index column = someColumns.first + static_cast<Index>(k) % someColumns.count * step;
          if (!same(sample[k], table[row * columns + column])) return false;
        }
      }
      if (table.size() == 0) return true;
      const Tensor row = map.row(rows / 2), column = map.column(columns / 2);
      if (row.shape() != map.inputShape() || column.shape() != map.outputShape()) return false;
      for (Index i = 0; i < columns; ++i) {
        if (!same(row[i], table[rows / 2 * columns + i])) return false;
      }
      for (Index j = 0; j < rows; ++j) {
        if (!same(column[j], table[j * columns + columns / 2])) return false;
      }
      return true;
    });
  }

  void largestEntriesComeInOrder() {
    onEveryCase([](const LinearMap& map, const Tensor& table) {
      const std::vector<FlatEntry> expected = sortedEntries(table, std::max<Index>(map.columns(), 1));
      for (const std::size_t count : {0u, 1u, 2u, 5u, 1000u}) {
        if (!sameEntries(map.largest(static_cast<Index>(count)), expected, count, map)) return false;
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

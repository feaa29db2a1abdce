#include <QSignalSpy>
#include <QTest>

#include "tests/core/counted_memory.h"
#include "tests/core/huge_samples.h"
#include "ui/model/huge_check.h"
#include "ui/model/huge_part.h"
#include "ui/model/huge_place.h"
#include "ui/model/huge_product.h"
#include "ui/model/huge_reader.h"
#include "ui/model/moment.h"

using core::Index;
using core::Window;
using ui::BlockGrid;
using ui::HugeEntry;

namespace {

/// The equation of one node of a graph that has run.
struct Subject {
  std::shared_ptr<const core::Trace> trace;
  std::shared_ptr<const ui::Equation> equation;

  explicit Subject(const core::Graph& graph, const char* id, std::size_t argument = 0)
      : trace(std::make_shared<const core::Trace>(core::run(graph))) {
    const ui::Moment all(trace, 0);
    const ui::Moment moment = all.at(all.last());
    equation = std::make_shared<const ui::Equation>(
        *ui::equationAt(moment, *graph.position(core::NodeId(id)), argument));
  }
  BlockGrid grid() const { return ui::blockGrid(equation->local); }
};

/// An equation of which only the local gradient matters.
std::shared_ptr<const ui::Equation> around(const core::LinearMap& map) {
  return std::make_shared<const ui::Equation>(ui::Equation{
      0, 0, 0, {}, core::Tensor({map.rows()}, 1), map, core::Tensor({map.columns()}, 0), {}, {}, {}});
}

BlockGrid plainGrid(Index rows, Index columns) {
  return {.rows = rows, .columns = columns, .blockRows = 256, .blockColumns = 256};
}

void waitFor(const ui::HugeReader& reader) { QTRY_VERIFY_WITH_TIMEOUT(!reader.isBusy(), 20'000); }

}  // namespace

class TestHugeReading : public QObject {
  Q_OBJECT

private slots:
  void aBatchHasOneBlockForEachSample() {
    const Subject subject(linearBatch(64, 49, 16), "H");
    const BlockGrid grid = subject.grid();
    QVERIFY(grid.isPattern && grid.onDiagonal);
    QCOMPARE(grid.count(), Index(64));
    QCOMPARE(ui::windowOf(grid, ui::blockOf(grid, 22)), (Window{22 * 16, 22 * 49, 16, 49}));
    QCOMPARE(ui::columnWindow(grid, 22 * 49 + 3), (Window{22 * 16, 22 * 49 + 3, 16, 1}));
  }

  void softmaxRowsAreBlocks() {
    const core::Graph graph = graphOf({leaf("input", "x", waves({30, 20})), node("softmax", "y", {"x"}),
                                       node("square", "q", {"y"}), node("sum", "L", {"q"})},
                                      "L");
    const BlockGrid grid = Subject(graph, "y").grid();
    QCOMPARE(grid.count(), Index(30));
    QCOMPARE(grid.blockRows, Index(20));
  }

  void whatHasNoBlocksIsLookedAtInStretches() {
    const BlockGrid grid = Subject(summed("relu", 1000), "y").grid();
    QVERIFY(!grid.isPattern);
    QCOMPARE(grid.count(), Index(16));
    QCOMPARE(ui::windowOf(grid, ui::blockOf(grid, 15)), (Window{768, 768, 232, 232}));
  }

  void smallBlocksAreShownWithTheirNeighbours() {
    const BlockGrid grid{.rows = 256,
                         .columns = 256 * 784,
                         .blockRows = 1,
                         .blockColumns = 784,
                         .isPattern = true,
                         .onDiagonal = true};
    const Window shown = ui::shownWindow(grid, {100, 100});
    QCOMPARE(shown.rowCount, Index(64));
    QCOMPARE(shown.columnCount, Index(784));
    QVERIFY(shown.row <= 100 && shown.rowEnd() > 100);
    QCOMPARE(ui::shownWindow(grid, {0, 0}).row, Index(0));
  }

  void zoomingKeepsTheEntryUnderThePoint() {
    const BlockGrid grid = plainGrid(16'384, 50'176);
    for (const Index cells : {192, 256, 512}) {
      for (const double down : {0.013, 0.31, 0.5, 0.777, 0.999}) {
        for (const double across : {0.0, 0.2345, 0.61, 0.98}) {
          Window seen = grid.whole();
          const HugeEntry entry = ui::entryAt(seen, cells, down, across);
          for (int step = 0; step < 60; ++step) {
            seen = ui::zoomed(grid, seen, cells, down, across, 1.5);
            QCOMPARE(ui::entryAt(seen, cells, down, across), entry);
          }
          QCOMPARE(seen.rowCount, Index(8));
          QCOMPARE(seen.columnCount, Index(8));
        }
      }
    }
  }

  void zoomingOutEndsAtEverything() {
    const BlockGrid grid = plainGrid(1000, 700);
    Window seen{990, 3, 8, 8};
    for (int step = 0; step < 60; ++step) seen = ui::zoomed(grid, seen, 512, 0.2, 0.9, 1 / 1.5);
    QCOMPARE(seen, grid.whole());
  }

  void windowsStayWithinTheWhole() {
    const BlockGrid grid = plainGrid(100, 50);
    QCOMPARE(ui::moved(grid, {90, 40, 10, 5}, 7, 7), (Window{90, 45, 10, 5}));
    QCOMPARE(ui::moved(grid, {3, 3, 10, 5}, -7, 1), (Window{0, 4, 10, 5}));
    QCOMPARE(ui::centred(grid, {0, 0, 10, 5}, {50, 20}), (Window{45, 18, 10, 5}));
    QCOMPARE(ui::holding(grid, {10, 10, 10, 5}, {20, 9}), (Window{11, 9, 10, 5}));
  }

  void aPartHoldsTheLargestOfEachCell() {
    const Subject subject(linearBatch(8, 30, 20), "H");
    const core::LinearMap& map = subject.equation->local;
    const Window window{13, 25, 100, 130};
    const ui::HugePart part = ui::readPart(map, window, 7, 9);
    const core::CellAxis rows(window.row, window.rowCount, 7);
    const core::CellAxis columns(window.column, window.columnCount, 9);
    for (Index r = 0; r < 7; ++r) {
      for (Index c = 0; c < 9; ++c) {
        double largest = 0;
        for (Index j = rows.begin(r); j < rows.end(r); ++j) {
          for (Index i = columns.begin(c); i < columns.end(c); ++i) {
            double entry = 0;
            map.readBlock(j, i, 1, 1, std::span(&entry, 1));
            if (std::abs(entry) > std::abs(largest)) largest = entry;
          }
        }
        QCOMPARE(part.numbers[static_cast<std::size_t>(r * 9 + c)], largest);
      }
    }
    QVERIFY(part.isPooled() && part.isComplete());
  }

  void everyWrittenSumIsTheDownstreamEntry() {
    for (const std::size_t argument : {0, 1}) {
      const Subject subject(linearBatch(8, 30, 20), "H", argument);
      const ui::Equation& e = *subject.equation;
      for (Index i = 0; i < e.local.columns(); i += 7) {
        const ui::HugeProduct product = ui::readProduct(e, subject.grid(), 0, i);
        QVERIFY(std::abs(product.sum - e.downstream[i]) <= 1e-12 * std::max(1.0, std::abs(product.sum)));
        double written = product.otherSum;
        for (const ui::Term& term : product.largest) written += term.product();
        QVERIFY(std::abs(written - product.sum) <= 1e-12 * std::max(1.0, std::abs(product.sum)));
        QCOMPARE(product.nonZero, product.otherCount + static_cast<Index>(product.largest.size()));
      }
    }
  }

  void theLargestTermsComeFirst() {
    const Subject subject(linearBatch(8, 30, 20), "H");
    const ui::HugeProduct product = ui::readProduct(*subject.equation, subject.grid(), 0, 100);
    QCOMPARE(product.terms, Index(20));
    QCOMPARE(product.largest.size(), std::size_t(3));
    QVERIFY(std::abs(product.largest[0].product()) >= std::abs(product.largest[1].product()));
    QVERIFY(std::abs(product.largest[1].product()) >= std::abs(product.largest[2].product()));
  }

  void theSpotCheckAgrees() {
    for (const char* function : {"tanh", "softmax", "cumsum"}) {
      const bool summing = function == std::string_view("cumsum");
      const Subject subject(
          summed(function, 300, summing ? core::Attributes{{"dim", Index(0)}} : core::Attributes{}), "y");
      const ui::HugeCheck check =
          ui::checkHuge(*subject.trace, *subject.equation, subject.grid(), {0, 0, 256, 256});
      QCOMPARE(check.entries, Index(8));
      QCOMPARE(check.sums, Index(256));
      QVERIFY2(check.agrees(), function);
    }
  }

  void theSpotCheckSeesAWrongGradient() {
    const Subject subject(summed("tanh", 300), "y");
    ui::Equation wrong = *subject.equation;
    wrong.downstream[7] += 1e-3;
    QVERIFY(!ui::checkHuge(*subject.trace, wrong, subject.grid(), {0, 0, 256, 256}).agrees());
    const Subject other(summed("sin", 300), "y");
    ui::Equation exchanged = *subject.equation;
    exchanged.local = other.equation->local;
    QVERIFY(ui::checkHuge(*subject.trace, exchanged, subject.grid(), {0, 0, 256, 256}).worst > 1e-3);
  }

  void readingsTakeNoMoreMemoryForALargerMap() {
    const Subject small(linearBatch(4, 784, 256), "H");
    const Subject large(linearBatch(64, 784, 256), "H");
    const auto peakOf = [](const Subject& subject) {
      const core::LinearMap& map = subject.equation->local;
      const BlockGrid grid = subject.grid();
      const std::size_t before = liveBytes;
      peakBytes = before;
      (void)ui::readPart(map, grid.whole(), 512, 512);
      (void)ui::readPart(map, ui::shownWindow(grid, {0, 0}), 128, 250);
      (void)ui::readPart(map, {0, 0, 10, 5}, 10, 5);
      (void)ui::readProduct(*subject.equation, grid, 0, 3);
      return static_cast<std::size_t>(peakBytes) - before;
    };
    const std::size_t ofSmall = peakOf(small);
    const std::size_t ofLarge = peakOf(large);
    // A table of the large one would take 6.6 GB.
    QVERIFY2(ofLarge < 16'000'000, qPrintable(QString::number(ofLarge)));
    QVERIFY2(ofLarge < 2 * ofSmall, qPrintable(QString::number(ofLarge)));
  }

  void theReaderReadsWhatIsWishedFor() {
    const Subject subject(linearBatch(16, 60, 40), "H");
    ui::HugeReader reader;
    reader.setSubject(subject.equation, subject.trace);
    reader.wishWhole(256);
    reader.wishNumbers({80, 120, 10, 5});
    reader.wishBlock({80, 120, 40, 60}, 40, 60);
    reader.wishProduct(HugeEntry{0, 121});
    waitFor(reader);
    const ui::HugeReadings& readings = reader.readings();
    QVERIFY(readings.whole && readings.numbers && readings.block && readings.product && readings.check);
    QCOMPARE(readings.whole->rows, 256);
    QVERIFY(readings.check->agrees());
    for (Index n = 0; n < 50; ++n) {
      double entry = 0;
      subject.equation->local.readBlock(80 + n / 5, 120 + n % 5, 1, 1, std::span(&entry, 1));
      QCOMPARE(readings.numbers->numbers[static_cast<std::size_t>(n)], entry);
    }
  }

  void aNewerWishDropsTheOlder() {
    ui::HugeReader reader;
    reader.setSubject(around(composedMap(1500, 300)), nullptr);
    QSignalSpy changed(&reader, &ui::HugeReader::changed);
    reader.wishSeen({0, 0, 1200, 1200}, 64);
    reader.wishSeen({0, 0, 900, 900}, 64);
    reader.wishSeen({100, 100, 40, 40}, 64);
    waitFor(reader);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(reader.readings().seen->window, (Window{100, 100, 40, 40}));
  }

  void aComposedMapIsReadStepByStepAndCanBeStopped() {
    ui::HugeReader reader;
    reader.setSubject(around(composedMap(6000, 500)), nullptr);
    reader.wishWhole(256);
    QTRY_VERIFY_WITH_TIMEOUT(reader.readings().whole != nullptr, 20'000);
    QVERIFY(!reader.readings().whole->isComplete());
    QVERIFY(reader.readings().whole->done > 0);
    QVERIFY(reader.isReadingOverview());
    reader.stopOverview();
    QVERIFY(!reader.isReadingOverview() && reader.isStopped());
    const Index done = reader.readings().whole->done;
    QTest::qWait(150);
    QCOMPARE(reader.readings().whole->done, done);
  }

  void anotherSubjectForgetsWhatWasRead() {
    const Subject subject(linearBatch(16, 60, 40), "H");
    ui::HugeReader reader;
    reader.setSubject(subject.equation, nullptr);
    reader.wishWhole(64);
    waitFor(reader);
    QVERIFY(reader.readings().whole);
    reader.setSubject(subject.equation, nullptr, true);
    QVERIFY(reader.readings().whole);
    reader.setSubject(subject.equation, nullptr);
    QVERIFY(!reader.readings().whole);
  }
};

QTEST_MAIN(TestHugeReading)
#include "tst_huge_reading.moc"

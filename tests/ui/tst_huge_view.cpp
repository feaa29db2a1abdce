#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

#include "tests/core/huge_samples.h"
#include "ui/figures/huge_painter.h"
#include "ui/figures/huge_words.h"
#include "ui/model/moment.h"
#include "ui/panels/huge/huge_view.h"

using core::Index;
using core::Window;
using ui::HugeEntry;

namespace {

/// The view with one equation, as large as the dock shows it enlarged.
struct Bench {
  std::shared_ptr<const core::Trace> trace;
  ui::HugeView view;

  explicit Bench(const core::Graph& graph, const char* id, std::size_t argument = 0, QSize size = {1360, 584})
      : trace(std::make_shared<const core::Trace>(core::run(graph))) {
    const ui::Moment start(trace, 0);
    show(std::make_shared<const ui::EquationContent>(
             *ui::equationContent(start.at(start.last()), *graph.position(core::NodeId(id)), argument)),
         trace, size);
  }
  explicit Bench(const core::LinearMap& map, QSize size = {1360, 584}) {
    auto content = std::make_shared<ui::EquationContent>(
        ui::EquationContent{.equation = {.stack = {},
                                         .upstream = core::Tensor({map.rows()}, 1),
                                         .local = map,
                                         .downstream = core::Tensor({map.columns()}, 0),
                                         .outputName = QStringLiteral("L"),
                                         .nodeName = QStringLiteral("y"),
                                         .inputName = QStringLiteral("x")}});
    show(std::move(content), nullptr, size);
  }
  void show(std::shared_ptr<const ui::EquationContent> content, std::shared_ptr<const core::Trace> run,
            QSize size) {
    view.resize(size);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.setContent(std::move(content), std::move(run));
  }

  void settle() { QTRY_VERIFY_WITH_TIMEOUT(!view.reader().isBusy(), 20'000); }
  const ui::HugeLayout& layout() const { return view.layoutOfHuge(); }
  /// Of the stack, for which a product is written; −1 for none.
  Index productRow() const {
    return view.picture().readings.product ? view.picture().readings.product->row : -1;
  }
  const ui::HugePlace& place() const { return view.picture().place; }
  double entry(HugeEntry at) const {
    double value = 0;
    view.content()->equation.local.readBlock(at.row, at.column, 1, 1, std::span(&value, 1));
    return value;
  }
  QPoint cell(int row, int col) const {
    return layout().numbers.rectOf(ui::Cell{row, col}).center().toPoint();
  }
  void wheel(QPointF at, int notches, Qt::KeyboardModifiers modifiers = {}) {
    QWheelEvent event(at, view.mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, modifiers,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&view, &event);
  }
  void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&view, key, modifiers); }
  void drag(QPoint from, QPoint to) {
    QTest::mousePress(&view, Qt::LeftButton, {}, from);
    QTest::mouseMove(&view, (from + to) / 2);
    QTest::mouseMove(&view, to);
    QTest::mouseRelease(&view, Qt::LeftButton, {}, to);
  }
  QSpinBox* field() { return view.findChild<QSpinBox*>(QStringLiteral("blockNumber")); }
  QToolButton* state() { return view.findChild<QToolButton*>(QStringLiteral("overviewState")); }
};

/// z = W·relu(x) of five entries with the seed "identity": at y there are five rows of upstream.
core::Graph stacked() {
  return graphOf({leaf("input", "x", waves({3000})), node("relu", "y", {"x"}),
                  leaf("parameter", "W", waves({5, 3000}, 1.1)), node("linear", "z", {"y", "W"})},
                 "z")
      .withSeed({.kind = core::Seed::Kind::Identity});
}

}  // namespace

class TestHugeView : public QObject {
  Q_OBJECT

private slots:
  void everythingSeenIsReadInTheBackground() {
    Bench bench(linearBatch(64, 196, 64), "H");
    // Nothing has been waited for yet.
    QVERIFY(!bench.view.picture().readings.whole);
    bench.settle();
    const ui::HugeReadings& readings = bench.view.picture().readings;
    QVERIFY(readings.whole && readings.block && readings.numbers && readings.check);
    QCOMPARE(readings.whole->rows, 512);
    QVERIFY(readings.check->agrees());
    QVERIFY(readings.bytes() < 5'000'000);
  }

  void theNumbersAreTheEntriesOfTheMap() {
    Bench bench(linearBatch(64, 196, 64), "H");
    bench.view.showNumbers({64 * 7 + 3, 196 * 7 + 20, 10, 5});
    bench.settle();
    const ui::HugePart& numbers = *bench.view.picture().readings.numbers;
    for (int r = 0; r < 10; ++r) {
      for (int c = 0; c < 5; ++c)
        QCOMPARE(numbers.numbers[static_cast<std::size_t>(r * 5 + c)],
                 bench.entry({64 * 7 + 3 + r, 196 * 7 + 20 + c}));
    }
  }

  void theOverviewHoldsTheLargestOfEachPixel() {
    Bench bench(linearBatch(64, 196, 64), "H");
    bench.settle();
    const ui::HugePart& whole = *bench.view.picture().readings.whole;
    const core::CellAxis rows(0, whole.window.rowCount, 512);
    const core::CellAxis columns(0, whole.window.columnCount, 512);
    for (const int r : {0, 100, 511}) {
      for (const int c : {0, 100, 300, 511}) {
        double largest = 0;
        for (Index j = rows.begin(r); j < rows.end(r); ++j) {
          for (Index i = columns.begin(c); i < columns.end(c); ++i)
            largest = std::max(largest, std::abs(bench.entry({j, i})));
        }
        QCOMPARE(std::abs(whole.numbers[static_cast<std::size_t>(r * 512 + c)]), largest);
      }
    }
  }

  void theWheelZoomsAboutThePointer() {
    Bench bench(linearBatch(64, 196, 64), "H");
    bench.settle();
    const QPointF at = bench.layout().overview.topLeft() + QPointF(301.5, 303.5);
    const auto under = bench.layout().overviewEntry(bench.place(), at);
    QVERIFY(under);
    for (int notch = 0; notch < 25; ++notch) {
      bench.wheel(at, 1);
      QCOMPARE(bench.layout().overviewEntry(bench.place(), at), under);
    }
    QCOMPARE(bench.place().seen.rowCount, Index(8));
    bench.settle();
    // Down to single numbers: every cell of the overview is an entry.
    const ui::HugePart& seen = *bench.view.picture().overview();
    QVERIFY(!seen.isPooled());
    for (Index n = 0; n < 64; ++n) {
      QCOMPARE(seen.numbers[static_cast<std::size_t>(n)],
               bench.entry({seen.window.row + n / 8, seen.window.column + n % 8}));
    }
    QVERIFY(!bench.layout().minimap.isEmpty());
    bench.wheel(at, -60);
    QVERIFY(!bench.view.picture().isZoomed());
    QVERIFY(bench.layout().minimap.isEmpty());
  }

  void anOverviewOfSingleEntriesLightsThem() {
    Bench bench(linearBatch(64, 196, 64), "H");
    bench.view.showSeen({64 * 5, 196 * 5, 16, 16});
    bench.settle();
    const QPointF at = bench.layout().overview.topLeft() + QPointF(32 * 3 + 10, 32 * 2 + 10);
    QTest::mouseMove(&bench.view, at.toPoint());
    QCOMPARE(bench.view.picture().lit, std::optional(HugeEntry{64 * 5 + 2, 196 * 5 + 3}));
  }

  void draggingTheOverviewMovesIt() {
    Bench bench(linearBatch(64, 196, 64), "H");
    bench.view.showSeen({1000, 3000, 512, 512});
    const QPoint middle = bench.layout().overview.center().toPoint();
    bench.drag(middle, middle + QPoint(-40, 25));
    QCOMPARE(bench.place().seen, (Window{975, 3040, 512, 512}));
  }

  void aClickInTheOverviewGoesThere() {
    Bench bench(linearBatch(64, 196, 64), "H");
    const QPoint at = bench.layout().overview.topLeft().toPoint() + QPoint(180, 180);
    QTest::mouseClick(&bench.view, Qt::LeftButton, {}, at);
    const auto entry = bench.layout().overviewEntry(bench.place(), at);
    QVERIFY(entry && ui::contains(bench.place().numbers, *entry));
    QCOMPARE(bench.view.picture().block(), ui::blockAt(bench.view.picture().grid, entry->row, entry->column));
    QCOMPARE(bench.field()->value(), int(bench.view.picture().block().row + 1));
  }

  void theFrameInTheOverviewIsDragged() {
    Bench bench(linearBatch(64, 196, 64), "H");
    const QPoint frame = ui::blockFrame(bench.view.picture(), bench.layout()).center().toPoint();
    bench.drag(frame, frame + QPoint(100, 100));
    const Window& numbers = bench.place().numbers;
    QCOMPARE(numbers.row, Index(std::lround(100 / 512.0 * 4096)));
    QCOMPARE(numbers.column, Index(std::lround(100 / 512.0 * 64 * 196)));
  }

  void theFrameInTheBlockIsDragged() {
    Bench bench(linearBatch(64, 196, 64), "H");
    const QRectF block = bench.layout().block;
    bench.drag(block.topLeft().toPoint() + QPoint(5, 5), block.center().toPoint());
    const Window& numbers = bench.place().numbers;
    QVERIFY(std::abs(numbers.row + 5 - 32) <= 1);
    QVERIFY(std::abs(numbers.column + 2 - 98) <= 1);
    // Beyond its edge the numbers stay in the block.
    bench.drag(block.center().toPoint(), block.bottomRight().toPoint() + QPoint(60, 60));
    QCOMPARE(bench.place().numbers, (Window{54, 191, 10, 5}));
  }

  void aDoubleClickShowsTheBlock() {
    Bench bench(linearBatch(64, 196, 64), "H");
    const QPoint at = bench.layout().overview.topLeft().toPoint() + QPoint(180, 180);
    QTest::mouseDClick(&bench.view, Qt::LeftButton, {}, at);
    const ui::BlockPlace block{180 / 8, 180 / 8};
    QCOMPARE(bench.view.picture().block(), block);
    const Window window = ui::windowOf(bench.view.picture().grid, block);
    const Window& seen = bench.place().seen;
    QVERIFY(seen.row <= window.row && seen.rowEnd() >= window.rowEnd() &&
            seen.rowCount <= 2 * window.rowCount);
    const Window& numbers = bench.place().numbers;
    QVERIFY(ui::contains(numbers, {window.row + 32, window.column + 98}));
  }

  void arrowKeysMoveByOneEntryAndPageKeysByAWindow() {
    Bench bench(linearBatch(64, 196, 64), "H");
    bench.key(Qt::Key_Down);
    bench.key(Qt::Key_Right);
    bench.key(Qt::Key_Right);
    QCOMPARE(bench.place().numbers, (Window{1, 2, 10, 5}));
    bench.key(Qt::Key_PageDown);
    QCOMPARE(bench.place().numbers, (Window{11, 2, 10, 5}));
    bench.key(Qt::Key_PageDown, Qt::ShiftModifier);
    QCOMPARE(bench.place().numbers, (Window{11, 7, 10, 5}));
    bench.key(Qt::Key_PageUp);
    bench.key(Qt::Key_Left);
    QCOMPARE(bench.place().numbers, (Window{1, 6, 10, 5}));
    bench.key(Qt::Key_End);
    QCOMPARE(bench.place().numbers, (Window{63 * 64, 63 * 196, 10, 5}));
    bench.key(Qt::Key_Home);
    QCOMPARE(bench.place().numbers, (Window{0, 0, 10, 5}));
  }

  void thePinnedEntryMovesWithTheArrowsAndTakesTheWindowAlong() {
    Bench bench(linearBatch(64, 196, 64), "H");
    QTest::mouseClick(&bench.view, Qt::LeftButton, {}, bench.cell(9, 4));
    QCOMPARE(bench.view.pinned(), std::optional(HugeEntry{9, 4}));
    bench.key(Qt::Key_Right);
    QCOMPARE(bench.view.pinned(), std::optional(HugeEntry{9, 5}));
    QCOMPARE(bench.place().numbers, (Window{0, 1, 10, 5}));
    bench.key(Qt::Key_Escape);
    QVERIFY(!bench.view.pinned());
  }

  void pointingWritesTheInnerProduct() {
    Bench bench(linearBatch(64, 196, 64), "H");
    bench.settle();
    QVERIFY(bench.view.sentence().contains(QStringLiteral("Point at a number")));
    QTest::mouseMove(&bench.view, bench.cell(4, 2));
    bench.settle();
    const QString sentence = bench.view.sentence();
    QVERIFY2(sentence.contains(QString::fromUtf8("∂L/∂X at i=(1,3)")), qPrintable(sentence));
    QVERIFY2(sentence.contains(QStringLiteral("64 of 64 terms are not 0")), qPrintable(sentence));
    QVERIFY2(sentence.contains(QStringLiteral("and 61 smaller")), qPrintable(sentence));
    QVERIFY(bench.view.accessibleDescription().contains(QStringLiteral("j = (1,5), i = (1,3)")));
    QVERIFY(bench.view.copyInnerProduct());
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("dL/dX")));
    QTest::mouseMove(&bench.view, QPoint(2, 2));
    QVERIFY(!bench.view.picture().lit);
  }

  void theBlockIsTypedByItsNumber() {
    Bench bench(linearBatch(64, 196, 64), "H");
    bench.view.showNumbers({5, 20, 10, 5});
    QCOMPARE(bench.field()->maximum(), 64);
    bench.field()->setFocus();
    bench.field()->selectAll();
    QTest::keyClicks(bench.field(), QStringLiteral("23"));
    QTest::keyClick(bench.field(), Qt::Key_Return);
    QCOMPARE(bench.place().numbers, (Window{22 * 64 + 5, 22 * 196 + 20, 10, 5}));
    bench.settle();
    QCOMPARE(bench.view.picture().readings.block->window, (Window{22 * 64, 22 * 196, 64, 196}));
  }

  void theMinimapMovesWhatIsSeen() {
    Bench bench(linearBatch(64, 196, 64), "H");
    bench.view.showSeen({0, 0, 500, 500});
    const QRectF map = bench.layout().minimap;
    QTest::mouseClick(&bench.view, Qt::LeftButton, {}, map.center().toPoint());
    const Window& seen = bench.place().seen;
    QVERIFY(std::abs(seen.row + 250 - 2048) < 60);
    QVERIFY(std::abs(seen.column + 250 - 64 * 98) < 160);
    QTest::mouseDClick(&bench.view, Qt::LeftButton, {}, map.center().toPoint());
    QVERIFY(!bench.view.picture().isZoomed());
  }

  void keysZoomToo() {
    Bench bench(linearBatch(64, 196, 64), "H");
    bench.key(Qt::Key_Plus);
    QCOMPARE(bench.place().seen.rowCount, Index(2048));
    QVERIFY(ui::contains(bench.place().seen, {5, 2}));
    bench.key(Qt::Key_Minus);
    QVERIFY(!bench.view.picture().isZoomed());
    bench.key(Qt::Key_Plus);
    bench.key(Qt::Key_Escape);
    QVERIFY(!bench.view.picture().isZoomed());
  }

  void theWheelOverTheNumbersMovesThem() {
    Bench bench(linearBatch(64, 196, 64), "H");
    bench.wheel(bench.cell(3, 3), -2);
    QCOMPARE(bench.place().numbers, (Window{6, 0, 10, 5}));
    bench.wheel(bench.cell(3, 3), -1, Qt::ShiftModifier);
    QCOMPARE(bench.place().numbers, (Window{6, 3, 10, 5}));
  }

  void aSmallerViewPoolsAgain() {
    Bench bench(linearBatch(64, 196, 64), "H");
    bench.settle();
    bench.view.resize(1360, 400);
    bench.settle();
    QCOMPARE(bench.view.picture().readings.whole->rows, 256);
    bench.view.resize(1360, 240);
    QVERIFY(!bench.layout().hasOverview());
    QVERIFY(bench.layout().numbers.rows >= 2);
  }

  void aSlowOverviewSaysHowFarItIsAndIsStopped() {
    Bench bench(composedMap(6000, 500));
    QTRY_VERIFY_WITH_TIMEOUT(bench.state()->isVisible(), 10'000);
    QTRY_VERIFY_WITH_TIMEOUT(bench.state()->text().contains(QStringLiteral("of 6,000 rows")), 10'000);
    QTest::mouseClick(bench.state(), Qt::LeftButton);
    QVERIFY(!bench.view.reader().isReadingOverview());
    QVERIFY(bench.state()->text().contains(QStringLiteral("stopped")));
    QVERIFY(bench.view.picture().readings.whole && !bench.view.picture().readings.whole->isComplete());
  }

  void theSameStepWithOtherNumbersKeepsThePlace() {
    Bench bench(linearBatch(64, 196, 64), "H");
    bench.view.showSeen({1000, 3000, 512, 512});
    bench.view.showNumbers({1100, 3100, 10, 5});
    const ui::HugePlace place = bench.place();
    bench.view.setContent(std::make_shared<const ui::EquationContent>(*bench.view.content()), bench.trace);
    QCOMPARE(bench.place(), place);
    bench.settle();
    QCOMPARE(bench.view.picture().readings.seen->window, place.seen);
  }

  void aStackOfUpstreamGradientsIsAMatrix() {
    Bench bench(stacked(), "y");
    QVERIFY(bench.layout().stacked);
    QCOMPARE(bench.layout().upstreamExtent, (std::pair<Index, Index>(5, 3000)));
    QCOMPARE(bench.layout().downstreamExtent, (std::pair<Index, Index>(5, 3000)));
    // Its rows can be told apart.
    QVERIFY(bench.layout().upstream.height() >= 5 * 8);
    auto* field = bench.view.findChild<QSpinBox*>(QStringLiteral("stackRow"));
    QVERIFY(field && field->isVisible());
    QCOMPARE(field->maximum(), 5);
    QVERIFY(
        !Bench(summed("relu", 3000), "y").view.findChild<QSpinBox*>(QStringLiteral("stackRow"))->isVisible());
  }

  void everyRowOfAStackHasItsProducts() {
    Bench bench(stacked(), "y");
    bench.settle();
    const ui::Equation& e = bench.view.content()->equation;
    const QPoint corner = bench.cell(2, 1);
    QTest::mouseMove(&bench.view, corner);
    const Index column = bench.view.picture().lit->column;
    for (Index k = 0; k < 5; ++k) {
      QTRY_VERIFY(bench.view.picture().readings.product && bench.view.picture().readings.product->row == k);
      const ui::HugeProduct& product = *bench.view.picture().readings.product;
      QCOMPARE(product.entry, column);
      QCOMPARE(product.shown, e.downstream[k * 3000 + column]);
      QVERIFY(std::abs(product.sum - product.shown) < 1e-12);
      QVERIFY2(bench.view.sentence().contains(QStringLiteral("row %1 of upstream").arg(k + 1)),
               qPrintable(bench.view.sentence()));
      bench.key(Qt::Key_Down, Qt::AltModifier);
    }
    QCOMPARE(bench.view.picture().row, Index(4));  // the last one stays
    bench.key(Qt::Key_Up, Qt::AltModifier);
    auto* field = bench.view.findChild<QSpinBox*>(QStringLiteral("stackRow"));
    QCOMPARE(field->value(), 4);
    field->setValue(2);
    QTRY_COMPARE(bench.productRow(), Index(1));
  }

  void pointingAtAGradientShowsItsRow() {
    Bench bench(stacked(), "y");
    bench.settle();
    const QRectF& area = bench.layout().downstream;
    const auto inRow = [&](int k) {
      return QPoint(qRound(area.left() + 20.5), qRound(area.top() + area.height() * (k + 0.5) / 5));
    };
    QTest::mouseMove(&bench.view, inRow(3));
    QVERIFY(bench.view.picture().gradient);
    QCOMPARE(bench.view.picture().gradient->panel, ui::PanelRole::Downstream);
    QCOMPARE(bench.view.picture().row, Index(3));
    const Index entry = bench.view.picture().gradient->column;
    QTRY_VERIFY(bench.view.picture().readings.product);
    QCOMPARE(bench.view.picture().readings.product->shown,
             bench.view.content()->equation.downstream[3 * 3000 + entry]);
    // Without the pointer it is the row that was chosen.
    QTest::mouseMove(&bench.view, QPoint(2, 2));
    QCOMPARE(bench.view.picture().row, Index(0));
    // A click keeps it, arrow keys move it, Esc lets go.
    QTest::mouseClick(&bench.view, Qt::LeftButton, {}, inRow(3));
    QTest::mouseMove(&bench.view, QPoint(2, 2));
    bench.key(Qt::Key_Up);
    bench.key(Qt::Key_Right);
    QCOMPARE(bench.view.pinnedGradient(),
             std::optional(ui::EquationEntry{ui::PanelRole::Downstream, 2, entry + 1}));
    QTRY_COMPARE(bench.productRow(), Index(2));
    bench.key(Qt::Key_Escape);
    QVERIFY(!bench.view.pinnedGradient());
    QCOMPARE(bench.view.picture().row, Index(2));
  }

  void anUpstreamEntrySaysWhatItReaches() {
    Bench bench(stacked(), "y");
    QSignalSpy told(&bench.view, &ui::HugeView::entryLit);
    QTest::mouseMove(&bench.view, bench.layout().upstream.center().toPoint());
    QCOMPARE(told.last().first().value<std::optional<ui::EquationEntry>>()->panel, ui::PanelRole::Upstream);
    QVERIFY2(bench.view.sentence().contains(QStringLiteral("through this row")),
             qPrintable(bench.view.sentence()));
  }

  void nothingIsClaimedThatWasNotChecked() {
    Bench bench(linearBatch(64, 196, 64), "H");
    bench.settle();
    const QString note = ui::checkNote(bench.view.picture());
    QVERIFY2(note.startsWith(QStringLiteral("Only 8 of 51,380,224 entries were checked")), qPrintable(note));
  }
};

QTEST_MAIN(TestHugeView)
#include "tst_huge_view.moc"

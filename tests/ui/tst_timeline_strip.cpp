#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <limits>

#include "tests/core/sample_graphs.h"
#include "ui/figures/text_style.h"
#include "ui/model/document.h"
#include "ui/model/runner.h"
#include "ui/model/timeline.h"
#include "ui/panels/timeline_strip.h"

using core::NodeId;

namespace {

/// A document with its timeline and the strip.
struct Bench {
  ui::Document document;
  ui::Runner runner;
  ui::Timeline timeline{document, runner};
  ui::TimelineStrip strip{timeline};

  explicit Bench(const core::Graph& graph) {
    edit([&](ui::Sheet& sheet) { sheet.graph = graph; });
    strip.resize(912, 40);
    strip.show();
    QVERIFY(QTest::qWaitForWindowExposed(&strip));
  }
  void edit(const std::function<void(ui::Sheet&)>& change) {
    QSignalSpy arrived(&timeline, &ui::Timeline::traceChanged);
    document.edit(QStringLiteral("edit"), change);
    QVERIFY(arrived.wait(30000));
  }
  QPoint chip(int step) const { return strip.chipRect(step).center().toPoint(); }
};

core::Graph chain(int length) {
  std::vector<core::Node> nodes{leaf("input", "x0", core::Tensor::scalar(0.1))};
  for (int k = 1; k <= length; ++k) {
    core::Node next = node("neg", "x" + std::to_string(k), {});
    next.inputs = {NodeId("x" + std::to_string(k - 1))};
    nodes.push_back(next);
  }
  return graphOf(nodes, "x" + std::to_string(length));
}

}  // namespace

class TestTimelineStrip : public QObject {
  Q_OBJECT

private slots:
  void aClickJumpsToItsStep() {
    Bench bench(twoLayers());
    QTest::mouseClick(&bench.strip, Qt::LeftButton, {}, bench.chip(10));
    QCOMPARE(bench.timeline.cursor(), 11);
    QTest::mouseClick(&bench.strip, Qt::LeftButton, {}, bench.chip(2));
    QCOMPARE(bench.timeline.cursor(), 3);
  }

  void theCountOfWiresLeavesTheLastStepWhole() {
    Bench bench(twoLayers());
    bench.timeline.setWireByWire(true);
    bench.timeline.runForward();
    while (!bench.timeline.moment()->isPartial()) bench.timeline.next();
    const int last = bench.timeline.last() - 1;
    const double count = ui::textWidth(QStringLiteral("1 / 6, wire 1"), {.pixelSize = 12});
    QVERIFY(bench.strip.chipRect(last).right() <= bench.strip.width() - 12 - count);
    QVERIFY(bench.strip.stripLayout().visible().second == last + 1);
  }

  void aDragScrubs() {
    Bench bench(twoLayers());
    QSignalSpy moves(&bench.timeline, &ui::Timeline::changed);
    QTest::mousePress(&bench.strip, Qt::LeftButton, {}, bench.chip(0));
    for (int step = 0; step < bench.timeline.last(); ++step) QTest::mouseMove(&bench.strip, bench.chip(step));
    QCOMPARE(bench.timeline.cursor(), bench.timeline.last());
    QVERIFY(moves.size() >= bench.timeline.last());
    QTest::mouseMove(&bench.strip, QPoint(3, 20));
    QCOMPARE(bench.timeline.cursor(), 0);
    QTest::mouseRelease(&bench.strip, Qt::LeftButton, {}, QPoint(3, 20));
    QTest::mouseMove(&bench.strip, bench.chip(5));
    QCOMPARE(bench.timeline.cursor(), 0);
  }

  void keysStepAndJump() {
    Bench bench(twoLayers());
    bench.strip.setFocus();
    QTest::keyClick(&bench.strip, Qt::Key_Right);
    QTest::keyClick(&bench.strip, Qt::Key_Right);
    QCOMPARE(bench.timeline.cursor(), 2);
    QTest::keyClick(&bench.strip, Qt::Key_Left);
    QCOMPARE(bench.timeline.cursor(), 1);
    QTest::keyClick(&bench.strip, Qt::Key_End);
    QCOMPARE(bench.timeline.cursor(), bench.timeline.last());
    QTest::keyClick(&bench.strip, Qt::Key_Home);
    QCOMPARE(bench.timeline.cursor(), 0);
  }

  void chipsStandInOrderInsideTheStrip() {
    Bench bench(twoLayers());
    for (const int width : {420, 600, 912, 1400}) {
      bench.strip.resize(width, 40);
      double right = 0;
      const auto [first, last] = bench.strip.stripLayout().visible();
      for (int step = first; step < last; ++step) {
        const QRectF chip = bench.strip.chipRect(step);
        if (!bench.strip.stripLayout().scrolls()) {
          QVERIFY(chip.left() > right);
          QVERIFY(chip.right() < width - 12);
        }
        QCOMPARE(bench.strip.stripLayout().stepAt(chip.center().x()), step);
        right = chip.right();
      }
    }
  }

  void theNameSaysWhichStepIsShown() {
    Bench bench(twoLayers());
    QCOMPARE(bench.strip.accessibleName(), QStringLiteral("Timeline, at the start"));
    bench.timeline.setCursor(11);
    QCOMPARE(bench.strip.accessibleName(), QStringLiteral("Timeline, Backward 4 of 6: Linear s"));
  }

  void staleStepsAreSaid() {
    Bench bench(twoLayers());
    bench.timeline.setCursor(bench.timeline.last());
    const int height = bench.strip.sizeHint().height();
    bench.edit([](ui::Sheet& sheet) {
      core::Node x = *sheet.graph.find(NodeId("x"));
      x.value = core::LeafValue{core::Tensor({4}, {1, 1, 1, 1}), {}};
      sheet.graph = sheet.graph.withNode(x);
    });
    QVERIFY(bench.timeline.hasStale());
    QVERIFY(bench.strip.sizeHint().height() > height);
    QCOMPARE(bench.strip.accessibleDescription(), bench.timeline.staleText());
  }

  void ofManyStepsTheCurrentOneStaysInView() {
    Bench bench(chain(2000));
    QVERIFY(bench.strip.stripLayout().scrolls());
    for (const int cursor : {1, 700, 2000, 2001, 2002, 3500, 4001}) {
      bench.timeline.setCursor(cursor);
      const QRectF chip = bench.strip.chipRect(cursor - 1);
      QVERIFY2(chip.left() >= 0 && chip.right() <= bench.strip.width() - 12, QByteArray::number(cursor));
      QTest::mouseClick(&bench.strip, Qt::LeftButton, {}, chip.center().toPoint());
      QCOMPARE(bench.timeline.cursor(), cursor);
    }
  }

  void aHundredThousandStepsAreDrawnAsFastAsWhatIsSeen() {
    Bench bench(chain(50000));
    QCOMPARE(bench.timeline.last(), 100001);
    QCOMPARE(bench.strip.findChildren<QWidget*>().size(), 0);
    bench.timeline.setCursor(60000);
    qint64 best = std::numeric_limits<qint64>::max();
    for (int run = 0; run < 10; ++run) {
      QElapsedTimer timer;
      timer.start();
      bench.strip.repaint();
      best = std::min(best, timer.nsecsElapsed());
    }
    qInfo("painted in %.2f ms", static_cast<double>(best) / 1e6);
    // Four times the frame, because tests also run unoptimised and under sanitizers.
    QVERIFY(best < 64'000'000);
    const auto [first, last] = bench.strip.stripLayout().visible();
    QVERIFY(last - first < 40);
  }
};

QTEST_MAIN(TestTimelineStrip)
#include "tst_timeline_strip.moc"

#include <QTest>

#include "ui/figures/export/page_flow.h"

using ui::FlowRoom;
using ui::FlowWire;
using ui::NodeReach;
using ui::PageFlow;

namespace {

/// `count` nodes in a row, 160 apart.
std::vector<QPointF> row(int count) {
  std::vector<QPointF> centres;
  for (int k = 0; k < count; ++k) centres.push_back({160.0 * k, 0});
  return centres;
}

PageFlow flowOf(const std::vector<QPointF>& centres, double width, double wide = 50, double narrow = 30, const std::vector<FlowWire>& wires = {}) {
  std::vector<std::vector<NodeReach>> forms;
  for (const double half : {wide, narrow}) forms.emplace_back(centres.size(), NodeReach{half, half, 20, 20});
  return ui::flowOnPage(centres, forms, wires, FlowRoom{.width = width, .leastGapX = 36});
}

}  // namespace

class TestPageFlow : public QObject {
  Q_OBJECT

 private slots:
  void whatFitsKeepsItsDistances() {
    const PageFlow flow = flowOf(row(4), 700);
    QCOMPARE(flow.form, std::size_t(0));
    QCOMPARE(flow.centres[3].x() - flow.centres[0].x(), 480.0);
  }

  void columnsMoveTogetherBeforeNodesBecomeNarrow() {
    const PageFlow flow = flowOf(row(4), 520);  // 4 * 100 + 3 * 40
    QCOMPARE(flow.form, std::size_t(0));
    QCOMPARE(flow.rows, 1);
    QCOMPARE(flow.centres[3].x() - flow.centres[0].x(), 420.0);
  }

  void nodesBecomeNarrowBeforeTheGraphBreaks() {
    const PageFlow flow = flowOf(row(4), 400);  // 4 * 60 + 3 * 36 = 348
    QCOMPARE(flow.form, std::size_t(1));
    QCOMPARE(flow.rows, 1);
    QVERIFY(flow.centres[3].x() + 30 <= 400.5);
  }

  void theGraphBreaksIntoRowsInReadingOrder() {
    const PageFlow flow = flowOf(row(6), 300);
    QCOMPARE(flow.rows, 2);
    QCOMPARE(flow.row, std::vector<int>({0, 0, 0, 1, 1, 1}));
    for (const QPointF& centre : flow.centres) QVERIFY(centre.x() >= 30 && centre.x() + 30 <= 300.5);
    QVERIFY2(flow.centres[3].y() - 20 > flow.centres[2].y() + 20, "the second row is below the first");
    QCOMPARE(flow.gapMiddles.front(), (flow.centres[2].y() + 20 + flow.centres[3].y() - 20) / 2);
  }

  void nodesOfOneColumnMoveTogether() {
    std::vector<QPointF> centres = row(4);
    centres.push_back({160, 120});
    const PageFlow flow = flowOf(centres, 520);
    QCOMPARE(flow.centres[4].x(), flow.centres[1].x());
  }

  void aLongGraphTakesAsManyRowsAsItNeeds() {
    const PageFlow flow = flowOf(row(100), 300);
    QCOMPARE(flow.rows, 34);
    for (const QPointF& centre : flow.centres) QVERIFY(centre.x() - 30 >= -0.5 && centre.x() + 30 <= 300.5);
  }

  void theGraphBreaksWhereFewWiresCross() {
    // 0-1-2-3-4 in a chain, and from 2 to 3 two more: not there.
    const std::vector<FlowWire> wires{{0, 1}, {1, 2}, {2, 3}, {2, 3}, {2, 3}, {3, 4}};
    const PageFlow flow = flowOf(row(5), 300, 50, 30, wires);
    QCOMPARE(flow.rows, 2);
    QVERIFY2(flow.row[2] == flow.row[3], "three wires lead over");
  }

  void whatIsNotInTheWayMayOverlap() {
    // The second stands far below: its column may come under the first one.
    const std::vector<QPointF> centres{{0, 0}, {160, 300}, {320, 0}};
    const PageFlow flow = flowOf(centres, 200);
    QCOMPARE(flow.rows, 1);
    QVERIFY(flow.centres[2].x() - flow.centres[0].x() >= 2 * 30 + 36);
    QVERIFY(flow.centres[1].x() > flow.centres[0].x() && flow.centres[1].x() < flow.centres[2].x());
  }
};

QTEST_APPLESS_MAIN(TestPageFlow)
#include "tst_page_flow.moc"

#include <QTest>

#include "tests/core/sample_graphs.h"
#include "ui/model/descent.h"

using core::NodeId;

class TestDescent : public QObject {
  Q_OBJECT

 private slots:
  void everyParameterMovesAgainstItsGradientAndTheLossFalls() {
    ui::Sheet sheet{twoLayers(), {}, {}};
    const ui::Moment start(std::make_shared<const core::Trace>(core::run(sheet.graph)), 0);
    const ui::Moment end = start.at(start.last());
    QCOMPARE(ui::descend(sheet, start, 0.1), 0);  // no gradient yet
    QCOMPARE(ui::descend(sheet, end, 0.1), 2);
    const auto p = *end.graph().position(NodeId("W1"));
    const core::Tensor& before = end.graph().node(p).value->tensor;
    const core::Tensor& after = sheet.graph.find(NodeId("W1"))->value->tensor;
    for (core::Index k = 0; k < before.size(); ++k) QCOMPARE(after[k], before[k] - 0.1 * end.trace().gradient(p)[k]);
    QVERIFY(sheet.graph.find(NodeId("x"))->value == end.graph().find(NodeId("x"))->value);
    const core::Trace next = core::run(sheet.graph);
    const auto loss = *next.graph().position(NodeId("L"));
    QVERIFY(next.value(loss)[0] < end.trace().value(loss)[0]);
  }
};

QTEST_GUILESS_MAIN(TestDescent)
#include "tst_descent.moc"

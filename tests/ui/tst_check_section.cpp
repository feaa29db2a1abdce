// The inspector's check of the node that is shown.
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "tests/core/sample_graphs.h"
#include "ui/model/runner.h"
#include "ui/panels/inspector.h"
#include "ui/panels/inspector/check_section.h"
#include "ui/panels/rich_line.h"

using core::NodeId;
using core::Tensor;

namespace {

struct Bench {
  ui::Document document;
  ui::Runner runner;
  ui::Timeline timeline{document, runner};
  ui::Inspector inspector{document, timeline};
  ui::CheckSection* section = inspector.findChild<ui::CheckSection*>();

  explicit Bench(const core::Graph& graph) {
    inspector.resize(296, 800);
    inspector.show();
    QSignalSpy arrived(&timeline, &ui::Timeline::traceChanged);
    document.edit(QStringLiteral("build"), [&](ui::Sheet& sheet) { sheet.graph = graph; });
    QVERIFY(arrived.wait(5000));
    timeline.runForward();
  }
  bool found() {
    return QTest::qWaitFor([&] { return section->found() != nullptr; }, 5000);
  }
  QString lines() {
    QStringList text;
    for (const QWidget* widget : section->findChildren<QWidget*>())
      if (widget->isVisible() && !widget->accessibleName().isEmpty()) text += widget->accessibleName();
    for (const QLabel* label : section->findChildren<QLabel*>())
      if (label->isVisible()) text += label->text();
    return text.join(u'\n');
  }
  QPushButton* button(const QString& text) {
    QTest::qWait(1);  // what a layout has taken in is shown when the event loop comes to it
    for (QPushButton* button : section->findChildren<QPushButton*>())
      if (button->isVisible() && button->text() == text) return button;
    return nullptr;
  }
};

}  // namespace

class TestCheckSection : public QObject {
  Q_OBJECT

private slots:
  void aFunctionIsCheckedByItself() {
    Bench bench(twoLayers());
    bench.timeline.runBackward();
    bench.inspector.setSelectedNode(NodeId("s"));
    QVERIFY(bench.found());
    QCOMPARE(bench.section->found()->verdict(), ui::NodeCheck::Verdict::Agrees);
    QCOMPARE(bench.section->found()->differences.entries, 5 + 15);
    QTest::qWait(1);
    const QString lines = bench.lines();
    QVERIFY2(lines.contains(QStringLiteral("Check  agrees")), qPrintable(lines));
    QVERIFY2(lines.contains(QStringLiteral("Vector–Jacobian product vs. full J  equal")), qPrintable(lines));
  }

  void aLeafIsCheckedWhenItsGradientIsThere() {
    Bench bench(twoLayers());
    bench.inspector.setSelectedNode(NodeId("W1"));
    QVERIFY(!bench.section->isVisible());
    bench.timeline.runBackward();
    QVERIFY(bench.section->isVisible());
    QVERIFY(bench.found());
    QCOMPARE(bench.section->found()->differences.entries, 15);
  }

  void whileAnAnswerIsAskedForItTellsNothing() {
    Bench bench(twoLayers());
    bench.timeline.setPredicting(true);
    bench.timeline.stepBackward();
    bench.timeline.stepBackward();
    QVERIFY(bench.timeline.isAsking());
    bench.inspector.setSelectedNode(NodeId("L"));
    QVERIFY(!bench.section->isVisible());
    bench.timeline.settle(true);
    QVERIFY(bench.section->isVisible());
  }

  void aCornerIsExplained() {
    Bench bench(graphOf(
        {leaf("input", "x", Tensor({3}, {-1, 0, 2})), node("relu", "y", {"x"}), node("sum", "L", {"y"})},
        "L"));
    bench.inspector.setSelectedNode(NodeId("y"));
    QVERIFY(bench.found());
    QTest::qWait(1);
    QVERIFY2(bench.lines().contains(
                 QStringLiteral("is at a corner: the slope is 0 on the side of smaller numbers and 1")),
             qPrintable(bench.lines()));
  }

  void whatTakesLongWaitsUntilItIsAskedFor() {
    Bench bench(
        graphOf({leaf("input", "x", Tensor(core::Shape{700}, 0.1)),
                 leaf("parameter", "W", Tensor(core::Shape{700, 700}, 0.1)), node("linear", "h", {"x", "W"}),
                 node("softmax", "y", {"h"}), node("sum", "L", {"y"})},
                "L"));
    bench.timeline.runBackward();
    bench.inspector.setSelectedNode(NodeId("W"));
    QTest::qWait(400);  // longer than it waits before it begins by itself
    QVERIFY(!bench.section->isBusy() && !bench.section->found());
    QPushButton* check = bench.button(QStringLiteral("Check this node"));
    QVERIFY(check);
    QTest::mouseClick(check, Qt::LeftButton);
    QVERIFY(bench.section->isBusy());
    QPushButton* cancel = bench.button(QStringLiteral("Cancel"));
    QVERIFY(cancel);
    QTest::mouseClick(cancel, Qt::LeftButton);
    QVERIFY(!bench.section->isBusy() && !bench.section->found());
    QVERIFY(bench.button(QStringLiteral("Check this node")));
  }

  void theWholeGraphIsOneClickAway() {
    Bench bench(twoLayers());
    bench.inspector.setSelectedNode(NodeId("s"));
    QTest::qWait(1);
    QSignalSpy asked(&bench.inspector, &ui::Inspector::checkRequested);
    QPushButton* whole = bench.button(QStringLiteral("Check the whole graph"));
    QVERIFY(whole);
    QTest::mouseClick(whole, Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
  }
};

QTEST_MAIN(TestCheckSection)
#include "tst_check_section.moc"

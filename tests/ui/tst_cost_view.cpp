// Forward mode beside the backward pass: both timelines, seeds at any entry, and bars of multiplications.
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

#include "tests/core/sample_graphs.h"
#include "tests/ui/dock_bench.h"
#include "ui/panels/bar_list.h"
#include "ui/panels/cost/cost_view.h"
#include "ui/panels/cost/entry_box.h"
#include "ui/panels/cost/mode_strip.h"
#include "ui/panels/matrix_view.h"

using core::NodeId;
using core::Tensor;

namespace {

struct Bench : DockBench<ui::CostView> {
  explicit Bench(const core::Graph& graph) : DockBench(graph, QSize(1000, 400)) {}
  bool open() {
    return dock.openView(QStringLiteral("cost")) &&
           QTest::qWaitFor([&] { return view->run() != nullptr; }, 5000);
  }
  ui::ModeStrip& strip() { return view->strip(); }
  std::vector<double> result() { return view->view().row().matrices.back().numbers; }
};

}  // namespace

class TestCostView : public QObject {
  Q_OBJECT

private slots:
  void forwardModeIsATimelineLikeTheBackwardPass() {
    Bench bench(twoLayers());
    QVERIFY(bench.open());
    QCOMPARE(bench.strip().count(true), std::size_t(6));   // x, h, a, s, ell, L
    QCOMPARE(bench.strip().count(false), std::size_t(7));  // the seed and six steps
    QTest::mouseClick(&bench.strip(), Qt::LeftButton, {},
                      bench.strip().cellRect({true, 3}).center().toPoint());
    QCOMPARE(bench.strip().chosen(), (ui::ModeStep{true, 3}));
    QCOMPARE(bench.view->view().row().matrices.size(), std::size_t(3));
    QCOMPARE(bench.marks.wires.size(), std::size_t(3));
    QTest::keyClick(&bench.strip(), Qt::Key_Down);
    QVERIFY(!bench.strip().chosen().isForward);
    QCOMPARE(bench.view->view().row().matrices[0].rows, 1);
  }

  void theSeedStandsAtAnyEntryOfAnyInput() {
    Bench bench(twoLayers());
    QVERIFY(bench.open());
    auto* box = bench.dock.findChild<ui::EntryBox*>();
    box->setValue(2);
    QVERIFY(QTest::qWaitFor([&] { return bench.view->run() && bench.view->run()->entry == 2; }, 5000));
    bench.strip().choose({true, 3});
    QVERIFY(std::abs(bench.result()[1] - 0.20) < 0.005);  // ∂s₂/∂x₃
    bench.view->seed(NodeId("W1"), 7);
    QVERIFY(QTest::qWaitFor([&] { return bench.view->run()->entry == 7; }, 5000));
    QVERIFY2(box->text().contains(QStringLiteral("(2,3)")), qPrintable(box->text()));
    QCOMPARE(bench.strip().count(true), std::size_t(5));  // W1, s, ell, r, L
  }

  void aTangentIsWrittenAsItsInnerProduct() {
    Bench bench(twoLayers());
    QVERIFY(bench.open());
    bench.view->seed(NodeId("x"), 2);
    QVERIFY(QTest::qWaitFor([&] { return bench.view->run()->entry == 2; }, 5000));
    bench.strip().choose({true, 3});
    bench.view->view().pin(ui::MatrixEntry{2, 1, 0});
    QCOMPARE(
        bench.view->view().sentence(),
        QString::fromUtf8(
            "∂s₂/∂x₃ = (−0.50)(0.09) + (0.80)(0.69) + (0.60)(−0.48) + (−0.30)(0.11) + (0.10)(0.16) = 0.20"));
  }

  void theBarsCompareBothModes() {
    Bench bench(twoLayers());
    QVERIFY(bench.open());
    const std::vector<ui::Bar>& bars = bench.view->bars().bars();
    QCOMPARE(bars.size(), std::size_t(4));
    QVERIFY(bars[3].length < bars[2].length);
    QVERIFY(bench.view->verdict().text().contains(QStringLiteral("reverse needs")));
  }

  void ratiosAbove100MakeTheAxisLogarithmicAndSaySo() {
    QVERIFY(!ui::BarAxis::of({1, 100}).isLogarithmic);
    const ui::BarAxis axis = ui::BarAxis::of({1, 101});
    QVERIFY(axis.isLogarithmic);
    QCOMPARE(axis.length(101), 1.0);
    QVERIFY(axis.length(1) > 0.2 && axis.length(1) < 0.4);
    QCOMPARE(axis.length(0), 0.0);
    Bench bench(graphOf({leaf("input", "x", Tensor(core::Shape{40}, 1.0)),
                         leaf("parameter", "W", Tensor(core::Shape{30, 40}, 0.1)),
                         node("linear", "y", {"x", "W"}), node("sum", "L", {"y"})},
                        "L"));
    QVERIFY(bench.open());
    const QWidget* heading = nullptr;
    for (const QWidget* widget : bench.view->findChildren<QWidget*>())
      if (widget->accessibleName().contains(QStringLiteral("logarithmic axis"))) heading = widget;
    QVERIFY(heading);
  }

  void withoutLeavesThereIsNothingToStartFrom() {
    Bench bench(graphOf({leaf("constant", "c", Tensor::scalar(1)), node("exp", "y", {"c"})}, "y"));
    QVERIFY(!bench.dock.openView(QStringLiteral("cost")));
  }
};

QTEST_MAIN(TestCostView)
#include "tst_cost_view.moc"

// "Is it right?": gradients beside central differences, node by node, in the background.
#include <QLabel>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include "core/linear_map/diagonal.h"
#include "tests/core/sample_graphs.h"
#include "tests/ui/dock_bench.h"
#include "ui/english_plurals.h"
#include "ui/panels/check/check_delegate.h"
#include "ui/panels/check/check_detail.h"
#include "ui/panels/check/check_view.h"

using core::NodeId;
using core::Tensor;
using ui::CheckTableModel;

namespace {

struct Bench : DockBench<ui::CheckView> {
  explicit Bench(const core::Graph& graph) : DockBench(graph, QSize(1000, 350)) {}
  bool open() { return dock.openView(QStringLiteral("check")) && settled(); }
  bool settled() {
    return QTest::qWaitFor(
        [&] { return view->model().trace() == timeline.moment()->sharedTrace() && !view->isBusy(); }, 8000);
  }
  QString text(int row, CheckTableModel::Column column) {
    return view->model().index(row, column).data().toString();
  }
};

core::Graph reluAtItsCorner() {
  return graphOf(
      {leaf("input", "x", Tensor({3}, {-1, 0, 2})), node("relu", "y", {"x"}), node("sum", "L", {"y"})}, "L");
}

/// A square whose local gradient is said to be x in place of 2x.
const core::Function& halfSquare() {
  static const core::Function row = [] {
    core::Function square = core::functionNamed("square");
    square.local = [](std::size_t, const core::Inputs& inputs, const core::TensorView& output,
                      const core::Settings&) {
      std::vector<double> slopes(inputs[0].data.begin(), inputs[0].data.end());
      return core::diagonalMap(output.shape(), inputs[0].shape(), std::move(slopes));
    };
    square.accumulate = nullptr;
    square.assign = nullptr;
    square.accumulateAll = nullptr;
    square.scalar = {};
    return square;
  }();
  return row;
}

core::Graph wrongSquare() {
  core::Node wrong{.id = NodeId("q"), .function = &halfSquare()};
  wrong.inputs.emplace_back(NodeId("x"));
  return graphOf({leaf("parameter", "x", Tensor({2}, {1, 3})), wrong, node("sum", "L", {"q"})}, "L");
}

}  // namespace

class TestCheckView : public QObject {
  Q_OBJECT

private slots:
  void initTestCase() { QCoreApplication::installTranslator(&plurals_); }

  void everyLeafOfANetworkIsListedAndAgrees() {
    Bench bench(twoLayers());
    QVERIFY(bench.open());
    QCOMPARE(bench.view->model().rowCount(), 3);
    for (int row = 0; row < 3; ++row) {
      const auto& check = bench.view->model().check(static_cast<std::size_t>(row));
      QVERIFY(check.has_value());
      QVERIFY(check->differences.worst < 1e-9);
      QCOMPARE(check->verdict(), ui::NodeCheck::Verdict::Agrees);
    }
    const QString detail = bench.view->detail().text();
    QVERIFY2(detail.contains(QStringLiteral("All 39 entries that were checked agree")), qPrintable(detail));
    // The shown row is the worst one, with both of its numbers.
    const int worst = bench.view->model().worstRow().value();
    QCOMPARE(bench.view->table().selectionModel()->selectedRows().front().row(), worst);
    QCOMPARE(bench.marks.nodes.size(), std::size_t(1));
  }

  void functionsAreCheckedByTheirLocalGradientsAndTheirProduct() {
    Bench bench(twoLayers());
    QVERIFY(bench.open());
    bench.view->chooseTab(1);
    QVERIFY(bench.settled());
    QCOMPARE(bench.view->model().rowCount(), 6);
    const int row = bench.view->model().rowOf(NodeId("s")).value();
    QCOMPARE(bench.text(row, CheckTableModel::Shape), QStringLiteral("3 × 5, 3 × (3 × 5)"));
    QCOMPARE(bench.text(row, CheckTableModel::Entries), QStringLiteral("20"));
    const auto& check = bench.view->model().check(static_cast<std::size_t>(row));
    QVERIFY(check->product.has_value() && check->product->agrees());
    QCOMPARE(check->product->entries, 3 * 5 + 3 * 15);
  }

  void aWrongRuleIsFoundAtItsFunctionAndItsEntry() {
    Bench bench(wrongSquare());
    QVERIFY(bench.open());
    QCOMPARE(bench.text(0, CheckTableModel::Result), QStringLiteral("differs"));
    QVERIFY2(bench.view->detail().text().contains(QStringLiteral("1 of 1 rows differ")),
             qPrintable(bench.view->detail().text()));
    bench.view->chooseTab(1);
    QVERIFY(bench.settled());
    const int wrong = bench.view->model().rowOf(NodeId("q")).value();
    QCOMPARE(bench.text(wrong, CheckTableModel::Result), QStringLiteral("differs"));
    QCOMPARE(bench.text(bench.view->model().rowOf(NodeId("L")).value(), CheckTableModel::Result),
             QStringLiteral("agrees"));
    // The table stands at it by itself.
    QCOMPARE(bench.view->table().selectionModel()->selectedRows().front().row(), wrong);
    const QString detail = bench.view->detail().text();
    QVERIFY2(detail.contains(QStringLiteral("∂q₁/∂x₁")), qPrintable(detail));
    QVERIFY(bench.marks.nodes.front().pill->ground == ui::Ink::Error);
  }

  void aCornerIsExplainedAndIsNoError() {
    Bench bench(reluAtItsCorner());
    QVERIFY(bench.open());
    QCOMPARE(bench.text(0, CheckTableModel::Result), QStringLiteral("1 corner"));
    const QString detail = bench.view->detail().text();
    QVERIFY2(detail.contains(
                 QStringLiteral("Input x at 2 is at a corner: the slope is 0 on the side of smaller numbers "
                                "and 1.00 on the other. The run takes 0.")),
             qPrintable(detail));
    QVERIFY(detail.contains(QStringLiteral("counts as no error")));
  }

  void anEditIsCheckedAnew() {
    Bench bench(twoLayers());
    QVERIFY(bench.open());
    bench.document.edit(QStringLiteral("corner"), [](ui::Sheet& sheet) { sheet.graph = reluAtItsCorner(); });
    QVERIFY(QTest::qWaitFor([&] { return bench.view->model().rowCount() == 1; }, 5000));
    QVERIFY(bench.settled());
    QCOMPARE(bench.text(0, CheckTableModel::Result), QStringLiteral("1 corner"));
  }

  void ofManyEntriesSomeAreCheckedAtFirstAndAllOnWish() {
    Bench bench(graphOf({leaf("input", "x", Tensor(core::Shape{5000}, 0.3)), node("sigmoid", "y", {"x"}),
                         node("sum", "L", {"y"})},
                        "L"));
    QVERIFY(bench.open());
    QCOMPARE(bench.text(0, CheckTableModel::Entries), QStringLiteral("64 of 5,000"));
    bench.view->setEveryEntry(true);
    QVERIFY(bench.view->isBusy());
    bench.view->cancel();
    QVERIFY(!bench.view->isBusy());
    QVERIFY2(bench.view->detail().text().contains(QStringLiteral("Cancelled: 0 of 1 checked.")),
             qPrintable(bench.view->detail().text()));
  }

  void withoutAnOutputFunctionsCanStillBeChecked() {
    Bench bench(
        graphOf({leaf("input", "x", Tensor({2}, {1, 2})), node("exp", "y", {"x"}), node("exp", "w", {"x"})}));
    QVERIFY(bench.dock.openView(QStringLiteral("check")));
    QCOMPARE(bench.view->model().rowCount(), 0);
    bench.view->chooseTab(1);
    QVERIFY(bench.settled());
    QCOMPARE(bench.view->model().rowCount(), 2);
    QCOMPARE(bench.text(0, CheckTableModel::Result), QStringLiteral("agrees"));
  }

  void whatWasBeingCheckedDoesNotArriveInAnEmptyTable() {
    Bench bench(graphOf({leaf("input", "x", Tensor(core::Shape{20'000}, 0.3)), node("exp", "y", {"x"})}));
    QVERIFY(bench.dock.openView(QStringLiteral("check")));
    bench.view->chooseTab(1);
    QVERIFY(bench.view->isBusy());
    bench.view->chooseTab(0);  // no output, no leaf with a gradient
    QVERIFY(!bench.view->isBusy());
    QTest::qWait(400);
    QCOMPARE(bench.view->model().rowCount(), 0);
  }

  void whilePredictingItDoesNotTellTheAnswers() {
    Bench bench(twoLayers());
    bench.timeline.setPredicting(true);
    QVERIFY(!bench.dock.openView(QStringLiteral("check")));
    bench.timeline.setPredicting(false);
    QVERIFY(bench.open());
  }

  void theAxisIsLogarithmic() {
    QCOMPARE(ui::CheckDelegate::placeOf(0), 0.0);
    QCOMPARE(ui::CheckDelegate::placeOf(1e-8), 0.5);
    QCOMPARE(ui::CheckDelegate::placeOf(1), 1.0);
    QCOMPARE(ui::CheckDelegate::placeOf(HUGE_VAL), 1.0);
  }

private:
  ui::EnglishPlurals plurals_;
};

QTEST_MAIN(TestCheckView)
#include "tst_check_view.moc"

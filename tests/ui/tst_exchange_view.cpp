#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "tests/core/sample_graphs.h"
#include "ui/model/document.h"
#include "ui/model/runner.h"
#include "ui/model/timeline.h"
#include "ui/panels/equation_dock.h"
#include "ui/panels/exchange/exchange_view.h"
#include "ui/panels/exchange/two_graphs.h"

using core::NodeId;

namespace {

struct Bench {
  ui::Document document;
  ui::Runner runner;
  ui::Timeline timeline{document, runner};
  ui::EquationDock dock{timeline};
  ui::ExchangeView* view = new ui::ExchangeView(document, timeline, &dock);

  Bench() {
    dock.addView(view);
    QSignalSpy arrived(&timeline, &ui::Timeline::traceChanged);
    document.edit(QStringLiteral("build"), [](ui::Sheet& sheet) { sheet.graph = twoLayers(); });
    QVERIFY(arrived.wait(5000));
    dock.resize(1200, 430);
    dock.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dock));
    timeline.setCursor(timeline.last());
  }
  bool open(const char* id) {
    dock.setSelection({NodeId(id)});
    return dock.openView(QStringLiteral("exchange"));
  }
  const ui::ComparedNode& at(const char* id) const {
    const std::size_t position = *document.graph().position(NodeId(id));
    for (const ui::ComparedNode& node : view->comparison()->nodes)
      if (node.node == position) return node;
    throw std::logic_error(id);
  }
  QToolButton* chip(const QString& begin) {
    for (QToolButton* button : dock.findChildren<QToolButton*>())
      if (button->isVisible() && button->text().startsWith(begin)) return button;
    return nullptr;
  }
};

}  // namespace

class TestExchangeView : public QObject {
  Q_OBJECT

 private slots:
  void tanhIsComparedWithReLUAtFirst() {
    Bench bench;
    QVERIFY(bench.open("a"));
    QTRY_VERIFY(bench.view->comparison() != nullptr);
    QVERIFY(bench.chip(QStringLiteral("With: ReLU")) != nullptr);
    QVERIFY(bench.at("a").ruleChanged);
    QCOMPARE(bench.at("h").value.verdict, ui::Verdict::Same);
    QCOMPARE(bench.at("r").arguments[0].downstream.verdict, ui::Verdict::Same);  // the penalty knows nothing of it
    QCOMPARE(bench.at("s").arguments[0].local.verdict, ui::Verdict::Same);
    // Nothing in the document has changed.
    QCOMPARE(bench.document.graph().find(NodeId("a"))->function->name, std::string_view("tanh"));
  }

  void withoutOneFunctionSelectedItSaysWhatToDo() {
    Bench bench;
    QSignalSpy said(&bench.dock, &ui::EquationDock::said);
    QVERIFY(!bench.open("W1"));
    QVERIFY(said.value(0).value(0).toString().contains(QStringLiteral("Select the one function")));
  }

  void keepingAfterIsOneUndoStep() {
    Bench bench;
    bench.open("a");
    QTRY_VERIFY(bench.view->comparison() != nullptr);
    const int steps = bench.document.undoStack().count();
    bench.chip(QStringLiteral("Keep"))->menu()->actions().last()->trigger();
    QCOMPARE(bench.document.graph().find(NodeId("a"))->function->name, std::string_view("relu"));
    QCOMPARE(bench.document.undoStack().count(), steps + 1);
    QVERIFY(bench.dock.openedView() == nullptr);
    bench.document.undoStack().undo();
    QCOMPARE(bench.document.graph().find(NodeId("a"))->function->name, std::string_view("tanh"));
  }

  void keepingBeforeLeavesTheGraph() {
    Bench bench;
    bench.open("a");
    QTRY_VERIFY(bench.view->comparison() != nullptr);
    const core::Graph before = bench.document.graph();
    bench.chip(QStringLiteral("Keep"))->menu()->actions().first()->trigger();
    QVERIFY(bench.document.graph().sharesAllWith(before));
    QVERIFY(bench.dock.openedView() == nullptr);
  }

  void anotherFunctionIsChosenFromThoseThatFit() {
    Bench bench;
    bench.open("a");
    QTRY_VERIFY(bench.view->comparison() != nullptr);
    QToolButton* with = bench.chip(QStringLiteral("With"));
    emit with->menu()->aboutToShow();
    QStringList names;
    QAction* sigmoid = nullptr;
    for (const QAction* group : with->menu()->actions())
      for (QAction* action : group->menu()->actions()) {
        names << action->text();
        if (action->text() == QStringLiteral("Sigmoid")) sigmoid = action;
      }
    QVERIFY(sigmoid != nullptr);
    QVERIFY(!names.contains(QStringLiteral("tanh")));
    QVERIFY(!names.contains(QStringLiteral("Trace")));  // of a vector there is none
    sigmoid->trigger();
    QTRY_VERIFY(bench.chip(QStringLiteral("With: Sigmoid")) != nullptr);
  }

  void aColumnLightsItsNodeInBothGraphsAndAClickGoesThere() {
    Bench bench;
    bench.open("a");
    QTRY_VERIFY(bench.view->comparison() != nullptr);
    QSignalSpy pointed(&bench.view->table(), &ui::ComparisonTable::pointedAt);
    QSignalSpy chosen(&bench.dock, &ui::EquationDock::nodeChosen);
    const std::size_t a = *bench.document.graph().position(NodeId("a"));
    const QRect column = bench.view->table().columnRect(a);
    QVERIFY(column.isValid());
    QWidget* viewport = bench.view->table().viewport();
    QTest::mouseMove(viewport, column.center());
    QVERIFY(!pointed.isEmpty());
    QTest::mouseClick(viewport, Qt::LeftButton, {}, column.center());
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen[0][0].value<core::NodeId>(), NodeId("a"));
    QVERIFY(bench.dock.openedView() == nullptr);
  }

  void bothGraphsArePaintedOverTheCanvas() {
    Bench bench;
    bench.open("a");
    QWidget* cover = bench.view->stageCover();
    QVERIFY(cover != nullptr);
    cover->resize(1000, 400);
    QTRY_VERIFY(bench.view->comparison() != nullptr);
    const QImage image = cover->grab().toImage();
    // Something is drawn in both halves.
    const auto inked = [&](int left, int right) {
      int count = 0;
      for (int y = 60; y < 280; y += 3)
        for (int x = left; x < right; x += 3) count += image.pixelColor(x, y) != image.pixelColor(2, 2);
      return count;
    };
    QVERIFY(inked(20, 480) > 100);
    QVERIFY(inked(520, 980) > 100);
  }

  void inANarrowWindowOneGraphIsSeenAndSwitched() {
    Bench bench;
    QVERIFY(bench.open("a"));
    QTRY_VERIFY(bench.view->comparison() != nullptr);
    auto* graphs = static_cast<ui::TwoGraphs*>(bench.view->stageCover());
    graphs->resize(1300, 400);
    graphs->show();
    QCOMPARE(graphs->arrangement(), ui::TwoGraphs::Arrangement::Beside);
    graphs->resize(1100, 400);
    QCOMPARE(graphs->arrangement(), ui::TwoGraphs::Arrangement::Stacked);
    QVERIFY(graphs->headingOf(1).top() > graphs->headingOf(0).bottom());
    graphs->resize(800, 400);
    QCOMPARE(graphs->arrangement(), ui::TwoGraphs::Arrangement::Single);
    QCOMPARE(graphs->shownSide(), 1);
    QTest::mouseClick(graphs, Qt::LeftButton, {}, graphs->headingOf(0).center().toPoint());
    QCOMPARE(graphs->shownSide(), 0);
    QTest::keyClick(graphs, Qt::Key_Right);
    QCOMPARE(graphs->shownSide(), 1);
  }

  void theCountsListWhatTheyCount() {
    Bench bench;
    QVERIFY(bench.open("a"));
    QTRY_VERIFY(bench.view->comparison() != nullptr);
    auto* graphs = static_cast<ui::TwoGraphs*>(bench.view->stageCover());
    graphs->resize(900, 400);
    graphs->show();
    const auto press = [&](std::size_t verdict) {
      QTest::mouseClick(graphs, Qt::LeftButton, {}, graphs->pillOf(verdict).center().toPoint());
    };
    QVERIFY(bench.chip(QStringLiteral("All numbers")) != nullptr);
    press(1);
    QVERIFY(bench.chip(QStringLiteral("Only what changed")) != nullptr);
    press(2);
    QVERIFY(bench.chip(QStringLiteral("Only what did not change")) != nullptr);
    press(2);
    QVERIFY(bench.chip(QStringLiteral("All numbers")) != nullptr);
  }
};

QTEST_MAIN(TestExchangeView)
#include "tst_exchange_view.moc"

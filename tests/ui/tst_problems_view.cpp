#include <QFrame>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "core/functions/catalogue.h"
#include "tests/core/sample_graphs.h"
#include "ui/model/document.h"
#include "ui/model/runner.h"
#include "ui/model/timeline.h"
#include "ui/panels/equation_dock.h"
#include "ui/panels/problems/problems_view.h"

using core::NodeId;
using core::Tensor;

namespace {

Tensor filled(std::initializer_list<core::Index> axes, double v) {
  const core::Shape shape{std::vector<core::Index>(axes)};
  return Tensor(shape, std::vector<double>(static_cast<std::size_t>(shape.size()), v));
}

/// A weight that does not fit, and a logarithm of 0.
core::Graph twoProblems() {
  return graphOf({leaf("input", "a", filled({5}, 1)), leaf("parameter", "W1", filled({3, 4}, 2)), node("linear", "s", {"a", "W1"}),
                  leaf("input", "p", Tensor({3}, {.7, 0, .3})), node("log", "g", {"p"}), node("sum", "u", {"g"})},
                 "u");
}

struct Bench {
  ui::Document document;
  ui::Runner runner;
  ui::Timeline timeline{document, runner};
  ui::EquationDock dock{timeline};
  ui::ProblemsView* view = new ui::ProblemsView(document, timeline, &dock);

  Bench() {
    dock.addView(view);
    QSignalSpy arrived(&timeline, &ui::Timeline::traceChanged);
    document.edit(QStringLiteral("build"), [](ui::Sheet& sheet) { sheet.graph = twoProblems(); });
    QVERIFY(arrived.wait(5000));
    dock.resize(1100, 430);
    dock.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dock));
    dock.openView(QStringLiteral("problems"));
    QTRY_COMPARE(view->problems().size(), std::size_t(2));
    QTRY_VERIFY(button(QStringLiteral("Go there")) != nullptr);
  }
  QPushButton* button(const QString& text) {
    for (QPushButton* button : view->page().findChildren<QPushButton*>())
      if (button->isVisible() && button->text() == text) return button;
    return nullptr;
  }
};

}  // namespace

class TestProblemsView : public QObject {
  Q_OBJECT

 private slots:
  void aRepairIsOneUndoStepAndTheProblemIsGone() {
    Bench bench;
    QPushButton* repair = bench.button(QStringLiteral("Make W1 3×5"));
    QVERIFY(repair != nullptr);
    const int steps = bench.document.undoStack().count();
    QTest::mouseClick(repair, Qt::LeftButton);
    QCOMPARE(bench.document.undoStack().count(), steps + 1);
    QTRY_COMPARE(bench.view->problems().size(), std::size_t(1));
    QCOMPARE(bench.view->problems()[0].kind, ui::ProblemReport::Kind::NotFinite);
    bench.document.undoStack().undo();
    QTRY_COMPARE(bench.view->problems().size(), std::size_t(2));
  }

  void newEntriesOfARepairAreMarkedUntilTheyAreSet() {
    Bench bench;
    QTest::mouseClick(bench.button(QStringLiteral("Make W1 3×5")), Qt::LeftButton);
    QCOMPARE(bench.document.sheet().fresh.at(NodeId("W1")), (std::vector<core::Index>{4, 9, 14}));
    bench.document.undoStack().undo();
    QVERIFY(bench.document.sheet().fresh.empty());
    bench.document.undoStack().redo();
    QCOMPARE(bench.document.sheet().fresh.at(NodeId("W1")).size(), std::size_t(3));
  }

  void aRepairIsPreviewedWhileThePointerIsOnIt() {
    Bench bench;
    QSignalSpy marked(&bench.dock, &ui::EquationDock::marked);
    QEnterEvent enter({5, 5}, {5, 5}, {5, 5});
    QPushButton* repair = bench.button(QStringLiteral("Make W1 3×5"));
    QCoreApplication::sendEvent(repair, &enter);
    QVERIFY(!marked.isEmpty());
    const auto marks = marked.last()[0].value<ui::GraphMarks>();
    QCOMPARE(marks.nodes.size(), std::size_t(1));
    QCOMPARE(marks.nodes[0].id, NodeId("W1"));
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(repair, &leave);
    QVERIFY(marked.last()[0].value<ui::GraphMarks>().empty());
  }

  void goThereSelectsTheNodeAndItsStep() {
    Bench bench;
    bench.view->step(1);
    QCOMPARE(bench.view->chosen(), 1);
    QSignalSpy chosen(&bench.dock, &ui::EquationDock::nodeChosen);
    QTRY_VERIFY(bench.button(QStringLiteral("Go there")) != nullptr);
    QTest::mouseClick(bench.button(QStringLiteral("Go there")), Qt::LeftButton);
    QCOMPARE(chosen.last()[0].value<core::NodeId>(), NodeId("g"));
    QCOMPARE(bench.timeline.moment()->active(), bench.timeline.moment()->graph().position(NodeId("g")));
  }

  void nextLeadsRoundAndBack() {
    Bench bench;
    bench.view->step(1);
    bench.view->step(1);
    QCOMPARE(bench.view->chosen(), 0);
    bench.view->step(-1);
    QCOMPARE(bench.view->chosen(), 1);
  }

  void theTwoProblemsThatWereChosenLastStandSideBySide() {
    Bench bench;
    QVERIFY(!bench.view->otherPage().isVisible());
    bench.view->step(1);
    QVERIFY(bench.view->otherPage().isVisible());
    // The lower number at the left.
    QVERIFY(bench.view->otherPage().geometry().right() < bench.view->page().geometry().left());
    QPushButton* repair = nullptr;
    for (QPushButton* button : bench.view->otherPage().findChildren<QPushButton*>())
      if (button->isVisible() && button->text() == QStringLiteral("Make W1 3×5")) repair = button;
    QVERIFY(repair != nullptr);
    QTest::mouseClick(repair, Qt::LeftButton);
    QTRY_COMPARE(bench.view->problems().size(), std::size_t(1));
    QVERIFY(!bench.view->otherPage().isVisible());
  }

  void aNarrowDockShowsOneProblem() {
    Bench bench;
    bench.dock.resize(700, 430);
    bench.view->step(1);
    QVERIFY(!bench.view->otherPage().isVisible());
    QCOMPARE(bench.view->page().geometry(), bench.view->rect());
  }

  void whatWouldBeAddedIsDrawnInDashesAtItsPlace() {
    Bench bench;
    QSignalSpy arrived(&bench.timeline, &ui::Timeline::traceChanged);
    bench.document.edit(QStringLiteral("build"), [](ui::Sheet& sheet) {
      sheet.graph =
          graphOf({leaf("input", "x", filled({3}, 1)), core::Node{.id = NodeId("y"),
                                                                  .function = core::findFunction("linear"),
                                                                  .inputs = {NodeId("x"), std::nullopt}}},
                  "y");
      sheet.positions = {{NodeId("x"), {0, 0}}, {NodeId("y"), {200, 0}}};
    });
    QTRY_COMPARE(bench.view->problems().size(), std::size_t(1));
    QPushButton* add = nullptr;
    QTRY_VERIFY((add = bench.button(bench.view->problems()[0].repairs.at(0).text)) != nullptr);
    QSignalSpy marked(&bench.dock, &ui::EquationDock::marked);
    QEnterEvent enter({5, 5}, {5, 5}, {5, 5});
    QCoreApplication::sendEvent(add, &enter);
    const auto marks = marked.last()[0].value<ui::GraphMarks>();
    QCOMPARE(marks.ghosts.size(), std::size_t(1));
    QCOMPARE(marks.ghosts[0].to, NodeId("y"));
    QCOMPARE(marks.ghosts[0].argument, std::size_t(1));
    QVERIFY(marks.ghosts[0].centre.y() > 0);
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(add, &leave);
    QVERIFY(marked.last()[0].value<ui::GraphMarks>().empty());
  }

  void goThereLightsTheBadEntry() {
    Bench bench;
    bench.view->step(1);
    QSignalSpy lit(&bench.dock, &ui::EquationDock::entriesLit);
    QTRY_VERIFY(bench.button(QStringLiteral("Go there")) != nullptr);
    QTest::mouseClick(bench.button(QStringLiteral("Go there")), Qt::LeftButton);
    QCOMPARE(lit.last()[0].value<ui::NodeEntries>(), (ui::NodeEntries{{NodeId("g"), 1}}));
  }

  void theCompanionListsEveryProblem() {
    Bench bench;
    QWidget* companion = bench.view->companion();
    QTRY_COMPARE(companion->findChildren<QFrame*>(QStringLiteral("problemCard")).size(), qsizetype(2));
  }
};

QTEST_MAIN(TestProblemsView)
#include "tst_problems_view.moc"

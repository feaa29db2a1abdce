// The mechanism that all views of the dock share, on a view that does nothing else.
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "tests/core/sample_graphs.h"
#include "ui/canvas/canvas_scene.h"
#include "ui/model/background.h"
#include "ui/model/document.h"
#include "ui/model/runner.h"
#include "ui/model/timeline.h"
#include "ui/panels/dock_view.h"
#include "ui/panels/equation_dock.h"
#include "ui/panels/sentence_button.h"
#include "ui/panels/side_panel.h"

using core::NodeId;

namespace {

/// Counts what it is told.
class Probe : public ui::DockView {
 public:
  using DockView::DockView;
  QString name() const override { return QStringLiteral("probe"); }
  std::vector<ui::Sentence> tabs() const override {
    return {{ui::textPiece(QStringLiteral("First"))}, {ui::textPiece(QStringLiteral("Second"))}};
  }
  int tab() const override { return tab_; }
  void chooseTab(int tab) override {
    tab_ = tab;
    emit tabsChanged();
  }
  std::vector<QWidget*> chips() override { return {chip}; }
  void setTheme(const ui::Theme& theme) override { dark = theme.dark; }
  QString refusal() const override { return why; }
  void enter() override { ++entered; }
  void refresh() override { ++refreshed; }
  void leave() override { ++left; }

  QToolButton* chip = new QToolButton(this);
  QString why;
  int entered = 0, refreshed = 0, left = 0;
  bool dark = false;

 private:
  int tab_ = 0;
};

struct Bench {
  ui::Document document;
  ui::Runner runner;
  ui::Timeline timeline{document, runner};
  ui::EquationDock dock{timeline};
  Probe* probe = new Probe(&dock);

  Bench() {
    dock.addView(probe);
    QSignalSpy arrived(&timeline, &ui::Timeline::traceChanged);
    document.edit(QStringLiteral("build"), [](ui::Sheet& sheet) { sheet.graph = twoLayers(); });
    QVERIFY(arrived.wait(5000));
    timeline.setCursor(timeline.last());
    dock.resize(940, 330);
    dock.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dock));
  }
  ui::SentenceButton* tab(const QString& name) {
    for (ui::SentenceButton* button : dock.findChildren<ui::SentenceButton*>())
      if (button->isVisible() && button->accessibleName().startsWith(name)) return button;
    return nullptr;
  }
};

const QString probeName = QStringLiteral("probe");

}  // namespace

class TestDockView : public QObject {
  Q_OBJECT

 private slots:
  void anOpenViewTakesTheEquationsPlaceAndGivesItBack() {
    Bench bench;
    QVERIFY(bench.dock.content() != nullptr);
    QVERIFY(bench.dock.openView(probeName));
    QCOMPARE(bench.dock.openedView(), bench.probe);
    QVERIFY(bench.probe->isVisible());
    QVERIFY(bench.probe->chip->isVisible());
    QTest::mouseClick(bench.tab(QStringLiteral("Equation")), Qt::LeftButton);
    QVERIFY(bench.dock.openedView() == nullptr);
    QVERIFY(!bench.probe->isVisible());
    QVERIFY(!bench.probe->chip->isVisible());
    QCOMPARE(bench.probe->left, 1);
    QVERIFY(bench.dock.content() != nullptr);
  }

  void escapeLeadsBackToTheEquation() {
    Bench bench;
    bench.dock.openView(probeName);
    QTest::keyClick(bench.probe, Qt::Key_Escape);
    QVERIFY(bench.dock.openedView() == nullptr);
  }

  void aStepIsShownByTheOpenViewAndByTheEquationBehindIt() {
    Bench bench;
    bench.dock.openView(probeName);
    const int before = bench.probe->refreshed;
    bench.timeline.previous();
    QCOMPARE(bench.probe->refreshed, before + 1);
    QVERIFY(bench.probe->isVisible());
    bench.dock.closeView();
    const ui::EquationContent* content = bench.dock.content();
    QVERIFY(content != nullptr);
    QCOMPARE(content->equation.node, *bench.timeline.moment()->active());
  }

  void aViewThatCannotBeOpenedSaysWhy() {
    Bench bench;
    QSignalSpy said(&bench.dock, &ui::EquationDock::said);
    bench.probe->why = QStringLiteral("Select two nodes first.");
    QVERIFY(!bench.dock.openView(probeName));
    QCOMPARE(said.value(0).value(0).toString(), bench.probe->why);
    QVERIFY(bench.dock.openedView() == nullptr);
    bench.probe->why.clear();
    QVERIFY(bench.dock.openView(probeName));
    bench.probe->why = QStringLiteral("Gone.");
    bench.dock.refreshView();
    QVERIFY(bench.dock.openedView() == nullptr);
  }

  void tabsChooseWithinTheView() {
    Bench bench;
    bench.dock.openView(probeName);
    QTest::mouseClick(bench.tab(QStringLiteral("Second")), Qt::LeftButton);
    QCOMPARE(bench.probe->tab(), 1);
    QVERIFY(bench.tab(QStringLiteral("Second"))->isChecked());
  }

  void marksAreOnTheGraphAsLongAsTheViewIsOpen() {
    Bench bench;
    ui::CanvasScene scene(bench.document, bench.timeline);
    QObject::connect(&bench.dock, &ui::EquationDock::marked, &scene, &ui::CanvasScene::setMarks);
    bench.dock.openView(probeName);
    ui::GraphMarks marks;
    marks.wires = {{.to = NodeId("a"), .argument = 0, .lit = true}};
    marks.nodes = {{.id = NodeId("a"), .lit = true, .pill = ui::Pill{QStringLiteral("path 1")}}};
    emit bench.probe->marked(marks);
    const auto a = *scene.drawing().graph.position(NodeId("a"));
    const auto litWires = [&] {
      return std::ranges::count(scene.looks().wires, ui::WireState::Lit, &ui::WireLook::state);
    };
    QCOMPARE(litWires(), 1);
    QCOMPARE(scene.looks().nodes[a].pill.text, QStringLiteral("path 1"));
    bench.dock.closeView();
    QCOMPARE(litWires(), 0);
    QVERIFY(scene.looks().nodes[a].pill.text != QStringLiteral("path 1"));
  }

  void theCompanionStandsInTheInspectorsPlace() {
    auto* inspector = new QWidget;
    auto* companion = new QWidget;
    ui::SidePanel side(inspector);
    side.showCompanion(companion);
    QCOMPARE(side.currentWidget(), companion);
    side.showCompanion(nullptr);
    QCOMPARE(side.currentWidget(), inspector);
  }

  void onlyTheLatestWishIsAnswered() {
    ui::Background background;
    std::vector<int> answers;
    for (int k = 1; k <= 3; ++k)
      background.start([k](const std::stop_token&) { return k; }, [&](int answer) { answers.push_back(answer); });
    QTRY_VERIFY(!background.isBusy());
    QCOMPARE(answers, std::vector<int>{3});
  }

  void whatTheWorkThrowsIsToldAndAStopIsSilent() {
    ui::Background background;
    QSignalSpy failed(&background, &ui::Background::failed);
    background.start([](const std::stop_token&) -> int { throw core::Error("No way."); }, [](int) { QFAIL("no result"); });
    QVERIFY(failed.wait(5000));
    QCOMPARE(failed.value(0).value(0).toString(), QStringLiteral("No way."));
    background.start([](const std::stop_token&) -> int { throw core::Stopped(); }, [](int) { QFAIL("no result"); });
    QTRY_VERIFY(!background.isBusy());
    QCOMPARE(failed.count(), 1);
  }
};

QTEST_MAIN(TestDockView)
#include "tst_dock_view.moc"

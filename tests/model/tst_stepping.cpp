#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "tests/core/sample_graphs.h"
#include "ui/model/document.h"
#include "ui/model/equation.h"
#include "ui/model/player.h"
#include "ui/model/runner.h"
#include "ui/model/timeline.h"

using core::NodeId;
using ui::Moment;
using ui::Sheet;
using ui::Step;

namespace {

/// A document with its runner, timeline and player, and the wait for a result.
struct Bench {
  ui::Document document;
  ui::Runner runner;
  ui::Timeline timeline{document, runner};
  ui::Player player{timeline};
  QSignalSpy said{&timeline, &ui::Timeline::said};

  explicit Bench(const core::Graph& graph) {
    QSignalSpy arrived(&timeline, &ui::Timeline::traceChanged);
    document.edit("edit", [&](Sheet& sheet) {
      sheet.graph = graph;
      double x = 0;
      for (const auto& node : graph.nodes()) sheet.positions[node->id] = {x += 140, 0};
    });
    QVERIFY(arrived.wait(5000));
  }
  void waitForRun() {
    QSignalSpy arrived(&timeline, &ui::Timeline::traceChanged);
    QVERIFY(arrived.wait(5000));
  }
  const Moment& moment() const { return *timeline.moment(); }
  std::size_t at(const char* id) const { return *moment().graph().position(NodeId(id)); }
  /// The node whose step comes next.
  QString next() const {
    return QString::fromStdString(moment().graph().node(moment().steps()[static_cast<std::size_t>(timeline.cursor())].node).id.text());
  }
};

/// y = W x with three entries.
core::Graph vectorOutput() {
  return graphOf({leaf("input", "x", core::Tensor({2}, {1, 2})), leaf("parameter", "W", core::Tensor({3, 2}, {1, 2, 3, 4, 5, 6})),
                  node("linear", "y", {"x", "W"})},
                 "y");
}

}  // namespace

class TestStepping : public QObject {
  Q_OBJECT

 private slots:
  void runStopsBeforeABreakpointAndGoesOnFromIt() {
    Bench bench(twoLayers());
    bench.timeline.toggleBreakpoint(NodeId("a"));
    bench.timeline.runForward();
    QCOMPARE(bench.next(), QString("a"));
    QVERIFY(!bench.moment().valueKnown(bench.at("a")));
    QVERIFY2(bench.said.last()[0].toString().contains("a"), qPrintable(bench.said.last()[0].toString()));
    bench.timeline.runForward();
    QVERIFY(bench.moment().forwardDone());
    bench.timeline.runBackward();
    QCOMPARE(bench.next(), QString("a"));
    QVERIFY(!bench.moment().wireDone(bench.at("a"), 0));
    bench.timeline.runBackward();
    QCOMPARE(bench.timeline.cursor(), bench.timeline.last());
    bench.timeline.toggleBreakpoint(NodeId("a"));
    QVERIFY(bench.timeline.breakpoints().empty());
  }

  void backwardBeforeForwardDoesNotPassABreakpoint() {
    Bench bench(twoLayers());
    bench.timeline.toggleBreakpoint(NodeId("a"));
    bench.timeline.stepBackward();
    QCOMPARE(bench.next(), QString("a"));
  }

  void runStopsBeforeTheFirstNotFiniteValue() {
    Bench bench(graphOf({leaf("input", "x", core::Tensor::scalar(0)), node("neg", "n", {"x"}), node("log", "l", {"n"}), node("exp", "e", {"l"})}, "e"));
    bench.timeline.setBreakpoints({.notFinite = true});
    bench.timeline.runForward();
    QCOMPARE(bench.next(), QString("l"));
    QVERIFY(bench.said.last()[0].toString().contains("NaN"));
  }

  void runStopsBeforeASmallGradient() {
    Bench bench(graphOf({leaf("input", "x", core::Tensor::scalar(20)), node("sigmoid", "s", {"x"}), node("square", "q", {"s"})}, "q"));
    bench.timeline.setBreakpoints({.gradientBelow = 1e-6});
    bench.timeline.runBackward();
    QCOMPARE(bench.next(), QString("s"));  // sends about 4e-9
    bench.timeline.reset();
    bench.timeline.setBreakpoints({.gradientBelow = 1e-12});
    bench.timeline.runBackward();
    QCOMPARE(bench.timeline.cursor(), bench.timeline.last());
  }

  void runStopsBeforeAnIncompleteSum() {
    Bench bench(twoLayers());
    bench.timeline.setBreakpoints({.sumIncomplete = true});
    bench.timeline.runBackward();
    QCOMPARE(bench.next(), QString("r"));  // the first of two contributions to W1
    bench.timeline.runBackward();
    QCOMPARE(bench.timeline.cursor(), bench.timeline.last());
  }

  void breakpointsComeBackWithTheFileAndAreNotUndone() {
    QTemporaryDir folder;
    const QString path = folder.filePath("b.chainrule");
    Bench bench(twoLayers());
    bench.timeline.toggleBreakpoint(NodeId("a"));
    ui::Breakpoints wanted = bench.timeline.breakpoints();
    wanted.gradientBelow = 1e-3;
    wanted.notFinite = true;
    bench.timeline.setBreakpoints(wanted);
    ui::ViewState view;
    view.breakpoints = wanted;
    bench.document.setView(view);
    bench.document.save(path);
    bench.document.clear();
    QVERIFY(bench.timeline.breakpoints().empty());
    bench.document.open(path);
    QVERIFY(bench.timeline.breakpoints() == wanted);
    bench.waitForRun();
    bench.document.edit("remove", [](Sheet& sheet) { sheet.graph = sheet.graph.without(std::vector{NodeId("x")}); });
    bench.document.undoStack().undo();
    QVERIFY(bench.timeline.breakpoints() == wanted);
  }

  void playStepsToTheEndAndStopsThere() {
    Bench bench(fanOut());
    bench.timeline.setCursor(bench.timeline.last() - 2);
    QSignalSpy playing(&bench.player, &ui::Player::playingChanged);
    bench.player.setSpeed(4);
    bench.player.play();
    QCOMPARE(bench.timeline.cursor(), bench.timeline.last() - 1);  // the first step at once
    QTRY_VERIFY(!bench.player.isPlaying());
    QCOMPARE(bench.timeline.cursor(), bench.timeline.last());
    QCOMPARE(playing.size(), 2);
    bench.player.play();
    QCOMPARE(bench.timeline.cursor(), 1);
  }

  void playStopsBeforeABreakpoint() {
    Bench bench(twoLayers());
    bench.timeline.toggleBreakpoint(NodeId("a"));
    QSignalSpy said(&bench.player, &ui::Player::said);
    bench.player.play();
    QVERIFY(!bench.player.isPlaying());
    QCOMPARE(bench.timeline.cursor(), 1);
    QCOMPARE(bench.next(), QString("a"));
    QVERIFY(!said.isEmpty());
    bench.player.play();  // a breakpoint at which it stands does not hold it
    QCOMPARE(bench.timeline.cursor(), 2);
    QVERIFY(bench.player.isPlaying());
  }

  void aNewSpeedActsOnTheStepThatIsWaitedFor() {
    Bench bench(twoLayers());
    bench.player.setSpeed(0.25);
    bench.player.play();
    bench.player.setSpeed(4);
    QTRY_COMPARE_WITH_TIMEOUT(bench.timeline.cursor(), 2, 4000);  // at the old speed it would take 8 s
    bench.player.pause();
    QVERIFY(!bench.player.isPlaying());
  }

  void anEditThatMakesValuesStaleStopsPlaying() {
    Bench bench(twoLayers());
    bench.timeline.runForward();
    bench.player.setSpeed(0.25);
    bench.player.play();
    bench.document.edit("edit", [](Sheet& sheet) {
      core::Node node = *sheet.graph.find(NodeId("t"));
      node.value = core::LeafValue{core::Tensor::scalar(0), {}};
      sheet.graph = sheet.graph.withNode(node);
    });
    QTRY_VERIFY(!bench.player.isPlaying());
  }

  void oneWireAtATimeSplitsABackwardStepAndBackIsExact() {
    Bench bench(twoLayers());
    bench.timeline.setWireByWire(true);
    bench.timeline.runBackward();
    bench.timeline.runTo(NodeId("ell"));
    const auto s = bench.at("s"), a = bench.at("a"), w = bench.at("W1");
    const int cursor = bench.timeline.cursor();
    const core::Tensor before = *bench.moment().gradient(w);
    bench.timeline.next();
    QCOMPARE(bench.timeline.cursor(), cursor + 1);
    QVERIFY(bench.moment().isPartial() && bench.moment().lastWire() == 0u);
    QVERIFY(bench.moment().wireDone(s, 0) && !bench.moment().wireDone(s, 1));
    QVERIFY(bench.moment().gradientComplete(a));
    QVERIFY(*bench.moment().gradient(w) == before);
    QVERIFY(ui::equationAt(bench.moment(), s, 0) && !ui::equationAt(bench.moment(), s, 1));
    bench.timeline.next();
    QCOMPARE(bench.timeline.cursor(), cursor + 1);
    QVERIFY(!bench.moment().isPartial() && bench.moment().lastWire() == 1u);
    QVERIFY(bench.moment().gradientComplete(w));
    bench.timeline.previous();
    QVERIFY(bench.moment().isPartial());
    QVERIFY(*bench.moment().gradient(w) == before);
    bench.timeline.previous();
    QCOMPARE(bench.timeline.cursor(), cursor);
    QVERIFY(*bench.moment().gradient(w) == before);
  }

  void aPartialSumWithinAStepIsExact() {
    // mul(x, x): both wires of one step go to x.
    Bench bench(graphOf({leaf("input", "x", core::Tensor::scalar(3)), node("mul", "y", {"x", "x"})}, "y"));
    bench.timeline.setWireByWire(true);
    bench.timeline.runForward();
    bench.timeline.next();
    bench.timeline.next();
    QCOMPARE((*bench.moment().gradient(bench.at("x")))[0], 3.0);
    QCOMPARE(bench.moment().contributionsArrived(bench.at("x")), 1u);
    bench.timeline.next();
    QCOMPARE((*bench.moment().gradient(bench.at("x")))[0], 6.0);
    QVERIFY(!bench.timeline.canGoOn());
  }

  void aVectorOutputAsksForTheSeedAndGoesOn() {
    Bench bench(vectorOutput());
    QSignalSpy asked(&bench.timeline, &ui::Timeline::seedAsked);
    bench.timeline.stepBackward();
    QCOMPARE(asked.size(), 1);
    QVERIFY(bench.moment().forwardDone() && !bench.moment().seeded());
    bench.timeline.chooseSeed({.kind = core::Seed::Kind::Element, .element = {1}});
    bench.waitForRun();
    QVERIFY(bench.moment().seeded());
    bench.timeline.runBackward();
    QCOMPARE(asked.size(), 1);
    const core::Tensor row = *bench.moment().gradient(bench.at("x"));
    QVERIFY(row[0] == 3 && row[1] == 4);
  }

  void playStopsWhereTheSeedIsMissing() {
    Bench bench(vectorOutput());
    QSignalSpy asked(&bench.timeline, &ui::Timeline::seedAsked);
    bench.timeline.runForward();
    bench.player.play();
    QVERIFY(!bench.player.isPlaying());
    QCOMPARE(asked.size(), 1);
  }

  void aSeedThatIsChosenElsewhereTakesNoStep() {
    Bench bench(vectorOutput());
    bench.timeline.stepBackward();
    bench.document.edit("edit", [](Sheet& sheet) { sheet.graph = sheet.graph.withSeed({.kind = core::Seed::Kind::Ones}); });
    bench.waitForRun();
    QVERIFY(!bench.moment().seeded());  // chosen in the inspector: nothing is asked for any more
  }

  void conditionsOnLargeRunsAreJudgedInTheBackground() {
    core::Tensor x(core::Shape{700'000}, 1.0);
    x[699'999] = 0;
    Bench bench(graphOf({leaf("input", "x", x), node("neg", "n", {"x"}), node("neg", "p", {"n"}), node("log", "l", {"p"}), node("sum", "L", {"l"})}, "L"));
    ui::Breakpoints stops;
    stops.notFinite = true;
    bench.timeline.setBreakpoints(stops);
    // Nothing is decided before the numbers have been looked at.
    QCOMPARE(bench.timeline.haltBeforeNext(), ui::Timeline::Halt::Waits);
    bench.timeline.runForward();
    QCOMPARE(bench.timeline.cursor(), 0);
    QTRY_COMPARE(bench.timeline.cursor(), 2);  // before the logarithm
    QCOMPARE(bench.timeline.haltBeforeNext(), ui::Timeline::Halt::Breakpoint);
    QVERIFY(bench.timeline.whyStopBefore(2).contains(QStringLiteral("NaN")));
  }
};

QTEST_GUILESS_MAIN(TestStepping)
#include "tst_stepping.moc"

#include <QSignalSpy>
#include <QTest>

#include "tests/core/sample_graphs.h"
#include "ui/model/document.h"
#include "ui/model/edits.h"
#include "ui/model/equation.h"
#include "ui/model/runner.h"
#include "ui/model/timeline.h"

using core::NodeId;
using ui::Moment;
using ui::Sheet;
using ui::Step;

namespace {

/// A document with its runner and timeline, and the wait for a result.
struct Bench {
  ui::Document document;
  ui::Runner runner;
  ui::Timeline timeline{document, runner};

  explicit Bench(const core::Graph& graph) {
    edit([&](Sheet& sheet) {
      sheet.graph = graph;
      double x = 0;
      for (const auto& node : graph.nodes()) sheet.positions[node->id] = {x += 140, 0};
    });
  }
  void edit(const std::function<void(Sheet&)>& change) {
    QSignalSpy arrived(&timeline, &ui::Timeline::traceChanged);
    document.edit("edit", change);
    QVERIFY(arrived.wait(5000));
  }
  const Moment& moment() const { return *timeline.moment(); }
  std::size_t at(const char* id) const { return *moment().graph().position(NodeId(id)); }
  QString active() const {
    const auto node = moment().active();
    return node ? QString::fromStdString(moment().graph().node(*node).id.text()) : QString();
  }
};

}  // namespace

class TestTimeline : public QObject {
  Q_OBJECT

 private slots:
  void theTimelineHasAllForwardStepsTheSeedAndAllBackwardSteps() {
    Bench bench(twoLayers());
    QCOMPARE(bench.timeline.last(), 6 + 1 + 6);
    QCOMPARE(bench.timeline.cursor(), 0);
    QString order;
    for (int k = 0; k < bench.timeline.last(); ++k) {
      bench.timeline.next();
      order += bench.active() + " ";
    }
    QCOMPARE(order, QString("h a s ell r L L L r ell s a h "));
  }

  void steppingBackShowsTheSmallerPartialSumAgain() {
    Bench bench(twoLayers());
    bench.timeline.runBackward();
    const auto w = bench.at("W1");
    QCOMPARE(bench.moment().contributionsArrived(w), 2u);
    const core::Tensor whole = *bench.moment().gradient(w);
    bench.timeline.runTo(NodeId("ell"));
    QCOMPARE(bench.moment().contributionsArrived(w), 1u);
    QVERIFY(!bench.moment().gradientComplete(w));
    QVERIFY(std::abs((*bench.moment().gradient(w))[0] - 0.07) < 1e-12);
    bench.timeline.runTo(NodeId("s"));
    QVERIFY(*bench.moment().gradient(w) == whole);
  }

  void valuesAppearStepByStep() {
    Bench bench(twoLayers());
    QVERIFY(bench.moment().valueKnown(bench.at("x")));
    QVERIFY(!bench.moment().valueKnown(bench.at("h")));
    bench.timeline.next();
    QVERIFY(bench.moment().valueKnown(bench.at("h")));
    QVERIFY(!bench.moment().valueKnown(bench.at("a")));
  }

  void backwardBeforeForwardRunsForwardFirstAndSaysSo() {
    Bench bench(twoLayers());
    QSignalSpy said(&bench.timeline, &ui::Timeline::said);
    bench.timeline.stepBackward();
    QVERIFY(bench.moment().seeded());
    QCOMPARE(bench.moment().shown()->kind, Step::Kind::Seed);
    QVERIFY(!said.isEmpty() && said[0][0].toString().contains("6"));
  }

  void backwardWithoutAnOutputSaysWhy() {
    Bench bench(fanOut().withOutput(std::nullopt));
    QSignalSpy said(&bench.timeline, &ui::Timeline::said);
    bench.timeline.stepBackward();
    QCOMPARE(bench.timeline.cursor(), bench.moment().forwardCount());
    QVERIFY(said.last()[0].toString().contains("output"));
  }

  void movingANodeKeepsTheRun() {
    Bench bench(twoLayers());
    bench.timeline.runBackward();
    const auto* trace = &bench.moment().trace();
    bench.document.edit("move", [](Sheet& s) { ui::moveNodes(s, std::vector{NodeId("x")}, {0, 50}); });
    QTest::qWait(50);
    QCOMPARE(&bench.moment().trace(), trace);
    QCOMPARE(bench.timeline.cursor(), bench.timeline.last());
  }

  void replacingAFunctionTruncatesToItsStepAndMarksTheRestStale() {
    Bench bench(twoLayers());
    bench.timeline.runBackward();
    bench.edit([](Sheet& s) { ui::replaceFunction(s, NodeId("a"), core::functionNamed("relu")); });
    QCOMPARE(bench.timeline.cursor(), 1);
    QVERIFY(bench.timeline.isStale(NodeId("a")) && bench.timeline.isStale(NodeId("L")));
    QVERIFY(!bench.timeline.isStale(NodeId("W2")));
    QVERIFY2(bench.timeline.staleText().contains("from a on"), qPrintable(bench.timeline.staleText()));
    bench.timeline.runForward();
    bench.timeline.runBackward();
    QVERIFY(!bench.timeline.hasStale());
  }

  void undoToTheGraphThatWasRunBringsTheRunBack() {
    Bench bench(twoLayers());
    bench.timeline.runBackward();
    bench.edit([](Sheet& s) { ui::replaceFunction(s, NodeId("a"), core::functionNamed("relu")); });
    bench.edit([](Sheet& s) { ui::setLeafValue(s, NodeId("t"), {core::Tensor::scalar(0), {}}); });
    QCOMPARE(bench.timeline.cursor(), 1);
    QVERIFY(bench.timeline.hasStale());
    for (int k = 0; k < 2; ++k) {
      QSignalSpy arrived(&bench.timeline, &ui::Timeline::traceChanged);
      bench.document.undoStack().undo();
      QVERIFY(arrived.wait(5000));
    }
    QVERIFY2(!bench.timeline.hasStale(), qPrintable(bench.timeline.staleText()));
    QCOMPARE(bench.timeline.cursor(), bench.timeline.last());
  }

  void aStepTakenOnTheChangedGraphIsNotForgottenByUndo() {
    Bench bench(twoLayers());
    bench.timeline.runBackward();
    bench.edit([](Sheet& s) { ui::replaceFunction(s, NodeId("a"), core::functionNamed("relu")); });
    bench.timeline.next();
    QVERIFY(!bench.timeline.isStale(NodeId("a")) && bench.timeline.isStale(NodeId("s")));
    QSignalSpy arrived(&bench.timeline, &ui::Timeline::traceChanged);
    bench.document.undoStack().undo();
    QVERIFY(arrived.wait(5000));
    QCOMPARE(bench.timeline.cursor(), 1);
    QVERIFY(bench.timeline.isStale(NodeId("a")) && bench.timeline.isStale(NodeId("s")));
  }

  void aSliderKeepsTheCursorAndNothingBecomesStale() {
    Bench bench(twoLayers());
    bench.timeline.runTo(NodeId("s"));
    bench.timeline.runForward();
    bench.timeline.runTo(NodeId("s"));
    const int cursor = bench.timeline.cursor();
    bench.timeline.setLive(true);
    const double before = bench.moment().trace().value(bench.at("L"))[0];
    core::Tensor x = bench.document.graph().find(NodeId("x"))->value->tensor;
    x[0] = 0.1;
    bench.edit([&](Sheet& s) { ui::setLeafValue(s, NodeId("x"), {x, {}}); });
    bench.timeline.setLive(false);
    QCOMPARE(bench.timeline.cursor(), cursor);
    QVERIFY(!bench.timeline.hasStale());
    QVERIFY(bench.moment().trace().value(bench.at("L"))[0] != before);
    bench.edit([&](Sheet& s) { ui::setLeafValue(s, NodeId("x"), {core::Tensor(core::Shape{4}), {}}); });
    QCOMPARE(bench.timeline.cursor(), 0);
    QVERIFY(bench.timeline.isStale(NodeId("h")));
  }

  void movingANodeDoesNotReorderARunThatHasBegun() {
    Bench bench(fanOut());
    bench.timeline.next();
    QCOMPARE(bench.active(), QString("p"));
    bench.edit([](Sheet& s) {
      s.positions[NodeId("q")] = {-500, 0};
      ui::setLabel(s, NodeId("p"), "p'");
    });
    QCOMPARE(bench.active(), QString("p"));
    bench.timeline.reset();
    bench.edit([](Sheet& s) { ui::setLabel(s, NodeId("p"), "p''"); });
    bench.timeline.next();
    QCOMPARE(bench.active(), QString("q"));
  }

  void aLabelKeepsTheCursor() {
    Bench bench(twoLayers());
    bench.timeline.runBackward();
    bench.edit([](Sheet& s) { ui::setLabel(s, NodeId("a"), "\\hat a"); });
    QCOMPARE(bench.timeline.cursor(), bench.timeline.last());
    QCOMPARE(QString::fromStdString(bench.moment().graph().find(NodeId("a"))->label), QString("\\hat a"));
  }

  void aNewSeedKeepsTheForwardPass() {
    Bench bench(fanOut());
    bench.timeline.runBackward();
    bench.edit([](Sheet& s) { s.graph = s.graph.withSeed({.kind = core::Seed::Kind::Own, .own = core::Tensor::scalar(2)}); });
    QCOMPARE(bench.timeline.cursor(), bench.moment().forwardCount());
  }

  void resetNeverTouchesTheGraph() {
    Bench bench(twoLayers());
    bench.timeline.runBackward();
    const Sheet before = bench.document.sheet();
    bench.timeline.reset();
    QCOMPARE(bench.timeline.cursor(), 0);
    QVERIFY(bench.document.sheet() == before);
  }

  void arrivalNumbersCountTheContributions() {
    Bench bench(twoLayers());
    QCOMPARE(bench.moment().arrivalNumber(bench.at("r"), 0), std::optional(1));
    QCOMPARE(bench.moment().arrivalNumber(bench.at("s"), 1), std::optional(2));
    QVERIFY(!bench.moment().arrivalNumber(bench.at("s"), 0));
  }

  void theWrittenInnerProductIsTheDownstreamEntry() {
    Bench bench(twoLayers());
    bench.timeline.runTo(NodeId("s"));
    bench.timeline.runForward();
    bench.timeline.runTo(NodeId("s"));
    for (std::size_t argument = 0; argument < 2; ++argument) {
      const auto equation = ui::equationAt(bench.moment(), bench.at("s"), argument);
      QVERIFY(equation);
      for (core::Index k = 0; k < equation->local.columns(); ++k) {
        const ui::InnerProduct product = ui::innerProduct(*equation, 0, k);
        QVERIFY(std::abs(product.sum - product.shown) <= 1e-14);
        QCOMPARE(product.terms.size(), 3u);
      }
    }
    QVERIFY(!ui::equationAt(bench.moment(), bench.at("a"), 0));
  }

  void longInnerProductsListTheLargestAndSumTheRest() {
    const core::Index n = 103;
    core::Tensor x(core::Shape{n});
    for (core::Index k = 0; k < n; ++k) x[k] = 0.01 * static_cast<double>(k % 7);
    x[50] = 9;
    Bench bench(graphOf({leaf("input", "c", core::Tensor::scalar(1)), leaf("constant", "x", x), node("mul", "y", {"c", "x"}), node("sum", "L", {"y"})}, "L"));
    bench.timeline.runBackward();
    const auto equation = ui::equationAt(bench.moment(), bench.at("y"), 0);
    QVERIFY(equation);
    const ui::InnerProduct product = ui::innerProduct(*equation, 0, 0);
    QCOMPARE(product.terms.size(), 3u);
    QCOMPARE(product.terms[0].j, core::Index(50));
    QCOMPARE(product.otherCount, core::Index(100));
    QVERIFY(std::abs(product.sum - product.shown) < 1e-12);
    double listed = product.otherSum;
    for (const ui::Term& term : product.terms) listed += term.product();
    QVERIFY(std::abs(listed - product.sum) < 1e-12);
  }

  void aNewerRequestReplacesTheOlderOne() {
    ui::Runner runner;
    QSignalSpy finished(&runner, &ui::Runner::finished);
    for (int k = 1; k <= 50; ++k) {
      runner.request(graphOf({leaf("input", "x", core::Tensor::scalar(k)), node("square", "y", {"x"})}, "y"), {});
    }
    QTRY_VERIFY(!runner.isBusy());
    QVERIFY(finished.size() < 50);
    const auto trace = finished.last()[0].value<std::shared_ptr<const core::Trace>>();
    QCOMPARE(trace->value(1)[0], 2500.0);
  }
};

QTEST_GUILESS_MAIN(TestTimeline)
#include "tst_timeline.moc"

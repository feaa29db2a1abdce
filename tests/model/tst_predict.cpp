#include <QSignalSpy>
#include <QTest>

#include <cmath>

#include "tests/core/sample_graphs.h"
#include "ui/model/document.h"
#include "ui/model/player.h"
#include "ui/model/predict.h"
#include "ui/model/runner.h"
#include "ui/model/timeline.h"

using core::NodeId;
using ui::Mistake;
using ui::Moment;
using ui::Outcome;
using ui::Sheet;

namespace {

/// L10 in Predict mode.
struct Bench {
  ui::Document document;
  ui::Runner runner;
  ui::Timeline timeline{document, runner};

  Bench() {
    QSignalSpy arrived(&timeline, &ui::Timeline::traceChanged);
    document.edit("edit", [&](Sheet& sheet) { sheet.graph = twoLayers(); });
    QVERIFY(arrived.wait(5000));
  }
  const Moment& moment() const { return *timeline.moment(); }
  std::size_t at(const char* id) const { return *moment().graph().position(NodeId(id)); }
  /// To the question about ∂L/∂a at the node s.
  void askAtS() {
    timeline.runForward();
    timeline.setPredicting(true);
    timeline.runTo(NodeId("s"));
    QVERIFY(timeline.isAsking());
  }
  Mistake mistake(double typed) const {
    const ui::Question question = *ui::questionAt(moment(), 0);
    return ui::mistakeIn(typed, moment(), question, ui::solutionOf(moment(), question));
  }
};

}  // namespace

class TestPredict : public QObject {
  Q_OBJECT

 private slots:
  void whatIsAskedForIsNowhereToBeSeen() {
    Bench bench;
    bench.askAtS();
    const auto s = bench.at("s"), a = bench.at("a"), w = bench.at("W1");
    QVERIFY(bench.moment().isAskedFor(s, 0) && bench.moment().isAskedFor(s, 1));
    QVERIFY(!bench.moment().wireDone(s, 0) && !bench.moment().wireDone(s, 1));
    QVERIFY(!bench.moment().gradientStarted(a) && !bench.moment().gradient(a));
    QCOMPARE(bench.moment().contributionsArrived(w), 1u);
    QVERIFY(std::abs((*bench.moment().gradient(w))[0] - 0.07) < 1e-12);
    const auto equation = ui::equationAt(bench.moment(), s, 0);
    QVERIFY(equation && equation->hidden);
    for (const double v : equation->downstream.data()) QVERIFY(std::isnan(v));
    QVERIFY(std::abs(equation->upstream[1] + 0.91) < 0.005);
    bench.timeline.settle(true);
    QVERIFY(!bench.timeline.isAsking());
    QCOMPARE(bench.moment().contributionsArrived(w), 2u);
    QVERIFY(std::abs(ui::equationAt(bench.moment(), s, 0)->downstream[2] + 0.54) < 0.005);
  }

  void theMiddleEntryIsAskedFor() {
    Bench bench;
    bench.askAtS();
    const ui::Question question = *ui::questionAt(bench.moment(), 0);
    QCOMPARE(question.entry, core::Index(2));
    const ui::Solution solution = ui::solutionOf(bench.moment(), question);
    QCOMPARE(solution.terms.size(), 3u);
    QVERIFY(std::abs(solution.result + 0.54) < 0.005);
    QCOMPARE(ui::questionAt(bench.moment(), 1)->argument, 1u);
  }

  void anAnswerMayBeOffByOnePerCentOrHalfADigit() {
    QVERIFY(ui::isRight(-0.54, -0.5437));
    QVERIFY(ui::isRight(-0.54, -0.545));
    QVERIFY(!ui::isRight(-0.53, -0.5437));
    QVERIFY(!ui::isRight(0.54, -0.5437));
    QVERIFY(ui::isRight(120, 121) && !ui::isRight(118, 121));
    QVERIFY(!ui::isRight(0, 4e-7) && ui::isRight(4e-7, 4.02e-7));
    QVERIFY(ui::isRight(0, 0));
    QVERIFY(!ui::isRight(NAN, 1) && ui::isRight(INFINITY, INFINITY));
  }

  void aWrongAnswerIsTracedToItsMistake() {
    // ∂L/∂a_3 = (0.75)(0.20) + (−0.91)(0.60) + (0.16)(−0.90) = 0.15 − 0.55 − 0.15 = −0.54
    Bench bench;
    bench.askAtS();
    const ui::Solution solution = ui::solutionOf(bench.moment(), *ui::questionAt(bench.moment(), 0));
    const double sum = solution.result;
    const auto term = [&](std::size_t k) { return solution.terms[k].product(); };
    using Kind = Mistake::Kind;
    QCOMPARE(bench.mistake(0.54), (Mistake{Kind::Sign, 0}));
    QCOMPARE(bench.mistake(0.55), (Mistake{Kind::TermSign, 1}));
    QCOMPARE(bench.mistake(sum - 2 * term(0)), (Mistake{Kind::TermSign, 0}));
    QCOMPARE(bench.mistake(sum - term(1)), (Mistake{Kind::TermForgotten, 1}));
    QCOMPARE(bench.mistake(term(1)), (Mistake{Kind::NotSummed, 1}));
    QCOMPARE(bench.mistake(0.75 * 0.3 - 0.91 * 0.5 + 0.16 * -0.9), (Mistake{Kind::RowForColumn, 0}));
    QCOMPARE(bench.mistake(0.60), (Mistake{Kind::Local, 1}));
    QCOMPARE(bench.mistake(-0.91), (Mistake{Kind::Upstream, 1}));
    QCOMPARE(bench.mistake(1.03), (Mistake{Kind::Neighbour, 0}));
    QCOMPARE(bench.mistake(17), (Mistake{Kind::Other, 0}));
  }

  void theWholeSumIsToldFromThisContribution() {
    Bench bench;
    bench.askAtS();
    const ui::Question question = *ui::questionAt(bench.moment(), 1);
    const ui::Solution solution = ui::solutionOf(bench.moment(), question);
    const double before = (*bench.moment().gradient(bench.at("W1")))[question.entry];
    QVERIFY(std::abs(before) > 0.01);
    QCOMPARE(ui::mistakeIn(before + solution.result, bench.moment(), question, solution), (Mistake{Mistake::Kind::WholeSum, 0}));
  }

  void nextAsksFirstAndGoesOnAfterTheAnswer() {
    Bench bench;
    bench.askAtS();
    const int cursor = bench.timeline.cursor();
    QSignalSpy asked(&bench.timeline, &ui::Timeline::answerAsked);
    bench.timeline.next();
    QCOMPARE(bench.timeline.cursor(), cursor);
    QCOMPARE(asked.size(), 1);
    bench.timeline.settle(false);
    bench.timeline.next();
    QCOMPARE(bench.timeline.cursor(), cursor + 1);
    QVERIFY(bench.timeline.isAsking());
    bench.timeline.previous();
    QVERIFY(!bench.timeline.isAsking());  // answered is answered
  }

  void runBackwardStopsAtEveryQuestionThatIsOpen() {
    Bench bench;
    bench.timeline.setPredicting(true);
    bench.timeline.runBackward();
    QVERIFY(bench.timeline.isAsking());
    QCOMPARE(bench.moment().backwardDone(), 1);
    bench.timeline.settle(true);
    bench.timeline.runBackward();
    QVERIFY(bench.timeline.isAsking());
    QCOMPARE(bench.moment().backwardDone(), 2);
  }

  void playStopsAtAQuestion() {
    Bench bench;
    ui::Player player(bench.timeline);
    bench.timeline.setPredicting(true);
    bench.timeline.setCursor(bench.moment().forwardCount() + 1);
    player.play();
    QVERIFY(!player.isPlaying());
    QVERIFY(bench.timeline.isAsking());
  }

  void rightAtOnceScoresOneAfterAHintHalfRevealedNothing() {
    Bench bench;
    bench.timeline.setPredicting(true);
    bench.timeline.runBackward();
    bench.timeline.settle(false);
    bench.timeline.runBackward();
    bench.timeline.giveHint();
    bench.timeline.settle(false);
    bench.timeline.runBackward();
    bench.timeline.settle(true);
    const ui::Predictions& marks = bench.timeline.predictions();
    QCOMPARE(marks.count(), 6);
    QCOMPARE(marks.outcome(0), Outcome::Right);
    QCOMPARE(marks.outcome(1), Outcome::WithHint);
    QCOMPARE(marks.outcome(2), Outcome::Revealed);
    QCOMPARE(marks.outcome(3), Outcome::Open);
    QCOMPARE(marks.score(), 1.5);
    QCOMPARE(marks.settled(), 3);
  }

  void turningPredictOffShowsEverything() {
    Bench bench;
    bench.askAtS();
    bench.timeline.setPredicting(false);
    QVERIFY(!bench.timeline.isAsking());
    QVERIFY(bench.moment().wireDone(bench.at("s"), 0));
  }
};

QTEST_GUILESS_MAIN(TestPredict)
#include "tst_predict.moc"

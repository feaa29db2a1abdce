// A change at the leaves: what the Jacobian predicts beside what happens (lesson 5).
#include <QTest>

#include <cmath>

#include "tests/core/question_graphs.h"
#include "ui/model/nudge.h"
#include "ui/model/nudge_choice.h"

using core::NodeId;
using core::Tensor;

namespace {

ui::NudgeWish wishOf(const core::Graph& graph, const std::vector<std::pair<const char*, Tensor>>& change, const char* target) {
  ui::NudgeWish wish{.trace = std::make_shared<const core::Trace>(core::run(graph)), .change = {}};
  for (const auto& [id, tensor] : change) wish.change.push_back({*graph.position(NodeId(id)), tensor});
  wish.target = *graph.position(NodeId(target));
  return wish;
}

ui::NudgeWish lessonWish(double factor) {
  return wishOf(lessonFive(), {{"x1", Tensor::scalar(0.1 * factor)}, {"x2", Tensor::scalar(-0.05 * factor)}}, "y");
}

void compare(const std::vector<double>& numbers, const std::vector<double>& expected) {
  QCOMPARE(numbers.size(), expected.size());
  for (std::size_t k = 0; k < numbers.size(); ++k) QVERIFY(std::abs(numbers[k] - expected[k]) < 1e-12);
}

}  // namespace

class TestNudge : public QObject {
  Q_OBJECT

 private slots:
  void thePredictionIsTheJacobianTimesTheChange() {
    const ui::NudgeAnswer answer = ui::nudge(lessonWish(1));
    QCOMPARE(answer.rows, core::Index(3));
    QCOMPARE(answer.columns, core::Index(2));
    compare(answer.jacobian, {12, 4, 3, 2, 1, -1});
    compare(answer.dx, {0.1, -0.05});
    compare(answer.predicted, {1, 0.2, 0.15});
    compare(answer.actual, {1.0095, 0.195, 0.15});
    compare(answer.error, {0.0095, -0.005, 0});
  }

  void aChangeTenTimesSmallerHasAnErrorAHundredTimesSmaller() {
    const double large = std::hypot(ui::nudge(lessonWish(1)).error[0], ui::nudge(lessonWish(1)).error[1]);
    const double small = std::hypot(ui::nudge(lessonWish(0.1)).error[0], ui::nudge(lessonWish(0.1)).error[1]);
    QVERIFY(large / small > 95 && large / small < 105);
  }

  void theMeasuredSlopeOfASmoothFunctionIsTwo() {
    const ui::NudgeCurve curve = ui::nudgeCurve(lessonWish(1));
    QVERIFY(curve.slope);
    QVERIFY(std::abs(*curve.slope - 2) < 0.02);
    QVERIFY(!curve.isLinear);
    QVERIFY(curve.points.front().rounding);
    QVERIFY(!curve.points.back().rounding);
  }

  void aLinearFunctionHasNoError() {
    const ui::NudgeWish wish = wishOf(lessonFive(), {{"x1", Tensor::scalar(0.1)}}, "y3");
    QVERIFY(ui::nudgeCurve(wish).isLinear);
    QVERIFY(!ui::nudgeCurve(wish).slope);
  }

  void atACornerTheSlopeIsOne() {
    const core::Graph graph = graphOf({leaf("input", "x", Tensor::scalar(0)), node("relu", "y", {"x"})}, "y");
    const ui::NudgeWish wish = wishOf(graph, {{"x", Tensor::scalar(0.3)}}, "y");
    const ui::NudgeCurve curve = ui::nudgeCurve(wish);
    QVERIFY(curve.slope && std::abs(*curve.slope - 1) < 0.02);
    QVERIFY(ui::nudge(wish).corner);
  }

  void aChangeWithoutLengthHasNoCurve() {
    QVERIFY(ui::nudgeCurve(wishOf(lessonFive(), {{"x1", Tensor::scalar(0)}}, "y")).points.empty());
  }

  void aNodeThatDoesNotDependOnTheLeafStaysAsItIs() {
    const ui::NudgeAnswer answer = ui::nudge(wishOf(lessonFive(), {{"x2", Tensor::scalar(0.5)}}, "q"));
    compare(answer.predicted, {0});
    compare(answer.actual, {0});
  }

  void whatIsLeftOpenIsChosen() {
    const ui::NudgeChoice all = ui::completed(lessonFive(), {});
    QCOMPARE(all, (ui::NudgeChoice{.leaves = {NodeId("x1"), NodeId("x2")}, .dx = {0.1, -0.05}, .target = NodeId("y")}));
    const ui::NudgeChoice one = ui::completed(lessonFive(), {.leaves = {NodeId("x2")}});
    QCOMPARE(one.dx, (std::vector{0.1}));
    const auto trace = std::make_shared<const core::Trace>(core::run(lessonFive()));
    QVERIFY(ui::nudgeWish(trace, all));
    QVERIFY(!ui::nudgeWish(trace, {.leaves = {NodeId("x1")}, .dx = {1, 2}, .target = NodeId("y")}));
    QVERIFY(!ui::nudgeWish(trace, {.leaves = {NodeId("q")}, .dx = {1}, .target = NodeId("y")}));
    QVERIFY(!ui::nudgeWish(trace, {.leaves = {NodeId("x1")}, .dx = {1}, .target = NodeId("gone")}));
  }

  void manyEntriesAreNotChangedTogether() {
    const core::Graph graph = graphOf({leaf("parameter", "W", Tensor::scalar(1)), leaf("input", "x", Tensor(core::Shape({7}), std::vector<double>(7, 1.0))),
                                       leaf("input", "z", Tensor::scalar(1)), node("mul", "y", {"x", "z"})},
                                      "y");
    QCOMPARE(ui::completed(graph, {}).leaves, (std::vector{NodeId("x")}));
  }

  void aLargeJacobianIsNotFormed() {
    const core::Graph graph = graphOf({leaf("input", "x", Tensor(core::Shape({100}), std::vector<double>(100, 0.5))),
                                       node("square", "y", {"x"})},
                                      "y");
    const ui::NudgeAnswer answer = ui::nudge(wishOf(graph, {{"x", Tensor(core::Shape({100}), std::vector<double>(100, 0.1))}}, "y"));
    QVERIFY(answer.jacobian.empty());
    QVERIFY(std::abs(answer.predicted[99] - 0.1) < 1e-12);
  }
};

QTEST_MAIN(TestNudge)
#include "tst_nudge.moc"

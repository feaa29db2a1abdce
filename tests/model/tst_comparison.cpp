// One function exchanged: whose rule, which numbers and which bits change (lesson 11).
#include <QTest>

#include <cmath>

#include "tests/core/sample_graphs.h"
#include "ui/model/comparison.h"

using core::NodeId;
using core::Tensor;
using ui::Verdict;

namespace {

/// y = W1 f(W2 x), L = ½(y − 1)².
core::Graph lessonEleven(const char* f) {
  const Tensor x({2}, {1, -1}), w2({3, 2}, {1, 2, -1, 1, .5, -.5}), w1({1, 3}, {1, -1, 2});
  return graphOf({leaf("input", "x", x), leaf("parameter", "W2", w2), node("linear", "h", {"x", "W2"}), node(f, "a", {"h"}),
                  leaf("parameter", "W1", w1), node("linear", "y", {"a", "W1"}),
                  leaf("constant", "one", Tensor({1}, {1})), node("sub", "d", {"y", "one"}), node("l2_penalty", "L", {"d"})},
                 "L");
}

std::shared_ptr<const core::Trace> traceOf(const core::Graph& graph) {
  return std::make_shared<const core::Trace>(core::run(graph));
}

ui::Comparison compared(const char* before, const char* after) {
  return ui::compareRuns(traceOf(lessonEleven(before)), traceOf(lessonEleven(after)), NodeId("a"));
}

const ui::ComparedNode& at(const ui::Comparison& comparison, const char* id) {
  for (const ui::ComparedNode& node : comparison.nodes)
    if (comparison.before->graph().node(node.node).id == NodeId(id)) return node;
  throw std::logic_error(id);
}

}  // namespace

class TestComparison : public QObject {
  Q_OBJECT

 private slots:
  void onlyTheExchangedFunctionHasAnotherRule() {
    const ui::Comparison comparison = compared("tanh", "relu");
    for (const ui::ComparedNode& node : comparison.nodes)
      QCOMPARE(node.ruleChanged, comparison.before->graph().node(node.node).id == NodeId("a"));
  }

  void whatStandsBeforeTheExchangeKeepsItsValueToTheBit() {
    const ui::Comparison comparison = compared("tanh", "relu");
    QCOMPARE(at(comparison, "h").value.verdict, Verdict::Same);
    QCOMPARE(at(comparison, "a").value.verdict, Verdict::Different);
    QCOMPARE(at(comparison, "L").value.verdict, Verdict::Different);
    QCOMPARE(comparison.values.same, 1);
    QCOMPARE(comparison.values.different, 4);
  }

  void localGradientsThatReadOnlyParametersStay() {
    const ui::Comparison comparison = compared("tanh", "relu");
    QCOMPARE(at(comparison, "h").arguments[0].local.verdict, Verdict::Same);  // W2
    QCOMPARE(at(comparison, "h").arguments[1].local.verdict, Verdict::Same);  // x
    QCOMPARE(at(comparison, "a").arguments[0].local.verdict, Verdict::Different);
    QCOMPARE(at(comparison, "y").arguments[0].local.verdict, Verdict::Same);  // W1
    QCOMPARE(at(comparison, "y").arguments[1].local.verdict, Verdict::Different);  // a
  }

  void everyGradientChanges() {
    const ui::Comparison comparison = compared("tanh", "relu");
    QCOMPARE(comparison.gradients.same, 0);
    const ui::ComparedArgument& w2 = at(comparison, "h").arguments[1];
    QVERIFY(w2.isParameter);
    const std::vector<double> after{0, 0, 0, 0, 2, -2};
    QCOMPARE(std::vector<double>(w2.downstream.after->data().begin(), w2.downstream.after->data().end()), after);
    QVERIFY(std::abs(w2.downstream.before->data()[0] - 0.305) < 5e-4);
  }

  void theSameFunctionChangesNotABit() {
    const ui::Comparison comparison = compared("tanh", "tanh");
    QCOMPARE(comparison.values.different, 0);
    QCOMPARE(comparison.locals.different, 0);
    QCOMPARE(comparison.gradients.different, 0);
  }

  void plusAndMinusZeroDifferAndNaNAgreesWithItself() {
    QCOMPARE(ui::compareBits(std::vector{0.0}, std::vector{-0.0}), Verdict::Different);
    const double nan = std::nan("");
    QCOMPARE(ui::compareBits(std::vector{nan}, std::vector{nan}), Verdict::Same);
    QCOMPARE(ui::compareBits(std::vector{1.0}, std::vector{1.0, 2.0}), Verdict::Shapes);
  }

  void largeLocalGradientsAreComparedByWhatTheyRead() {
    const auto graph = [](const char* f, const char* g) {
      return graphOf({leaf("input", "x", Tensor(core::Shape({400}), std::vector<double>(400, 0.5))), node(f, "a", {"x"}),
                      node(g, "b", {"a"}), node("sum", "L", {"b"})},
                     "L");
    };
    const ui::Comparison first = ui::compareRuns(traceOf(graph("tanh", "sin")), traceOf(graph("relu", "sin")), NodeId("a"));
    QVERIFY(!at(first, "b").arguments[0].local.before);
    QCOMPARE(at(first, "b").arguments[0].local.verdict, Verdict::Different);
    const ui::Comparison second = ui::compareRuns(traceOf(graph("tanh", "sin")), traceOf(graph("tanh", "cos")), NodeId("b"));
    QCOMPARE(at(second, "a").arguments[0].local.verdict, Verdict::Same);
  }
};

QTEST_MAIN(TestComparison)
#include "tst_comparison.moc"

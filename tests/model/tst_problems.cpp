// What is wrong with a graph or its numbers, and the ways out.
#include <QTest>

#include <cmath>

#include "tests/core/sample_graphs.h"
#include "ui/model/problems.h"

using core::NodeId;
using core::Tensor;
using Kind = ui::ProblemReport::Kind;

namespace {

ui::Sheet sheetOf(const core::Graph& graph) { return {.graph = graph, .positions = {}, .unknown = {}}; }

Tensor filled(std::initializer_list<core::Index> axes, double v) {
  const core::Shape shape{std::vector<core::Index>(axes)};
  return Tensor(shape, std::vector<double>(static_cast<std::size_t>(shape.size()), v));
}

/// W1 is 3 × 4 and meets a vector of 5.
core::Graph mismatch() {
  return graphOf({leaf("input", "a", filled({5}, 1)), leaf("parameter", "W1", filled({3, 4}, 2)), node("linear", "s", {"a", "W1"}),
                  node("sum", "L", {"s"})},
                 "L");
}

std::optional<ui::Repair> repairNamed(const std::vector<ui::Repair>& repairs, const QString& text) {
  for (const ui::Repair& repair : repairs)
    if (repair.text == text) return repair;
  return std::nullopt;
}

}  // namespace

class TestProblems : public QObject {
  Q_OBJECT

 private slots:
  void aGraphThatFitsHasNone() {
    const core::Trace trace = core::run(twoLayers());
    QVERIFY(ui::problemsOf(sheetOf(twoLayers()), &trace).empty());
  }

  void shapesThatDoNotFitAreReportedOnceAtTheirNode() {
    const core::Trace trace = core::run(mismatch());
    const auto problems = ui::problemsOf(sheetOf(mismatch()), &trace);
    QCOMPARE(problems.size(), std::size_t(1));  // the sum only waits
    QCOMPARE(problems[0].kind, Kind::Shapes);
    QCOMPARE(problems[0].node, NodeId("s"));
    QVERIFY(problems[0].message.contains(u'4') && problems[0].message.contains(u'5'));
  }

  void everyRepairOfShapesMakesTheNodeValid() {
    const ui::Sheet sheet = sheetOf(mismatch());
    const std::vector<ui::Repair> repairs = ui::repairsOf(sheet, NodeId("s"));
    QVERIFY(!repairs.empty());
    for (const ui::Repair& repair : repairs) {
      const core::Trace trace = core::run(repair.after.graph);
      QVERIFY2(trace.hasValue(*repair.after.graph.position(NodeId("s"))), qPrintable(repair.text));
      QVERIFY(!repair.breaks);
    }
  }

  void aMatrixMadeLargerKeepsItsEntriesAndTheNewOnesAreZero() {
    const std::vector<ui::Repair> repairs = ui::repairsOf(sheetOf(mismatch()), NodeId("s"));
    const std::optional<ui::Repair> repair = repairNamed(repairs, QStringLiteral("Make W1 3×5"));
    QVERIFY(repair);
    const Tensor& w = repair->after.graph.find(NodeId("W1"))->value->tensor;
    QCOMPARE(w.shape(), core::Shape({3, 5}));
    for (core::Index r = 0; r < 3; ++r) {
      for (core::Index c = 0; c < 5; ++c) QCOMPARE(w[r * 5 + c], c < 4 ? 2.0 : 0.0);
    }
  }

  void aVectorCanBeMadeShorterInstead() {
    QVERIFY(repairNamed(ui::repairsOf(sheetOf(mismatch()), NodeId("s")), QStringLiteral("Make a 4")).has_value());
  }

  void aTransposeIsOfferedWhereItFits() {
    const core::Graph graph = graphOf({leaf("parameter", "A", filled({2, 3}, 1)), leaf("parameter", "B", filled({4, 3}, 1)),
                                       node("matmul", "C", {"A", "B"})},
                                      "C");
    const std::optional<ui::Repair> repair = repairNamed(ui::repairsOf(sheetOf(graph), NodeId("C")), QStringLiteral("Transpose B"));
    QVERIFY(repair);
    QCOMPARE(core::run(repair->after.graph).value(*repair->after.graph.position(NodeId("C"))).shape(), core::Shape({2, 4}));
  }

  void aMissingWeightIsOfferedInTheShapeThatFits() {
    const core::Graph graph = graphOf({leaf("input", "s", filled({3}, 1)), node("linear", "c", {"s", ""}), node("mean", "m", {"c"})}, "m");
    const auto problems = ui::problemsOf(sheetOf(graph), nullptr);
    QCOMPARE(problems.size(), std::size_t(1));
    QCOMPARE(problems[0].kind, Kind::Missing);
    QCOMPARE(problems[0].argument, std::size_t(1));
    QVERIFY(!problems[0].repairs.empty());
    QCOMPARE(problems[0].repairs[0].text, QStringLiteral("Add a parameter, 2×3"));
    const core::Trace trace = core::run(problems[0].repairs[0].after.graph);
    QVERIFY(trace.hasValue(*trace.graph().position(NodeId("m"))));
  }

  void aMissingTargetIsAConstant() {
    const core::Graph graph = graphOf({leaf("input", "s", filled({3}, 1)), node("cross_entropy", "L", {"s", ""})}, "L");
    const auto problems = ui::problemsOf(sheetOf(graph), nullptr);
    QVERIFY(!problems[0].repairs.empty());
    const core::Graph& after = problems[0].repairs[0].after.graph;
    QVERIFY(core::run(after).hasValue(*after.position(NodeId("L"))));
  }

  void aRepairThatBreaksALaterNodeSaysSo() {
    // a feeds two nodes; shortening it helps s and breaks d.
    const core::Graph graph =
        graphOf({leaf("input", "a", filled({5}, 1)), leaf("parameter", "W", filled({3, 4}, 2)), node("linear", "s", {"a", "W"}),
                 leaf("parameter", "v", filled({5}, 1)), node("dot", "d", {"a", "v"})},
                "s");
    const std::optional<ui::Repair> repair = repairNamed(ui::repairsOf(sheetOf(graph), NodeId("s")), QStringLiteral("Make a 4"));
    QVERIFY(repair && repair->breaks);
    QCOMPARE(*repair->breaks, NodeId("d"));
  }

  void onlyTheFirstPlaceOfAnInfinityIsReported() {
    const core::Graph graph = graphOf({leaf("input", "p", Tensor({3}, {.7, 0, .3})), node("log", "g", {"p"}),
                                       leaf("constant", "t", Tensor({3}, {1, 0, 0})), node("mul", "m", {"t", "g"}), node("sum", "u", {"m"})},
                                      "u");
    const core::Trace trace = core::run(graph);
    const auto problems = ui::problemsOf(sheetOf(graph), &trace);
    QCOMPARE(problems.size(), std::size_t(1));
    QCOMPARE(problems[0].kind, Kind::NotFinite);
    QCOMPARE(problems[0].node, NodeId("g"));
    QCOMPARE(problems[0].entry, std::optional<core::Index>(1));
    QCOMPARE(problems[0].carried, std::size_t(2));
    QCOMPARE(problems[0].path, (std::vector{NodeId("p"), NodeId("g"), NodeId("m"), NodeId("u")}));
    QVERIFY(problems[0].message.contains(QStringLiteral("−∞")));
  }

  void anInfiniteSlopeIsReportedAtItsBackwardStep() {
    const core::Graph graph = graphOf({leaf("input", "x", Tensor::scalar(0)), node("sqrt", "r", {"x"}), node("square", "L", {"r"})}, "L");
    const core::Trace trace = core::run(graph);
    const auto problems = ui::problemsOf(sheetOf(graph), &trace);
    QCOMPARE(problems.size(), std::size_t(1));
    QCOMPARE(problems[0].kind, Kind::Gradient);
    QCOMPARE(problems[0].node, NodeId("r"));
    QVERIFY(problems[0].message.contains(QStringLiteral("0 · ∞")));
  }

  void theTraceOfAnotherGraphIsNotBelieved() {
    const core::Trace trace = core::run(twoLayers());
    QCOMPARE(ui::problemsOf(sheetOf(mismatch()), &trace).size(), std::size_t(1));
  }

  void aNanIsMendedBeforeTheFunctionOrInTheLeafFarBehindIt() {
    // log of a ReLU that is 0: the ReLU is no leaf, x is.
    const core::Graph graph = graphOf({leaf("input", "x", Tensor({3}, {1, -2, 3})), node("relu", "r", {"x"}), node("log", "l", {"r"}), node("sum", "L", {"l"})}, "L");
    const core::Trace trace = core::run(graph);
    const auto problems = ui::problemsOf(sheetOf(graph), &trace);
    QCOMPARE(problems.size(), std::size_t(1));
    QCOMPARE(problems[0].node, NodeId("l"));
    const auto& repairs = problems[0].repairs;
    QVERIFY(repairNamed(repairs, QString::fromUtf8("Add 10⁻⁶ to r")).has_value());
    QVERIFY(repairNamed(repairs, QStringLiteral("Make x positive")).has_value());
    for (const ui::Repair& repair : repairs) {
      const core::Trace now = core::run(repair.after.graph);
      QVERIFY2(std::isfinite(now.value(*now.graph().position(NodeId("L")))[0]), qPrintable(repair.text));
      QVERIFY(!repair.breaks);
    }
  }

  void onlyWhatHelpsIsOffered() {
    // A constant −1 cannot be mended by a small number added.
    const core::Graph graph = graphOf({leaf("input", "x", Tensor::scalar(-1)), node("log", "l", {"x"})}, "l");
    const core::Trace trace = core::run(graph);
    const auto problems = ui::problemsOf(sheetOf(graph), &trace);
    QVERIFY(!repairNamed(problems[0].repairs, QString::fromUtf8("Add 10⁻⁶ to x")).has_value());
    QVERIFY(repairNamed(problems[0].repairs, QString::fromUtf8("Keep x above 10⁻⁶")).has_value());
    QVERIFY(repairNamed(problems[0].repairs, QStringLiteral("Make x positive")).has_value());
  }

  void anOverflowIsBoundedAndALeafThatHoldsNanIsCleared() {
    const core::Graph large = graphOf({leaf("input", "x", Tensor::scalar(1000)), node("exp", "e", {"x"})}, "e");
    const core::Trace run = core::run(large);
    QVERIFY(repairNamed(ui::problemsOf(sheetOf(large), &run)[0].repairs, QStringLiteral("Keep x below 50")).has_value());
    const core::Graph nan = graphOf({leaf("input", "x", Tensor({2}, {NAN, 1})), node("sum", "s", {"x"})}, "s");
    const core::Trace other = core::run(nan);
    const auto repair = repairNamed(ui::problemsOf(sheetOf(nan), &other)[0].repairs, QStringLiteral("Set what is not finite in x to 0"));
    QVERIFY(repair.has_value());
    QCOMPARE(repair->after.graph.find(NodeId("x"))->value->tensor[1], 1.0);
  }

  void problemsAreNumberedInTheOrderOfTheForwardPass() {
    const core::Graph graph = graphOf(
        {leaf("input", "p", Tensor({3}, {.7, 0, .3})), node("log", "g", {"p"}), node("square", "q", {"g"}),
         leaf("input", "a", filled({5}, 1)), leaf("parameter", "W1", filled({3, 4}, 2)),
         node("linear", "s", {"a", "W1"}), node("sum", "u", {"q"})},
        "u");
    const core::Trace trace = core::run(graph);
    const auto problems = ui::problemsOf(sheetOf(graph), &trace);
    QCOMPARE(problems.size(), std::size_t(2));
    QCOMPARE(problems[0].node, NodeId("g"));
    QCOMPARE(problems[1].node, NodeId("s"));
    const auto place = [&](const char* id) { return *graph.position(NodeId(id)); };
    QCOMPARE(ui::reasonOf(trace, place("g"), 1), QStringLiteral("Log at 0: −∞"));
    QCOMPARE(ui::reasonOf(trace, place("q"), 1), QStringLiteral("Square at −∞: ∞"));
    QCOMPARE(ui::reasonOf(trace, place("u"), 0), QStringLiteral("Sum: ∞ here"));
  }

  void anInfiniteSlopeIsMendedToo() {
    const core::Graph graph = graphOf({leaf("input", "x", Tensor::scalar(0)), node("sqrt", "y", {"x"})}, "y");
    const core::Trace trace = core::run(graph);
    const auto problems = ui::problemsOf(sheetOf(graph), &trace);
    QCOMPARE(problems[0].kind, Kind::Gradient);
    QVERIFY(!problems[0].repairs.empty());
    for (const ui::Repair& repair : problems[0].repairs) {
      const core::Trace now = core::run(repair.after.graph);
      QVERIFY2(std::isfinite(now.gradient(*now.graph().position(NodeId("x")))[0]), qPrintable(repair.text));
    }
  }
};

QTEST_MAIN(TestProblems)
#include "tst_problems.moc"

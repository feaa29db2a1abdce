#include <QTest>

#include <cmath>

#include "core/autodiff/central_differences.h"
#include "core/autodiff/gradient_check.h"
#include "core/linear_map/diagonal.h"
#include "tests/core/oracle_files.h"
#include "tests/core/sample_graphs.h"

using namespace core;

namespace {

std::size_t at(const Trace& trace, const char* id) { return trace.graph().position(NodeId(id)).value(); }

/// sin with a slope that is wrong at the third entry.
Function wrongSine() {
  Function row = functionNamed("sin");
  row.local = [](std::size_t, const Inputs& inputs, const TensorView& output, const Settings&) {
    std::vector<double> slopes;
    for (const double x : inputs[0].data) slopes.push_back(std::cos(x));
    if (slopes.size() > 2) slopes[2] += 0.25;
    return diagonalMap(output.shape(), inputs[0].shape(), std::move(slopes));
  };
  row.accumulate = nullptr;
  row.scalar = {};
  return row;
}

Graph withWrongSine(const Function& row) {
  Node sine{.id = NodeId("y"), .function = &row};
  sine.inputs.emplace_back(NodeId("x"));
  return graphOf({leaf("input", "x", Tensor({2, 2}, {0.1, 0.2, 0.3, 0.4})), sine, node("sum", "L", {"y"})},
                 "L");
}

double slopeOf(double x, double (*function)(double)) {
  const double there = function(x);
  return centralDifferences(x, {&there, 1},
                            [&](double point, std::span<double> result) { result[0] = function(point); })[0]
      .slope;
}

bool isCornerOf(double x, double (*function)(double)) {
  const double there = function(x);
  return centralDifferences(x, {&there, 1},
                            [&](double point, std::span<double> result) { result[0] = function(point); })[0]
      .isCorner;
}

bool isClose(double a, double b, double tolerance = 1e-10) {
  return std::abs(a - b) <= tolerance * std::max(1.0, std::abs(b));
}

}  // namespace

class GradientCheckTest : public QObject {
  Q_OBJECT

private slots:
  void smoothFunctionsAgreeToTenDigits() {
    QVERIFY(isClose(slopeOf(0.7, std::exp), std::exp(0.7)));
    QVERIFY(isClose(slopeOf(20, std::exp), std::exp(20)));
    QVERIFY(isClose(slopeOf(0.01, std::log), 100));
    QVERIFY(isClose(slopeOf(1e-4, std::log), 1e4));
    QVERIFY(isClose(slopeOf(100, std::sin), std::cos(100)));
    QVERIFY(isClose(slopeOf(0.003, [](double x) { return 1 / x; }), -1 / 9e-6));
    // The second derivative jumps where the Huber loss becomes a line.
    QVERIFY(isClose(slopeOf(1, [](double x) { return x < 1 ? x * x / 2 : x - 0.5; }), 1));
    QVERIFY(isClose(slopeOf(1e6, [](double x) { return x * x; }), 2e6));
    using OfOne = double (*)(double);
    for (const OfOne function :
         {OfOne(std::exp), OfOne(std::tanh), OfOne(std::sin), OfOne(std::erf), OfOne(std::atan)})
      QVERIFY(!isCornerOf(0.3, function));
    QVERIFY(!isCornerOf(0.0, [](double x) { return 50 * x * x; }));
    QVERIFY(!isCornerOf(0.3, [](double x) { return std::exp(12 * x); }));
  }

  void cornersJumpsAndEdgesAreSeen() {
    QVERIFY(isCornerOf(0, std::fabs));
    QVERIFY(isCornerOf(1e-8, std::fabs));  // the kink lies within the smallest step
    QVERIFY(!isCornerOf(1e-3, std::fabs));
    QVERIFY(isClose(slopeOf(1e-3, std::fabs), 1));
    QVERIFY(isCornerOf(0, [](double x) { return x > 0 ? 1.0 : x < 0 ? -1.0 : 0.0; }));
    QVERIFY(isCornerOf(0, std::sqrt));
    QVERIFY(isCornerOf(1, std::acos));
    QVERIFY(isCornerOf(0.5, [](double x) { return 30 * x * x + 0.01 * std::abs(x - 0.5); }));
  }

  void gradientsOfTheOracleGraphsAgree() {
    const std::vector<oracle::NamedGraph> graphs = oracle::graphs();
    if (graphs.empty())
      QSKIP("the oracle cases are not on this machine; CHAINRULE_ORACLE says where they are");
    for (const oracle::NamedGraph& one : graphs) {
      const Trace trace = run(one.graph);
      for (const std::size_t p : trace.order()) {
        if (!trace.graph().node(p).isLeaf() || !trace.hasGradient(p) || trace.value(p).size() > 60) continue;
        const GradientCheck check = checkLeaf(trace, p);
        QVERIFY2(check.worst < 1e-8, (one.name + " " + std::to_string(check.worst)).c_str());
        QCOMPARE(check.entries, trace.value(p).size());
      }
    }
  }

  void allLeavesOfANetworkAgree() {
    const GradientCheck check = checkGraph(run(twoLayers()));
    QVERIFY2(check.worst < 1e-10, std::to_string(check.worst).c_str());
    QCOMPARE(check.entries, 4 + 20 + 15);
    QCOMPARE(check.corners, 0);
    QVERIFY(check.node.has_value());
  }

  void everyRowOfAnIdentitySeedIsChecked() {
    const Seed identity{.kind = Seed::Kind::Identity};
    const Trace trace = run(twoLayers().withOutput(NodeId("s")), identity);
    const GradientCheck check = checkGraph(trace);
    QVERIFY(check.worst < 1e-10);
    QCOMPARE(check.row.size(), 1u);
  }

  void aWrongRowIsFoundAtItsEntry() {
    const Function row = wrongSine();
    const Trace trace = run(withWrongSine(row));
    for (const GradientCheck& check : {checkGraph(trace), checkLeaf(trace, 0)}) {
      QCOMPARE(check.node.value(), 0u);
      QVERIFY(check.index.size() == 2 && check.index[0] == 1 && check.index[1] == 0);
      QVERIFY(std::abs(check.worst - 0.25 / (std::cos(0.3) + 0.25)) < 1e-9);
      QVERIFY(isClose(check.difference, std::cos(0.3)) && isClose(check.gradient, std::cos(0.3) + 0.25));
      QCOMPARE(check.corners, 0);
    }
    const GradientCheck local = checkNode(trace, at(trace, "y"));
    QVERIFY(local.node == at(trace, "y") && local.worst > 0.1 && local.index[0] == 1 && local.row[0] == 1);
    QVERIFY(checkNode(trace, at(trace, "L")).worst < 1e-12);
  }

  void cornersAreCountedAndAreNoError() {
    const Trace trace =
        run(graphOf({leaf("input", "x", Tensor({4}, {-1, 0, 2, 1e-9})), node("relu", "y", {"x"}),
                     node("square", "q", {"y"}), node("add", "s", {"q", "y"}), node("sum", "L", {"s"})},
                    "L"));
    const GradientCheck check = checkGraph(trace);
    QCOMPARE(check.corners, 2);
    QVERIFY(check.worst < 1e-10);
  }

  void cornersThatCancelAreKnownFromTheRows() {
    // relu(x) − relu(−x) is x, smooth at 0, and both rows choose the slope 0 there.
    const Trace trace =
        run(graphOf({leaf("input", "x", Tensor::scalar(0)), node("relu", "a", {"x"}), node("neg", "n", {"x"}),
                     node("relu", "b", {"n"}), node("sub", "y", {"a", "b"})},
                    "y"));
    QCOMPARE(checkGraph(trace).corners, 1);
    QCOMPARE(checkGraph(trace).worst, 0.0);
  }

  void theFirstCornerIsToldWithBothSlopes() {
    const Trace trace =
        run(graphOf({leaf("input", "x", Tensor({2, 2}, {-1, 2, 0, 3})), node("relu", "y", {"x"}),
                     node("sum", "L", {"y"})},
                    "L"));
    for (const GradientCheck& check : {checkGraph(trace), checkNode(trace, at(trace, "y"))}) {
      QVERIFY(check.corner.has_value());
      QVERIFY(check.corner->index.size() == 2 && check.corner->index[0] == 1 && check.corner->index[1] == 0);
      QVERIFY(isClose(check.corner->before, 0) && isClose(check.corner->after, 1));
      QCOMPARE(check.corner->gradient, 0.0);
      QCOMPARE(check.corner->at.value(), at(trace, "y"));
    }
    const Trace smooth = run(twoLayers());
    QVERIFY(!checkGraph(smooth).corner);
  }

  void someEntriesAreSpreadEvenly() {
    const Trace trace = run(graphOf({leaf("input", "x", Tensor({100}, 0.5)), node("exp", "y", {"x"}),
                                     node("sum", "L", {"y"})},
                                    "L"));
    const GradientCheck some = checkLeaf(trace, 0, {}, 4);
    QCOMPARE(some.entries, 4);
    QVERIFY(some.evaluations >= 4 * 4 && some.agrees());
    QCOMPARE(checkLeaf(trace, 0, {}, 1000).entries, 100);
    QCOMPARE(checkNode(trace, at(trace, "y"), {}, 4).entries, 4);
    // The third of four entries is wrong: one entry is taken from the middle, two are the second and the fourth.
    const Function row = wrongSine();
    const Trace wrong = run(withWrongSine(row));
    QVERIFY(!checkLeaf(wrong, 0, {}, 1).agrees());
    QVERIFY(checkLeaf(wrong, 0, {}, 2).agrees());
  }

  void nothingToCheckIsSaid() {
    const GradientCheck check =
        checkGraph(run(graphOf({leaf("constant", "c", Tensor::scalar(2)), node("exp", "y", {"c"})}, "y")));
    QVERIFY(!check.node && check.worst == 0 && check.entries == 0);
  }

  void aStopIsHeardAndProgressReported() {
    const Trace trace = run(twoLayers());
    Index last = 0;
    Index all = 0;
    checkGraph(trace, {{}, [&](Index done, Index total) {
                         last = done;
                         all = total;
                       }});
    QVERIFY(last == 38 && all == 39);
    std::stop_source source;
    source.request_stop();
    QVERIFY_EXCEPTION_THROWN(checkGraph(trace, {source.get_token(), {}}), Stopped);
  }
};

QTEST_GUILESS_MAIN(GradientCheckTest)
#include "tst_gradient_check.moc"

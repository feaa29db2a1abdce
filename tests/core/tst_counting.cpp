#include <QTest>

#include "core/autodiff/cost.h"
#include "core/autodiff/jacobian.h"
#include "core/autodiff/paths.h"
#include "tests/core/sample_graphs.h"
#include "tests/core/samples.h"

using namespace core;

namespace {

std::size_t at(const Trace& trace, const char* id) { return trace.graph().position(NodeId(id)).value(); }

/// x, doubled `count` times by adding it to itself.
Graph doublings(int count) {
  std::vector<NodePointer> nodes = {std::make_shared<const Node>(leaf("input", "x0", Tensor::scalar(1)))};
  for (int k = 1; k <= count; ++k) {
    const std::string before = "x" + std::to_string(k - 1);
    nodes.push_back(
        std::make_shared<const Node>(node("add", "x" + std::to_string(k), {before.c_str(), before.c_str()})));
  }
  return Graph::fromNodes(std::move(nodes)).withOutput(NodeId("x" + std::to_string(count)));
}

/// L = sum(square(linear(x, W))) with x of 2 entries and W 3 × 2.
Graph worked() {
  return graphOf(
      {leaf("input", "x", Tensor({2}, {1, -2})), leaf("parameter", "W", Tensor({3, 2}, {1, 2, 3, 4, 5, 6})),
       node("linear", "h", {"x", "W"}), node("square", "q", {"h"}), node("sum", "L", {"q"})},
      "L");
}

}  // namespace

class CountingTest : public QObject {
  Q_OBJECT

private slots:
  void theWorkedExampleCostsWhatTheSpecificationSays() {
    const Trace trace = run(worked());
    const GraphCost cost = graphCost(trace);
    QCOMPARE(cost.reverse, Natural(0 + 3 + (6 + 6)));
    QCOMPARE(cost.forward, Natural(2 * (6 + 3) + 6 * (6 + 3)));
    QCOMPARE(cost.explicitly, Natural(3 + 9 + (6 + 18)));
    const StepCost step = stepCost(trace, at(trace, "h"));
    QCOMPARE(step.multiplications, 12);
    QCOMPARE(step.explicitMultiplications, 6 + 18);
    QCOMPARE(step.explicitBytes, 8 * (6 + 18));
    QVERIFY(step.bytes < step.explicitBytes);
  }

  void constantsAndDeadEndsCostTheBackwardPassNothing() {
    // y = c·x: the local gradient by c leads to no leaf; d is not needed for y, but forward mode passes it.
    const Trace trace = run(
        graphOf({leaf("constant", "c", Tensor({3}, {1, 2, 3})), leaf("input", "x", Tensor({3}, {4, 5, 6})),
                 node("mul", "y", {"c", "x"}), node("exp", "d", {"y"})},
                "y"));
    const GraphCost cost = graphCost(trace);
    QCOMPARE(cost.reverse, Natural(3));
    QCOMPARE(cost.explicitly, Natural(9));
    QCOMPARE(cost.forward, Natural(3 * (3 + 3)));
  }

  void manyLeavesAreCountedTogether() {
    std::vector<Node> nodes;
    std::string sum = "x0";
    for (int k = 0; k < 150; ++k) nodes.push_back(leaf("input", "x" + std::to_string(k), Tensor::scalar(k)));
    for (int k = 1; k < 150; ++k) {
      const std::string next = "p" + std::to_string(k);
      nodes.push_back(node("mul", next, {sum.c_str(), ("x" + std::to_string(k)).c_str()}));
      sum = next;
    }
    const GraphCost cost = graphCost(run(graphOf(nodes, sum)));
    QCOMPARE(cost.reverse, Natural(2 * 149));
    // Leaf k enters at product k (leaf 0 at the first) and passes all products after it.
    QCOMPARE(cost.forward, Natural(149 + 149 * 150 / 2));
  }

  void twentyDoublingsHaveAMillionPathsAndTwentySteps() {
    const Trace trace = run(doublings(20));
    QCOMPARE(pathCount(trace.plan(), 0, 20), Natural(1048576));
    QCOMPARE(trace.backwardSteps().size(), 20u);
    QCOMPARE(trace.gradient(0)[0], 1048576.0);
    QCOMPARE(jacobianTable(trace, 20, 0).entries[0], 1048576.0);
  }

  void countsAreExactHoweverLarge() {
    const Natural count = pathCount(*Plan::compile(doublings(20'000)), 0, 20'000);
    QVERIFY(count == Natural(1) << 20'000);
    QCOMPARE(count.str().size(), std::size_t(6021));
  }

  void pathsGoThroughDifferentiatedArgumentsOnly() {
    const Trace trace = run(twoLayers());
    QCOMPARE(pathCount(trace.plan(), at(trace, "W1"), at(trace, "L")), Natural(2));
    QCOMPARE(pathCount(trace.plan(), at(trace, "t"), at(trace, "L")), Natural(0));
    QCOMPARE(pathCount(trace.plan(), at(trace, "L"), at(trace, "x")), Natural(0));
    QCOMPARE(pathCount(trace.plan(), at(trace, "x"), at(trace, "x")), Natural(1));
  }

  void theJacobianIsTheSumOverAllPaths() {
    const Trace trace = run(fanOut());
    const std::vector<Path> paths = pathsBetween(trace, at(trace, "x"), at(trace, "f"));
    QCOMPARE(paths.size(), 2u);
    QCOMPARE(paths[0].nodes, (std::vector<std::size_t>{0, at(trace, "p"), at(trace, "f")}));
    QCOMPARE(paths[0].arguments, (std::vector<std::size_t>{0, 0}));
    QCOMPARE(paths[0].product.dense()[0], 9.0);
    QCOMPARE(paths[1].product.dense()[0], 24.0);

    const Trace tensors = run(worked());
    for (const char* from : {"x", "W"}) {
      Tensor total(Shape{tensors.value(at(tensors, from)).size()});
      for (const Path& path : pathsBetween(tensors, at(tensors, from), at(tensors, "L"))) {
        const Tensor product = path.product.dense();
        for (Index k = 0; k < total.size(); ++k) total[k] += product[k];
      }
      QVERIFY(samples::agree(total.data(), tensors.gradient(at(tensors, from)).data, 1e-14));
    }
  }

  void theLargestPathsComeFirstWithTheirFactors() {
    const Trace trace = run(fanOut());
    const std::vector<Path> paths = largestPaths(trace, at(trace, "x"), at(trace, "f"), 2);
    QCOMPARE(paths.size(), 2u);
    QCOMPARE(paths[0].product.dense()[0], 24.0);
    QCOMPARE(paths[1].product.dense()[0], 9.0);
    for (const Path& path : paths) {
      QCOMPARE(path.factors.size(), path.arguments.size());
      double product = 1;
      for (const LinearMap& factor : path.factors) product *= factor.dense()[0];
      QCOMPARE(product, path.product.dense()[0]);
    }
    QCOMPARE(largestPaths(trace, at(trace, "x"), at(trace, "f"), 1)[0].nodes, paths[0].nodes);
    // Only the first one is walked.
    QCOMPARE(largestPaths(trace, at(trace, "x"), at(trace, "f"), 2, 1).size(), 1u);
    QVERIFY(largestPaths(trace, at(trace, "x"), at(trace, "f"), 0).empty());
  }

  void pathsComeOneByOneUntilNoMoreAreWanted() {
    const Trace trace = run(doublings(200));
    std::size_t seen = 0;
    forEachPath(trace, 0, 200, [&](const Path& path) {
      if (path.nodes.size() != 201) return false;
      return ++seen < 7;
    });
    QCOMPARE(seen, 7u);
    std::stop_source stop;
    const auto stopAfterThree = [&](const Path&) {
      if (++seen == 10) stop.request_stop();
      return true;
    };
    QVERIFY_EXCEPTION_THROWN(forEachPath(trace, 0, 200, stopAfterThree, {stop.get_token(), {}}), Stopped);
    QCOMPARE(seen, 10u);
  }

  void onlyAsManyPathsAreWalkedAsAreAskedFor() {
    const Trace trace = run(doublings(2000));
    const std::vector<Path> paths = pathsBetween(trace, 0, 2000, 3);
    QCOMPARE(paths.size(), 3u);
    QCOMPARE(paths[2].nodes.size(), 2001u);
    QCOMPARE(paths[2].product.dense()[0], 1.0);
    QVERIFY(pathsBetween(trace, 2000, 0).empty());
    QCOMPARE(pathsBetween(trace, 7, 7).size(), 1u);
  }
};

QTEST_GUILESS_MAIN(CountingTest)
#include "tst_counting.moc"

#include <QTest>

#include <cmath>
#include <random>

#include "core/autodiff/jacobian.h"
#include "core/linear_map/form.h"
#include "tests/core/oracle_files.h"
#include "tests/core/sample_graphs.h"
#include "tests/core/samples.h"

using namespace core;

namespace {

std::size_t at(const Trace& trace, const char* id) { return trace.graph().position(NodeId(id)).value(); }

Tensor randomTensor(const Shape& shape, unsigned seed) {
  Tensor result(shape);
  std::mt19937 random(seed);
  for (double& entry : result.data()) entry = std::uniform_real_distribution<double>(-1, 1)(random);
  return result;
}

/// A chain of linear maps between vectors of these sizes: x, h1, h2, ….
Graph linearChain(const std::vector<Index>& sizes) {
  std::vector<Node> nodes = {leaf("input", "x", randomTensor({sizes[0]}, 1))};
  std::string last = "x";
  for (std::size_t k = 1; k < sizes.size(); ++k) {
    const std::string weight = "W" + std::to_string(k);
    const std::string next = "h" + std::to_string(k);
    nodes.push_back(leaf("parameter", weight, randomTensor({sizes[k], sizes[k - 1]}, unsigned(k))));
    nodes.push_back(node("linear", next, {last.c_str(), weight.c_str()}));
    last = next;
  }
  return graphOf(nodes, last);
}

std::vector<double> byColumns(const LinearMap& map) {
  std::vector<double> table(static_cast<std::size_t>(map.rows() * map.columns()));
  for (Index i = 0; i < map.columns(); ++i) {
    Tensor unit(map.inputShape());
    unit[i] = 1;
    const Tensor column = map.apply(unit);
    for (Index j = 0; j < map.rows(); ++j) table[static_cast<std::size_t>(j * map.columns() + i)] = column[j];
  }
  return table;
}

std::vector<double> byRows(const LinearMap& map) {
  std::vector<double> units(static_cast<std::size_t>(map.rows() * map.rows()));
  for (Index j = 0; j < map.rows(); ++j) units[static_cast<std::size_t>(j * map.rows() + j)] = 1;
  std::vector<double> table(static_cast<std::size_t>(map.rows() * map.columns()));
  map.accumulateTransposed(map.rows(), units, table);
  return table;
}

}  // namespace

class JacobianTest : public QObject {
  Q_OBJECT

private slots:
  void allDirectionsAgreeOnEveryPairOfNodesOfTheOracle() {
    std::size_t pairs = 0;
    for (const oracle::NamedGraph& one : oracle::graphs()) {
      const Trace trace = run(one.graph);
      for (const std::size_t to : trace.order()) {
        for (const std::size_t from : trace.order()) {
          // Of graphs with many pairs some; tables of a size that a test has time for.
          if (one.graph.size() > 8 && (5 * to + from) % 29 != 0) continue;
          if (trace.value(to).size() * trace.value(from).size() > 600) continue;
          const LinearMap map = jacobian(trace, to, from);
          const JacobianTable table = jacobianTable(trace, to, from);
          const std::span<const double> entries = table.entries.data();
          std::vector<double> block(entries.size());
          map.readBlock(0, 0, map.rows(), map.columns(), block);
          const bool agree = samples::agree(byColumns(map), entries, 1e-12) &&
                             samples::agree(byRows(map), entries, 1e-12) &&
                             samples::agree(block, entries, 1e-12);
          QVERIFY2(agree,
                   (one.name + " " + one.graph.node(to).id.text() + " by " + one.graph.node(from).id.text())
                       .c_str());
          ++pairs;
        }
        if (trace.hasGradient(to) && trace.plan().output() && trace.seed()->size() == 1) {
          const JacobianTable table = jacobianTable(trace, *trace.plan().output(), to);
          QVERIFY2(samples::agree(table.entries.data(), trace.gradient(to).data, 1e-12), one.name.c_str());
        }
      }
    }
    if (pairs == 0) QSKIP("the oracle cases are not on this machine; CHAINRULE_ORACLE says where they are");
    QVERIFY(pairs > 50);
  }

  void elementwiseChainsFoldToADiagonal() {
    const Trace trace =
        run(graphOf({leaf("input", "x", randomTensor({3, 4}, 3)), node("tanh", "a", {"x"}),
                     node("mul", "b", {"a", "x"}), node("neg", "c", {"b"}), node("add", "y", {"c", "a"})},
                    "y"));
    const LinearMap map = jacobian(trace, at(trace, "y"), at(trace, "x"));
    QCOMPARE(map.structure(), Structure::Diagonal);
    QVERIFY(map.outputShape() == Shape({3, 4}) && map.inputShape() == Shape({3, 4}));
    const JacobianTable table = jacobianTable(trace, at(trace, "y"), at(trace, "x"));
    QCOMPARE(table.way, TableWay::Read);
    // tanh'·x on the way through a of b; all else is ±1 or added.
    QCOMPARE(table.multiplications, Natural(12));
    const double a = std::tanh(trace.value(0)[5]);
    QVERIFY(std::abs(map.form().entry(5, 5) - (-(a + (1 - a * a) * trace.value(0)[5]) + 1 - a * a)) < 1e-15);
  }

  void partsThatPathsShareAreGoneThroughOnce() {
    // x ← x + W·x, 64 times: 2⁶⁴ paths.
    std::vector<Node> nodes = {leaf("input", "x0", randomTensor({5}, 4)),
                               leaf("constant", "W", randomTensor({5, 5}, 5))};
    for (int k = 1; k <= 64; ++k) {
      const std::string before = "x" + std::to_string(k - 1);
      const std::string product = "p" + std::to_string(k);
      nodes.push_back(node("linear", product, {before.c_str(), "W"}));
      nodes.push_back(node("add", "x" + std::to_string(k), {before.c_str(), product.c_str()}));
    }
    Seed identity{.kind = Seed::Kind::Identity};
    const Trace trace = run(graphOf(nodes, "x64"), identity);
    const JacobianTable table = jacobianTable(trace, at(trace, "x64"), 0);
    QVERIFY(samples::agree(table.entries.data(), trace.gradient(0).data, 1e-12));
    // One application of W a step for each of 5 lines, at most.
    QVERIFY(table.multiplications <= 64 * 25 * 5);
  }

  void theCheaperSideIsTaken() {
    const Trace narrow = run(linearChain({30, 20, 10, 2}));
    const JacobianTable rows = jacobianTable(narrow, at(narrow, "h3"), 0);
    QCOMPARE(rows.way, TableWay::Reverse);
    QCOMPARE(rows.multiplications, Natural(2 * (10 * 20 + 20 * 30)));  // the rows of the last map are read
    QCOMPARE(rows.forward, Natural(30 * (20 * 10 + 10 * 2)));
    const Trace wide = run(linearChain({2, 10, 20, 30}));
    const JacobianTable columns = jacobianTable(wide, at(wide, "h3"), 0);
    QCOMPARE(columns.way, TableWay::Forward);
    QCOMPARE(columns.multiplications, Natural(2 * (10 * 20 + 20 * 30)));
    QVERIFY(text(madeHow(columns)).find("forward mode: 1600 multiplications") != std::string::npos);
  }

  void chainsAreMultipliedInTheBestOrder() {
    const Trace trace = run(linearChain({40, 40, 1, 40, 40}));
    const JacobianTable table = jacobianTable(trace, at(trace, "h4"), 0);
    QCOMPARE(table.way, TableWay::Ordered);
    QCOMPARE(table.order, std::string("(∂h4/∂h3 · ∂h3/∂h2) · (∂h2/∂h1 · ∂h1/∂x)"));
    QCOMPARE(table.multiplications, Natural(3 * 1600));
    QVERIFY(samples::agree(table.entries.data(), byColumns(jacobian(trace, at(trace, "h4"), 0)), 1e-13));
  }

  void theSpecifiedExampleCostsWhatItsStructureSays() {
    const Trace trace = run(
        graphOf({leaf("input", "x", randomTensor({2}, 8)), leaf("parameter", "W", randomTensor({3, 2}, 9)),
                 node("linear", "h", {"x", "W"}), node("square", "q", {"h"}), node("sum", "L", {"q"})},
                "L"));
    const JacobianTable table = jacobianTable(trace, at(trace, "L"), at(trace, "W"));
    QCOMPARE(table.way, TableWay::Reverse);
    QCOMPARE(table.multiplications, Natural(3 + 6));
    QVERIFY(samples::agree(table.entries.data(), trace.gradient(at(trace, "W")).data, 1e-14));
  }

  void nodesWithoutAPathGiveZeroAndTheSameNodeTheIdentity() {
    const Trace trace = run(twoLayers());
    QCOMPARE(jacobian(trace, at(trace, "h"), at(trace, "W1")).structure(), Structure::Zero);
    QCOMPARE(jacobian(trace, at(trace, "h"), at(trace, "h")).structure(), Structure::Identity);
  }

  void infinitiesStayOnTheStructure() {
    // sqrt at 0 has an infinite slope: one column of W is infinite, all others are W's.
    const Trace trace = run(
        graphOf({leaf("input", "x", Tensor({3}, {0, 1, 4})), node("sqrt", "r", {"x"}),
                 leaf("parameter", "W", Tensor({2, 3}, {1, 2, 3, 4, 5, 6})), node("linear", "y", {"r", "W"})},
                "y"));
    const LinearMap map = jacobian(trace, at(trace, "y"), 0);
    std::vector<double> block(6);
    map.readBlock(0, 0, 2, 3, block);
    QVERIFY(std::isinf(block[0]) && std::isinf(block[3]));
    QCOMPARE(block[1], 1.0);
    QCOMPARE(block[2], 0.75);
    QCOMPARE(block[5], 1.5);
    QVERIFY(samples::agree(jacobianTable(trace, at(trace, "y"), 0).entries.data(), block, 0));
  }

  void aLongChainIsNoDeepRecursion() {
    std::vector<NodePointer> nodes = {
        std::make_shared<const Node>(leaf("input", "n0", Tensor({2}, {0.1, 0.2})))};
    nodes.push_back(std::make_shared<const Node>(leaf("constant", "W", Tensor({2, 2}, {0, 1, 1, 0}))));
    for (int k = 1; k <= 20'000; ++k) {
      const std::string before = "n" + std::to_string(k - 1);
      nodes.push_back(
          std::make_shared<const Node>(node("linear", "n" + std::to_string(k), {before.c_str(), "W"})));
    }
    const Trace trace = run(Graph::fromNodes(std::move(nodes)));
    const JacobianTable table = jacobianTable(trace, at(trace, "n20000"), 0);
    QVERIFY(table.entries == Tensor({2, 2}, {1, 0, 0, 1}));
    QVERIFY(samples::agree(jacobian(trace, at(trace, "n19999"), 0).column(0).data(),
                           std::vector<double>{0, 1}, 0));
  }

  void aStopIsHeardAndProgressReported() {
    const Trace trace = run(linearChain({20, 20, 20, 20}));
    Index reports = 0;
    jacobianTable(trace, at(trace, "h3"), 0, 1 << 20, {{}, [&](Index, Index) { ++reports; }});
    QVERIFY(reports > 0);
    std::stop_source source;
    source.request_stop();
    QVERIFY_EXCEPTION_THROWN(jacobianTable(trace, at(trace, "h3"), 0, 1 << 20, {source.get_token(), {}}),
                             Stopped);
  }
};

QTEST_GUILESS_MAIN(JacobianTest)
#include "tst_jacobian.moc"

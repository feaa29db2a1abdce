// The chain rule of selected nodes: which chain a selection means, its matrices, and what the orders cost.
#include <QTest>

#include <cmath>

#include "tests/core/sample_graphs.h"
#include "ui/model/chain_product.h"
#include "ui/model/mode_costs.h"
#include "ui/model/product_orders.h"

using core::Natural;
using core::NodeId;
using core::Tensor;

namespace {

std::shared_ptr<const core::Trace> runOf(const core::Graph& graph) {
  return std::make_shared<const core::Trace>(core::run(graph));
}

std::vector<NodeId> ids(std::initializer_list<const char*> names) {
  std::vector<NodeId> result;
  for (const char* name : names) result.emplace_back(name);
  return result;
}

std::string ends(const core::Trace& trace, std::initializer_list<const char*> names) {
  const ui::ChainEnds ends = ui::chainEnds(trace.plan(), ids(names));
  if (!ends.isValid()) return "refused";
  return trace.graph().node(ends.from).id.text() + " to " + trace.graph().node(ends.to).id.text();
}

ui::ChainAnswer answerOf(const std::shared_ptr<const core::Trace>& trace, const char* from, const char* to) {
  return ui::chainAnswer(trace, *trace->graph().position(NodeId(from)), *trace->graph().position(NodeId(to)));
}

/// Layers of so many entries without numbers that matter.
core::Graph layers(std::initializer_list<core::Index> sizes) {
  std::vector<core::Node> nodes;
  std::string before;
  core::Index columns = 0;
  int k = 0;
  for (const core::Index rows : sizes) {
    const std::string n = std::to_string(k++);
    if (before.empty()) {
      nodes.push_back(leaf("input", "x", Tensor(core::Shape{rows}, 1.0)));
      before = "x";
    } else {
      nodes.push_back(leaf("parameter", "W" + n, Tensor(core::Shape{rows, columns}, 0.001)));
      nodes.push_back(node("linear", "y" + n, {before.c_str(), ("W" + n).c_str()}));
      before = "y" + n;
    }
    columns = rows;
  }
  return graphOf(nodes, before);
}

std::vector<ui::OrderFactor> wholeOf(const core::Graph& graph, const char* from, const char* to) {
  const auto trace = runOf(graph);
  return ui::orderFactors(ui::chainLinks(*trace, *graph.position(NodeId(from)), *graph.position(NodeId(to))),
                          true);
}

}  // namespace

class TestChainProduct : public QObject {
  Q_OBJECT

private slots:
  void aSelectionMeansTheWayFromItsDataToItsOutput() {
    const auto trace = runOf(twoLayers());
    QCOMPARE(ends(*trace, {"h", "a", "s"}), std::string("x to s"));
    QCOMPARE(ends(*trace, {"a", "h"}), std::string("x to a"));
    QCOMPARE(ends(*trace, {"x", "s"}), std::string("x to s"));
    QCOMPARE(ends(*trace, {"s", "W1"}), std::string("W1 to s"));
    QCOMPARE(ends(*trace, {"h", "ell"}), std::string("h to ell"));
  }

  void aSelectionWithoutOneChainIsRefusedWithNames() {
    const auto trace = runOf(twoLayers());
    // A constant takes no part; what is not joined is named.
    QCOMPARE(ends(*trace, {"x", "h", "t"}), std::string("x to h"));
    const ui::ChainEnds gap = ui::chainEnds(trace->plan(), ids({"x", "h", "ell", "L"}));
    QVERIFY2(gap.refusal.contains(QStringLiteral("joins")) && gap.refusal.contains(QStringLiteral("ell")),
             qPrintable(gap.refusal));
    QCOMPARE(ends(*trace, {"h"}), std::string("refused"));
    QCOMPARE(ends(*trace, {"t", "x"}), std::string("refused"));
    const ui::ChainEnds two = ui::chainEnds(trace->plan(), ids({"h", "a", "W1"}));
    QVERIFY(!two.isValid());
    const core::Graph sum =
        graphOf({leaf("input", "x", Tensor::scalar(1)), leaf("input", "y", Tensor::scalar(2)),
                 node("mul", "p", {"x", "y"}), node("exp", "q", {"p"})},
                "q");
    const auto both = ui::chainEnds(runOf(sum)->plan(), ids({"p", "q"}));
    QVERIFY(!both.isValid());
    QVERIFY2(both.refusal.contains(QStringLiteral("x, y")), qPrintable(both.refusal));
  }

  void lesson10ChainsThreeMatricesIntoOne() {
    const auto trace = runOf(twoLayers());
    const ui::ChainAnswer answer = answerOf(trace, "x", "s");
    QCOMPARE(answer.links.size(), std::size_t(3));
    QVERIFY(!answer.branches);
    const ui::ChainMatrices two = ui::chainMatrices(answer.links, 2);
    QCOMPARE(two.factors.size(), std::size_t(2));
    QCOMPARE(two.factors[0].rows, core::Index(3));
    QCOMPARE(two.factors[0].columns, core::Index(5));
    QCOMPARE(two.factors[1].columns, core::Index(4));
    QVERIFY(std::abs(two.result.numbers[1 * 4 + 2] - 0.20) < 0.005);  // row 2, column 3 of the picture
    QVERIFY(std::abs(two.factors[1].numbers[2 * 4 + 2] + 0.48) < 0.005);
    QVERIFY(*two.difference < 1e-15);
    const ui::ChainMatrices alone = ui::chainMatrices(answer.links, {});
    QCOMPARE(alone.factors.size(), std::size_t(3));
    QVERIFY(alone.factors[1].structure.contains(QStringLiteral("diagonal")));
  }

  void lesson10TakesOneHundredThirtyFiveOrOneHundredSixty() {
    const auto trace = runOf(twoLayers());
    const std::vector<ui::ProductOrder> orders =
        ui::productOrders(ui::orderFactors(answerOf(trace, "x", "s").links));
    QCOMPARE(orders.size(), std::size_t(2));
    QCOMPARE(orders[0].kind, ui::ProductOrder::Kind::FromLeft);
    QCOMPARE(orders[0].multiplications, Natural(135));
    QCOMPARE(orders[0].steps[0].multiplications, Natural(75));
    QCOMPARE(orders[1].multiplications, Natural(160));
    QCOMPARE(orders[0].structured, Natural(75));
    QCOMPARE(orders[1].structured, Natural(80));
  }

  void lesson10ReverseTakesSixtyAndForward172() {
    const std::vector<ui::ProductOrder> orders = ui::productOrders(wholeOf(twoLayers(), "x", "L"));
    QCOMPARE(orders[0].multiplications, Natural(60));
    QCOMPARE(ui::stepsText(orders[0]), QString::fromUtf8("(1×3)(3×5) → (1×5)(5×5) → (1×5)(5×4)"));
    QCOMPARE(orders[1].multiplications, Natural(172));
  }

  void lesson16NeedsFiveHundredTimesFewerInReverse() {
    const std::vector<ui::ProductOrder> orders =
        ui::productOrders(wholeOf(layers({1000, 1000, 1000, 1}), "x", "y3"));
    QCOMPARE(orders[0].multiplications, Natural(2'000'000));
    QCOMPARE(orders[1].multiplications, Natural(1'001'000'000));
  }

  void oneInputAndManyOutputsTurnTheAnswerRound() {
    const std::vector<ui::ProductOrder> orders =
        ui::productOrders(wholeOf(layers({1, 10, 10, 10}), "x", "y3"));
    QVERIFY(orders[1].multiplications < orders[0].multiplications);
  }

  void upToSixFactorsHaveAllOrdersAndMoreOnlyThree() {
    const auto factors = [](std::initializer_list<core::Index> sizes) {
      std::vector<ui::OrderFactor> result;
      for (auto size = sizes.begin(); size + 1 != sizes.end(); ++size)
        result.push_back({size[0], size[1], Natural(size[0] * size[1])});
      return result;
    };
    QCOMPARE(ui::productOrders(factors({2, 3, 4, 5, 6})).size(), std::size_t(5));
    QCOMPARE(ui::productOrders(factors({2, 3, 4, 5, 6, 7, 8})).size(), std::size_t(42));
    const auto many = ui::productOrders(factors({10, 2, 10, 2, 10, 2, 10, 2}));
    QCOMPARE(many.size(), std::size_t(3));
    QVERIFY(many[2].multiplications < many[0].multiplications);
    QVERIFY(many[2].multiplications < many[1].multiplications);
  }

  void parallelBranchesAreASumOfRows() {
    const core::Graph graph = graphOf({leaf("input", "x", Tensor({2}, {1, 2})), node("sin", "u", {"x"}),
                                       node("exp", "v", {"x"}), node("mul", "y", {"u", "v"})},
                                      "y");
    const auto trace = runOf(graph);
    const ui::ChainAnswer answer = answerOf(trace, "x", "y");
    QCOMPARE(answer.links.size(), std::size_t(1));
    QVERIFY(answer.branches);
    QCOMPARE(answer.branches->rows.size(), std::size_t(2));
    const ui::ChainMatrices whole = ui::chainMatrices(answer.links, {});
    for (std::size_t k = 0; k < 4; ++k)
      QVERIFY(std::abs((*answer.branches->sum)[static_cast<core::Index>(k)] - whole.result.numbers[k]) <
              1e-12);
    QCOMPARE(ui::branchLinks(*answer.branches, answer.branches->rows[0]).size(), std::size_t(2));
  }

  void aLongChainIsFoundInOneWalk() {
    std::vector<core::Node> nodes{leaf("input", "x0", Tensor::scalar(0.3))};
    for (int k = 1; k <= 300; ++k)
      nodes.push_back(node("tanh", "x" + std::to_string(k), {("x" + std::to_string(k - 1)).c_str()}));
    const auto trace = runOf(graphOf(nodes, "x300"));
    QCOMPARE(ui::chainLinks(*trace, 0, 300).size(), std::size_t(300));
  }

  void forwardModeCostsOneColumnForEveryEntry() {
    const auto trace = runOf(twoLayers());
    const ui::ModeRun run = ui::modeRun(trace, *trace->graph().position(NodeId("x")), 2);
    QCOMPARE(run.leafEntries, core::Index(4));
    QCOMPARE(run.allColumns, run.oneColumn * 4);
    QVERIFY(run.reverse < run.allLeaves);
    const std::size_t s = *trace->graph().position(NodeId("s"));
    QVERIFY(std::abs(run.forward.tangent(s)[1] - 0.20) < 0.005);  // the chain's column 3, row 2
    QCOMPARE(ui::modeLeaves(*trace).size(), std::size_t(3));
  }
};

QTEST_GUILESS_MAIN(TestChainProduct)
#include "tst_chain_product.moc"

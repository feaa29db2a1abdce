#include <QTest>

#include "core/autodiff/trace.h"
#include "tests/core/sample_graphs.h"
#include "ui/model/gate_product.h"
#include "ui/model/gate_words.h"
#include "ui/model/layout.h"

using core::NodeId;
using ui::Sheet;

namespace {

/// y = 1/(1 + e^{−z}) in four gates.
std::vector<core::Node> sigmoidGates(double z, const char* constant = "one") {
  return {leaf("input", "z", core::Tensor::scalar(z)),
          node("neg", "n", {"z"}),
          node("exp", "e", {"n"}),
          leaf("constant", constant, core::Tensor::scalar(1)),
          node("add", "d", {"e", constant}),
          node("reciprocal", "y", {"d"})};
}

Sheet sheetOf(const core::Graph& graph) {
  return {.graph = graph, .positions = ui::layoutOf(graph), .unknown = {}};
}

double outputOf(const core::Graph& graph) {
  const core::Trace trace = core::run(graph);
  return trace.value(*graph.position(*graph.output()))[0];
}

double slopeAt(const core::Graph& graph, const char* id) {
  const core::Trace trace = core::run(graph);
  return trace.gradient(*graph.position(NodeId(id)))[0];
}

}  // namespace

class TestGateChain : public QObject {
  Q_OBJECT

private slots:
  void fourGatesInARowAreTheSigmoid() {
    const core::Graph graph = graphOf(sigmoidGates(1), "y");
    const auto chains = ui::gateChains(graph);
    QCOMPARE(chains.size(), 1u);
    QVERIFY((chains[0].gates == std::vector{NodeId("n"), NodeId("e"), NodeId("d"), NodeId("y")}));
    QVERIFY(chains[0].from == NodeId("z"));
    QCOMPARE(chains[0].whole->name, std::string_view("sigmoid"));
    QCOMPARE(ui::wholeTex(graph, chains[0]), QStringLiteral("\\sigma(z)"));
    for (const char* gate : {"n", "e", "d", "y"}) QVERIFY(ui::gateChainAt(graph, NodeId(gate)).has_value());
    for (const char* other : {"z", "one"}) QVERIFY(!ui::gateChainAt(graph, NodeId(other)));
  }

  void theConstantMayStandOnEitherSideOfASumAndADivisionWillDo() {
    auto nodes = sigmoidGates(1);
    nodes[4] = node("add", "d", {"one", "e"});
    nodes[5] = node("div", "y", {"one", "d"});
    const auto chains = ui::gateChains(graphOf(nodes, "y"));
    QCOMPARE(chains.size(), 1u);
    QVERIFY((chains[0].arguments == std::vector<std::size_t>{0, 0, 1, 1}));
    nodes[5] = node("div", "y", {"d", "one"});
    QVERIFY(ui::gateChains(graphOf(nodes, "y")).empty());
  }

  void otherNumbersAndOtherUsersMakeNoNode() {
    auto nodes = sigmoidGates(1);
    nodes[3] = leaf("constant", "one", core::Tensor::scalar(2));
    QVERIFY(ui::gateChains(graphOf(nodes, "y")).empty());
    nodes = sigmoidGates(1);
    nodes[3] = leaf("parameter", "one", core::Tensor::scalar(1));  // it can be trained: no part of a function
    QVERIFY(ui::gateChains(graphOf(nodes, "y")).empty());
    nodes = sigmoidGates(1);
    nodes.push_back(node("square", "q", {"e"}));  // e is needed elsewhere
    QVERIFY(ui::gateChains(graphOf(nodes, "y")).empty());
    QVERIFY(ui::gateChains(graphOf(sigmoidGates(1), "d")).empty());  // the output would be gone
  }

  void oneNodeGivesTheSameNumbersAndKeepsNameAndWires() {
    auto nodes = sigmoidGates(0.3);
    nodes.back().label = "\\hat{y}";
    nodes.push_back(node("square", "L", {"y"}));
    const core::Graph before = graphOf(nodes, "L");
    Sheet sheet = sheetOf(before);
    ui::groupGates(sheet, *ui::gateChainAt(before, NodeId("e")));
    QCOMPARE(sheet.graph.size(), 3u);
    const core::Node& whole = *sheet.graph.find(NodeId("y"));
    QCOMPARE(whole.function->name, std::string_view("sigmoid"));
    QVERIFY(whole.inputs[0] == NodeId("z"));
    QCOMPARE(whole.label, std::string("\\hat{y}"));
    QVERIFY(std::abs(outputOf(before) - outputOf(sheet.graph)) < 1e-15);
    QVERIFY(std::abs(slopeAt(before, "z") - slopeAt(sheet.graph, "z")) < 1e-15);
    QVERIFY(!sheet.positions.contains(NodeId("e")));
  }

  void aConstantThatOthersTakeStays() {
    auto nodes = sigmoidGates(1);
    nodes.push_back(node("add", "L", {"y", "one"}));
    Sheet sheet = sheetOf(graphOf(nodes, "L"));
    ui::groupGates(sheet, *ui::gateChainAt(sheet.graph, NodeId("y")));
    QVERIFY(sheet.graph.find(NodeId("one")));
    QCOMPARE(sheet.graph.size(), 4u);
  }

  void openingBringsTheGatesBackWhereTheyStood() {
    const core::Graph before = graphOf(sigmoidGates(1), "y");
    Sheet sheet{.graph = before,
                .positions = {{NodeId("z"), {0, 200}},
                              {NodeId("n"), {140, 200}},
                              {NodeId("e"), {280, 200}},
                              {NodeId("one"), {420, 100}},
                              {NodeId("d"), {420, 200}},
                              {NodeId("y"), {560, 200}}},
                .unknown = {}};
    const Sheet start = sheet;
    ui::groupGates(sheet, *ui::gateChainAt(before, NodeId("y")));
    QCOMPARE(ui::gatesWithin(*sheet.graph.find(NodeId("y"))), 4u);
    const auto gates = ui::openIntoGates(sheet, NodeId("y"));
    QVERIFY((gates == std::vector{NodeId("n"), NodeId("e"), NodeId("d"), NodeId("y")}));
    for (const auto& [id, place] : start.positions) QCOMPARE(sheet.positions.at(id), place);
    QCOMPARE(outputOf(sheet.graph), outputOf(before));
    QCOMPARE(ui::gateChains(sheet.graph).size(), 1u);
  }

  void openingMakesRoomAndFindsFreeNames() {
    const core::Graph graph = graphOf({leaf("input", "e", core::Tensor({2}, {-1, 2})),
                                       node("softplus", "s", {"e"}), node("sum", "L", {"s"})},
                                      "L");
    Sheet sheet{.graph = graph,
                .positions = {{NodeId("e"), {0, 0}}, {NodeId("s"), {120, 0}}, {NodeId("L"), {260, 0}}},
                .unknown = {}};
    const double before = outputOf(graph);
    const auto gates = ui::openIntoGates(sheet, NodeId("s"));
    QCOMPARE(gates.size(), 3u);
    QVERIFY(gates[0] != NodeId("e"));
    QVERIFY(std::abs(outputOf(sheet.graph) - before) < 1e-14);
    std::vector<std::pair<NodeId, QPointF>> placed(sheet.positions.begin(), sheet.positions.end());
    for (std::size_t a = 0; a < placed.size(); ++a) {
      for (std::size_t b = a + 1; b < placed.size(); ++b) {
        const QPointF apart = placed[a].second - placed[b].second;
        QVERIFY2(std::abs(apart.x()) >= 110 || std::abs(apart.y()) >= 60,
                 (placed[a].first.text() + " and " + placed[b].first.text()).c_str());
      }
    }
  }

  void theProductOfTheGatesIsTheWholeSlope() {
    const core::Graph graph = graphOf(sigmoidGates(1), "y");
    const auto trace = std::make_shared<const core::Trace>(core::run(graph));
    const auto chain = *ui::gateChainAt(graph, NodeId("e"));
    const auto product = ui::gateProduct(ui::Moment(trace, 4), chain);
    QVERIFY(product.has_value());
    const double y = 1 / (1 + std::exp(-1.0));
    const double expected[] = {-1, std::exp(-1.0), 1, -y * y};
    for (std::size_t k = 0; k < 4; ++k) QVERIFY(std::abs(product->locals[k] - expected[k]) < 1e-15);
    QVERIFY(std::abs(product->product - y * (1 - y)) < 1e-15);
    QVERIFY(std::abs(product->whole - y * (1 - y)) < 1e-15);
    QVERIFY(!ui::gateProduct(ui::Moment(trace, 2), chain));  // later gates have no value yet
  }
};

QTEST_GUILESS_MAIN(TestGateChain)
#include "tst_gate_chain.moc"

#include <QTest>

#include "core/graph/order.h"
#include "core/graph/shapes.h"
#include "tests/core/sample_graphs.h"

using core::Graph;
using core::NodeId;

namespace {

QString messageOf(const std::function<void()>& action) {
  try {
    action();
  } catch (const core::Error& error) {
    return QString::fromStdString(error.what());
  }
  return {};
}

std::vector<std::string> idsInOrder(const Graph& graph, const std::vector<double>& priority = {}) {
  std::vector<std::string> ids;
  for (const std::size_t p : core::topologicalOrder(graph, priority)) ids.push_back(graph.node(p).id.text());
  return ids;
}

}  // namespace

class TestGraph : public QObject {
  Q_OBJECT

 private slots:
  void anEditMakesANewGraphAndLeavesTheOldOne() {
    const Graph before = fanOut();
    const Graph after = before.without(std::vector{NodeId("q")});
    QCOMPARE(before.size(), 5u);
    QCOMPARE(after.size(), 4u);
    QVERIFY(after.find(NodeId("f"))->inputs[0] == NodeId("p"));
    QVERIFY(!after.find(NodeId("f"))->inputs.at(1));
    QVERIFY(before.find(NodeId("f"))->inputs.at(1) == NodeId("q"));
    QVERIFY2(before.find(NodeId("x")) == after.find(NodeId("x")), "untouched nodes are shared");
  }

  void deletingTheOutputLeavesNoOutput() {
    QVERIFY(!fanOut().without(std::vector{NodeId("f")}).output());
    QVERIFY(fanOut().without(std::vector{NodeId("q")}).output() == NodeId("f"));
  }

  void anIdTwiceIsRefusedByName() {
    const auto a = std::make_shared<const core::Node>(leaf("input", "x", {}));
    QVERIFY(messageOf([&] { Graph::fromNodes({a, a}); }).contains("“x”"));
  }

  void anInputThatDoesNotExistIsRefusedByName() {
    const QString message = messageOf([] { graphOf({node("exp", "y", {"nowhere"})}); });
    QVERIFY2(message.contains("“y”") && message.contains("“nowhere”"), qPrintable(message));
  }

  void aLoopIsRefusedAndShown() {
    const Graph chain = graphOf({leaf("input", "x", {}), node("exp", "a", {"x"}), node("sin", "b", {"a"}), node("cos", "c", {"b"})});
    const QString message = messageOf([&] { chain.wired(NodeId("a"), 0, NodeId("c")); });
    QVERIFY2(message.contains("a → b → c → a"), qPrintable(message));
    QVERIFY(chain.loopThrough(NodeId("x"), NodeId("a")).empty());
    QCOMPARE(chain.loopThrough(NodeId("a"), NodeId("a")).size(), 2u);
  }

  void aLoopAmongNodesOfAFileIsRefusedAndShown() {
    std::vector<core::NodePointer> nodes;
    for (const core::Node& n : {node("exp", "a", {"c"}), node("sin", "b", {"a"}), node("cos", "c", {"b"}), node("neg", "d", {"c"})}) {
      nodes.push_back(std::make_shared<const core::Node>(n));
    }
    const QString message = messageOf([&] { Graph::fromNodes(nodes); });
    QVERIFY2(message.contains("a → b → c → a") || message.contains("b → c → a → b") || message.contains("c → a → b → c"),
             qPrintable(message));
  }

  void renamingKeepsWiresAndOutput() {
    const Graph graph = fanOut().renamed(NodeId("q"), NodeId("square")).renamed(NodeId("f"), NodeId("out"));
    QVERIFY(graph.output() == NodeId("out"));
    QVERIFY(graph.find(NodeId("out"))->inputs.at(1) == NodeId("square"));
    QVERIFY(messageOf([&] { graph.renamed(NodeId("x"), NodeId("out")); }).contains("“out”"));
  }

  void orderIsTopologicalAndEarliestInTheFileFirst() {
    const Graph graph = graphOf({node("mul", "f", {"p", "q"}), node("square", "q", {"x"}), leaf("input", "x", {}),
                                 leaf("constant", "one", {}), node("add", "p", {"x", "one"})});
    QCOMPARE(idsInOrder(graph), (std::vector<std::string>{"x", "q", "one", "p", "f"}));
  }

  void prioritiesDecideAmongReadyNodes() {
    const Graph graph = graphOf({leaf("input", "x", {}), node("exp", "a", {"x"}), node("sin", "b", {"x"}), node("add", "c", {"a", "b"})});
    QCOMPARE(idsInOrder(graph, {0, 5, 1, 2}), (std::vector<std::string>{"x", "b", "a", "c"}));
  }

  void missingArgumentsAndMisfitsAreProblemsNotErrors() {
    const Graph graph = graphOf({leaf("parameter", "W", core::Tensor(core::Shape{3, 4})), leaf("input", "a", core::Tensor(core::Shape{5})),
                                 node("matmul", "s", {"W", "a"}), node("tanh", "h", {"s"}), node("add", "m", {"a", ""})});
    const auto shapes = core::shapesOf(graph, core::topologicalOrder(graph));
    const auto problemOf = [&](const char* id) { return *shapes[*graph.position(NodeId(id))].problem; };
    QCOMPARE(problemOf("s").kind, core::Problem::Kind::Shapes);
    const QString message = QString::fromStdString(core::text(problemOf("s").message));
    QVERIFY2(message.contains("3×4") && message.contains("5"), qPrintable(message));
    QCOMPARE(problemOf("h").kind, core::Problem::Kind::Waits);
    QCOMPARE(problemOf("m").kind, core::Problem::Kind::MissingArgument);
    QCOMPARE(problemOf("m").argument, 1u);
  }

  void aMillionNodesInAChainAreOrderedAndDestroyed() {
    std::vector<core::NodePointer> nodes{std::make_shared<const core::Node>(leaf("input", "n0", {}))};
    for (int k = 1; k < 1'000'000; ++k) {
      core::Node next{.id = NodeId("n" + std::to_string(k)), .function = &core::functionNamed("neg")};
      next.inputs.emplace_back(NodeId("n" + std::to_string(k - 1)));
      nodes.push_back(std::make_shared<const core::Node>(std::move(next)));
    }
    const Graph graph = Graph::fromNodes(std::move(nodes));
    QCOMPARE(core::topologicalOrder(graph).size(), 1'000'000u);
  }
};

QTEST_GUILESS_MAIN(TestGraph)
#include "tst_graph.moc"

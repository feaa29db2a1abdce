// ∂L/∂x as a sum over paths: counts, products, the sum beside the backward pass, and the derivative written
// out.
#include <QTest>

#include "tests/core/question_graphs.h"
#include "ui/model/local_rule.h"
#include "ui/model/path_list.h"
#include "ui/model/written_out.h"

using core::NodeId;
using core::Tensor;

namespace {

std::shared_ptr<const core::Trace> runOf(const core::Graph& graph) {
  return std::make_shared<const core::Trace>(core::run(graph));
}

ui::PathList listOf(const core::Graph& graph, const char* from, const char* to, std::size_t limit = 200) {
  return ui::pathList(runOf(graph), *graph.position(NodeId(from)), *graph.position(NodeId(to)), limit);
}

std::vector<double> products(const ui::PathList& list) {
  std::vector<double> numbers;
  for (const ui::PathRow& row : list.rows) numbers.push_back((*row.product)[0]);
  return numbers;
}

std::size_t nodeNamed(const ui::PathList& list, const char* id) {
  return *list.trace->graph().position(NodeId(id));
}

}  // namespace

class TestPathList : public QObject {
  Q_OBJECT

private slots:
  void theFanOutOfLesson3IsNineAndTwentyFour() {
    const ui::PathList list = listOf(fanOut(), "x", "f");
    QCOMPARE(list.count, core::Natural(2));
    QCOMPARE(products(list), (std::vector<double>{9, 24}));
    QCOMPARE((*list.sum)[0], 33.0);
    QCOMPARE((*list.backward)[0], 33.0);
    QCOMPARE(*list.difference(), 0.0);
  }

  void thePicturesThreePathsAddUpToThirtyNine() {
    const ui::PathList list = listOf(threePaths(), "x", "L");
    QCOMPARE(products(list), (std::vector<double>{9, 24, 6}));
    QCOMPARE((*list.sum)[0], 39.0);
    QCOMPARE(list.steps, std::size_t(4));
    QCOMPARE(list.byPaths, core::Natural(8));
    QCOMPARE(list.byBackward, core::Natural(6));
    QVERIFY(list.check && *list.check < 1e-6);
  }

  void pathsPartWhereANodeIsUsedTwice() {
    const ui::PathList list = listOf(threePaths(), "x", "L");
    QCOMPARE(list.partings.size(), std::size_t(2));
    const ui::Parting& x = list.partings[0];
    QCOMPARE(x.node, nodeNamed(list, "x"));
    QCOMPARE(x.by, (std::vector<std::size_t>{nodeNamed(list, "b"), nodeNamed(list, "a")}));
    QCOMPARE(x.parts[0][0], 30.0);
    QCOMPARE(x.parts[1][0], 9.0);
    QCOMPARE(x.sum[0], 39.0);
    const ui::Parting& b = list.partings[1];
    QCOMPARE(b.parts[0][0], 1.0);
    QCOMPARE(b.parts[1][0], 4.0);
    QCOMPARE(b.sum[0], 5.0);
  }

  void twentyDoublingsHaveAMillionPathsAndTwentySteps() {
    const ui::PathList list = listOf(doublings(20), "x0", "x20");
    QCOMPARE(list.count, core::Natural(1'048'576));
    QCOMPARE(list.steps, std::size_t(20));
    QCOMPARE(list.rows.size(), std::size_t(200));
    QVERIFY(!list.isWhole);
    QVERIFY(!list.sum);
    QCOMPARE((*list.backward)[0], 1'048'576.0);
    std::set<std::vector<std::size_t>> different;
    for (const ui::PathRow& row : list.rows) different.insert(row.wires);
    QCOMPARE(different.size(), list.rows.size());
  }

  void tooManyPathsAreListedTheLargestFirst() {
    // Ways of 2 and 3 four times: the largest product is 3⁴, then four times 2·3³.
    std::vector<core::Node> nodes{leaf("input", "x0", Tensor::scalar(1)),
                                  leaf("constant", "two", Tensor::scalar(2)),
                                  leaf("constant", "three", Tensor::scalar(3))};
    for (int k = 1; k <= 4; ++k) {
      const std::string before = "x" + std::to_string(k - 1), n = std::to_string(k);
      nodes.push_back(node("mul", "u" + n, {before.c_str(), "two"}));
      nodes.push_back(node("mul", "v" + n, {before.c_str(), "three"}));
      nodes.push_back(node("add", "x" + n, {("u" + n).c_str(), ("v" + n).c_str()}));
    }
    const ui::PathList list = listOf(graphOf(nodes, "x4"), "x0", "x4", 5);
    QCOMPARE(list.count, core::Natural(16));
    QCOMPARE(products(list), (std::vector<double>{81, 54, 54, 54, 54}));
  }

  void vectorsHaveJacobiansAsProductsAndTheSumIsTheBackwardPass() {
    const ui::PathList list = listOf(twoLayers(), "W1", "L");
    QCOMPARE(list.count, core::Natural(2));
    QVERIFY(!list.isScalar());
    QCOMPARE(list.rows[0].product->shape(), (core::Shape{3, 5}));
    QVERIFY(*list.difference() < 1e-15);
    QVERIFY(std::abs((*list.sum)[0] - 0.694) < 5e-4);
  }

  void betweenNoConnectedNodesThereIsNoPath() {
    const ui::PathList list = listOf(twoLayers(), "W1", "h");
    QCOMPARE(list.count, core::Natural(0));
    QVERIFY(list.rows.empty());
  }

  void aWireOfItsOwnTellsAPath() {
    const ui::PathList list = listOf(threePaths(), "x", "L");
    const std::vector<std::size_t> own = list.ownWires(2);
    QCOMPARE(own.size(), std::size_t(1));
    QCOMPARE(list.wires[own[0]].from, nodeNamed(list, "b"));
    QCOMPARE(list.wires[own[0]].to, nodeNamed(list, "L"));
  }

  void rulesCarryTheNamesOfTheGraph() {
    const core::Graph graph = threePaths();
    QCOMPARE(ui::localRuleTex(graph, *graph.find(NodeId("p")), 0)
                 .simplified()
                 .remove(u'{')
                 .remove(u'}')
                 .remove(u' '),
             QStringLiteral("b"));
    QVERIFY(ui::localRuleTex(graph, *graph.find(NodeId("b")), 0).contains(u'x'));
  }

  void exchangingMarksItsOwnFactorsAndThoseThatHoldItsValue() {
    const ui::PathList list = listOf(threePaths(), "x", "L");
    const std::size_t square = nodeNamed(list, "b");
    // b = x²: its local gradient stands in paths 2 and 3; its value in ∂p/∂a = b of path 1.
    const ui::ExchangeWork work = ui::exchangeWork(list, square);
    QCOMPARE(work.factors, 8);
    QCOMPARE(work.derived, 2);
    QCOMPARE(work.substituted, 1);
    QCOMPARE(work.paths, 3);
    const ui::ExchangeWork last = ui::exchangeWork(list, nodeNamed(list, "L"));
    QCOMPARE(last.derived, 3);
    QCOMPARE(last.substituted, 0);
  }

  void latexHasAllPathsAndTheirNumbers() {
    const QString text = ui::pathsLatex(listOf(threePaths(), "x", "L"));
    QVERIFY(text.contains(QStringLiteral(
        "\\frac{\\partial L}{\\partial p} \\, \\frac{\\partial p}{\\partial a} \\, \\frac{\\partial a}{\\partial x}")));
    QVERIFY2(text.contains(QStringLiteral("1 \\cdot 4 \\cdot 6")), qPrintable(text));
    QVERIFY(text.contains(QStringLiteral("= 39")));
    QVERIFY(text.startsWith(QStringLiteral("\\begin{align*}")));
  }

  void aStopIsHeard() {
    std::stop_source source;
    source.request_stop();
    const core::Graph graph = doublings(20);
    QVERIFY_EXCEPTION_THROWN(ui::pathList(runOf(graph), 0, 20, 200, source.get_token()), core::Stopped);
  }
};

QTEST_GUILESS_MAIN(TestPathList)
#include "tst_path_list.moc"

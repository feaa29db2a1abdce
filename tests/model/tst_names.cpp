#include <QTest>

#include "tests/core/sample_graphs.h"
#include "ui/model/local_rule.h"
#include "ui/model/names.h"

namespace {

/// `function` fed by leaves of these ids; "" is not wired.
core::Graph fed(const char* function, std::initializer_list<const char*> inputs) {
  std::vector<core::Node> nodes;
  for (const char* id : inputs) {
    if (*id) nodes.push_back(leaf("input", id, core::Tensor::scalar(1)));
  }
  nodes.push_back(node(function, "result", inputs));
  return graphOf(nodes);
}

QString formulaOf(const char* function, std::initializer_list<const char*> inputs) {
  const core::Graph graph = fed(function, inputs);
  return ui::formulaTex(graph, *graph.find(core::NodeId("result")));
}

}  // namespace

class TestNames : public QObject {
  Q_OBJECT

private slots:
  void nodesMayBeNamedAsOtherArguments() {
    QCOMPARE(formulaOf("solve", {"M", "r"}), QString("{M}^{-1} {r}"));
    QCOMPARE(formulaOf("matmul", {"b", "a"}), QString("{b} {a}"));
    QCOMPARE(formulaOf("matmul", {"a", "b"}), QString("{a} {b}"));
  }

  void anOptionalTermIsLeftOutWithItsArgument() {
    QCOMPARE(formulaOf("linear", {"x", "W"}), QString("{W} {x}"));
    QCOMPARE(formulaOf("linear", {"x", "W", "c"}), QString("{W} {x} + {c}"));
    QVERIFY2(formulaOf("conv2d", {"x", "W"}).endsWith("_{n,c,p + k}"), qPrintable(formulaOf("conv2d", {"x", "W"})));
  }

  void aLayerOfRowsIsWrittenInRows() {
    const core::Graph graph =
        graphOf({leaf("input", "x", core::Tensor({2}, {1, 2})), leaf("input", "X", core::Tensor(core::Shape{5, 2}, 1.0)),
                 leaf("parameter", "W", core::Tensor(core::Shape{3, 2}, 1.0)), leaf("parameter", "b", core::Tensor(core::Shape{3}, 1.0)),
                 node("linear", "one", {"x", "W"}), node("linear", "many", {"X", "W"}), node("linear", "biased", {"X", "W", "b"})});
    const auto at = [&](const char* id) -> const core::Node& { return *graph.find(core::NodeId(id)); };
    QCOMPARE(ui::formulaTex(graph, at("one")), QString("{W} {x}"));
    QCOMPARE(ui::formulaTex(graph, at("many")), QString("{X} {W}^T"));
    QCOMPARE(ui::formulaTex(graph, at("biased")), QString("{X} {W}^T + {b}"));
    QCOMPARE(ui::localRuleTex(graph, at("one"), 0), QString("{W}"));
    QCOMPARE(ui::localRuleTex(graph, at("many"), 0), QString("I \\otimes {W}"));
    QCOMPARE(ui::localFormulasTex(graph, at("many")).size(), 2);
    QCOMPARE(ui::localFormulasTex(graph, at("biased")).size(), 3);
  }

  void everyOperandIsNamed() { QCOMPARE(formulaOf("cat", {"x", "y1", "z"}), QString("[{x, y_{1}, z}]")); }

  void anEquationNamesItsNodeOnTheLeft() {
    const auto equationOf = [](const char* function) {
      const core::Graph graph = fed(function, {"x"});
      return ui::equationTex(graph, *graph.find(core::NodeId("result")));
    };
    QVERIFY2(equationOf("relu").startsWith("\\mathrm{result} = "), qPrintable(equationOf("relu")));
    QVERIFY2(equationOf("cumsum").startsWith("{\\mathrm{result}}_j = \\sum"), qPrintable(equationOf("cumsum")));
  }

  void localFormulasTellNodeAndInputsApart() {
    // An input called y is not the node.
    const core::Graph product = graphOf({leaf("input", "x", core::Tensor::scalar(1)), leaf("input", "y", core::Tensor::scalar(1)), node("mul", "q", {"x", "y"})});
    const core::Node& q = *product.find(core::NodeId("q"));
    QCOMPARE(ui::localRuleTex(product, q, 0), QString("{y}"));
    QCOMPARE(ui::localRuleTex(product, q, 1), QString("{x}"));
    QCOMPARE(ui::localFormulasTex(product, q).value(0), QString("\\frac{\\partial {q}}{\\partial {x}} = {y}"));
    const core::Graph tanh = fed("tanh", {"y"});
    QCOMPARE(ui::localRuleTex(tanh, *tanh.find(core::NodeId("result")), 0), QString("1 - {\\mathrm{result}}^2"));
    // Attributes may change the rule.
    const core::Graph own = graphOf({leaf("input", "t", core::Tensor::scalar(1)), node("expression", "w", {"t"}, {{"formula", std::string("x^3")}})});
    QVERIFY2(ui::localRuleTex(own, *own.find(core::NodeId("w")), 0).contains(u'3'), qPrintable(ui::localFormulasTex(own, *own.find(core::NodeId("w"))).join(u'|')));
  }

  void unwiredArgumentsShowTheirOwnNames() {
    QCOMPARE(formulaOf("matmul", {"", ""}), QString("{\\mathrm{a}} {\\mathrm{b}}"));
  }
};

QTEST_GUILESS_MAIN(TestNames)
#include "tst_names.moc"

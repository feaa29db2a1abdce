#include <QTest>

#include "tests/core/sample_graphs.h"
#include "ui/model/names.h"

namespace {

/// The formula of `function` fed by leaves of these ids; "" is not wired.
QString formulaOf(const char* function, std::initializer_list<const char*> inputs) {
  std::vector<core::Node> nodes;
  for (const char* id : inputs) {
    if (*id) nodes.push_back(leaf("input", id, core::Tensor::scalar(1)));
  }
  nodes.push_back(node(function, "result", inputs));
  const core::Graph graph = graphOf(nodes);
  return ui::formulaTex(graph, *graph.find(core::NodeId("result")));
}

}  // namespace

class TestNames : public QObject {
  Q_OBJECT

private slots:
  void nodesMayBeNamedAsOtherArguments() {
    QCOMPARE(formulaOf("matmul", {"b", "a"}), QString("{b} {a}"));
    QCOMPARE(formulaOf("matmul", {"a", "b"}), QString("{a} {b}"));
  }

  void anOptionalTermIsLeftOutWithItsArgument() {
    QCOMPARE(formulaOf("linear", {"x", "W"}), QString("{W} {x}"));
    QCOMPARE(formulaOf("linear", {"x", "W", "c"}), QString("{W} {x} + {c}"));
  }

  void everyOperandIsNamed() { QCOMPARE(formulaOf("cat", {"x", "y1", "z"}), QString("[{x, y_{1}, z}]")); }

  void unwiredArgumentsShowTheirOwnNames() {
    QCOMPARE(formulaOf("matmul", {"", ""}), QString("{\\mathrm{a}} {\\mathrm{b}}"));
  }
};

QTEST_GUILESS_MAIN(TestNames)
#include "tst_names.moc"

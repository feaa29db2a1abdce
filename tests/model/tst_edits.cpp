#include <QTest>

#include "tests/core/sample_graphs.h"
#include "ui/model/edits.h"
#include "ui/model/layout.h"
#include "ui/model/names.h"

using core::NodeId;
using ui::Sheet;

class TestEdits : public QObject {
  Q_OBJECT

 private slots:
  void aNewNodeStandsWhereItWasDroppedUnderAFreeId() {
    Sheet sheet;
    const NodeId first = ui::addNode(sheet, core::functionNamed("mul"), {10, 20});
    const NodeId second = ui::addNode(sheet, core::functionNamed("mul"), {30, 40});
    QVERIFY(first != second);
    QCOMPARE(sheet.positions.at(first), QPointF(10, 20));
    QCOMPARE(sheet.positions.at(second), QPointF(30, 40));
  }

  void everyFunctionCanBeAddedWithoutAnError() {
    Sheet sheet;
    for (const core::Function& function : core::catalogue()) {
      const NodeId id = ui::addNode(sheet, function, {});
      // Attributes that a file must give are there, so that only wires are missing.
      static_cast<void>(core::Settings(function, sheet.graph.find(id)->attributes));
    }
  }

  void duplicatesKeepTheWiresAmongThemAndFromOutside() {
    Sheet sheet{.graph = fanOut(), .positions = {{NodeId("p"), {0, 0}}, {NodeId("f"), {100, 0}}}, .unknown = {}};
    const std::vector copies = ui::duplicate(sheet, std::vector{NodeId("p"), NodeId("f")}, {20, 20});
    const core::Node& p = *sheet.graph.find(copies[0]);
    const core::Node& f = *sheet.graph.find(copies[1]);
    QVERIFY(p.inputs[0] == NodeId("x"));
    QVERIFY(f.inputs[0] == copies[0]);
    QVERIFY(f.inputs[1] == NodeId("q"));
    QCOMPARE(sheet.positions.at(copies[1]), QPointF(120, 20));
  }

  void duplicatingTwiceGivesDistinctIds() {
    Sheet sheet{.graph = graphOf({leaf("input", "x1", {}), leaf("input", "x", {})}), .positions = {}, .unknown = {}};
    const auto copies = ui::duplicate(sheet, std::vector{NodeId("x"), NodeId("x1")}, {});
    QCOMPARE(sheet.graph.size(), 4u);
    QVERIFY(copies[0] != copies[1]);
  }

  void replacingAFunctionKeepsItsWires() {
    Sheet sheet{.graph = twoLayers(), .positions = {}, .unknown = {}};
    const auto result = ui::replaceFunction(sheet, NodeId("a"), core::functionNamed("relu"));
    QVERIFY(result.lostWires.empty());
    QVERIFY(sheet.graph.find(NodeId("a"))->inputs[0] == NodeId("h"));
    QCOMPARE(sheet.graph.find(NodeId("a"))->function->name, std::string_view("relu"));
  }

  void replacingByAFunctionOfFewerArgumentsNamesTheLostWires() {
    Sheet sheet{.graph = fanOut(), .positions = {}, .unknown = {}};
    const auto result = ui::replaceFunction(sheet, NodeId("f"), core::functionNamed("exp"));
    QCOMPARE(result.lostWires.size(), 1u);
    QCOMPARE(sheet.graph.find(NodeId("f"))->inputs.size(), 1u);
  }

  void anAttributeOfAWrongTypeIsRefusedByName() {
    Sheet sheet{.graph = twoLayers(), .positions = {}, .unknown = {}};
    QVERIFY_EXCEPTION_THROWN(ui::setAttribute(sheet, NodeId("r"), "weight", std::string("much")), core::Error);
    ui::setAttribute(sheet, NodeId("r"), "weight", 0.5);
    ui::removeAttribute(sheet, NodeId("r"), "weight");
    QVERIFY(sheet.graph.find(NodeId("r"))->attributes.all().empty());
  }

  void renamingTakesThePositionAlong() {
    Sheet sheet{.graph = fanOut(), .positions = {{NodeId("x"), {5, 6}}}, .unknown = {}};
    ui::renameNode(sheet, NodeId("x"), NodeId("input"));
    QCOMPARE(sheet.positions.at(NodeId("input")), QPointF(5, 6));
    QVERIFY(!sheet.positions.contains(NodeId("x")));
  }

  void layoutRunsFromLeftToRightAndNothingOverlaps() {
    const core::Graph graph = twoLayers();
    const auto places = ui::layoutOf(graph);
    for (const core::Wire& wire : graph.wires()) QVERIFY(places.at(wire.from).x() <= places.at(wire.to).x());
    for (const auto& [a, at] : places) {
      for (const auto& [b, other] : places) {
        if (a != b) QVERIFY(std::abs(at.x() - other.x()) >= 120 || std::abs(at.y() - other.y()) >= 70);
      }
    }
  }

  void leftmostThenTopmostComesFirst() {
    Sheet sheet{.graph = graphOf({leaf("input", "a", {}), leaf("input", "b", {}), leaf("input", "c", {})}),
                .positions = {{NodeId("a"), {50, 0}}, {NodeId("b"), {0, 10}}, {NodeId("c"), {0, 0}}}, .unknown = {}};
    QCOMPARE(ui::priorityOf(sheet), (std::vector<double>{2, 1, 0}));
  }

  void namesAreTypesetAsSymbols() {
    QCOMPARE(ui::nameTex(leaf("parameter", "W12", {})), QString("W_{12}"));
    QCOMPARE(ui::nameTex(leaf("input", "x", {})), QString("x"));
    QCOMPARE(ui::nameTex(leaf("input", "alpha", {})), QString("\\alpha"));
    QCOMPARE(ui::nameTex(leaf("input", "hidden", {})), QString("\\mathrm{hidden}"));
    core::Node labelled = leaf("input", "x", {});
    labelled.label = "\\hat{y}";
    QCOMPARE(ui::nameTex(labelled), QString("\\hat{y}"));
  }

  void formulasCarryTheInputsNames() {
    const core::Graph graph = twoLayers();
    const QString formula = ui::equationTex(graph, *graph.find(NodeId("h")));
    QVERIFY2(formula.startsWith("h = ") && formula.contains("W_{2}") && formula.contains("x") && !formula.contains("bias"),
             qPrintable(formula));
  }
};

QTEST_GUILESS_MAIN(TestEdits)
#include "tst_edits.moc"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "tests/core/sample_graphs.h"
#include "ui/model/document.h"
#include "ui/model/edits.h"

using core::NodeId;
using ui::Document;
using ui::Sheet;

namespace {

void fill(Document& document, const core::Graph& graph) {
  document.edit("fill", [&](Sheet& sheet) {
    sheet.graph = graph;
    double x = 0;
    for (const auto& node : graph.nodes()) sheet.positions[node->id] = {x += 140, 0};
  });
}

}  // namespace

class TestDocument : public QObject {
  Q_OBJECT

 private slots:
  void tenEditsAreUndoneToTheStartAndRedone() {
    Document document;
    const Sheet start = document.sheet();
    for (int k = 0; k < 10; ++k) {
      document.edit("add", [&](Sheet& sheet) { ui::addNode(sheet, core::functionNamed("input"), {k * 10.0, 0}); });
    }
    const Sheet end = document.sheet();
    QCOMPARE(end.graph.size(), 10u);
    for (int k = 0; k < 10; ++k) document.undoStack().undo();
    QVERIFY(document.sheet() == start);
    QVERIFY(!document.isModified());
    for (int k = 0; k < 10; ++k) document.undoStack().redo();
    QVERIFY(document.sheet() == end);
  }

  void stepsOfOneGestureAreOneUndo() {
    Document document;
    fill(document, fanOut());
    const Sheet before = document.sheet();
    const int gesture = document.newGesture();
    const std::vector ids{NodeId("x")};
    for (int k = 0; k < 5; ++k) document.edit("move", [&](Sheet& s) { ui::moveNodes(s, ids, {7, 0}); }, gesture);
    QCOMPARE(document.sheet().positions.at(NodeId("x")).x(), 140.0 + 35);
    document.undoStack().undo();
    QVERIFY(document.sheet() == before);
  }

  void entriesThatWaitToBeSetAreUndoneSavedAndForgottenWhenTheyAreSet() {
    Document document;
    document.edit("add", [](Sheet& sheet) {
      sheet.graph = graphOf({leaf("parameter", "W", core::Tensor({2, 3}, {1, 2, 0, 4, 5, 0})), node("sum", "L", {"W"})}, "L");
      sheet.fresh[NodeId("W")] = {2, 5};
    });
    const auto marks = [](const Document& of) {
      const auto at = of.sheet().fresh.find(NodeId("W"));
      return at != of.sheet().fresh.end() ? at->second : std::vector<core::Index>();
    };
    QTemporaryDir folder;
    document.save(folder.filePath("a.chainrule"));
    Document other;
    other.open(folder.filePath("a.chainrule"));
    QCOMPARE(marks(other), (std::vector<core::Index>{2, 5}));
    document.edit("set", [](Sheet& sheet) { ui::setLeafValue(sheet, NodeId("W"), {core::Tensor({2, 3}, {1, 2, 7, 4, 5, 0}), {}}); });
    QCOMPARE(marks(document), (std::vector<core::Index>{5}));
    document.edit("rename", [](Sheet& sheet) { ui::renameNode(sheet, NodeId("W"), NodeId("V")); });
    QVERIFY(document.sheet().fresh.contains(NodeId("V")));
    document.edit("delete", [](Sheet& sheet) { ui::removeNodes(sheet, std::vector{NodeId("V")}); });
    QVERIFY(document.sheet().fresh.empty());
    for (int k = 0; k < 3; ++k) document.undoStack().undo();
    QCOMPARE(marks(document), (std::vector<core::Index>{2, 5}));
  }

  void marksKeepTheirPlaceInAnotherShape() {
    using Marks = std::vector<core::Index>;
    QCOMPARE(ui::marksAfterReshape({2, 3}, {2, 4}, {2, 5}, false), (Marks{2, 6}));
    QCOMPARE(ui::marksAfterReshape({2, 3}, {2, 4}, {2, 5}, true), (Marks{2, 3, 6, 7}));
    QCOMPARE(ui::marksAfterReshape({2, 3}, {1, 3}, {2, 5}, true), (Marks{2}));
  }

  void aGestureThatEndsWhereItBeganLeavesNoStep() {
    Document document;
    fill(document, fanOut());
    const int count = document.undoStack().count();
    const int gesture = document.newGesture();
    const std::vector ids{NodeId("x")};
    document.edit("move", [&](Sheet& s) { ui::moveNodes(s, ids, {7, 0}); }, gesture);
    document.edit("move", [&](Sheet& s) { ui::moveNodes(s, ids, {-7, 0}); }, gesture);
    QCOMPARE(document.undoStack().count(), count);
  }

  void anEditThatFailsLeavesNoStepAndIsTold() {
    Document document;
    fill(document, graphOf({leaf("input", "x", {}), node("exp", "a", {"x"}), node("sin", "b", {"a"})}));
    const Sheet before = document.sheet();
    const int count = document.undoStack().count();
    QSignalSpy refused(&document, &Document::refused);
    QVERIFY(!document.tryEdit("wire", [](Sheet& s) { ui::connect(s, NodeId("b"), NodeId("a"), 0); }));
    QCOMPARE(refused.size(), 1);
    QVERIFY(refused[0][0].toString().contains("a → b → a"));
    QVERIFY(document.sheet() == before);
    QCOMPARE(document.undoStack().count(), count);
  }

  void aChangeOfNothingIsNoStep() {
    Document document;
    fill(document, fanOut());
    const int count = document.undoStack().count();
    document.edit("nothing", [](Sheet& s) { ui::setLabel(s, NodeId("x"), ""); });
    QCOMPARE(document.undoStack().count(), count);
  }

  void aFileKeepsGraphPositionsAndTimelinePosition() {
    QTemporaryDir folder;
    const QString path = folder.filePath("two layers.chainrule");
    Document document;
    fill(document, twoLayers());
    document.setView({.cursor = 10, .centre = QPointF(3, 4), .zoom = 1.5, .selected = NodeId("s"), .argument = 1, .reading = "matrix", .breakpoints = {.nodes = {NodeId("s")}, .gradientBelow = 1e-3}});
    document.save(path);
    QVERIFY(!document.isModified());
    Document other;
    other.open(path);
    QVERIFY(other.sheet() == document.sheet());
    QVERIFY(other.view() == document.view());
    QCOMPARE(other.filePath(), path);
  }

  void aSaveThatFailsLeavesTheOldFileWhole() {
    QTemporaryDir folder;
    const QString path = folder.filePath("kept.chainrule");
    Document document;
    fill(document, fanOut());
    document.save(path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    QVERIFY_EXCEPTION_THROWN(document.save(folder.filePath("no such folder/kept.chainrule")), core::Error);
    file.seek(0);
    QCOMPARE(file.readAll(), before);
    QCOMPARE(document.filePath(), path);
  }

  void aBadFileLeavesTheOpenSheetAsItIs() {
    QTemporaryDir folder;
    const QString path = folder.filePath("bad.chainrule");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"format\": \"chainrule\", ");
    file.close();
    Document document;
    fill(document, fanOut());
    const Sheet before = document.sheet();
    QVERIFY_EXCEPTION_THROWN(document.open(path), core::Error);
    QVERIFY(document.sheet() == before);
  }

  void messagesAreFilledOnce() {
    QCOMPARE(ui::translated({"%1 and %2", {"%2", "b"}}), QString("%2 and b"));
    QCOMPARE(ui::translated({"100 % of %1", {"x"}}), QString("100 % of x"));
  }
};

QTEST_GUILESS_MAIN(TestDocument)
#include "tst_document.moc"

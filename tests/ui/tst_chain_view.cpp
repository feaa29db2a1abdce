// The chain rule of selected nodes in the dock: linked hover, the meeting point, orders, branches.
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "tests/core/sample_graphs.h"
#include "tests/ui/dock_bench.h"
#include "ui/canvas/canvas_view.h"
#include "ui/panels/chain/chain_view.h"
#include "ui/panels/chain/order_card.h"
#include "ui/panels/matrix_view.h"
#include "ui/panels/paths/path_table.h"

using core::NodeId;
using core::Tensor;

namespace {

struct Bench : DockBench<ui::ChainView> {
  explicit Bench(const core::Graph& graph) : DockBench(graph, QSize(960, 386)) {}
  bool open(std::initializer_list<const char*> selected) {
    std::vector<NodeId> nodes;
    for (const char* id : selected) nodes.emplace_back(id);
    dock.setSelection(nodes);
    if (!dock.openView(QStringLiteral("chain"))) return false;
    view->companion();
    return QTest::qWaitFor([&] { return view->matrices() != nullptr; }, 5000);
  }
  bool settle() {
    return QTest::qWaitFor([&] { return view->matrices() != nullptr; }, 5000);
  }
  ui::MatrixView& matrices() { return view->view(); }
  void hover(const ui::MatrixEntry& entry) {
    const ui::HeatmapGeometry& cells =
        matrices().layoutOfRow().places[static_cast<std::size_t>(entry.matrix)].cells;
    QTest::mouseMove(&matrices(), cells.rectOf(ui::Cell{entry.row, entry.column}).center().toPoint());
  }
  std::vector<ui::OrderCard*> cards() {
    std::vector<ui::OrderCard*> shown;
    for (ui::OrderCard* card : view->companion()->findChildren<ui::OrderCard*>())
      if (!card->isHidden() && card->parentWidget() != nullptr && !card->parentWidget()->isHidden())
        shown.push_back(card);
    return shown;
  }
  QString companionText() {
    QStringList texts;
    for (const QWidget* widget : view->companion()->findChildren<QWidget*>()) {
      if (widget->isHidden()) continue;
      texts << widget->accessibleName() << widget->accessibleDescription();
      if (const auto* label = qobject_cast<const QLabel*>(widget)) texts << label->text();
    }
    return texts.join(u'\n');
  }
};

core::Graph diamond() {
  return graphOf({leaf("input", "x", Tensor({2}, {1, 2})), node("sin", "u", {"x"}), node("exp", "v", {"x"}),
                  node("mul", "y", {"u", "v"})},
                 "y");
}

}  // namespace

class TestChainView : public QObject {
  Q_OBJECT

private slots:
  void aResultCellLightsItsRowAndColumnAndWritesTheInnerProduct() {
    Bench bench(twoLayers());
    QVERIFY(bench.open({"h", "a", "s"}));
    QCOMPARE(bench.matrices().row().matrices.size(), std::size_t(3));
    bench.hover({2, 1, 2});
    QCOMPARE(
        bench.matrices().sentence(),
        QString::fromUtf8(
            "∂s₂/∂x₃ = row 2 · column 3 = (−0.50)(0.09) + (0.80)(0.69) + (0.60)(−0.48) + (−0.30)(0.11) + (0.10)(0.16) = 0.20"));
    const ui::RowLight light = bench.matrices().light();
    QCOMPARE(light.rings.size(), std::size_t(3));
    QCOMPARE(light.rings[0].second, (ui::CellRange{1, 0, 1, 5}));
    QCOMPARE(light.rings[1].second, (ui::CellRange{0, 2, 5, 1}));
  }

  void aNumberOfAShapeLightsItsPartner() {
    Bench bench(twoLayers());
    QVERIFY(bench.open({"h", "a", "s"}));
    const QRectF header = bench.matrices().layoutOfRow().places[0].header;
    int lit = 0;
    for (double x = header.left(); x < header.left() + 60 && lit != 2; x += 2) {
      QTest::mouseMove(&bench.matrices(), QPointF(x, header.top() + 33).toPoint());
      lit = bench.matrices().light().side;
    }
    QCOMPARE(lit, 2);
    QVERIFY(bench.matrices().sentence().startsWith(
        QStringLiteral("5 columns on the left meet 5 rows on the right")));
  }

  void theMeetingPointMovesByMenuAndByTheBracket() {
    Bench bench(twoLayers());
    QVERIFY(bench.open({"h", "a", "s"}));
    const core::Graph& graph = bench.timeline.moment()->graph();
    QCOMPARE(*bench.view->meetingNode(), *graph.position(NodeId("a")));
    QCOMPARE(bench.marks.brackets.size(), std::size_t(2));
    QVERIFY2(bench.marks.brackets[0].tex.contains(QStringLiteral("5 \\times 4")),
             qPrintable(bench.marks.brackets[0].tex));
    bench.view->bracketDragged(NodeId("h"));
    QVERIFY(bench.settle());
    QCOMPARE(*bench.view->meetingNode(), *graph.position(NodeId("h")));
    QCOMPARE(bench.view->matrices()->factors[0].from, *graph.position(NodeId("h")));
    QVERIFY(bench.marks.brackets[1].tex.contains(QStringLiteral("3 \\times 5")));
  }

  void bracketsOnTheCanvasAreDraggedByTheMouse() {
    ui::Document document;
    ui::Runner runner;
    ui::Timeline timeline(document, runner);
    ui::CanvasView canvas(document, timeline);
    document.edit(QStringLiteral("build"), [](ui::Sheet& sheet) {
      sheet.graph = twoLayers();
      double x = 0;
      for (const auto& node : sheet.graph.nodes()) sheet.positions[node->id] = QPointF(x += 160, 200);
    });
    canvas.resize(900, 400);
    canvas.show();
    QVERIFY(QTest::qWaitForWindowExposed(&canvas));
    ui::GraphMarks marks;
    marks.brackets = {{{NodeId("h"), NodeId("a")}, QStringLiteral("x")},
                      {{NodeId("s")}, QStringLiteral("y")}};
    canvas.canvas().setMarks(marks);
    const ui::GraphDrawing& drawing = canvas.canvas().drawing();
    const auto rectOf = [&](const char* id) {
      return drawing.geometry.nodes[*drawing.graph.position(NodeId(id))].rect;
    };
    const QRectF h = rectOf("h"), a = rectOf("a");
    const double top = ui::marksRect(drawing, marks).top() + 14;
    const auto at = [&](double x) { return canvas.mapFromScene(QPointF(x, top)); };
    QSignalSpy dragged(&canvas, &ui::CanvasView::bracketDragged);
    QTest::mousePress(canvas.viewport(), Qt::LeftButton, {}, at(a.right()));
    QTest::mouseMove(canvas.viewport(), at(h.right()));
    QTest::mouseRelease(canvas.viewport(), Qt::LeftButton, {}, at(h.right()));
    QVERIFY(!dragged.isEmpty());
    QCOMPARE(dragged.last().value(0).value<NodeId>().text(), std::string("h"));
  }

  void everyNodeAloneGivesAllFactors() {
    Bench bench(twoLayers());
    QVERIFY(bench.open({"h", "a", "s"}));
    bench.view->chooseTab(1);
    QVERIFY(bench.settle());
    QCOMPARE(bench.view->matrices()->factors.size(), std::size_t(3));
    QCOMPARE(bench.marks.brackets.size(), std::size_t(3));
  }

  void anOrderShowsTheShapesInBetween() {
    Bench bench(twoLayers());
    QVERIFY(bench.open({"h", "a", "s"}));
    const std::vector<ui::OrderCard*> cards = bench.cards();
    QCOMPARE(cards.size(), std::size_t(2));
    QVERIFY(cards[0]->isChecked());
    const int closed = cards[1]->sizeHint().height();
    cards[1]->click();
    QVERIFY(cards[1]->sizeHint().height() > closed);
    QCOMPARE(cards[1]->steps(), (QStringList{QString::fromUtf8("(5×5)(5×4) = 5×4: 100"),
                                             QString::fromUtf8("(3×5)(5×4) = 3×4: 60")}));
    QVERIFY(!cards[0]->isChecked());
  }

  void theCompanionComparesForwardAndReverse() {
    Bench bench(twoLayers());
    QVERIFY(bench.open({"h", "a", "s"}));
    const QString text = bench.companionText();
    QVERIFY2(text.contains(QStringLiteral("reverse needs 2.9 times fewer")), qPrintable(text));
    QVERIFY(text.contains(QString::fromUtf8("(1×3)(3×5) → (1×5)(5×5) → (1×5)(5×4)")));
    QVERIFY(text.contains(QStringLiteral("drop to 75 and 80")));
    QVERIFY(text.contains(QStringLiteral("agrees")));
  }

  void branchesAreRowsThatOpen() {
    Bench bench(diamond());
    QVERIFY(bench.open({"u", "v", "y"}));
    QVERIFY(bench.view->answer()->branches);
    auto* table = bench.dock.findChild<ui::PathTable*>();
    QVERIFY(table->isVisible());
    QCOMPARE(table->order().size(), std::size_t(2));
    QTest::keyClick(table, Qt::Key_Down);
    QTest::keyClick(table, Qt::Key_Return);
    QVERIFY(bench.settle());
    QVERIFY(bench.matrices().isVisible());
    QCOMPARE(bench.view->matrices()->factors.size(), std::size_t(2));
    QCOMPARE(bench.cards().size(), std::size_t(1));
    for (QToolButton* button : bench.dock.findChildren<QToolButton*>())
      if (button->text() == QStringLiteral("All branches")) button->click();
    QVERIFY(table->isVisible());
  }

  void aSelectionThatIsNoChainIsRefused() {
    Bench bench(twoLayers());
    QSignalSpy said(&bench.dock, &ui::EquationDock::said);
    QVERIFY(!bench.open({"h"}));
    QVERIFY(said.value(0).value(0).toString().contains(QStringLiteral("Select two or more")));
  }

  void arrowKeysWalkThroughTheMatrices() {
    Bench bench(twoLayers());
    QVERIFY(bench.open({"h", "a", "s"}));
    QTest::keyClick(&bench.matrices(), Qt::Key_Down);
    QCOMPARE(bench.matrices().pinned(), std::optional(ui::MatrixEntry{2, 0, 0}));
    QTest::keyClick(&bench.matrices(), Qt::Key_Down);
    QTest::keyClick(&bench.matrices(), Qt::Key_Left);
    QCOMPARE(bench.matrices().pinned(), std::optional(ui::MatrixEntry{1, 1, 3}));
    QTest::keyClick(&bench.matrices(), Qt::Key_Escape);
    QVERIFY(!bench.matrices().pinned());
    QTest::keyClick(&bench.matrices(), Qt::Key_C, Qt::ControlModifier);
    QVERIFY(
        QGuiApplication::clipboard()->text().contains(QStringLiteral("\\frac{\\partial s}{\\partial x}")));
  }
};

QTEST_MAIN(TestChainView)
#include "tst_chain_view.moc"

// All paths as rows: pointing, keys, sorting, the wire that is kept, and the derivative written out.
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <algorithm>

#include "tests/core/question_graphs.h"
#include "tests/ui/dock_bench.h"
#include "ui/panels/bar_list.h"
#include "ui/panels/paths/doubling_note.h"
#include "ui/panels/paths/exchange_note.h"
#include "ui/panels/paths/path_table.h"
#include "ui/panels/paths/path_words.h"
#include "ui/panels/paths/paths_view.h"
#include "ui/panels/paths/written_table.h"

using core::NodeId;
using core::Tensor;

namespace {

struct Bench : DockBench<ui::PathsView> {
  explicit Bench(const core::Graph& graph, int width = 1000) : DockBench(graph, QSize(width, 400)) {}
  bool open(std::initializer_list<const char*> selected = {}) {
    select(selected);
    if (!dock.openView(QStringLiteral("paths"))) return false;
    view->companion();
    return QTest::qWaitFor([&] { return view->list() != nullptr; }, 5000);
  }
  void select(std::initializer_list<const char*> selected, const std::vector<core::Wire>& wires = {}) {
    std::vector<NodeId> nodes;
    for (const char* id : selected) nodes.emplace_back(id);
    dock.setSelection(nodes, wires);
  }
  ui::PathTable& table() { return view->table(); }
  void moveTo(const QRectF& rect) { QTest::mouseMove(table().viewport(), rect.center().toPoint()); }
  void click(const QRectF& rect) {
    QTest::mouseClick(table().viewport(), Qt::LeftButton, {}, rect.center().toPoint());
  }
  std::vector<std::string> litWires() const {
    std::vector<std::string> lit;
    for (const ui::GraphMarks::OnWire& wire : marks.wires)
      if (wire.lit) lit.push_back(wire.to.text() + ":" + std::to_string(wire.argument));
    std::ranges::sort(lit);
    return lit;
  }
  QString companionText() {
    QStringList texts;
    for (const QWidget* widget : view->companion()->findChildren<QWidget*>()) {
      if (widget->isHidden()) continue;
      texts << widget->accessibleName();
      if (const auto* label = qobject_cast<const QLabel*>(widget)) texts << label->text();
    }
    return texts.join(u'\n');
  }
  QToolButton* chip(const QString& text) {
    for (QToolButton* button : dock.findChildren<QToolButton*>())
      if (!button->isHidden() && button->text().startsWith(text)) return button;
    return nullptr;
  }
};

}  // namespace

class TestPathsView : public QObject {
  Q_OBJECT

private slots:
  void theRowsAreThePictures() {
    Bench bench(threePaths());
    QVERIFY(bench.open({"x"}));
    QCOMPARE(bench.table().rowText(1), QString::fromUtf8("path 2: x → b → p → L: 1 · 4 · 6 = 24"));
    QCOMPARE(ui::plainText(ui::sharedSentence(*bench.view->list())),
             QString::fromUtf8("Backward, shared: (1 · 4 + 1) · 6 + (1 · 9) · 1 = 5 · 6 + 9 · 1 = 39"));
    QCOMPARE(bench.table().sumText(), QStringLiteral("sum over 3 paths"));
  }

  void pointingAtARowLightsItsPathOnTheGraph() {
    Bench bench(threePaths());
    QVERIFY(bench.open({"x"}));
    bench.moveTo(bench.table().rowRect(1).adjusted(0, 0, -bench.table().rowRect(1).width() + 60, 0));
    QCOMPARE(bench.table().litRow(), std::optional<std::size_t>(1));
    QCOMPARE(bench.litWires(), (std::vector<std::string>{"L:0", "b:0", "p:1"}));
    const auto x = std::ranges::find(bench.marks.nodes, NodeId("x"), &ui::GraphMarks::OnNode::id);
    QVERIFY(x != bench.marks.nodes.end());
    QCOMPARE(x->pill->text, QStringLiteral("path 2 of 3"));
    QCOMPARE(x->below, QStringLiteral("used twice"));
    QTest::mouseMove(bench.table().viewport(), QPoint(3, 3));
    QVERIFY(bench.litWires().empty());
  }

  void aClickPinsAPathAndEscapeLetsGoBeforeItCloses() {
    Bench bench(threePaths());
    QVERIFY(bench.open({"x"}));
    bench.click(bench.table().productRect(2));
    QTest::mouseMove(bench.table().viewport(), QPoint(3, 3));
    QCOMPARE(bench.table().litRow(), std::optional<std::size_t>(2));
    QTest::keyClick(&bench.table(), Qt::Key_Up);
    QCOMPARE(bench.table().pinnedRow(), std::optional<std::size_t>(1));
    QTest::keyClick(&bench.table(), Qt::Key_Escape);
    QVERIFY(!bench.table().pinnedRow());
    QVERIFY(bench.dock.openedView());
    QTest::keyClick(&bench.table(), Qt::Key_Escape);
    QVERIFY(!bench.dock.openedView());
    QVERIFY(bench.marks.empty());
  }

  void pointingAtAFactorLightsItsWireAlone() {
    Bench bench(threePaths());
    QVERIFY(bench.open({"x"}));
    bench.moveTo(bench.table().factorRect(1, 2));  // ∂b/∂x = 6, shared with path 3
    const auto wire = bench.table().litWire();
    QVERIFY(wire);
    QCOMPARE(*bench.view->list()->wires[*wire].number, 6.0);
    const auto mark = std::ranges::find(bench.marks.wires, NodeId("b"), &ui::GraphMarks::OnWire::to);
    QVERIFY(mark->gradient->bold);
    QCOMPARE(mark->gradient->text, QStringLiteral("\\partial b/\\partial x = 6"));
  }

  void aSelectedWireKeepsOnlyThePathsThroughIt() {
    Bench bench(threePaths());
    QVERIFY(bench.open({"x"}));
    bench.select({}, {{NodeId("x"), NodeId("b"), 0}});
    QCOMPARE(bench.table().order(), (std::vector<std::size_t>{1, 2}));
    QCOMPARE(bench.table().sumText(), QStringLiteral("2 of 3 paths lead through this wire"));
    QToolButton* chip = bench.chip(QString::fromUtf8("Through x → b"));
    QVERIFY(chip);
    QTest::mouseClick(chip, Qt::LeftButton);
    QCOMPARE(bench.table().order().size(), std::size_t(3));
  }

  void keysReachAFactorAndKeepItsPaths() {
    Bench bench(threePaths());
    QVERIFY(bench.open({"x"}));
    QTest::keyClick(&bench.table(), Qt::Key_Down);
    QTest::keyClick(&bench.table(), Qt::Key_Right);  // the first factor as written: ∂L/∂p
    QTest::keyClick(&bench.table(), Qt::Key_Return);
    QCOMPARE(bench.table().order(), (std::vector<std::size_t>{0, 1}));
  }

  void sortingBySizeAndLength() {
    Bench bench(threePaths());
    QVERIFY(bench.open({"x"}));
    bench.table().setSort(ui::PathTable::Sort::Size);
    QCOMPARE(bench.table().order(), (std::vector<std::size_t>{1, 0, 2}));
    bench.table().setSort(ui::PathTable::Sort::Length);
    QCOMPARE(bench.table().order(), (std::vector<std::size_t>{2, 0, 1}));
  }

  void theCompanionCountsAndChecks() {
    Bench bench(threePaths());
    QVERIFY(bench.open({"x"}));
    const QString text = bench.companionText();
    QVERIFY2(text.contains(QStringLiteral("Backward steps  4")), qPrintable(text));
    QVERIFY(text.contains(QStringLiteral("Multiplications, path by path  8")));
    QVERIFY(text.contains(QStringLiteral("Multiplications, backward  6")));
    QVERIFY(text.contains(QString::fromUtf8("Sum over paths − backward  0")));
    QVERIFY(text.contains(QStringLiteral("agrees")));
    QVERIFY(text.contains(QStringLiteral("A student forgets path 3 and gets 33.")));
    QVERIFY(!text.contains(QString::fromUtf8("The wire b → L")));
    const auto* shares = bench.view->companion()->findChild<ui::BarList*>(QStringLiteral("shares"));
    QCOMPARE(shares->bars()[1].remark, QStringLiteral("62 %"));
    for (QPushButton* button : bench.view->companion()->findChildren<QPushButton*>())
      if (button->text() == QStringLiteral("Reveal answer")) QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(bench.companionText().contains(QString::fromUtf8("The wire b → L: only path 3 uses it.")));
  }

  void twentyDoublingsSayWhatIsShown() {
    Bench bench(doublings(20));
    QVERIFY(bench.open({"x0"}));
    QCOMPARE(bench.table().sumText(),
             QStringLiteral("200 of 1,048,576 shown, the largest first by product along the greedy path"));
    QVERIFY(bench.companionText().contains(QStringLiteral("Paths  1,048,576")));
    QVERIFY(bench.companionText().contains(QStringLiteral("Backward steps  20")));
    QVERIFY(ui::plainText(bench.table().cardSentence()).contains(QStringLiteral("backward pass")));
    QTest::keyClick(&bench.table(), Qt::Key_End);
    QCOMPARE(bench.table().pinnedRow(), std::optional<std::size_t>(199));
    QVERIFY(bench.table().viewport()->rect().contains(bench.table().rowRect(199).center().toPoint()));
  }

  void twoSelectedNodesAskForThePathsBetweenThem() {
    Bench bench(threePaths());
    QVERIFY(bench.open({"p", "x"}));
    QCOMPARE(bench.view->list()->count, core::Natural(2));
    bench.select({"b"});
    QVERIFY(QTest::qWaitFor([&] {
      return bench.view->list() && bench.view->list()->count == 2 && bench.view->list()->shape.rank() == 0 &&
             bench.view->list()->trace->graph().node(bench.view->list()->from).id == NodeId("b");
    }));
  }

  void whereNoPathLeadsTheViewSaysSo() {
    Bench bench(twoLayers());
    QSignalSpy said(&bench.dock, &ui::EquationDock::said);
    QVERIFY(!bench.open({"W1", "h"}));
    QVERIFY(said.value(0).value(0).toString().contains(QStringLiteral("No path leads")));
  }

  void theWrittenDerivativeMarksWhatAnExchangeTouches() {
    Bench bench(threePaths());
    QVERIFY(bench.open({"x"}));
    bench.view->chooseTab(1);
    ui::WrittenTable& written = bench.view->written();
    QTest::mouseClick(written.viewport(), Qt::LeftButton, {},
                      written.factorRect(1, 2).center().toPoint());  // ∂b/∂x
    using enum ui::HandWork;
    QCOMPARE(written.marks(), (std::vector<std::vector<ui::HandWork>>{
                                  {Stays, Substituted, Stays}, {Stays, Stays, Derived}, {Stays, Derived}}));
    QVERIFY(bench.chip(QStringLiteral("Exchange: b")));
    const auto* note = bench.dock.findChild<ui::ExchangeNote*>();
    QVERIFY(note->accessibleDescription().contains(QStringLiteral("3 factors by hand, one rule")));
    QTest::keyClick(&written, Qt::Key_Escape);
    QVERIFY(!written.exchanged());
  }

  void copyingGivesLatex() {
    Bench bench(threePaths());
    QVERIFY(bench.open({"x"}));
    QTest::mouseClick(bench.chip(QStringLiteral("Copy as LaTeX")), Qt::LeftButton);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("\\begin{align*}")));
    QTest::keyClick(&bench.table(), Qt::Key_Down);
    QTest::keyClick(&bench.table(), Qt::Key_C, Qt::ControlModifier);
    QVERIFY(
        QGuiApplication::clipboard()->text().startsWith(QStringLiteral("\\frac{\\partial L}{\\partial p}")));
  }

  void longProductsScrollWhileTheProductStays() {
    Bench bench(doublings(20), 820);
    QVERIFY(bench.open({"x0"}));
    QTest::keyClick(&bench.table(), Qt::Key_Down);
    const QRectF product = bench.table().productRect(0);
    QVERIFY(product.right() < bench.table().viewport()->width());
    // What stands next to the product is seen first.
    const QRectF last = bench.table().factorRect(0, 19);
    QVERIFY(last.left() > 0 && last.right() < product.left() && bench.table().factorRect(0, 0).left() < 0);
    QTest::keyClick(&bench.table(), Qt::Key_Right);
    const double before = bench.table().factorRect(0, 19).left();
    QVERIFY(before > last.left() && bench.table().factorRect(0, 0).left() > 0);
    for (int k = 0; k < 19; ++k) QTest::keyClick(&bench.table(), Qt::Key_Right);
    QVERIFY(bench.table().factorRect(0, 19).right() < product.left());
    QVERIFY(bench.table().factorRect(0, 19).left() < before);
    QCOMPARE(bench.table().productRect(0), product);
  }

  void theNoteFoldsIntoAButtonWhereThereIsLittleRoom() {
    Bench bench(threePaths(), 700);
    QVERIFY(bench.open({"x"}));
    const auto* note = bench.dock.findChild<ui::DoublingNote*>();
    QVERIFY(!note->isVisible());
    QTest::mouseClick(bench.chip(QStringLiteral("Why not?")), Qt::LeftButton);
    QVERIFY(note->isVisible());
    QVERIFY(note->accessibleDescription().contains(QStringLiteral("1,048,576")));
  }

  void anEditIsCountedAnew() {
    Bench bench(threePaths());
    QVERIFY(bench.open({"x"}));
    bench.document.edit(QStringLiteral("value"), [](ui::Sheet& sheet) {
      core::Node x = *sheet.graph.find(NodeId("x"));
      x.value = core::LeafValue{Tensor::scalar(1), {}};
      sheet.graph = sheet.graph.withNode(x);
    });
    QVERIFY(QTest::qWaitFor(
        [&] { return bench.view->list() && bench.view->list()->sum && (*bench.view->list()->sum)[0] == 7; },
        5000));
  }
};

QTEST_MAIN(TestPathsView)
#include "tst_paths_view.moc"

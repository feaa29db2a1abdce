// Gates in a row and the node that they are, in the window by mouse and menu.
#include <QPushButton>
#include <QSettings>

#include "tests/core/sample_graphs.h"
#include "tests/ui/window_bench.h"
#include "ui/panels/inspector.h"
#include "ui/panels/tensor_panel.h"
#include "ui/style.h"

using core::NodeId;

namespace {

/// y = 1/(1 + e^{−z}) at z = w·x = 1, in gates.
core::Graph sigmoidGates() {
  return graphOf(
      {leaf("parameter", "w", core::Tensor::scalar(-0.5)), leaf("input", "x", core::Tensor::scalar(-2)),
       node("mul", "z", {"w", "x"}), node("neg", "n", {"z"}), node("exp", "e", {"n"}),
       leaf("constant", "one", core::Tensor::scalar(1)), node("add", "d", {"e", "one"}),
       node("reciprocal", "y", {"d"})},
      "y");
}

struct Bench : WindowBench {
  Bench() : WindowBench(sigmoidGates()) {}
  /// Clicks the middle of the bracket under these nodes.
  void clickUnder(const std::vector<const char*>& ids) {
    QRectF over;
    for (const char* id : ids) {
      const auto& drawing = canvas().canvas().drawing();
      over |= drawing.geometry.nodes[*drawing.graph.position(NodeId(id))].rect;
    }
    const QPoint at = canvas().mapFromScene(QPointF(over.center().x(), over.bottom() + 56));
    QTest::mouseMove(canvas().viewport(), at);
    QTest::mouseClick(canvas().viewport(), Qt::LeftButton, {}, at);
  }
  const core::Node* find(const char* id) { return window.document().graph().find(NodeId(id)); }
  std::vector<QPushButton*> links(const QString& text) {
    std::vector<QPushButton*> found;
    for (auto* button : window.findChild<ui::Inspector*>()->findChildren<QPushButton*>())
      if (button->isVisible() && button->text() == text) found.push_back(button);
    return found;
  }
};

}  // namespace

class TestGates : public QObject {
  Q_OBJECT

private slots:
  void initTestCase() { ui::prepareApplication(*qApp); }
  void init() { QSettings(QStringLiteral("chainrule"), QStringLiteral("chainrule")).clear(); }

  void aClickOnTheBracketMakesOneNodeAndAnotherOneOpensIt() {
    Bench bench;
    const core::Graph before = bench.window.document().graph();
    bench.clickUnder({"n", "e", "d", "y"});
    QVERIFY(!bench.find("e"));
    QCOMPARE(bench.find("y")->function->name, std::string_view("sigmoid"));
    QVERIFY(bench.canvas().selectedNodes() == std::vector{NodeId("y")});
    bench.clickUnder({"y"});
    QVERIFY(bench.find("e"));
    QCOMPARE(bench.find("y")->function->name, std::string_view("reciprocal"));
    bench.actions().undo->trigger();
    bench.actions().undo->trigger();
    QVERIFY(bench.window.document().graph() == before);
  }

  void theInspectorMultipliesTheGatesAndGoesToEach() {
    Bench bench;
    bench.timeline().runForward();
    bench.canvas().select(NodeId("e"));
    QTRY_COMPARE(bench.links("Negate").size(), 1u);
    std::vector<double> numbers;
    for (auto* panel : bench.window.findChild<ui::Inspector*>()->findChildren<ui::TensorPanel*>())
      if (panel->isVisible() && panel->tensor().size() == 1) numbers.push_back(panel->tensor()[0]);
    const double y = 1 / (1 + std::exp(-1.0));
    const std::vector<double> expected{-y * y, 1, std::exp(-1.0), -1, y * (1 - y)};
    QVERIFY(numbers.size() >= expected.size());
    for (std::size_t k = 0; k < expected.size(); ++k)
      QVERIFY(std::abs(numbers[numbers.size() - expected.size() + k] - expected[k]) < 1e-15);
    QTest::mouseClick(bench.links("Negate").front(), Qt::LeftButton);
    QVERIFY(bench.canvas().selectedNodes() == std::vector{NodeId("n")});
  }

  void theMenuSaysWhatItDoes() {
    Bench bench;
    bench.canvas().select(NodeId("w"));
    QVERIFY(!bench.actions().gates->isEnabled());
    bench.canvas().select(NodeId("d"));
    QVERIFY(bench.actions().gates->isEnabled());
    QCOMPARE(bench.actions().gates->text(), QStringLiteral("Group the four gates into Sigmoid"));
    bench.actions().gates->trigger();
    QCOMPARE(bench.actions().gates->text(), QStringLiteral("Open Sigmoid into its gates"));
    QTRY_COMPARE(bench.links("Open Sigmoid into its gates").size(), 1u);
    QTest::mouseClick(bench.links("Open Sigmoid into its gates").front(), Qt::LeftButton);
    QVERIFY(bench.find("e"));
  }

  void predictKeepsTheProductOfTheGatesBack() {
    Bench bench;
    bench.timeline().runForward();
    bench.timeline().stepBackward();
    bench.canvas().select(NodeId("e"));
    QTRY_COMPARE(bench.links("Negate").size(), 1u);
    bench.actions().predict->trigger();
    bench.timeline().next();
    QVERIFY(bench.timeline().isAsking());
    QTRY_VERIFY(bench.links("Negate").empty());
  }
};

QTEST_MAIN(TestGates)
#include "tst_gates.moc"

// Numbers of an equation of scalars and the wires that they stand for.
#include <QApplication>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

#include "tests/core/sample_graphs.h"
#include "tests/ui/window_bench.h"
#include "ui/main_window.h"
#include "ui/model/layout.h"
#include "ui/panels/equation_dock.h"
#include "ui/panels/equation_view.h"
#include "ui/style.h"

using core::NodeId;
using ui::PanelRole;
using ui::WireId;

namespace {

/// A window with L = exp(x)², run to the end.
struct Bench : WindowBench {
  Bench()
      : WindowBench(graphOf({leaf("input", "x", core::Tensor::scalar(-1)), node("exp", "y", {"x"}), node("square", "L", {"y"})}, "L")) {
    window.actions().runBackward->trigger();
    QVERIFY(view().layoutOfEquation().curve.isShown());
  }
  ui::EquationView& view() { return window.findChild<ui::EquationDock*>()->view(); }
  ui::CanvasScene& scene() { return window.findChild<ui::CanvasView*>()->canvas(); }
  void hover(const QRectF& area) { QTest::mouseMove(&view(), area.center().toPoint()); }
  void hover(PanelRole role) { hover(view().layoutOfEquation().panel(role).bounds()); }
};

const std::vector<WireId> into{{NodeId("y"), 0}};
const std::vector<WireId> outOf{{NodeId("L"), 0}};

}  // namespace

class TestScalarNumbers : public QObject {
  Q_OBJECT

private slots:
  void initTestCase() { ui::prepareApplication(*qApp); }
  void init() { QSettings(QStringLiteral("chainrule"), QStringLiteral("chainrule")).clear(); }

  void aHoveredCellLightsItsWire() {
    Bench bench;
    bench.hover(PanelRole::Upstream);
    QCOMPARE(bench.scene().litWires(), outOf);
    bench.hover(PanelRole::Local);
    QCOMPARE(bench.scene().litWires(), into);
    bench.hover(PanelRole::Downstream);
    QCOMPARE(bench.scene().litWires(), into);
    QTest::mouseMove(&bench.view(), QPoint(2, 2));
    QVERIFY(bench.scene().litWires().empty());
  }

  void numbersAtTheCurveLightTheirWires() {
    Bench bench;
    const ui::CurveNumbers numbers = ui::curveNumbers(bench.view().layoutOfEquation().curve);
    QVERIFY(!numbers.x.isEmpty() && !numbers.y.isEmpty() && !numbers.slope.isEmpty());
    bench.hover(numbers.x);
    QCOMPARE(bench.scene().litWires(), into);
    bench.hover(numbers.y);
    QCOMPARE(bench.scene().litWires(), outOf);
    bench.hover(numbers.slope);
    QCOMPARE(bench.scene().litWires(), into);
  }

  void theUpstreamOfTheOutputComesFromItsCapsule() {
    Bench bench;
    bench.window.actions().previous->trigger();
    QCOMPARE(bench.view().content()->equation.nodeName, QStringLiteral("L"));
    bench.hover(PanelRole::Upstream);
    QVERIFY(bench.scene().isCapsuleLit());
    QVERIFY(bench.scene().litWires().empty());
    bench.hover(PanelRole::Local);
    QVERIFY(!bench.scene().isCapsuleLit());
    QCOMPARE(bench.scene().litWires(), outOf);
    // Another step has other wires: nothing stays.
    bench.window.actions().next->trigger();
    QVERIFY(bench.scene().litWires().empty());
  }

  void aClickKeepsTheWireLitAndKeysGoThroughTheNumbers() {
    Bench bench;
    QTest::mouseClick(&bench.view(), Qt::LeftButton, {},
                      bench.view().layoutOfEquation().panel(PanelRole::Upstream).bounds().center().toPoint());
    QTest::mouseMove(&bench.view(), QPoint(2, 2));
    QCOMPARE(bench.scene().litWires(), outOf);
    bench.view().setFocus();
    QTest::keyClick(&bench.view(), Qt::Key_Down);
    QCOMPARE(bench.scene().litWires(), into);
    QTest::keyClick(&bench.view(), Qt::Key_Up);
    QCOMPARE(bench.scene().litWires(), outOf);
    QTest::keyClick(&bench.view(), Qt::Key_Escape);
    QVERIFY(bench.scene().litWires().empty());
  }

  void anOpenViewTakesTheLightAway() {
    Bench bench;
    bench.hover(PanelRole::Upstream);
    bench.window.actions().paths->trigger();
    QVERIFY(bench.scene().litWires().empty());
  }
};

QTEST_MAIN(TestScalarNumbers)
#include "tst_scalar_numbers.moc"

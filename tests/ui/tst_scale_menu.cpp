#include <QAction>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <algorithm>

#include "tests/core/sample_graphs.h"
#include "ui/model/document.h"
#include "ui/model/runner.h"
#include "ui/model/timeline.h"
#include "ui/panels/equation_dock.h"
#include "ui/panels/equation_view.h"
#include "ui/panels/inspector.h"
#include "ui/panels/inspector/legend_bar.h"
#include "ui/panels/structure_popup.h"

using ui::EquationScales;
using ui::ScaleScope;

namespace {

struct Bench {
  ui::Document document;
  ui::Runner runner;
  ui::Timeline timeline{document, runner};
  ui::EquationDock dock{timeline};

  explicit Bench(const core::Graph& graph) {
    QSignalSpy arrived(&timeline, &ui::Timeline::traceChanged);
    document.edit(QStringLiteral("build"), [&](ui::Sheet& sheet) { sheet.graph = graph; });
    QVERIFY(arrived.wait(5000));
    dock.resize(1200, 330);
    dock.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dock));
  }
  void toBackwardStepOf(const char* id) {
    const ui::Moment& moment = *timeline.moment();
    timeline.setCursor(*moment.backwardCursorOf(*moment.graph().position(core::NodeId(id))));
  }
  QToolButton* chip(const char* name) const { return dock.findChild<QToolButton*>(QLatin1String(name)); }
  void choose(const QString& text) {
    const auto within = [&](QMenu* menu, const auto& self) -> QAction* {
      for (QAction* action : menu->actions()) {
        if (action->text().remove(u'&') == text) return action;
        if (action->menu()) {
          if (QAction* found = self(action->menu(), self)) return found;
        }
      }
      return nullptr;
    };
    QAction* action = within(chip("scale")->menu(), within);
    QVERIFY2(action, qPrintable(text));
    action->trigger();
  }
  const EquationScales& scales() { return dock.view().layoutOfEquation().scales; }
};

/// An upstream of 1 beside a local gradient of about 1e-6.
core::Graph small() {
  return graphOf({leaf("input", "x", core::Tensor({2}, {1, -1})),
                  leaf("parameter", "W", core::Tensor({2, 2}, {1e-6, -2e-6, 3e-6, -4e-6})),
                  node("linear", "y", {"x", "W"}), node("sum", "L", {"y"})},
                 "L");
}

}  // namespace

class ScaleMenuTest : public QObject {
  Q_OBJECT
private slots:
  void scopesChangeTheLimitsAndTheChip() {
    Bench bench(twoLayers());
    bench.toBackwardStepOf("s");
    QCOMPARE(bench.chip("scale")->text(), QString::fromUtf8("Same scale: ±1.03 ▾"));
    bench.choose(QStringLiteral("This panel"));
    QVERIFY(bench.scales().ownScales());
    QCOMPARE(bench.scales().limits[1].limit, 0.9);
    QVERIFY(bench.chip("scale")->text().startsWith(QStringLiteral("Own scale per panel")));
    bench.choose(QStringLiteral("Whole run"));
    QVERIFY(bench.scales().scope == ScaleScope::Run);
    const double whole = bench.scales().limits[0].limit;
    QVERIFY(whole > 1.03);
    QVERIFY(bench.chip("scale")->text().startsWith(QStringLiteral("Whole run: \u00b1")));
    // Fixed across steps.
    for (const char* id : {"L", "ell", "h"}) {
      bench.toBackwardStepOf(id);
      QCOMPARE(bench.scales().limits[2].limit, whole);
    }
    bench.choose(QStringLiteral("This equation"));
    QVERIFY(bench.scales().limits[0].limit != whole);
  }

  void theLogChipSwitchesTheLogarithm() {
    Bench bench(twoLayers());
    bench.toBackwardStepOf("s");
    QCOMPARE(bench.chip("log")->text(), QString::fromUtf8("Log ▢"));
    QTest::mouseClick(bench.chip("log"), Qt::LeftButton);
    QCOMPARE(bench.chip("log")->text(), QString::fromUtf8("Log ✓"));
    QVERIFY(bench.scales().limits[0].tau > 0);
    QVERIFY(bench.dock.scale().log);
    bench.choose(QString::fromUtf8("10⁻³"));
    QCOMPARE(bench.scales().limits[0].tau, 1e-3);
    QTest::mouseClick(bench.chip("log"), Qt::LeftButton);
    QCOMPARE(bench.scales().limits[0].tau, 0.0);
  }

  void ownScalesAreOfferedWhereOnePanelDrowns() {
    Bench bench(small());
    bench.toBackwardStepOf("y");
    QVERIFY(bench.chip("ownScales")->isVisible());
    QTest::mouseClick(bench.chip("ownScales"), Qt::LeftButton);
    QVERIFY(bench.scales().ownScales());
    QVERIFY(!bench.scales().badge(1).isEmpty());
    QVERIFY(!bench.chip("ownScales")->isVisible());
    Bench even(twoLayers());
    even.toBackwardStepOf("s");
    QVERIFY(!even.chip("ownScales")->isVisible());
  }

  void theChoiceStaysWhileSteppingAndTellsOthers() {
    Bench bench(twoLayers());
    bench.toBackwardStepOf("s");
    QSignalSpy told(&bench.dock, &ui::EquationDock::scaleChanged);
    bench.choose(QStringLiteral("This panel"));
    QCOMPARE(told.count(), 1);
    bench.timeline.next();
    QVERIFY(bench.scales().ownScales());
    const auto checked = [&] {
      for (const QAction* action : bench.chip("scale")->menu()->actions()) {
        if (action->isChecked()) return action->text().remove(u'&');
      }
      return QString();
    };
    QCOMPARE(checked(), QStringLiteral("This panel"));
  }

  void theInspectorObeys() {
    Bench bench(twoLayers());
    bench.timeline.setCursor(bench.timeline.last());
    ui::Inspector inspector(bench.document, bench.timeline);
    inspector.resize(296, 700);
    inspector.show();
    inspector.setSelectedNode(core::NodeId("W1"));
    const auto said = [&] {
      QStringList names;
      for (const QWidget* widget : inspector.findChildren<QWidget*>()) {
        if (dynamic_cast<const ui::LegendBar*>(widget)) names << widget->accessibleName();
      }
      return names.join(u'|');
    };
    const QString before = said();
    QVERIFY(!before.contains(QStringLiteral("log")));
    inspector.setScale({.scope = ScaleScope::Run, .log = true}, ui::Magnitudes{7, 0.001});
    QTRY_VERIFY2(said().contains(QStringLiteral("\u00b17.00, whole run, log")), qPrintable(said()));
  }

  void theStructureChipShowsGlyphAndCard() {
    Bench bench(twoLayers());
    bench.toBackwardStepOf("a");
    QToolButton* chip = bench.chip("structure");
    QVERIFY(!chip->icon().isNull());
    QVERIFY2(chip->text().contains(QStringLiteral("diagonal")), qPrintable(chip->text()));
    QTest::mouseClick(chip, Qt::LeftButton);
    auto* popup = bench.dock.findChild<ui::StructurePopup*>();
    QVERIFY(popup && popup->isVisible());
    QVERIFY2(popup->text().contains(QStringLiteral("1 in 5")), qPrintable(popup->text()));
    QTest::keyClick(popup, Qt::Key_Escape);
    QVERIFY(!popup->isVisible());
  }
};

QTEST_MAIN(ScaleMenuTest)
#include "tst_scale_menu.moc"

// What the window keeps of how tensors are looked at, and where Predict stands in a narrow one.
#include <QAction>
#include <QApplication>
#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>

#include "tests/core/sample_graphs.h"
#include "tests/ui/window_bench.h"
#include "ui/main_window.h"
#include "ui/model/layout.h"
#include "ui/panels/axes_bar.h"
#include "ui/panels/equation_dock.h"
#include "ui/panels/equation_view.h"
#include "ui/panels/inspector.h"
#include "ui/panels/predict_panel.h"
#include "ui/panels/step_view.h"
#include "ui/panels/timeline_strip.h"
#include "ui/style.h"

using core::NodeId;

class TestKeptViews : public QObject {
  Q_OBJECT

private slots:
  void initTestCase() { ui::prepareApplication(*qApp); }
  void init() { QSettings(QStringLiteral("chainrule"), QStringLiteral("chainrule")).clear(); }

  void readingAndSlicesOfTensorsAreKeptWithTheFile() {
    core::Tensor x({2, 3, 2, 2});
    for (core::Index k = 0; k < x.size(); ++k) x[k] = static_cast<double>(k);
    const core::Graph graph = graphOf({leaf("input", "x", x), node("square", "y", {"x"}), node("sum", "L", {"y"})}, "L");
    QTemporaryDir folder;
    const QString path = folder.filePath("tensor.chainrule");
    const ui::SlicePlace wanted{.cut = {core::IndexVector{}, core::IndexVector{1, 2}, core::IndexVector{}}, .page = {}};
    {
      WindowBench bench(graph);
      bench.actions().runBackward->trigger();
      QVERIFY(!bench.dock().axesBar().sliders().empty());
      for (const ui::AxisSlider& slider : std::vector(bench.dock().axesBar().sliders())) {
        if (slider.group == static_cast<int>(ui::ProductSide::M)) emit bench.dock().axesBar().moved(slider, slider.axis + 1);
      }
      QCOMPARE(bench.dock().view().place(), wanted);
      bench.toSave = path;
      bench.actions().saveAs->trigger();
      QVERIFY(QFile::exists(path));
    }
    WindowBench bench(twoLayers());
    QVERIFY(bench.window.openFile(path));
    QTRY_VERIFY(bench.dock().content() != nullptr && bench.dock().content()->equation.nodeName == QStringLiteral("y"));
    QCOMPARE(bench.dock().view().place(), wanted);
    bench.dock().setTensors("multiples");
    bench.toSave = path;
    bench.actions().saveAs->trigger();
    bench.dock().setTensors("nested");
    QVERIFY(bench.window.openFile(path));
    QCOMPARE(bench.dock().tensors(), QStringLiteral("multiples"));
    QTRY_COMPARE(bench.dock().view().options().tensors, ui::TensorReading::Multiples);
  }

  void slicesOfSingleTensorsAreKeptFromStepToStepAndWithTheFile() {
    core::Tensor x({3, 4, 2, 2});
    for (core::Index k = 0; k < x.size(); ++k) x[k] = static_cast<double>(k);
    const core::Graph graph = graphOf(
        {leaf("input", "x", x), node("square", "y", {"x"}), node("exp", "z", {"y"}), node("sum", "L", {"z"})},
        "L");
    QTemporaryDir folder;
    const QString path = folder.filePath("tensor.chainrule");
    const auto sliceOf = [](WindowBench& bench, const char* name) {
      QList<int> at;
      for (const ui::AxisSlider& slider : bench.dock().axesBar().sliders())
        if (slider.name.startsWith(QLatin1String(name))) at << slider.at;
      return at;
    };
    const auto inspectorBars = [](WindowBench& bench) {
      QTest::qWait(1);
      QList<ui::AxesBar*> bars;
      for (ui::AxesBar* bar : bench.window.findChild<ui::Inspector*>()->findChildren<ui::AxesBar*>())
        bars << bar;
      return bars;
    };
    {
      WindowBench bench(graph);
      bench.timeline().setCursor(1);
      // In the dock x is moved with the real slider, in the inspector too.
      QSlider* dockSlider = bench.dock().axesBar().findChildren<QSlider*>().first();
      dockSlider->setFocus();
      QTest::keyClick(dockSlider, Qt::Key_Right);
      QTest::keyClick(dockSlider, Qt::Key_Right);
      QCOMPARE(sliceOf(bench, "x"), (QList<int>{2, 0}));
      QSlider* inspected = inspectorBars(bench).first()->findChildren<QSlider*>().at(1);
      QTest::keyClick(inspected, Qt::Key_Right);
      // Another step and back.
      bench.timeline().setCursor(2);
      QCOMPARE(sliceOf(bench, "y"), (QList<int>{0, 0}));
      bench.timeline().setCursor(1);
      QCOMPARE(sliceOf(bench, "x"), (QList<int>{2, 0}));
      QCOMPARE(inspectorBars(bench).first()->sliders().at(1).at, 1);
      bench.toSave = path;
      bench.actions().saveAs->trigger();
    }
    WindowBench bench(twoLayers());
    QVERIFY(bench.window.openFile(path));
    QTRY_COMPARE(bench.timeline().cursor(), 1);
    QCOMPARE(sliceOf(bench, "x"), (QList<int>{2, 0}));
    QCOMPARE(inspectorBars(bench).first()->sliders().at(1).at, 1);
    QVERIFY(bench.window.openFile(CHAINRULE_SOURCE_DIR "/resources/examples/14-convolution.chainrule"));
    QVERIFY(bench.dock().stepView().places().empty());
  }

  void predictStandsBesideGraphAndEquationInANarrowWindow() {
    WindowBench bench(graphOf(
        {leaf("input", "x", core::Tensor::scalar(-1)), node("exp", "y", {"x"}), node("square", "L", {"y"})},
        "L"));
    bench.window.resize(1024, 768);
    QTRY_VERIFY(!bench.window.findChild<ui::Inspector*>()->isVisible());
    const int width = bench.dock().width();
    bench.actions().forward->trigger();
    bench.actions().predict->trigger();
    bench.timeline().runTo(NodeId("y"));
    QVERIFY(bench.timeline().isAsking());
    QTRY_VERIFY(bench.panel().isVisible());
    const auto placeOf = [&](QWidget& widget) {
      return QRect(widget.mapTo(&bench.window, QPoint(0, 0)), widget.size());
    };
    QTRY_VERIFY(!placeOf(bench.panel()).intersects(placeOf(bench.dock())));
    QVERIFY(!placeOf(bench.panel()).intersects(placeOf(bench.canvas())));
    QVERIFY(!placeOf(bench.panel()).intersects(placeOf(*bench.window.findChild<ui::TimelineStrip*>())));
    QVERIFY(bench.dock().view().layoutOfEquation().curve.isShown());
    // Escape leaves it there; without Predict it is gone and the room is back.
    bench.canvas().setFocus();
    QTest::keyClick(&bench.canvas(), Qt::Key_Escape);
    QVERIFY(bench.panel().isVisible());
    bench.actions().predict->trigger();
    QTRY_VERIFY(!bench.panel().isVisible());
    QTRY_COMPARE(bench.dock().width(), width);
  }

  void howTheInspectorReadsTensorsIsKeptWithTheFile() {
    const core::Graph graph = graphOf({leaf("input", "x", core::Tensor({3, 4, 2, 2}, 0.5)),
                                       node("square", "y", {"x"}), node("sum", "L", {"y"})},
                                      "L");
    QTemporaryDir folder;
    WindowBench bench(graph);
    auto* inspector = bench.window.findChild<ui::Inspector*>();
    inspector->setPlaces({{{NodeId("x"), ui::TensorSpot::Gradient}, {{2, 1}, 0}}}, "nested", "multiples");
    bench.toSave = folder.filePath("tensor.chainrule");
    bench.actions().saveAs->trigger();
    inspector->setPlaces({}, {}, {});
    QCOMPARE(inspector->valueTensors(), QStringLiteral("slices"));
    QVERIFY(bench.window.openFile(bench.toSave));
    QCOMPARE(inspector->valueTensors(), QStringLiteral("nested"));
    QCOMPARE(inspector->gradientTensors(), QStringLiteral("multiples"));
    QCOMPARE(inspector->places().size(), std::size_t(1));
  }
};

QTEST_MAIN(TestKeptViews)
#include "tst_kept_views.moc"

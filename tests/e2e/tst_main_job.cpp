#include <QApplication>
#include <QScreen>
#include <QSignalSpy>
#include <QTest>

#include "tests/e2e/real_mouse.h"
#include "ui/canvas/hit_test.h"
#include "ui/figures/math_store.h"
#include "ui/figures/number_text.h"
#include "ui/main_window.h"
#include "ui/panels/equation_dock.h"
#include "ui/panels/equation_view.h"
#include "ui/panels/function_model.h"
#include "ui/panels/function_view.h"
#include "ui/panels/palette.h"
#include "ui/panels/timeline_strip.h"
#include "ui/settings.h"

using core::NodeId;
using ui::CanvasView;
using ui::MainWindow;

namespace {

CanvasView& canvasOf(MainWindow& window) { return *window.findChild<CanvasView*>(); }

QPoint globalPoint(MainWindow& window, QPointF scene) {
  CanvasView& canvas = canvasOf(window);
  return canvas.viewport()->mapToGlobal(canvas.mapFromScene(scene));
}

/// The middle of a function's row in the palette, on the screen.
QPoint paletteRow(MainWindow& window, const QString& function) {
  auto* view = window.findChild<ui::Palette*>()->findChild<ui::FunctionView*>();
  for (int row = 0; row < view->functions().rowCount(); ++row) {
    const QModelIndex index = view->functions().index(row, 0);
    const core::Function* here = view->functions().functionAt(index);
    if (!here || QString::fromUtf8(here->name.data(), static_cast<qsizetype>(here->name.size())) != function) continue;
    view->scrollTo(index, QAbstractItemView::PositionAtCenter);
    QTest::qWait(30);
    return view->viewport()->mapToGlobal(view->visualRect(index).center());
  }
  return {};
}

/// Drags a function from the palette to a place of the scene; the id of the node that came.
NodeId dragFunction(MainWindow& window, const QString& function, QPointF scene) {
  const std::size_t before = window.document().graph().size();
  realDrag(paletteRow(window, function), globalPoint(window, scene));
  for (int k = 0; k < 100 && window.document().graph().size() == before; ++k) QTest::qWait(20);
  const core::Graph& graph = window.document().graph();
  return graph.size() == before ? NodeId() : graph.node(graph.size() - 1).id;
}

bool drawWire(MainWindow& window, const NodeId& from, const NodeId& to, std::size_t argument) {
  const ui::GraphDrawing& drawing = canvasOf(window).canvas().drawing();
  const QPoint start = globalPoint(window, ui::outputOf(drawing, from).at);
  const QPoint end = globalPoint(window, ui::inputOf(drawing, to, argument).at);
  realDrag(start, end);
  const core::Node* node = window.document().graph().find(to);
  return node->inputs.size() > argument && node->inputs[argument] == from;
}

bool settle(MainWindow& window) {
  return QTest::qWaitFor([&] { return window.timeline().moment() && window.timeline().moment()->graph() == window.document().graph(); }, 5000);
}

int differingPixels(const QImage& a, const QImage& b) {
  if (a.size() != b.size()) return a.width() * a.height();
  int count = 0;
  for (int y = 0; y < a.height(); ++y) {
    for (int x = 0; x < a.width(); ++x) count += a.pixel(x, y) != b.pixel(x, y) ? 1 : 0;
  }
  return count;
}

}  // namespace

class TestMainJob : public QObject {
  Q_OBJECT

 private slots:
  void aProductIsDraggedWiredRunAndDifferentiated() {
    MainWindow window;
    window.setGeometry(0, 0, 1440, 860);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    window.actions().newGraph->trigger();
    QTRY_VERIFY(!window.isStarting());
    canvasOf(window).look({300, 150}, 1);
    QTest::qWait(100);

    const NodeId x = dragFunction(window, "input", {120, 80});
    const NodeId w = dragFunction(window, "parameter", {120, 220});
    const NodeId y = dragFunction(window, "mul", {340, 140});
    QVERIFY(window.document().graph().find(y));
    QCOMPARE(std::string(window.document().graph().find(y)->function->name), std::string("mul"));
    const QPointF landed = window.document().sheet().positions.at(y);
    QVERIFY2(QLineF(landed, QPointF(340, 140)).length() <= 12, "under the pointer, up to the grid");

    QVERIFY(drawWire(window, x, y, 0));
    QVERIFY(drawWire(window, w, y, 1));
    const NodeId z = dragFunction(window, "square", {520, 140});
    QVERIFY(drawWire(window, y, z, 0));

    canvasOf(window).makeOutput(z);
    QVERIFY(settle(window));
    window.actions().forward->trigger();
    QCOMPARE(window.timeline().moment()->trace().value(3)[0], 1.0);
    while (window.timeline().cursor() < window.timeline().last()) window.actions().backward->trigger();
    QCOMPARE(window.timeline().moment()->trace().gradient(0)[0], 2.0);

    // A loop is refused while it is drawn.
    QVERIFY(!drawWire(window, z, y, 0));
    for (int k = 0; k < 20 && window.document().undoStack().canUndo(); ++k) window.actions().undo->trigger();
    QVERIFY(window.document().graph().empty());
  }

  void everyBackwardStepOfLesson10ShowsTheEnginesNumbers() {
    MainWindow window;
    window.setGeometry(0, 0, 1440, 860);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QVERIFY(window.openFile(CHAINRULE_SOURCE_DIR "/resources/examples/10-two-layer-network.chainrule"));
    QVERIFY(settle(window));
    window.actions().forward->trigger();
    QCOMPARE(window.timeline().cursor(), 6);
    auto* dock = window.findChild<ui::EquationDock*>();
    QStringList order;
    window.actions().backward->trigger();
    QCOMPARE(window.timeline().moment()->shown()->kind, ui::Step::Kind::Seed);
    while (window.timeline().cursor() < window.timeline().last()) {
      window.actions().backward->trigger();
      QTRY_VERIFY(dock->content());
      const ui::Moment& moment = *window.timeline().moment();
      const std::size_t node = *moment.active();
      order += QString::fromStdString(moment.graph().node(node).id.text());
      QTRY_COMPARE(dock->content()->equation.node, node);
      const ui::Equation& shown = dock->content()->equation;
      QVERIFY(shown.upstream == moment.trace().gradient(node).copy());
      QVERIFY(shown.downstream == moment.trace().downstream(node, shown.argument));
    }
    QCOMPARE(order, (QStringList{"L", "r", "ell", "s", "a", "h"}));
  }

  void whatStandsOnTheScreenIsWhatAFreshPaintingWouldShow() {
    ui::setReducedMotion(true);  // a pulse moves between the two pictures that are compared
    MainWindow window;
    window.setGeometry(0, 0, 1440, 860);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QVERIFY(window.openFile(CHAINRULE_SOURCE_DIR "/resources/examples/10-two-layer-network.chainrule"));
    QVERIFY(settle(window));
    QVERIFY(xdotool(to({1430, 850})));
    QWidget& area = *canvasOf(window).viewport();
    const auto onScreen = [&] {
      const QPoint at = area.mapToGlobal(QPoint());
      return window.screen()->grabWindow(0, at.x(), at.y(), area.width(), area.height()).toImage().convertToFormat(QImage::Format_RGB32);
    };
    const auto painted = [&] {
      return window.grab({area.mapTo(&window, QPoint()), area.size()}).toImage().convertToFormat(QImage::Format_RGB32);
    };
    // At the border of what was painted anew, single pixels of smooth edges may differ.
    const auto isFresh = [&] { return differingPixels(onScreen(), painted()) < 12; };
    const auto isTypeset = [] {
      const std::shared_ptr<ui::MathStore> formulas = ui::MathStore::current();
      return formulas && formulas->isIdle();
    };
    std::vector<int> steps;
    for (int step = 0; step <= window.timeline().last(); ++step) steps.push_back(step);
    for (int step = window.timeline().last(); step >= 0; --step) steps.push_back(step);
    for (const int step : steps) {
      window.timeline().setCursor(step);
      QTest::qWait(60);
      QTRY_VERIFY_WITH_TIMEOUT(isTypeset(), 60'000);  // what arrives later is drawn later
      QTRY_VERIFY2_WITH_TIMEOUT(isFresh(), qPrintable(QStringLiteral("at step %1").arg(step)), 30'000);
    }
  }

  void pointingAtADownstreamEntryWritesItsInnerProduct() {
    MainWindow window;
    window.setGeometry(0, 0, 1440, 860);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QVERIFY(window.openFile(CHAINRULE_SOURCE_DIR "/resources/examples/10-two-layer-network.chainrule"));
    QVERIFY(settle(window));
    window.actions().runBackward->trigger();
    window.timeline().runTo(NodeId("s"));
    auto* dock = window.findChild<ui::EquationDock*>();
    QTRY_VERIFY(dock->content() && dock->content()->equation.nodeName == "s");
    ui::EquationView& view = dock->view();
    const QRectF cell = view.layoutOfEquation().panel(ui::PanelRole::Downstream).rectOf(0, 2);
    QVERIFY(xdotool(to(view.mapToGlobal(cell.center().toPoint()))));
    QTRY_VERIFY2(view.sentence().contains("−0.54"), qPrintable(view.sentence()));
    QVERIFY2(view.sentence().contains("(0.75)(0.20)") && view.sentence().contains("(−0.91)(0.60)"), qPrintable(view.sentence()));
  }

  void theTimelineIsScrubbedByTheMouse() {
    MainWindow window;
    window.setGeometry(0, 0, 1440, 860);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QVERIFY(window.openFile(CHAINRULE_SOURCE_DIR "/resources/examples/10-two-layer-network.chainrule"));
    QVERIFY(settle(window));
    auto* strip = window.findChild<ui::TimelineStrip*>();
    QTest::qWait(100);
    const auto at = [&](int step) { return strip->mapToGlobal(strip->chipRect(step).center().toPoint()); };
    QVERIFY(realDrag(at(0), at(10)));
    QCOMPARE(window.timeline().cursor(), 11);
    QVERIFY(realDrag(at(10), at(3)));
    QCOMPARE(window.timeline().cursor(), 4);
  }
};

QTEST_MAIN(TestMainJob)
#include "tst_main_job.moc"

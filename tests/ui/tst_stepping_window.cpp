// Stepping in the window, by its buttons, keys and panels.
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include "tests/core/sample_graphs.h"
#include "tests/ui/window_bench.h"
#include "ui/canvas/wire_cards.h"
#include "ui/main_window.h"
#include "ui/model/edits.h"
#include "ui/model/layout.h"
#include "ui/panels/dock_view.h"
#include "ui/panels/equation_dock.h"
#include "ui/panels/equation_view.h"
#include "ui/panels/predict_panel.h"
#include "ui/panels/seed_question.h"
#include "ui/panels/speed_slider.h"
#include "ui/panels/tensor_panel.h"
#include "ui/panels/timeline_strip.h"
#include "ui/status.h"
#include "ui/style.h"
#include "ui/tool_bar.h"

using core::NodeId;

namespace {

struct Bench : WindowBench {
  explicit Bench(const core::Graph& graph) : WindowBench(graph) {
    canvas().fitAll();
    canvas().setFocus();
  }
  const ui::Moment& moment() { return *timeline().moment(); }
  QString saying() { return window.findChild<ui::StatusLine*>()->saying(); }
  template <typename Control>
  Control* named(const QString& name) {
    QTest::qWait(1);
    for (Control* control : window.findChildren<Control*>())
      if (control->isVisible() && control->accessibleName() == name) return control;
    return nullptr;
  }
  QPushButton* button(const QString& text) {
    for (QPushButton* one : window.findChildren<QPushButton*>())
      if (one->isVisible() && one->text() == text) return one;
    return nullptr;
  }
  void askAtS() {
    actions().forward->trigger();
    actions().predict->trigger();
    timeline().runTo(NodeId("s"));
    QVERIFY(timeline().isAsking());
    panel().startAnswer();
  }
  void answer(const QString& text) {
    panel().field().clear();
    QTest::keyClicks(&panel().field(), text);
    QTest::keyClick(&panel().field(), Qt::Key_Return);
  }
};

core::Graph vectorOutput() {
  return graphOf({leaf("input", "x", core::Tensor({2}, {1, 2})), leaf("parameter", "W", core::Tensor({3, 2}, {1, 2, 3, 4, 5, 6})),
                  node("linear", "y", {"x", "W"})},
                 "y");
}

}  // namespace

class TestSteppingWindow : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { ui::prepareApplication(*qApp); }
  void init() { QSettings(QStringLiteral("chainrule"), QStringLiteral("chainrule")).clear(); }

  void playTurnsIntoPauseAndTheSliderSetsItsSpeed() {
    Bench bench(fanOut());
    auto* slider = bench.named<QSlider>("Speed");
    QVERIFY(slider);
    QTest::keyClick(slider, Qt::Key_Home);
    QCOMPARE(bench.window.findChild<ui::SpeedSlider*>()->speed(), 0.25);
    bench.canvas().setFocus();
    QTest::keyClick(&bench.canvas(), Qt::Key_P);
    QCOMPARE(bench.timeline().cursor(), 1);
    QVERIFY(bench.actions().play->text().contains("Pause"));
    QTest::keyClick(slider, Qt::Key_End);
    QTRY_COMPARE_WITH_TIMEOUT(bench.timeline().cursor(), 2, 4000);
    bench.actions().play->trigger();
    QVERIFY(bench.actions().play->text().contains("Play"));
  }

  void settingTheSpeedByMouseLeavesTheKeysToTheGraph() {
    Bench bench(fanOut());
    bench.canvas().setFocus();
    auto* slider = bench.named<QSlider>("Speed");
    const double before = bench.window.findChild<ui::SpeedSlider*>()->speed();
    QTest::mousePress(slider, Qt::LeftButton, {}, QPoint(slider->width() - 8, slider->height() / 2));
    QTest::mouseRelease(slider, Qt::LeftButton, {}, QPoint(slider->width() - 8, slider->height() / 2));
    QVERIFY(bench.window.findChild<ui::SpeedSlider*>()->speed() > before);
    QVERIFY(bench.canvas().hasFocus());
  }

  void aStepByHandEndsPlaying() {
    Bench bench(fanOut());
    bench.actions().play->trigger();
    bench.actions().next->trigger();
    QCOMPARE(bench.timeline().cursor(), 2);
    QVERIFY(bench.actions().play->text().contains("Play"));
  }

  void theKeyBSetsABreakpointThatNodeAndChipShow() {
    Bench bench(twoLayers());
    bench.canvas().select(NodeId("a"));
    QTest::keyClick(&bench.canvas(), Qt::Key_B);
    QVERIFY(bench.timeline().hasBreakpoint(NodeId("a")));
    const auto& scene = bench.canvas().canvas();
    QVERIFY(scene.looks().nodes[*scene.drawing().graph.position(NodeId("a"))].breakpoint);
    bench.actions().forward->trigger();
    QCOMPARE(bench.timeline().cursor(), 1);
    QVERIFY2(bench.saying().contains("breakpoint"), qPrintable(bench.saying()));
    bench.canvas().select(NodeId("x"));
    QTest::keyClick(&bench.canvas(), Qt::Key_B);
    QVERIFY(bench.timeline().breakpoints().nodes.size() == 1 && bench.saying().contains("leaf"));
  }

  void aClickOnAChipsDotSetsAndTakesAwayABreakpoint() {
    Bench bench(twoLayers());
    auto* strip = bench.window.findChild<ui::TimelineStrip*>();
    QTest::mouseClick(strip, Qt::LeftButton, {}, strip->dotRect(1).center().toPoint());
    QVERIFY(bench.timeline().hasBreakpoint(NodeId("a")));
    QCOMPARE(bench.timeline().cursor(), 0);
    QTest::mouseClick(strip, Qt::LeftButton, {}, strip->dotRect(11).center().toPoint());
    QVERIFY(!bench.timeline().hasBreakpoint(NodeId("a")));
    QVERIFY(strip->dotRect(6).isEmpty());  // the seed
  }

  void aBreakpointAloneCanBeSavedAndComesBack() {
    QTemporaryDir folder;
    Bench bench(twoLayers());
    bench.toSave = folder.filePath("b.chainrule");
    QVERIFY(bench.window.files().saveAs());
    QVERIFY(!bench.actions().save->isEnabled());
    bench.timeline().toggleBreakpoint(NodeId("a"));
    QVERIFY(bench.actions().save->isEnabled() && !bench.window.document().isModified());
    bench.actions().save->trigger();
    QVERIFY(!bench.actions().save->isEnabled());
    bench.window.document().clear();
    QVERIFY(bench.window.openFile(bench.toSave));
    QVERIFY(bench.timeline().hasBreakpoint(NodeId("a")));
  }

  void predictHidesTheDownstreamEverywhereUntilItIsRevealed() {
    Bench bench(twoLayers());
    bench.askAtS();
    QVERIFY(bench.dock().content() && bench.dock().content()->equation.hidden);
    QVERIFY(std::abs(bench.dock().content()->limit - 0.91) < 0.005);  // of what can be seen
    QVERIFY2(bench.dock().view().sentence().endsWith("?"), qPrintable(bench.dock().view().sentence()));
    QVERIFY(!bench.dock().view().sentence().contains("0.54"));
    const auto& scene = bench.canvas().canvas();
    int asked = 0;
    for (std::size_t k = 0; k < scene.looks().wires.size(); ++k) {
      const ui::WireLook& look = scene.looks().wires[k];
      if (!look.asked) continue;
      ++asked;
      QVERIFY(look.gradient.text.contains("?"));
    }
    QCOMPARE(asked, 2);
    QCOMPARE(scene.looks().nodes[*scene.drawing().graph.position(NodeId("W1"))].sumRest, QString(" contributions in, next ?"));
    QTest::keyClick(&bench.panel().field(), Qt::Key_Return, Qt::ShiftModifier);
    QVERIFY(!bench.timeline().isAsking());
    QVERIFY(!bench.dock().content()->equation.hidden);
    QVERIFY2(bench.panel().text().contains(QString::fromUtf8("−0.54")), qPrintable(bench.panel().text()));
  }

  void aWrongAnswerGetsTheHintThatBelongsToIt() {
    Bench bench(twoLayers());
    bench.askAtS();
    bench.answer("0.55");
    QVERIFY(bench.timeline().isAsking());
    QCOMPARE(bench.panel().field().text(), QString("0.55"));
    QVERIFY2(bench.panel().text().contains("Look at the sign in the middle"), qPrintable(bench.panel().text()));
    QVERIFY2(bench.panel().text().contains(QString::fromUtf8("(−0.91)(0.60) lowers the sum")), qPrintable(bench.panel().text()));
    bench.answer("-0.54");
    QVERIFY(!bench.timeline().isAsking());
    QCOMPARE(bench.timeline().predictions().score(), 0.5);
    bench.button("Next step")->click();
    QVERIFY(bench.timeline().isAsking());
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(&bench.panel().field()));
  }

  void threeHintsThenOnlyRevealIsLeft() {
    Bench bench(twoLayers());
    bench.askAtS();
    for (int k = 0; k < 3; ++k) QTest::keyClick(&bench.panel().field(), Qt::Key_H, Qt::AltModifier);
    QVERIFY(!bench.button("Hint")->isEnabled());
    QCOMPARE(bench.button("Reveal")->objectName(), QString("primary"));
    bench.button("Reveal")->click();
    QCOMPARE(bench.timeline().predictions().score(), 0.0);
  }

  void aClickOnAHiddenCellAsksForIt() {
    Bench bench(twoLayers());
    bench.askAtS();
    const QRectF cell = bench.dock().view().layoutOfEquation().rectOf({ui::PanelRole::Downstream, 0, 0});
    QTest::mouseClick(&bench.dock().view(), Qt::LeftButton, {}, cell.center().toPoint());
    bench.answer("1.03");
    QVERIFY(!bench.timeline().isAsking());
    QCOMPARE(bench.timeline().predictions().score(), 1.0);
  }

  void whatIsNoNumberIsToldAndCostsNothing() {
    Bench bench(twoLayers());
    bench.askAtS();
    bench.answer("-0,54");
    QVERIFY(bench.timeline().isAsking());
    QCOMPARE(bench.timeline().predictions().hints(bench.moment().backwardDone() - 1), 0);
  }

  void escapeLeavesTheBox() {
    Bench bench(twoLayers());
    bench.askAtS();
    QTest::keyClick(&bench.panel().field(), Qt::Key_Escape);
    QVERIFY(bench.canvas().hasFocus());
    QTest::keyClick(&bench.canvas(), Qt::Key_BracketRight);  // asks first
    QVERIFY(bench.panel().field().hasFocus());
  }

  void bracketsStepFromTheAnswersBoxToo() {
    Bench bench(twoLayers());
    bench.askAtS();
    QVERIFY(bench.panel().field().hasFocus());
    const int cursor = bench.timeline().cursor();
    QTest::keyClick(&bench.panel().field(), Qt::Key_BracketRight);  // asks first
    QCOMPARE(bench.timeline().cursor(), cursor);
    QTest::keyClick(&bench.panel().field(), Qt::Key_BracketLeft);
    QCOMPARE(bench.timeline().cursor(), cursor - 1);
    QVERIFY(bench.panel().field().text().isEmpty());
  }

  void aVectorOutputAsksForItsSeedAndRowTwoIsRowTwo() {
    Bench bench(vectorOutput());
    bench.actions().backward->trigger();
    auto* question = bench.window.findChild<ui::SeedQuestion*>();
    QVERIFY(question->isVisible());
    for (QPushButton* button : question->findChildren<QPushButton*>()) QVERIFY(question->rect().contains(button->geometry().translated(button->parentWidget()->pos())));
    const QSize size = question->size();
    bench.actions().backward->trigger();  // asked again while it is seen
    QCOMPARE(question->size(), size);
    for (QPushButton* button : question->findChildren<QPushButton*>()) QVERIFY(button->isVisible() && button->height() >= 20);
    QSignalSpy arrived(&bench.timeline(), &ui::Timeline::traceChanged);
    QTest::mouseClick(bench.named<QPushButton>("Row 2 of the Jacobian"), Qt::LeftButton);
    QVERIFY(arrived.wait(5000));
    QVERIFY(!question->isVisible());
    QVERIFY(bench.canvas().hasFocus());
    QVERIFY(bench.moment().seeded());
    bench.actions().runBackward->trigger();
    const core::Tensor row = *bench.moment().gradient(*bench.moment().graph().position(NodeId("x")));
    QVERIFY(row[0] == 3 && row[1] == 4);
  }

  void besideAnEnlargedDockTheSeedQuestionIsWholeAndTakesReturn() {
    Bench bench(vectorOutput());
    bench.actions().enlargeDock->trigger();
    QCoreApplication::processEvents();
    bench.actions().backward->trigger();
    auto* question = bench.window.findChild<ui::SeedQuestion*>();
    QVERIFY(question->isVisible());
    QVERIFY(question->parentWidget()->rect().contains(question->geometry()));
    QSignalSpy arrived(&bench.timeline(), &ui::Timeline::traceChanged);
    QTest::keyClick(question->focusWidget(), Qt::Key_Return);
    QVERIFY(!question->isVisible());
    QVERIFY(arrived.wait(5000));
    QVERIFY(bench.moment().seeded());
    QCOMPARE((*bench.moment().trace().seed())[0], 1.0);
  }

  void forwardOpensTheProblemsWhereItStops() {
    Bench bench(graphOf({leaf("input", "x", core::Tensor({3}, {1, 2, 3})), leaf("parameter", "W", core::Tensor({1, 2}, {1, 2})),
                         node("relu", "a", {"x"}), node("linear", "y", {"a", "W"})},
                        "y"));
    bench.timeline().toggleBreakpoint(NodeId("y"));
    bench.actions().forward->trigger();  // nobody has come to it
    QVERIFY(bench.dock().openedView() == nullptr);
    bench.actions().forward->trigger();
    QVERIFY(bench.dock().openedView() != nullptr);
    QCOMPARE(bench.dock().openedView()->name(), QStringLiteral("problems"));
  }

  void aDigitAnswersTheSeedQuestion() {
    Bench bench(vectorOutput());
    bench.actions().backward->trigger();
    auto* question = bench.window.findChild<ui::SeedQuestion*>();
    QTest::keyClick(question->focusWidget(), Qt::Key_9);  // there is no such row
    QVERIFY(question->isVisible());
    QSignalSpy arrived(&bench.timeline(), &ui::Timeline::traceChanged);
    QTest::keyClick(question->focusWidget(), Qt::Key_2);
    QVERIFY(!question->isVisible());
    QVERIFY(arrived.wait(5000));
    const core::TensorView seed = *bench.moment().trace().seed();
    QVERIFY(seed[0] == 0 && seed[1] == 1);
    // The keys go on with the run.
    QVERIFY(bench.canvas().hasFocus());
    const int cursor = bench.timeline().cursor();
    QTest::keyClick(&bench.canvas(), Qt::Key_BracketRight);
    QCOMPARE(bench.timeline().cursor(), cursor + 1);
  }

  void oneWireAtATimeFollowsInDockAndCanvas() {
    Bench bench(twoLayers());
    bench.actions().wireByWire->trigger();
    bench.timeline().runTo(NodeId("ell"));
    bench.timeline().runForward();
    bench.timeline().runTo(NodeId("ell"));
    bench.actions().next->trigger();
    QVERIFY(bench.moment().isPartial());
    QCOMPARE(bench.dock().argument(), 0);
    bench.actions().next->trigger();
    QVERIFY(!bench.moment().isPartial());
    QCOMPARE(bench.dock().argument(), 1);
    QCOMPARE(bench.dock().content()->equation.argument, std::size_t(1));
    bench.actions().previous->trigger();
    QCOMPARE(bench.dock().argument(), 0);
  }

  void aSliderChangesAllValuesInOneUndoStep() {
    Bench bench(twoLayers());
    bench.actions().forward->trigger();
    bench.canvas().select(NodeId("x"));
    auto* slider = bench.named<QSlider>("Slider of x 2");
    QVERIFY(slider);
    const int steps = bench.window.document().undoStack().count();
    const int cursor = bench.timeline().cursor();
    slider->setSliderDown(true);
    QSignalSpy arrived(&bench.timeline(), &ui::Timeline::traceChanged);
    for (int k = 1; k <= 10; ++k) slider->setSliderPosition(slider->value() + 1);
    slider->setSliderDown(false);
    QVERIFY(arrived.wait(5000));
    QTRY_VERIFY(bench.moment().graph().sharesAllWith(bench.window.document().graph()));
    QCOMPARE(bench.window.document().undoStack().count(), steps + 1);
    QCOMPARE(bench.timeline().cursor(), cursor);
    QVERIFY(!bench.timeline().hasStale());
    QVERIFY(bench.named<QSlider>("Slider of x 2") == slider);  // it stays under the hand
    const double number = bench.window.document().graph().find(NodeId("x"))->value->tensor[1];
    QVERIFY(number != -0.5);
    QVERIFY(std::abs(bench.named<QDoubleSpinBox>("Number of x 2")->value() - number) < 1e-9);
    slider->setSliderDown(true);
    slider->setSliderPosition(slider->value() - 3);
    slider->setSliderDown(false);
    QCOMPARE(bench.window.document().undoStack().count(), steps + 2);
  }

  void hoverShowsWhatAWireCarriesAndADoubleClickPinsIt() {
    Bench bench(twoLayers());
    bench.timeline().setCursor(bench.timeline().last());
    const auto& drawing = bench.canvas().canvas().drawing();
    QPoint at;
    for (const ui::WireGeometry& wire : drawing.geometry.wires)
      if (drawing.graph.node(wire.to).id == NodeId("s") && wire.argument == 0) at = bench.canvas().mapFromScene(wire.path.at(0.5));
    QTest::mouseMove(bench.canvas().viewport(), at);
    QTRY_COMPARE(bench.canvas().cards().shown().size(), std::size_t(1));
    const ui::WireCard& card = bench.canvas().cards().shown().front()->card();
    QCOMPARE(card.panels.size(), std::size_t(2));
    QVERIFY(std::abs(card.panels[1].numbers[2] + 0.54) < 0.005);
    QTest::mouseDClick(bench.canvas().viewport(), Qt::LeftButton, {}, at);
    QVERIFY(bench.canvas().cards().shown().front()->isPinned());
    bench.timeline().setCursor(bench.moment().forwardCount());
    QCOMPARE(bench.canvas().cards().shown().front()->card().panels.size(), std::size_t(1));  // follows the timeline
    QTest::mouseDClick(bench.canvas().viewport(), Qt::LeftButton, {}, at);
    QTRY_VERIFY(bench.canvas().cards().shown().empty() || !bench.canvas().cards().shown().front()->isPinned());
  }

  void aPulseIntroducesAStepUnlessMotionIsReduced() {
    Bench bench(twoLayers());
    auto& scene = bench.canvas().canvas();
    bench.actions().next->trigger();
    QVERIFY(scene.isPulsing());
    bench.actions().next->trigger();  // a new step ends the old pulse
    QVERIFY(scene.isPulsing());
    QTRY_VERIFY(!scene.isPulsing());
    bench.actions().previous->trigger();
    QVERIFY(!scene.isPulsing());
    scene.setReducedMotion(true);
    bench.actions().next->trigger();
    QVERIFY(!scene.isPulsing());
  }

  void orderAndGhostsAreShownOnDemand() {
    Bench bench(twoLayers());
    const auto look = [&](const char* id) {
      const auto& scene = bench.canvas().canvas();
      return scene.looks().nodes[*scene.drawing().graph.position(NodeId(id))];
    };
    QCOMPARE(look("h").order, 0);
    bench.actions().order->trigger();
    QCOMPARE(look("h").order, 1);
    QCOMPARE(look("L").order, 6);
    QCOMPARE(look("x").order, 0);
    bench.actions().forward->trigger();
    bench.actions().reset->trigger();
    QVERIFY(!look("h").ghost && look("h").strip.empty());
    bench.actions().keepValues->trigger();
    QVERIFY(look("h").ghost && !look("h").strip.empty());
    bench.actions().next->trigger();
    QVERIFY(!look("h").ghost && look("a").ghost);
  }

  void parametersTellTheirGradientAfterAFullBackwardPass() {
    Bench bench(twoLayers());
    const auto look = [&](const char* id) {
      const auto& scene = bench.canvas().canvas();
      return scene.looks().nodes[*scene.drawing().graph.position(NodeId(id))];
    };
    bench.actions().runBackward->trigger();
    QVERIFY(!look("W1").gradient.isEmpty());
    QCOMPARE(look("W1").gradientShape, QString::fromUtf8("3×5"));
    QVERIFY(look("x").gradient.isEmpty());
    bench.actions().previous->trigger();
    QVERIFY(look("W1").gradient.isEmpty());
  }

  void draggingThePointOfTheCurveIsOneUndoStep() {
    Bench bench(graphOf({leaf("input", "x", core::Tensor::scalar(-1)), node("exp", "y", {"x"}), node("square", "L", {"y"})}, "L"));
    bench.actions().runBackward->trigger();
    const int cursor = bench.timeline().cursor();
    ui::EquationView& view = bench.dock().view();
    const auto curve = [&]() -> const ui::SlopeCurve& { return view.layoutOfEquation().curve; };
    QVERIFY(curve().isShown());
    const auto number = [&] { return bench.window.document().graph().find(NodeId("x"))->value->tensor[0]; };
    const int steps = bench.window.document().undoStack().count();
    const auto window = curve().window;
    QTest::mousePress(&view, Qt::LeftButton, {}, curve().place(curve().x, curve().y).toPoint());
    for (const double x : {-0.8, -0.4, 0.5}) {
      const QPoint to(qRound(curve().place(x, 0).x()), 100);
      QMouseEvent move(QEvent::MouseMove, to, view.mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
      QApplication::sendEvent(&view, &move);
      QVERIFY(std::abs(number() - x) < 0.02);
      // The equation follows, in the window that it had.
      QTRY_COMPARE(curve().x, number());
      QCOMPARE(curve().window.x, window.x);
    }
    QTest::mouseRelease(&view, Qt::LeftButton, {}, curve().place(curve().x, curve().y).toPoint());
    QCOMPARE(bench.window.document().undoStack().count(), steps + 1);
    QCOMPARE(bench.timeline().cursor(), cursor);
    QVERIFY(!bench.timeline().isLive());
    bench.window.document().undoStack().undo();
    QCOMPARE(number(), -1.0);
  }

  void arrowKeysMoveThePointOfTheCurve() {
    Bench bench(graphOf({leaf("input", "x", core::Tensor::scalar(-1)), node("exp", "y", {"x"}), node("exp", "L", {"y"})}, "L"));
    bench.actions().runBackward->trigger();
    ui::EquationView& view = bench.dock().view();
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_Right);
    const double moved = bench.window.document().graph().find(NodeId("x"))->value->tensor[0];
    QVERIFY(moved > -1 && moved < -0.9);
    // L follows y, which is no leaf.
    bench.actions().previous->trigger();
    QTRY_VERIFY(view.content() && !view.content()->inputIsFree);
    const int steps = bench.window.document().undoStack().count();
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(bench.window.document().undoStack().count(), steps);
  }

  void whatIsAskedForCanBeFilledInTermByTerm() {
    Bench bench(twoLayers());
    bench.askAtS();
    ui::EquationView& view = bench.dock().view();
    QList<QLineEdit*> boxes;
    for (QLineEdit* field : view.findChildren<QLineEdit*>())
      if (field->isVisible()) boxes << field;
    QCOMPARE(boxes.size(), 3);
    for (const QLineEdit* box : boxes) QVERIFY(view.layoutOfEquation().sentence.contains(QRectF(box->geometry())));
    boxes[0]->setFocus();
    QTest::keyClicks(boxes[0], QStringLiteral("0.2"));
    QVERIFY2(boxes[0]->toolTip().startsWith(QStringLiteral("Right")), qPrintable(boxes[0]->toolTip()));
    QTest::keyClick(boxes[0], Qt::Key_Return);
    QVERIFY(boxes[1]->hasFocus());
    QTest::keyClicks(boxes[1], QStringLiteral("-0.5"));
    QVERIFY(boxes[1]->toolTip().startsWith(QStringLiteral("Not the number")));
    // The last box leads to the answer.
    QTest::keyClick(boxes[2], Qt::Key_Return);
    QTRY_VERIFY(bench.panel().field().hasFocus());
    // What was typed stays with its entry.
    const QPoint other = view.layoutOfEquation().rectOf({ui::PanelRole::Downstream, 0, 0}).center().toPoint();
    QTest::mouseClick(&view, Qt::LeftButton, {}, other);
    QVERIFY(boxes[0]->text().isEmpty());
    QTest::mouseClick(&view, Qt::LeftButton, {}, view.layoutOfEquation().rectOf({ui::PanelRole::Downstream, 0, 2}).center().toPoint());
    QCOMPARE(boxes[0]->text(), QStringLiteral("0.2"));
    bench.timeline().settle(true);
    QTRY_VERIFY(!boxes[0]->isVisible());
  }

  void nothingTellsWhatIsAskedFor() {
    Bench bench(twoLayers());
    bench.dock().setScale({.scope = ui::ScaleScope::Run});
    bench.askAtS();
    // The scale of the whole run would tell the largest gradient.
    const ui::EquationScales& scales = bench.dock().view().layoutOfEquation().scales;
    QVERIFY(scales.visibleOnly);
    QVERIFY(std::abs(scales.limits[2].limit - 0.91) < 0.005);
    const auto* chip = bench.dock().findChild<QToolButton*>(QStringLiteral("scale"));
    QVERIFY2(chip->text().startsWith(QStringLiteral("Scale of what is visible: ±0.91")), qPrintable(chip->text()));
    QApplication::clipboard()->clear();
    for (QAction* action : {bench.actions().copyLatex, bench.actions().copySvg, bench.actions().exportStep, bench.actions().saveNumbers}) {
      action->trigger();
      QVERIFY2(bench.saying().startsWith(QStringLiteral("Answer first")), qPrintable(action->text()));
    }
    QVERIFY(QApplication::clipboard()->text().isEmpty());
    // In everything that is shown as text.
    for (QWidget* widget : bench.window.findChildren<QWidget*>()) {
      const QString told = widget->accessibleDescription() + widget->toolTip() + (qobject_cast<QLabel*>(widget) ? qobject_cast<QLabel*>(widget)->text() : QString());
      QVERIFY2(!told.contains(QStringLiteral("0.54")), qPrintable(told));
    }
    bench.timeline().settle(true);
    QVERIFY(!bench.dock().view().layoutOfEquation().scales.visibleOnly);
    QVERIFY(bench.dock().view().layoutOfEquation().scales.limits[2].limit > 1);
  }

  void whatIsKnownSoFarStandsBesideTheQuestion() {
    Bench bench(twoLayers());
    bench.askAtS();
    const auto parts = [&] {
      QStringList names;
      for (const ui::TensorPanel* part : bench.panel().findChildren<ui::TensorPanel*>())
        if (part->isVisible()) names << part->accessibleName();
      return names;
    };
    // The L2 penalty has sent its part to W1; what this step sends there is hidden.
    QTRY_COMPARE(parts(), (QStringList{QStringLiteral("L2 penalty"), QStringLiteral("Linear")}));
    bench.timeline().settle(true);
    QTRY_VERIFY(parts().isEmpty());
  }

  void whilePlayingAllStepsShareTheScaleOfTheRun() {
    Bench bench(twoLayers());
    bench.actions().forward->trigger();
    QVERIFY(bench.dock().scale().scope != ui::ScaleScope::Run);
    bench.actions().play->trigger();
    QCOMPARE(bench.dock().scale().scope, std::optional(ui::ScaleScope::Run));
    bench.actions().play->trigger();
    QCOMPARE(bench.dock().scale().scope, std::optional(ui::ScaleScope::Run));  // the picture stays
    bench.actions().next->trigger();
    QVERIFY(!bench.dock().scale().scope);
    // An explicit choice stands.
    bench.dock().setScale({.scope = ui::ScaleScope::Panel});
    bench.actions().play->trigger();
    QCOMPARE(bench.dock().scale().scope, std::optional(ui::ScaleScope::Panel));
    bench.actions().play->trigger();
  }

  void aRenamedNodeKeepsAllThatBelongsToIt() {
    Bench bench(twoLayers());
    bench.actions().runBackward->trigger();
    const int cursor = bench.timeline().cursor();
    bench.timeline().toggleBreakpoint(NodeId("s"));
    bench.canvas().select(NodeId("s"));
    bench.canvas().findChild<ui::WireCards*>()->pin({NodeId("s"), 0}, {200, 200});
    QCOMPARE(bench.canvas().findChild<ui::WireCards*>()->shown().size(), std::size_t(1));
    QSignalSpy arrived(&bench.timeline(), &ui::Timeline::traceChanged);
    bench.window.document().edit("rename", [](ui::Sheet& sheet) { ui::renameNode(sheet, NodeId("s"), NodeId("scores")); });
    QVERIFY(arrived.wait(5000));
    // The run is the same one.
    QCOMPARE(bench.timeline().cursor(), cursor);
    QVERIFY(!bench.timeline().hasStale());
    QVERIFY(bench.timeline().hasBreakpoint(NodeId("scores")) && !bench.timeline().hasBreakpoint(NodeId("s")));
    QCOMPARE(bench.canvas().selectedNodes(), std::vector{NodeId("scores")});
    QCOMPARE(bench.canvas().findChild<ui::WireCards*>()->shown().size(), std::size_t(1));
    QVERIFY(bench.dock().content() != nullptr);
    QCOMPARE(bench.moment().graph().node(bench.dock().content()->equation.node).id, NodeId("scores"));
    // So does undo.
    bench.window.document().undoStack().undo();
    QVERIFY(arrived.wait(5000));
    QVERIFY(bench.timeline().hasBreakpoint(NodeId("s")));
    QCOMPARE(bench.canvas().selectedNodes(), std::vector{NodeId("s")});
    QCOMPARE(bench.timeline().cursor(), cursor);
  }
};

QTEST_MAIN(TestSteppingWindow)
#include "tst_stepping_window.moc"

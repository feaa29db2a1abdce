// The canvas by real mouse and key events, without a display.
#include <QDropEvent>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include "core/functions/catalogue.h"
#include "ui/canvas/canvas_view.h"
#include "ui/figures/node_painter.h"
#include "ui/model/document.h"
#include "ui/model/edits.h"
#include "ui/model/runner.h"
#include "ui/model/timeline.h"

using core::NodeId;
using ui::Sheet;

namespace {

const NodeId x{"x"}, w{"w"}, h{"h"}, a{"a"}, s{"s"};

core::Node node(const NodeId& id, const char* function, std::vector<std::optional<NodeId>> inputs = {}) {
  core::Node result;
  result.id = id;
  result.function = &core::functionNamed(function);
  result.inputs = std::move(inputs);
  return result;
}

core::Node leaf(const NodeId& id, const char* function, core::Shape shape) {
  core::Node result = node(id, function);
  result.value = core::LeafValue{core::Tensor(std::move(shape), 0.5), std::nullopt};
  return result;
}

/// A canvas of 900 × 600 at 100 %, with the scene's origin at its top left corner.
struct Bench {
  ui::Document document;
  ui::Runner runner;
  ui::Timeline timeline{document, runner};
  ui::CanvasView view{document, timeline};

  Bench() {
    view.resize(900, 600);
    view.show();
    view.look({450, 300}, 1);
  }
  /// x → h = tanh x → a = relu h, a free product s, and a parameter w of another shape.
  static Bench& withChain(Bench& bench) {
    bench.document.edit("start", [](Sheet& sheet) {
      for (const auto& [id, at] : {std::pair{x, QPointF(100, 100)},
                                   {h, QPointF(260, 100)},
                                   {a, QPointF(420, 100)},
                                   {s, QPointF(600, 300)},
                                   {w, QPointF(420, 300)}}) {
        sheet.positions[id] = at;
      }
      const core::Node nodes[] = {leaf(x, "input", {4}), node(h, "tanh", {x}), node(a, "relu", {h}),
                                  node(s, "mul"), leaf(w, "parameter", {3, 5})};
      sheet.graph = sheet.graph.withNodes(nodes);
    });
    bench.view.look({450, 300}, 1);
    bench.document.undoStack().setClean();
    return bench;
  }

  QPoint pixel(QPointF scene) const { return view.mapFromScene(scene); }
  QPointF place(const NodeId& id) const { return document.sheet().positions.at(id); }
  QPointF output(const NodeId& id) { return ui::outputOf(view.canvas().drawing(), id).at; }
  QPointF input(const NodeId& id, std::size_t argument) {
    return ui::inputOf(view.canvas().drawing(), id, argument).at;
  }
  std::optional<NodeId> wireInto(const NodeId& id, std::size_t argument) const {
    const core::Node* found = document.graph().find(id);
    return found && argument < found->inputs.size() ? found->inputs[argument] : std::nullopt;
  }
  void press(QPointF at, Qt::KeyboardModifiers modifiers = {}) {
    QTest::mousePress(view.viewport(), Qt::LeftButton, modifiers, pixel(at));
  }
  void move(QPointF to, Qt::KeyboardModifiers modifiers = {}) {
    // QTest::mouseMove tells nothing about buttons.
    QMouseEvent event(QEvent::MouseMove, pixel(to), view.viewport()->mapToGlobal(pixel(to)), Qt::NoButton,
                      Qt::LeftButton, modifiers);
    QCoreApplication::sendEvent(view.viewport(), &event);
  }
  void release(QPointF at, Qt::KeyboardModifiers modifiers = {}) {
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, modifiers, pixel(at));
  }
  void drag(QPointF from, QPointF to, Qt::KeyboardModifiers modifiers = {}) {
    press(from, modifiers);
    move(from + (to - from) / 2, modifiers);
    move(to, modifiers);
    release(to, modifiers);
  }
  void drop(const char* function, QPointF at) {
    QMimeData data;
    data.setData(ui::functionMimeType, function);
    QDragEnterEvent enter(pixel(at), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(view.viewport(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(pixel(at), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(view.viewport(), &event);
    QVERIFY(event.isAccepted());
  }
  void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&view, key, modifiers); }
};

}  // namespace

class TestCanvas : public QObject {
  Q_OBJECT

private slots:
  void theGraphKeepsClearOfTheCaption() {
    Bench bench;
    Bench::withChain(bench);
    bench.view.resize(900, 330);  // so low that the height decides how large it is
    bench.view.fitAll();
    const auto bottom = [&] { return bench.view.mapFromScene(bench.view.canvas().drawing().geometry.bounds).boundingRect().bottom(); };
    const double before = bench.view.zoom();
    bench.view.canvas().setMarks({.caption = QStringLiteral("green: value")});
    QVERIFY(bench.view.zoom() < before);
    QVERIFY(bottom() <= bench.view.viewport()->height() - 14 - 16);
    bench.view.canvas().setMarks({});
    QCOMPARE(bench.view.zoom(), before);
  }

  void anEntryThatIsPointedAtElsewhereIsRingedInItsStrip() {
    Bench bench;
    QSignalSpy arrived(&bench.timeline, &ui::Timeline::traceChanged);
    Bench::withChain(bench);
    QVERIFY(arrived.wait(5000));
    bench.timeline.runForward();
    bench.view.canvas().lightEntries({{h, 2}});
    QCOMPARE(bench.view.canvas().litTexts(), QStringList{QStringLiteral("3: 0.46")});
    bench.view.canvas().lightEntries({{w, 7}, {h, 0}});
    QCOMPARE(bench.view.canvas().litTexts(), (QStringList{QStringLiteral("(2,3): 0.50"), QStringLiteral("1: 0.46")}));
    bench.view.canvas().lightEntries({});
    QVERIFY(bench.view.canvas().litTexts().isEmpty());
  }

  void pointingAtACellOfAStripIsTold() {
    Bench bench;
    QSignalSpy arrived(&bench.timeline, &ui::Timeline::traceChanged);
    Bench::withChain(bench);
    QVERIFY(arrived.wait(5000));
    bench.timeline.runForward();
    QSignalSpy told(&bench.view, &ui::CanvasView::entriesLit);
    const auto& drawing = bench.view.canvas().drawing();
    const QRectF cell = ui::stripCellRect(drawing.geometry.nodes[*drawing.graph.position(h)], 4, 3);
    bench.move(cell.center());
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.last().first().value<ui::NodeEntries>(), (ui::NodeEntries{{h, 3}}));
    bench.move({30, 500});
    QVERIFY(told.last().first().value<ui::NodeEntries>().empty());
  }

  void aDroppedFunctionLandsUnderThePointer() {
    Bench bench;
    bench.drop("mul", {333, 222});
    QCOMPARE(bench.document.graph().size(), std::size_t(1));
    const NodeId id = bench.document.graph().node(0).id;
    QCOMPARE(bench.document.graph().node(0).function->name, "mul");
    QCOMPARE(bench.place(id), QPointF(333, 222));
    QCOMPARE(bench.view.selectedNodes(), std::vector{id});
    bench.document.undoStack().undo();
    QVERIFY(bench.document.graph().empty());
  }

  void aFunctionDroppedOnANodeReplacesItAndKeepsItsWires() {
    Bench bench;
    Bench::withChain(bench);
    bench.drop("sigmoid", {260, 100});
    QCOMPARE(bench.document.graph().find(h)->function->name, "sigmoid");
    QCOMPARE(bench.wireInto(h, 0), std::optional(x));
    QCOMPARE(bench.wireInto(a, 0), std::optional(h));
  }

  void aWireIsDrawnFromOutputToInput() {
    Bench bench;
    Bench::withChain(bench);
    bench.drag(bench.output(a), bench.input(s, 1));
    QCOMPARE(bench.wireInto(s, 1), std::optional(a));
    bench.document.undoStack().undo();
    QCOMPARE(bench.wireInto(s, 1), std::optional<NodeId>());
  }

  void aWireIsDrawnFromInputToOutputToo() {
    Bench bench;
    Bench::withChain(bench);
    bench.drag(bench.input(s, 0), bench.output(x));
    QCOMPARE(bench.wireInto(s, 0), std::optional(x));
  }

  void aWireDroppedOnANodeTakesItsFirstFreeArgument() {
    Bench bench;
    Bench::withChain(bench);
    bench.drag(bench.output(x), bench.place(s));
    bench.drag(bench.output(a), bench.place(s));
    QCOMPARE(bench.wireInto(s, 0), std::optional(x));
    QCOMPARE(bench.wireInto(s, 1), std::optional(a));
  }

  void aLoopIsRefusedAndTold() {
    Bench bench;
    Bench::withChain(bench);
    QSignalSpy said(&bench.view, &ui::CanvasView::said);
    bench.drag(bench.output(a), bench.input(h, 0));
    QCOMPARE(bench.wireInto(h, 0), std::optional(x));
    QVERIFY(bench.document.undoStack().isClean());
    QCOMPARE(said.size(), 1);
    QVERIFY(said[0][0].toString().contains("h → a → h"));
  }

  void aSecondWireReplacesTheFirstAndSaysSo() {
    Bench bench;
    Bench::withChain(bench);
    QSignalSpy said(&bench.view, &ui::CanvasView::said);
    bench.drag(bench.output(x), bench.input(a, 0));
    QCOMPARE(bench.wireInto(a, 0), std::optional(x));
    QCOMPARE(said.size(), 1);
    QVERIFY(said[0][0].toString().contains("Undo"));
    bench.document.undoStack().undo();
    QCOMPARE(bench.wireInto(a, 0), std::optional(h));
  }

  void aWireWhoseShapesDoNotFitIsMadeAndMarked() {
    Bench bench;
    Bench::withChain(bench);
    bench.drag(bench.output(a), bench.input(s, 0));
    bench.drag(bench.output(w), bench.input(s, 1));
    QCOMPARE(bench.wireInto(s, 1), std::optional(w));
    const ui::ProblemText problem = bench.view.canvas().problemOf(s);
    QVERIFY(!problem.title.isEmpty());
    QVERIFY2(problem.message.contains("3×5") && problem.message.contains("4"), qPrintable(problem.message));
    const std::size_t position = *bench.document.graph().position(s);
    QCOMPARE(bench.view.canvas().looks().nodes[position].outline, ui::Outline::Problem);
  }

  void aWireIsTakenOffItsInput() {
    Bench bench;
    Bench::withChain(bench);
    bench.drag(bench.input(a, 0), {700, 500});
    QCOMPARE(bench.wireInto(a, 0), std::optional<NodeId>());
    bench.document.undoStack().undo();
    bench.drag(bench.input(a, 0), bench.input(s, 0));
    QCOMPARE(bench.wireInto(a, 0), std::optional<NodeId>());
    QCOMPARE(bench.wireInto(s, 0), std::optional(h));
    bench.document.undoStack().undo();
    QCOMPARE(bench.wireInto(a, 0), std::optional(h));
  }

  void escapeRestoresAWireThatIsBeingTakenOff() {
    Bench bench;
    Bench::withChain(bench);
    bench.press(bench.input(a, 0));
    bench.move({700, 500});
    bench.key(Qt::Key_Escape);
    bench.release({700, 500});
    QCOMPARE(bench.wireInto(a, 0), std::optional(h));
    QVERIFY(bench.document.undoStack().isClean());
  }

  void aWireDroppedOnNothingAsksForAFunction() {
    Bench bench;
    Bench::withChain(bench);
    QSignalSpy search(&bench.view, &ui::CanvasView::searchRequested);
    bench.drag(bench.output(a), {700, 500});
    QCOMPARE(search.size(), 1);
    QCOMPARE(search[0][0].toPointF(), QPointF(700, 500));
    const auto origin = search[0][1].value<ui::WireOrigin>();
    QVERIFY(origin && origin->isOutput && origin->node == a);
    bench.view.place(core::functionNamed("exp"), {700, 500}, origin);
    const NodeId added = bench.view.selectedNodes().front();
    QCOMPARE(bench.wireInto(added, 0), std::optional(a));
  }

  void aDragMovesTheSelectionInOneUndoStepAndSnaps() {
    Bench bench;
    Bench::withChain(bench);
    const int before = bench.document.undoStack().index();
    bench.press({260, 100});
    for (int k = 1; k <= 20; ++k) bench.move({260.0 + 3 * k, 100.0 + 2 * k});
    bench.release({320, 140});
    QCOMPARE(bench.place(h), QPointF(320, 140));
    QCOMPARE(bench.document.undoStack().index(), before + 1);
    bench.document.undoStack().undo();
    QCOMPARE(bench.place(h), QPointF(260, 100));
    bench.drag({260, 100}, {267, 111}, Qt::AltModifier);
    QCOMPARE(bench.place(h), QPointF(267, 111));
  }

  void aBoxSelectsWhatItTouches() {
    Bench bench;
    Bench::withChain(bench);
    bench.drag({30, 30}, {300, 200});
    QCOMPARE(bench.view.selectedNodes(), (std::vector{h, x}));
    bench.drag({380, 250}, {500, 350}, Qt::ShiftModifier);
    QCOMPARE(bench.view.selectedNodes(), (std::vector{h, w, x}));
    bench.drag({200, 30}, {300, 200}, Qt::ControlModifier);
    QCOMPARE(bench.view.selectedNodes(), (std::vector{w, x}));
    bench.key(Qt::Key_Escape);
    QVERIFY(bench.view.selectedNodes().empty());
  }

  void deleteRemovesNodesAndWires() {
    Bench bench;
    Bench::withChain(bench);
    bench.view.select(h);
    bench.key(Qt::Key_Delete);
    QVERIFY(!bench.document.graph().find(h));
    QCOMPARE(bench.wireInto(a, 0), std::optional<NodeId>());
    bench.document.undoStack().undo();
    QCOMPARE(bench.wireInto(a, 0), std::optional(h));
    QTest::mouseClick(bench.view.viewport(), Qt::LeftButton, {}, bench.pixel({340, 100}));
    QCOMPARE(bench.view.canvas().selection().wires.size(), std::size_t(1));
    bench.key(Qt::Key_Backspace);
    QCOMPARE(bench.wireInto(a, 0), std::optional<NodeId>());
    QVERIFY(bench.document.graph().find(a));
  }

  void duplicatesKeepTheirInnerWires() {
    Bench bench;
    Bench::withChain(bench);
    bench.view.setSelection({{x, h}, {}});
    bench.key(Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(bench.document.graph().size(), std::size_t(7));
    const std::vector<NodeId> copies = bench.view.selectedNodes();
    QCOMPARE(copies.size(), std::size_t(2));
    const bool firstIsTanh = bench.document.graph().find(copies[0])->function->name == "tanh";
    QCOMPARE(bench.wireInto(copies[firstIsTanh ? 0 : 1], 0), std::optional(copies[firstIsTanh ? 1 : 0]));
  }

  void zoomKeepsThePointUnderThePointer() {
    Bench bench;
    Bench::withChain(bench);
    const QPointF pointer(260, 100);
    const QPoint at = bench.pixel(pointer);
    for (const int notches : {120, 120, 120, -120, -120, -120, -120, 120}) {
      QWheelEvent wheel(at, bench.view.viewport()->mapToGlobal(at), {}, QPoint(0, notches), Qt::NoButton,
                        Qt::ControlModifier, Qt::NoScrollPhase, false);
      QCoreApplication::sendEvent(bench.view.viewport(), &wheel);
      const QPointF off = bench.view.mapFromScene(pointer) - at;
      QVERIFY2(std::abs(off.x()) <= 2 && std::abs(off.y()) <= 2, qPrintable(QString::number(off.x())));
    }
    QVERIFY(std::abs(bench.view.zoom() - 1) < 1e-9);
    bench.view.setZoom(100, at);
    QCOMPARE(bench.view.zoom(), 4.0);
    bench.view.setZoom(0.001, at);
    QCOMPARE(bench.view.zoom(), 0.1);
  }

  void theMiddleButtonAndTheWheelMoveTheView() {
    Bench bench;
    Bench::withChain(bench);
    const QPointF before = bench.view.centre();
    QTest::mousePress(bench.view.viewport(), Qt::MiddleButton, {}, {400, 400});
    QTest::mouseMove(bench.view.viewport(), {350, 380});
    QTest::mouseRelease(bench.view.viewport(), Qt::MiddleButton, {}, {350, 380});
    QCOMPARE(bench.view.centre(), before + QPointF(50, 20));
  }

  void fitShowsEverything() {
    Bench bench;
    Bench::withChain(bench);
    bench.view.setZoom(4, {});
    bench.key(Qt::Key_F, Qt::ShiftModifier);
    for (const NodeId& id : {x, h, a, s, w})
      QVERIFY(bench.view.viewport()->rect().contains(bench.pixel(bench.place(id))));
    QVERIFY(bench.view.zoom() <= 1);
  }

  void arrowsWalkAndControlArrowsMove() {
    Bench bench;
    Bench::withChain(bench);
    bench.view.select(x);
    bench.key(Qt::Key_Right);
    QCOMPARE(bench.view.selectedNodes(), std::vector{h});
    bench.key(Qt::Key_Right);
    bench.key(Qt::Key_Down);
    QCOMPARE(bench.view.selectedNodes(), std::vector{w});
    bench.key(Qt::Key_Left, Qt::ControlModifier);
    QCOMPARE(bench.place(w), QPointF(400, 300));
  }

  void aWireIsDrawnByKeyboard() {
    Bench bench;
    Bench::withChain(bench);
    bench.view.select(w);
    bench.key(Qt::Key_C);
    bench.key(Qt::Key_Return);
    QCOMPARE(bench.wireInto(s, 0), std::optional(w));
    bench.view.select(w);
    bench.key(Qt::Key_C);
    bench.key(Qt::Key_Tab);
    bench.key(Qt::Key_Escape);
    QCOMPARE(bench.wireInto(s, 1), std::optional<NodeId>());
  }

  void doubleClicksAskForValuesAndFunctions() {
    Bench bench;
    Bench::withChain(bench);
    QSignalSpy edit(&bench.view, &ui::CanvasView::editRequested);
    QSignalSpy search(&bench.view, &ui::CanvasView::searchRequested);
    QTest::mouseDClick(bench.view.viewport(), Qt::LeftButton, {}, bench.pixel({100, 100}));
    QCOMPARE(edit.size(), 1);
    QTest::mouseDClick(bench.view.viewport(), Qt::LeftButton, {}, bench.pixel({700, 500}));
    QCOMPARE(search.size(), 1);
    bench.key(Qt::Key_Space);
    QCOMPARE(search.size(), 2);
  }

  void controlClickRunsToTheNode() {
    Bench bench;
    Bench::withChain(bench);
    QTRY_VERIFY(bench.timeline.moment() && bench.timeline.moment()->graph().size() == 5);
    bench.timeline.reset();
    QTest::mouseClick(bench.view.viewport(), Qt::LeftButton, Qt::ControlModifier, bench.pixel({420, 100}));
    const ui::Moment& moment = *bench.timeline.moment();
    QCOMPARE(moment.graph().node(*moment.active()).id, a);
    QCOMPARE(bench.view.canvas().looks().nodes[*bench.document.graph().position(a)].outline,
             ui::Outline::Active);
  }

  void layoutIsOneUndoStep() {
    Bench bench;
    Bench::withChain(bench);
    const QPointF before = bench.place(s);
    bench.key(Qt::Key_L, Qt::ControlModifier);
    QVERIFY(bench.place(x).x() < bench.place(h).x() && bench.place(h).x() < bench.place(a).x());
    bench.document.undoStack().undo();
    QCOMPARE(bench.place(s), before);
  }

  void whatNobodyCanReadIsNotMade() {
    Bench bench;
    Bench::withChain(bench);
    QSignalSpy arrived(&bench.timeline, &ui::Timeline::traceChanged);
    QVERIFY(bench.timeline.moment() || arrived.wait(5000));
    bench.timeline.runForward();
    const ui::CanvasScene& scene = bench.view.canvas();
    const std::size_t p = scene.drawing().graph.position(h).value();
    QCOMPARE(scene.looks().wires.front().value.text, QStringLiteral("x"));
    QCOMPARE(scene.looks().nodes[p].strip.size(), std::size_t(4));
    bench.view.setZoom(0.3, {450, 300});
    QVERIFY(scene.looks().wires.front().value.text.isEmpty());
    QVERIFY(scene.looks().nodes[p].strip.empty());
    bench.view.setZoom(0.5, {450, 300});
    QCOMPARE(scene.looks().wires.front().value.text, QStringLiteral("x"));
    QCOMPARE(scene.looks().nodes[p].strip.size(), std::size_t(4));
  }
};

QTEST_MAIN(TestCanvas)
#include "tst_canvas.moc"

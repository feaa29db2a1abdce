#include <QApplication>
#include <QClipboard>
#include <QDoubleSpinBox>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <cmath>

#include "tests/core/question_graphs.h"
#include "ui/model/document.h"
#include "ui/model/runner.h"
#include "ui/model/timeline.h"
#include "ui/panels/equation_dock.h"
#include "ui/panels/matrix_view.h"
#include "ui/panels/nudge/nudge_editor.h"
#include "ui/panels/nudge/nudge_strip.h"
#include "ui/panels/nudge/nudge_view.h"

using core::NodeId;
using core::Tensor;

namespace {

struct Bench {
  ui::Document document;
  ui::Runner runner;
  ui::Timeline timeline{document, runner};
  ui::EquationDock dock{timeline};
  ui::NudgeView* view = new ui::NudgeView(document, timeline, &dock);

  explicit Bench(const core::Graph& graph, const std::vector<NodeId>& selection = {}) {
    dock.addView(view);
    QSignalSpy arrived(&timeline, &ui::Timeline::traceChanged);
    document.edit(QStringLiteral("build"), [&](ui::Sheet& sheet) { sheet.graph = graph; });
    QVERIFY(arrived.wait(5000));
    dock.resize(1100, 430);
    dock.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dock));
    dock.setSelection(selection);
    dock.openView(QStringLiteral("nudge"));
    QTRY_VERIFY(view->answer() != nullptr);
  }
  std::vector<QSlider*> sliders() {
    std::vector<QSlider*> shown;
    for (QSlider* slider : view->findChildren<QSlider*>())
      if (slider->isVisible()) shown.push_back(slider);
    return shown;
  }
};

/// L = Σ X² of a matrix of many entries.
core::Graph squares(std::vector<core::Index> axes) {
  const core::Shape shape{std::span<const core::Index>(axes)};
  std::vector<double> numbers(static_cast<std::size_t>(shape.size()));
  for (std::size_t k = 0; k < numbers.size(); ++k) numbers[k] = 0.25 * static_cast<double>(k % 7) - 1;
  return graphOf({leaf("input", "X", Tensor(shape, numbers)), node("square", "Y", {"X"}), node("sum", "L", {"Y"})}, "L");
}

QPoint at(ui::NudgeStrip& strip, std::size_t entry, double value) {
  const QRectF column = strip.column(entry);
  return QPointF(column.center().x(), column.center().y() - value / strip.reach() * column.height() / 2).toPoint();
}

bool near(double a, double b) { return std::abs(a - b) < 1e-12; }

}  // namespace

class TestNudgeView : public QObject {
  Q_OBJECT

 private slots:
  void allInputsAreNudgedTogetherAtFirst() {
    Bench bench(lessonFive());
    QCOMPARE(bench.view->answer()->dx, (std::vector{0.1, -0.05}));
    QCOMPARE(bench.sliders().size(), std::size_t(2));
    QVERIFY(near(bench.view->answer()->predicted[0], 1.0));
    QVERIFY(near(bench.view->answer()->actual[0], 1.0095));
  }

  void aSelectedInputIsNudgedAloneAndASelectedFunctionIsLookedAt() {
    Bench bench(lessonFive(), {NodeId("x2"), NodeId("y1")});
    QCOMPARE(bench.view->answer()->dx.size(), std::size_t(1));
    QCOMPARE(bench.view->answer()->rows, core::Index(1));
    QVERIFY(near(bench.view->answer()->predicted[0], 0.4));
  }

  void anArrowKeyMovesASliderByAHundredth() {
    Bench bench(lessonFive());
    bench.sliders()[0]->setFocus();
    QTest::keyClick(bench.sliders()[0], Qt::Key_Right);
    QTRY_VERIFY(near(bench.view->answer()->dx[0], 0.11));
    QTRY_VERIFY(near(bench.view->answer()->predicted[0], 12 * 0.11 - 4 * 0.05));
  }

  void withShiftItIsATenth() {
    Bench bench(lessonFive());
    bench.sliders()[0]->setFocus();
    QTest::keyClick(bench.sliders()[0], Qt::Key_Right, Qt::ShiftModifier);
    QTRY_VERIFY(near(bench.view->answer()->dx[0], 0.2));
    QTest::keyClick(bench.sliders()[0], Qt::Key_Left, Qt::ShiftModifier);
    QTRY_VERIFY(near(bench.view->answer()->dx[0], 0.1));
  }

  void aLowDockGivesUpTheSentenceAndHasItsNamesBesideTheSliders() {
    Bench bench(graphOf({leaf("input", "x", Tensor({4}, {1, 0, 2, 1})), node("square", "y", {"x"})}, "y"));
    const auto* matrices = bench.view->findChild<ui::MatrixView*>();
    const auto beside = [&] {
      const QSlider* slider = bench.sliders()[0];
      const auto* box = slider->parentWidget()->findChild<QDoubleSpinBox*>();
      return slider->geometry().right() < box->geometry().left() &&
             std::abs(slider->geometry().center().y() - box->geometry().center().y()) < 6;
    };
    QVERIFY(matrices->layoutOfRow().sentence.height() > 0);
    QVERIFY(!beside());
    bench.dock.resize(1100, 240);
    QTRY_COMPARE(matrices->layoutOfRow().sentence.height(), 0.0);
    QTRY_VERIFY(beside());
    bench.dock.resize(1100, 430);
    QTRY_VERIFY(!beside());
    QVERIFY(matrices->layoutOfRow().sentence.height() > 0);
  }

  void matricesStandAsMatrices() {
    Bench bench(graphOf({leaf("input", "X", Tensor({2, 2}, {1, 0, 2, 1})),
                         leaf("constant", "W", Tensor({2, 2}, {1, 2, 3, -1})),
                         node("matmul", "P", {"X", "W"}), node("square", "Y", {"P"})},
                        "Y"));
    const auto* matrices = bench.view->findChild<ui::MatrixView*>();
    for (const std::size_t k : {1U, 2U, 3U, 4U}) {
      QCOMPARE(matrices->layoutOfRow().places[k].cells.rows, 2);
      QCOMPARE(matrices->layoutOfRow().places[k].cells.cols, 2);
    }
    // The entry (1,2) of dx is column 2 of J.
    const ui::RowLight light = matrices->content().lightOfEntry({1, 0, 1});
    QVERIFY(std::ranges::any_of(light.rings, [](const auto& ring) {
      return ring.first == 0 && ring.second.col == 1 && ring.second.cols == 1;
    }));
  }

  void moreThanSixEntriesAreOneStrip() {
    Bench bench(squares({3, 4}));
    QVERIFY(bench.sliders().empty());
    ui::NudgeStrip& strip = bench.view->editor().strip();
    QVERIFY(strip.isVisible());
    QCOMPARE(strip.shown(), std::size_t(12));
    QVERIFY(strip.overview().isEmpty());
    QCOMPARE(strip.words(5), QStringLiteral("dX(2,2) = −0.05000, entry 6 of 12"));
  }

  void aStrokePaintsAllBarsThatItPasses() {
    Bench bench(squares({3, 4}));
    ui::NudgeStrip& strip = bench.view->editor().strip();
    QTest::mousePress(&strip, Qt::LeftButton, {}, at(strip, 2, 0.4));
    QTest::mouseMove(&strip, at(strip, 6, 0.4));
    QTest::mouseRelease(&strip, Qt::LeftButton, {}, at(strip, 6, 0.4));
    QTRY_COMPARE(bench.view->answer()->dx[4], bench.view->editor().dx()[4]);
    for (const std::size_t k : {2U, 3U, 4U, 5U, 6U}) QVERIFY(std::abs(bench.view->answer()->dx[k] - 0.4) < 0.021);
    QVERIFY(near(bench.view->answer()->dx[1], -0.05));
    QVERIFY(near(bench.view->answer()->dx[7], -0.05));
    QCOMPARE(strip.chosen(), std::size_t(6));
  }

  void belowTheBarsAnEntryIsChosenAndNotChanged() {
    Bench bench(squares({3, 4}));
    ui::NudgeStrip& strip = bench.view->editor().strip();
    const auto before = bench.view->editor().dx();
    const QRectF column = strip.column(7);
    QTest::mouseClick(&strip, Qt::LeftButton, {}, QPointF(column.center().x(), column.bottom() + 6).toPoint());
    QCOMPARE(strip.chosen(), std::size_t(7));
    QCOMPARE(bench.view->editor().dx(), before);
  }

  void keysChooseAnEntryAndChangeIt() {
    Bench bench(squares({3, 4}));
    ui::NudgeStrip& strip = bench.view->editor().strip();
    strip.setFocus();
    QTest::keyClick(&strip, Qt::Key_Right);
    QTest::keyClick(&strip, Qt::Key_Right);
    QTest::keyClick(&strip, Qt::Key_Up);
    QTRY_VERIFY(near(bench.view->answer()->dx[2], 0.11));
    QTest::keyClick(&strip, Qt::Key_Down, Qt::ShiftModifier);
    QTRY_VERIFY(near(bench.view->answer()->dx[2], 0.01));
    QCOMPARE(strip.accessibleDescription(), QStringLiteral("dX(1,3) = 0.01000, entry 3 of 12"));
    QTest::keyClick(&strip, Qt::Key_End);
    QCOMPARE(strip.chosen(), std::size_t(11));
    QTest::keyClick(&strip, Qt::Key_Delete);
    QTRY_VERIFY(near(bench.view->answer()->dx[11], 0));
  }

  void aNumberIsTypedOnTheStrip() {
    Bench bench(squares({3, 4}));
    bench.dock.activateWindow();
    ui::NudgeStrip& strip = bench.view->editor().strip();
    strip.setFocus();
    QTest::keyClick(&strip, Qt::Key_Right);
    QTest::keyClick(&strip, '-');
    QTRY_VERIFY(QApplication::focusWidget() != nullptr && QApplication::focusWidget() != &strip);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("0.003"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(near(bench.view->answer()->dx[1], -0.003));
    QVERIFY2(strip.hasFocus(), "the next arrow chooses the next entry");
  }

  void theLengthScalesAndKeepsTheDirection() {
    Bench bench(squares({3, 4}));
    const auto before = bench.view->editor().dx();
    auto* length = bench.view->findChild<QDoubleSpinBox*>(QStringLiteral("length"));
    QVERIFY(length != nullptr && length->isVisible());
    length->setFocus();
    length->selectAll();
    QTest::keyClicks(length, QStringLiteral("2"));
    QTest::keyClick(length, Qt::Key_Return);
    const auto& now = bench.view->editor().dx();
    double sum = 0;
    for (const double v : now) sum += v * v;
    QVERIFY(std::abs(std::sqrt(sum) - 2) < 1e-9);
    QVERIFY(std::abs(now[1] / now[0] - before[1] / before[0]) < 1e-12);
    bench.view->editor().scale(0);
    bench.view->editor().setLength(0.5);
    QVERIFY2(bench.view->editor().dx()[0] > 0, "without a direction, the first one is taken");
  }

  void pointingAtABarLightsItInDxAndInJ() {
    Bench bench(squares({3, 4}));
    ui::NudgeStrip& strip = bench.view->editor().strip();
    QTest::mouseMove(&strip, at(strip, 6, 0.1));
    const auto lit = bench.view->matrices().light().rings;
    for (const int matrix : {0, 1})
      QVERIFY(std::ranges::any_of(lit, [matrix](const auto& ring) {
        return ring.first == matrix && ring.second.row == 1 && ring.second.col == 2 && ring.second.cols == 1;
      }));
    QVERIFY(bench.view->matrices().sentence().contains(QStringLiteral("entry 7 adds")));
  }

  void aNumberOfDxIsAsWideAsItsMatrixAllows() {
    // A row of 16 would leave no room for numbers; read as dx it has them.
    Bench bench(squares({4, 4}));
    for (const auto& place : bench.view->matrices().layoutOfRow().places) QVERIFY(place.numbers);
    QCOMPARE(bench.view->matrices().layoutOfRow().places[0].cells.rows, 4);
  }

  void aWideJacobianLeavesTheOthersTheirNumbers() {
    Bench bench(graphOf({leaf("input", "x", Tensor({40}, std::vector<double>(40, 0.5))),
                         leaf("constant", "W", Tensor({3, 40}, std::vector<double>(120, 0.25))),
                         node("linear", "y", {"x", "W"})},
                        "y"));
    const auto& places = bench.view->matrices().layoutOfRow().places;
    QVERIFY(!places[0].numbers);
    for (const std::size_t k : {2U, 3U, 4U}) QVERIFY(places[k].numbers && !places[k].folded);
    QVERIFY(places[4].cells.bounds().right() <= bench.view->matrices().width());
  }

  void thousandsOfEntriesHaveAWindowAndAnOverview() {
    Bench bench(squares({60, 80}));
    ui::NudgeStrip& strip = bench.view->editor().strip();
    QVERIFY(strip.shown() < 100);
    QVERIFY(!strip.overview().isEmpty());
    strip.setFocus();
    QTest::keyClick(&strip, Qt::Key_End);
    QCOMPARE(strip.chosen(), std::size_t(4799));
    QCOMPARE(strip.first(), 4800 - strip.shown());
    QTest::keyClick(&strip, Qt::Key_Up);
    QTRY_VERIFY(near(bench.view->answer()->dx[4799], -0.04));
    const QRectF all = strip.overview();
    QTest::mouseClick(&strip, Qt::LeftButton, {}, all.center().toPoint());
    QVERIFY(std::abs(static_cast<double>(strip.first()) - 2400) < static_cast<double>(strip.shown()) + 40);
    QCOMPARE(strip.words(80), QStringLiteral("dX(2,1) = 0.1000, entry 81 of 4800"));
  }

  void aTypedNumberIsTakenAsItIs() {
    Bench bench(lessonFive());
    for (QDoubleSpinBox* box : bench.view->findChildren<QDoubleSpinBox*>()) {
      if (!box->isVisible()) continue;
      box->setFocus();
      box->selectAll();
      QTest::keyClicks(box, QStringLiteral("0.003"));
      QTest::keyClick(box, Qt::Key_Return);
      break;
    }
    QTRY_VERIFY(near(bench.view->answer()->dx[0], 0.003));
  }

  void aTenthOfTheStepKeepsItsDirection() {
    Bench bench(lessonFive());
    bench.view->editor().scale(0.1);
    QTRY_VERIFY(near(bench.view->answer()->dx[1], -0.005));
    QVERIFY(near(bench.view->answer()->dx[0], 0.01));
  }

  void aRandomDirectionHasTheSameLength() {
    Bench bench(lessonFive());
    const double before = std::hypot(0.1, 0.05);
    bench.view->editor().randomise();
    QTRY_VERIFY(bench.view->answer()->dx != (std::vector{0.1, -0.05}));
    QVERIFY(std::abs(std::hypot(bench.view->answer()->dx[0], bench.view->answer()->dx[1]) - before) < 1e-12);
  }

  void theMatricesShareOneScaleButTheJacobianHasItsOwn() {
    Bench bench(lessonFive());
    const ui::MatrixRow& row = bench.view->matrices().row();
    QCOMPARE(row.matrices.size(), std::size_t(5));
    QCOMPARE(row.matrices[0].ownLimit, std::optional<double>(12));
    QVERIFY(std::abs(row.limit - 1.0095) < 1e-9);
  }

  void everyNumberOfAMatrixKeepsItsDigits() {
    Bench bench(lessonFive());
    const auto& places = bench.view->matrices().layoutOfRow().places;
    QCOMPARE(places[1].numbers.text(-0.05), QStringLiteral("−0.05"));
    QCOMPARE(places[2].numbers.text(0.15), QStringLiteral("0.15"));
    QCOMPARE(places[4].numbers.text(0.0095), QStringLiteral("0.0095"));
    for (std::size_t k = 1; k < places.size(); ++k)
      QVERIFY(places[k].cells.bounds().left() > places[k - 1].cells.bounds().right() + 20);
  }

  void pointingAtARowWritesItOut() {
    Bench bench(lessonFive());
    ui::MatrixView& matrices = bench.view->matrices();
    const QPointF at = matrices.layoutOfRow().places[2].cells.rectOf(ui::Cell{0, 0}).center();
    QTest::mouseMove(&matrices, at.toPoint());
    QVERIFY2(matrices.sentence().contains(QStringLiteral("(12.0)(0.100) + (4.00)(−0.0500)")), qPrintable(matrices.sentence()));
    QVERIFY(matrices.sentence().contains(QStringLiteral("1.0095")));
  }

  void theGraphShowsBeforeAndAfterAndThePrediction() {
    Bench bench(lessonFive());
    QSignalSpy marked(&bench.dock, &ui::EquationDock::marked);
    bench.view->editor().scale(1.0000001);
    QTRY_VERIFY(!marked.isEmpty());
    const auto marks = marked.last()[0].value<ui::GraphMarks>();
    const auto wire = std::ranges::find(marks.wires, NodeId("y"), &ui::GraphMarks::OnWire::to);
    QVERIFY(wire != marks.wires.end() && wire->value && wire->gradient);
    QCOMPARE(wire->value->text, QStringLiteral("12.00 → 13.01"));
    QCOMPARE(wire->gradient->text, QStringLiteral("+1.00"));
  }

  void theErrorFallsWithTheSquare() {
    Bench bench(lessonFive());
    QTRY_VERIFY(bench.view->curve().slope.has_value());
    QVERIFY(std::abs(*bench.view->curve().slope - 2) < 0.02);
  }

  void itsChoiceIsWhatAFigureDraws() {
    Bench bench(lessonFive(), {NodeId("x2"), NodeId("y1")});
    QCOMPARE(bench.view->choice(), (ui::NudgeChoice{.leaves = {NodeId("x2")}, .dx = {0.1}, .target = NodeId("y1")}));
    bench.document.edit(QStringLiteral("delete"), [](ui::Sheet& sheet) { const std::vector gone{NodeId("y1"), NodeId("y")};
      sheet.graph = sheet.graph.without(gone); });
    QVERIFY2(bench.view->choice() == ui::NudgeChoice{} || bench.view->choice().target != NodeId("y1"), "what is gone is not asked for");
  }

  void itsChartIsCopiedAndExported() {
    Bench bench(lessonFive());
    QTRY_VERIFY(bench.view->curve().slope.has_value());
    QToolButton* chip = nullptr;
    for (QWidget* widget : bench.view->chips())
      if (auto* button = qobject_cast<QToolButton*>(widget); button->text().contains("Export")) chip = button;
    QVERIFY(chip != nullptr && chip->menu() != nullptr);
    const QList<QAction*> actions = chip->menu()->actions();
    QSignalSpy wanted(bench.view, &ui::NudgeView::exportWanted);
    actions[0]->trigger();
    QCOMPARE(wanted.size(), 1);
    actions.last()->trigger();
    QVERIFY2(QGuiApplication::clipboard()->text().startsWith("series,x,y\n\"J dx\","), qPrintable(QGuiApplication::clipboard()->text()));
    actions[actions.size() - 2]->trigger();
    QVERIFY(QGuiApplication::clipboard()->mimeData()->hasImage());
  }

  void anEditOfTheInputIsFollowed() {
    Bench bench(lessonFive());
    bench.document.edit(QStringLiteral("value"), [](ui::Sheet& sheet) {
      core::Node x = *sheet.graph.find(NodeId("x1"));
      x.value->tensor = Tensor::scalar(4);
      sheet.graph = sheet.graph.withNode(x);
    });
    QTRY_VERIFY(near(bench.view->answer()->jacobian[0], 24));
  }
};

QTEST_MAIN(TestNudgeView)
#include "tst_nudge_view.moc"

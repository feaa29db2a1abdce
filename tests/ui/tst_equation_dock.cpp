#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <cmath>

#include "tests/core/sample_graphs.h"
#include "ui/model/document.h"
#include "ui/model/runner.h"
#include "ui/model/timeline.h"
#include "ui/panels/axes_bar.h"
#include "ui/panels/equation_dock.h"
#include "ui/panels/equation_view.h"
#include "ui/panels/huge/huge_view.h"
#include "ui/panels/sentence_button.h"
#include "ui/panels/step_view.h"

using core::Index;
using core::NodeId;
using ui::EquationEntry;
using ui::PanelRole;

namespace {

/// A document with its timeline and the dock as the window shows it.
struct Bench {
  ui::Document document;
  ui::Runner runner;
  ui::Timeline timeline{document, runner};
  ui::EquationDock dock{timeline};

  explicit Bench(const core::Graph& graph) {
    QSignalSpy arrived(&timeline, &ui::Timeline::traceChanged);
    document.edit(QStringLiteral("build"), [&](ui::Sheet& sheet) { sheet.graph = graph; });
    QVERIFY(arrived.wait(5000));
    dock.resize(940, 330);
    dock.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dock));
  }

  ui::EquationView& view() { return dock.view(); }
  void toBackwardStepOf(const char* id) {
    const ui::Moment& moment = *timeline.moment();
    timeline.setCursor(*moment.backwardCursorOf(*moment.graph().position(NodeId(id))));
  }
  QPoint pointOf(const EquationEntry& entry) {
    return view().layoutOfEquation().rectOf(entry).center().toPoint();
  }
  void hover(const EquationEntry& entry) { QTest::mouseMove(&view(), pointOf(entry)); }
  ui::SentenceButton* tab(const QString& name) {
    for (ui::SentenceButton* button : dock.findChildren<ui::SentenceButton*>()) {
      if (!button->isHidden() && button->accessibleName().startsWith(name)) return button;
    }
    return nullptr;
  }
  QStringList chips() {
    QStringList texts;
    for (const QToolButton* chip : dock.findChildren<QToolButton*>()) texts << chip->text();
    return texts;
  }
};

/// y = conv(x, w), L = Σ y: x of shape (2,3,6,6), y of shape (2,4,4,4).
core::Graph convolution() {
  const auto wavy = [](const core::Shape& shape) {
    core::Tensor tensor(shape);
    for (Index k = 0; k < tensor.size(); ++k) tensor[k] = std::sin(static_cast<double>(k) + 1);
    return tensor;
  };
  return graphOf({leaf("input", "x", wavy({2, 3, 6, 6})), leaf("parameter", "w", wavy({4, 3, 3, 3})),
                  node("conv2d", "y", {"x", "w"}), node("sum", "L", {"y"})},
                 "L");
}

constexpr EquationEntry thirdEntry{PanelRole::Downstream, 0, 2};

}  // namespace

class TestEquationDock : public QObject {
  Q_OBJECT

private slots:
  void beforeAnyStepItSaysWhatToDo() {
    Bench bench(twoLayers());
    QVERIFY(!bench.dock.content());
    QVERIFY(bench.dock.stepView().text().contains(QStringLiteral("Step backward to see")));
  }

  void anEmptySheetSaysWhereToBegin() {
    ui::Document document;
    ui::Runner runner;
    ui::Timeline timeline(document, runner);
    const ui::EquationDock dock(timeline);
    QVERIFY(!dock.content());
    QVERIFY(dock.stepView().text().contains(QStringLiteral("Drag functions")));
  }

  void aForwardStepShowsFormulaAndValues() {
    Bench bench(twoLayers());
    bench.timeline.setCursor(3);
    QVERIFY(!bench.dock.content());
    const QString text = bench.dock.stepView().text();
    QVERIFY2(text.contains(QStringLiteral("Forward 3 of 6")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("Output s")), qPrintable(text));
  }

  void theSeedStepShowsTheUpstreamAtTheOutput() {
    Bench bench(twoLayers());
    bench.timeline.setCursor(7);
    QVERIFY(!bench.dock.content());
    QVERIFY(bench.dock.stepView().text().contains(QString::fromUtf8("∂L/∂L")));
  }

  void hoverLightsRowColumnAndResult() {
    Bench bench(twoLayers());
    bench.toBackwardStepOf("s");
    QVERIFY(bench.dock.content());
    bench.hover(thirdEntry);
    QCOMPARE(bench.view().light().entry, std::optional(thirdEntry));
    const ui::EquationLayout& layout = bench.view().layoutOfEquation();
    const auto outlines = [&](PanelRole role) { return ui::litOutlines(layout, thirdEntry, role); };
    const ui::HeatmapGeometry& local = layout.panel(PanelRole::Local).first;
    QCOMPARE(outlines(PanelRole::Upstream), std::vector<QRectF>{layout.panel(PanelRole::Upstream).bounds()});
    QCOMPARE(outlines(PanelRole::Local), std::vector<QRectF>{local.rectOf(local.columnRange(2))});
    QCOMPARE(outlines(PanelRole::Downstream), std::vector<QRectF>{layout.rectOf(thirdEntry)});
    QCOMPARE(bench.view().sentence(),
             QString::fromUtf8("∂L/∂a₃ = row 1 · column 3 = (0.75)(0.20) + (−0.91)(0.60) + "
                               "(0.16)(−0.90) = −0.54"));
    QTest::mouseMove(&bench.view(), QPoint(2, 2));
    QVERIFY(!bench.view().light().entry);
  }

  void everyWrittenSumEqualsTheShownDownstreamEntry() {
    Bench bench(twoLayers());
    for (const char* node : {"L", "r", "ell", "s", "a", "h"}) {
      bench.toBackwardStepOf(node);
      for (int argument = 0; argument < 2; ++argument) {
        bench.dock.setArgument(argument);
        const ui::EquationContent* content = bench.dock.content();
        QVERIFY(content);
        const ui::Equation& e = content->equation;
        for (Index i = 0; i < content->columns(); ++i) {
          double sum = 0;
          for (Index j = 0; j < content->rows(); ++j) {
            sum += e.upstream[j] * content->local[static_cast<std::size_t>(j * content->columns() + i)];
          }
          QVERIFY2(std::abs(sum - e.downstream[i]) < 1e-14, node);
          QVERIFY2(std::abs(ui::innerProduct(e, 0, i).sum - e.downstream[i]) < 1e-14, node);
        }
      }
    }
  }

  void aHoverOverTheLocalGradientSaysWhatMovesWhat() {
    Bench bench(twoLayers());
    bench.toBackwardStepOf("s");
    bench.hover({PanelRole::Local, 0, 2});
    QCOMPARE(bench.view().sentence(), QString::fromUtf8("∂s₁/∂a₃ = 0.20: this entry says how a₃ moves s₁"));
    bench.hover({PanelRole::Upstream, 0, 1});
    QVERIFY(bench.view().sentence().contains(QStringLiteral("through this row")));
  }

  void theTabOfAParameterShowsOneBlockForEachOutputEntry() {
    Bench bench(twoLayers());
    bench.toBackwardStepOf("s");
    ui::SentenceButton* tab = bench.tab(QStringLiteral("to parameter"));
    QVERIFY(tab);
    QSignalSpy told(&bench.dock, &ui::EquationDock::argumentChanged);
    QTest::mouseClick(tab, Qt::LeftButton);
    QCOMPARE(told.size(), 1);
    QCOMPARE(bench.dock.argument(), 1);
    const ui::EquationContent* content = bench.dock.content();
    QVERIFY(content);
    const ui::PanelLayout& local = bench.view().layoutOfEquation().panel(PanelRole::Local);
    QCOMPARE(local.arrangement.blocks(), Index(3));
    for (Index j = 0; j < 3; ++j) {
      const std::vector<double> block = local.arrangement.gather(content->local, j);
      for (int row = 0; row < 3; ++row) {
        for (int col = 0; col < 5; ++col) {
          const double v = block[static_cast<std::size_t>(row * 5 + col)];
          QVERIFY2(row == j ? v != 0 : v == 0, "only row j of block j differs from 0");
        }
      }
    }
    // The hovered i lights one entry in every block.
    bench.hover(thirdEntry);
    const auto rings = ui::litOutlines(bench.view().layoutOfEquation(), thirdEntry, PanelRole::Local);
    QCOMPARE(static_cast<int>(rings.size()), 3);
    QVERIFY(bench.view().sentence().endsWith(QString::fromUtf8("(0.75)(0.20) + 0 + 0 = 0.15")));
  }

  void readAsSwitchesTheReading() {
    Bench bench(twoLayers());
    bench.toBackwardStepOf("s");
    auto* readAs = bench.dock.findChild<QToolButton*>(QStringLiteral("readAs"));
    QVERIFY(!readAs->isVisible());
    bench.dock.setArgument(1);
    QVERIFY(readAs->isVisible());
    QSignalSpy told(&bench.dock, &ui::EquationDock::readingChanged);
    readAs->menu()->actions().last()->trigger();
    QCOMPARE(told.size(), 1);
    QCOMPARE(bench.dock.reading(), QStringLiteral("flat"));
    QVERIFY(bench.view().layoutOfEquation().reading == ui::Reading::Flat);
    QCOMPARE(bench.view().layoutOfEquation().panel(PanelRole::Local).first.cols, 15);
    bench.dock.setReading(QStringLiteral("nonsense"));
    QCOMPARE(bench.dock.reading(), QStringLiteral("vector"));
  }

  void aClickPinsAndArrowKeysMoveThePin() {
    Bench bench(twoLayers());
    bench.toBackwardStepOf("s");
    QTest::mouseClick(&bench.view(), Qt::LeftButton, {}, bench.pointOf(thirdEntry));
    QTest::mouseMove(&bench.view(), QPoint(2, 2));
    QCOMPARE(bench.view().light().entry, std::optional(thirdEntry));
    bench.view().setFocus();
    QTest::keyClick(&bench.view(), Qt::Key_Left);
    QCOMPARE(bench.view().light().entry, std::optional(EquationEntry{PanelRole::Downstream, 0, 1}));
    QTest::keyClick(&bench.view(), Qt::Key_C, Qt::ControlModifier);
    QVERIFY2(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("dL/da_2 = (")),
             qPrintable(QGuiApplication::clipboard()->text()));
    QTest::keyClick(&bench.view(), Qt::Key_Escape);
    QVERIFY(!bench.view().light().entry);
  }

  void pointingAtAShapeNumberLightsItsPartner() {
    Bench bench(twoLayers());
    bench.toBackwardStepOf("s");
    const auto pieces = ui::placedSubtitle(*bench.dock.content(), bench.view().layoutOfEquation(),
                                           PanelRole::Upstream, ui::ProductSide::None);
    const auto number = std::ranges::find_if(pieces, [](const ui::PlacedPiece& placed) {
      return placed.piece.tag == static_cast<int>(ui::ProductSide::M);
    });
    QVERIFY(number != pieces.end());
    QTest::mouseMove(&bench.view(), number->area().center().toPoint());
    QVERIFY(bench.view().light().side == ui::ProductSide::M);
    const auto lit = ui::panelHeader(*bench.dock.content(), PanelRole::Local, ui::Reading::Flat, ui::ProductSide::M);
    QVERIFY(lit.subtitle.front().bold);
  }

  void theChipsNameScaleAndStructure() {
    Bench bench(twoLayers());
    bench.toBackwardStepOf("s");
    QVERIFY2(bench.chips().contains(QString::fromUtf8("Same scale: ±1.03 ▾")),
             qPrintable(bench.chips().join(u'|')));
    QVERIFY(bench.chips().contains(QStringLiteral("Structure: dense")));
    bench.dock.setArgument(1);
    bench.dock.resize(1200, 330);
    QVERIFY2(bench.chips().contains(QStringLiteral("Structure: 15 of 45 nonzero")),
             qPrintable(bench.chips().join(u'|')));
    // In a narrow dock the words make room for the tabs.
    bench.dock.resize(760, 330);
    QVERIFY(!bench.chips().contains(QStringLiteral("Structure: 15 of 45 nonzero")));
    const auto* structure = bench.dock.findChild<QToolButton*>(QStringLiteral("structure"));
    QVERIFY(structure->isVisible() && !structure->icon().isNull());
    QVERIFY2(structure->toolTip().contains(QStringLiteral("15 of 45 entries")), qPrintable(structure->toolTip()));
  }

  void numbersCanBeSwitchedOff() {
    Bench bench(twoLayers());
    bench.toBackwardStepOf("s");
    QVERIFY(bench.view().layoutOfEquation().panel(PanelRole::Local).numbers);
    QTest::mouseClick(bench.dock.findChild<QToolButton*>(QStringLiteral("numbers")), Qt::LeftButton);
    QVERIFY(!bench.view().layoutOfEquation().panel(PanelRole::Local).numbers);
  }

  void slidersMoveTheSliceThatIsShown() {
    Bench bench(convolution());
    bench.toBackwardStepOf("y");
    QTRY_VERIFY(bench.dock.content());
    QVERIFY(bench.dock.axesBar().isVisible());
    const auto sliders = bench.dock.axesBar().findChildren<QSlider*>();
    QCOMPARE(sliders.size(), 4);
    const Index j = 1 * 64 + 3 * 16;  // (2,4,1,1)
    const EquationEntry wanted{PanelRole::Upstream, 0, j};
    QVERIFY(bench.view().layoutOfEquation().rectOf(wanted).isEmpty());
    sliders[0]->setFocus();
    QTest::keyClick(sliders[0], Qt::Key_Right);
    for (int k = 0; k < 3; ++k) QTest::keyClick(sliders[1], Qt::Key_Right);
    QVERIFY(!bench.view().layoutOfEquation().rectOf(wanted).isEmpty());
    QCOMPARE(bench.dock.axesBar().findChildren<QSlider*>(), sliders);  // the focus stays
    bench.hover(wanted);
    QVERIFY2(bench.view().sentence().contains(QStringLiteral("j=(2,4,1,1)")), qPrintable(bench.view().sentence()));
  }

  void tensorsAreReadAsSlicesMultiplesOrNestedBlocks() {
    Bench bench(convolution());
    bench.toBackwardStepOf("y");
    QTRY_VERIFY(bench.dock.content());
    auto* tensorsAs = bench.dock.findChild<QToolButton*>(QStringLiteral("tensorsAs"));
    QVERIFY(tensorsAs->isVisible());
    const auto blocks = [&] { return bench.view().layoutOfEquation().panel(PanelRole::Downstream).arrangement.blocks(); };
    QCOMPARE(blocks(), Index(1));
    tensorsAs->menu()->actions().at(1)->trigger();
    QVERIFY(blocks() > 1);
    QVERIFY(bench.dock.axesBar().sliders().empty() ||
            bench.dock.axesBar().sliders().front().what == ui::AxisSlider::What::Page);
    tensorsAs->menu()->actions().at(2)->trigger();
    QCOMPARE(blocks(), Index(6));
  }

  void theValuesOfAForwardStepCanBeSlicedAndPointedAt() {
    Bench bench(convolution());
    bench.timeline.setCursor(1);
    ui::StepView& step = bench.dock.stepView();
    QVERIFY(step.isVisible() && bench.dock.axesBar().isVisible());
    QCOMPARE(bench.dock.axesBar().findChildren<QSlider*>().size(), 6);
    QSignalSpy told(&bench.dock, &ui::EquationDock::hovered);
    const ui::RowEntry entry{0, 8};
    QTest::mouseMove(&step, step.layoutOfRow().rectOf(entry).center().toPoint());
    QCOMPARE(step.litEntry(), std::optional(entry));
    QVERIFY(!told.empty() && told.last().first().toString().startsWith(QStringLiteral("x at i=(1,1,2,3): ")));
  }

  void playGoesThroughAllPlaces() {
    Bench bench(convolution());
    bench.toBackwardStepOf("y");
    QTRY_VERIFY(bench.dock.content());
    QToolButton* play = nullptr;
    for (QToolButton* button : bench.dock.axesBar().findChildren<QToolButton*>()) {
      if (button->isCheckable() && !play) play = button;
    }
    QVERIFY(play);
    QTest::mouseClick(play, Qt::LeftButton);
    QCOMPARE(bench.dock.axesBar().sliders().front().at, 1);
    QTRY_COMPARE_WITH_TIMEOUT(bench.dock.axesBar().sliders().front().at, 0, 3000);
    QTest::mouseClick(play, Qt::LeftButton);
    QVERIFY(!play->isChecked());
  }

  void anotherReadingGlidesUnlessMotionIsReduced() {
    Bench bench(twoLayers());
    bench.toBackwardStepOf("s");
    bench.dock.setArgument(1);
    bench.dock.setReading(QStringLiteral("flat"));
    QVERIFY(bench.view().isGliding());
    QCOMPARE(bench.view().layoutOfEquation().panel(PanelRole::Local).first.cols, 15);
    QTRY_VERIFY(!bench.view().isGliding());
    bench.dock.setReducedMotion(true);
    bench.dock.setReading(QStringLiteral("matrix"));
    QVERIFY(!bench.view().isGliding());
  }

  void whatIsPointedAtIsToldAsEntriesOfItsNodes() {
    Bench bench(twoLayers());
    bench.toBackwardStepOf("s");
    QSignalSpy told(&bench.dock, &ui::EquationDock::entriesLit);
    bench.hover(thirdEntry);
    QCOMPARE(told.last().first().value<ui::NodeEntries>(), (ui::NodeEntries{{NodeId("a"), 2}}));
    bench.hover({PanelRole::Local, 1, 4});
    QCOMPARE(told.last().first().value<ui::NodeEntries>(), (ui::NodeEntries{{NodeId("a"), 4}, {NodeId("s"), 1}}));
    QTest::mouseMove(&bench.view(), QPoint(2, 2));
    QVERIFY(told.last().first().value<ui::NodeEntries>().empty());
  }

  void whatIsPointedAtElsewhereIsLitHere() {
    Bench bench(twoLayers());
    bench.toBackwardStepOf("s");
    bench.dock.lightEntries({{NodeId("a"), 2}});
    QCOMPARE(bench.view().light().entry, std::optional(thirdEntry));
    bench.dock.lightEntries({{NodeId("s"), 1}});
    QCOMPARE(bench.view().light().entry, std::optional(EquationEntry{PanelRole::Upstream, 0, 1}));
    bench.dock.lightEntries({});
    QVERIFY(!bench.view().light().entry);
  }

  void aLitEntryIsCopiedAsTextAndAsLatex() {
    Bench bench(twoLayers());
    bench.toBackwardStepOf("s");
    bench.hover(thirdEntry);
    QTest::keyClick(&bench.view(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY2(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("\\frac{\\partial L}{\\partial a_{3}} = (0.75)(0.20)")),
             qPrintable(QGuiApplication::clipboard()->text()));
    QContextMenuEvent asked(QContextMenuEvent::Mouse, bench.pointOf(thirdEntry), QPoint(10, 10));
    QApplication::sendEvent(&bench.view(), &asked);
    auto* menu = bench.view().findChild<QMenu*>();
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 2);
    menu->actions().first()->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("dL/da_3 = (")));
    menu->close();
  }

  void columnGradientsKeepTheNumbers() {
    Bench bench(twoLayers());
    bench.toBackwardStepOf("s");
    bench.dock.setColumns(true);
    bench.hover(thirdEntry);
    QCOMPARE(bench.view().light().entry, std::optional(thirdEntry));
    QVERIFY(bench.view().sentence().endsWith(QString::fromUtf8("= −0.54")));
    bench.view().setFocus();
    QTest::mouseClick(&bench.view(), Qt::LeftButton, {}, bench.pointOf(thirdEntry));
    QTest::mouseMove(&bench.view(), QPoint(2, 2));
    QTest::keyClick(&bench.view(), Qt::Key_Down);
    QCOMPARE(bench.view().pinned(), std::optional(EquationEntry{PanelRole::Downstream, 0, 3}));
  }

  void aSelectedNodeIsShownWithoutMovingTheCursor() {
    Bench bench(twoLayers());
    bench.timeline.setCursor(bench.timeline.last());
    bench.dock.setSelectedNode(NodeId("ell"));
    QCOMPARE(bench.timeline.cursor(), bench.timeline.last());
    QVERIFY(bench.dock.content());
    QCOMPARE(bench.dock.content()->equation.inputName, QStringLiteral("s"));
    const auto* state = bench.dock.findChild<QLabel*>(QStringLiteral("equationState"));
    QVERIFY(state->isVisible());
    QCOMPARE(state->text(), QStringLiteral("selected, was step 3"));
    // The next move of the cursor shows its own step again.
    bench.timeline.previous();
    QCOMPARE(bench.dock.content()->equation.nodeName, QStringLiteral("a"));
    QVERIFY(!state->isVisible());
  }

  void aConstantSaysThatNoGradientIsAskedFor() {
    Bench bench(twoLayers());
    bench.timeline.setCursor(bench.timeline.last());
    bench.dock.setSelectedNode(NodeId("t"));
    QVERIFY(!bench.dock.content());
    QVERIFY(bench.dock.stepView().text().contains(QStringLiteral("constant: no gradient is asked for")));
  }

  void aNodeWithoutGradientSaysWhy() {
    Bench bench(graphOf(
        {leaf("input", "x", core::Tensor::scalar(2)), node("square", "y", {"x"}), node("exp", "z", {"x"})},
        "y"));
    bench.timeline.setCursor(bench.timeline.last());
    bench.dock.setSelectedNode(NodeId("z"));
    QVERIFY2(bench.dock.stepView().text().contains(QStringLiteral("No gradient passes here")),
             qPrintable(bench.dock.stepView().text()));
  }

  void aLargeLocalGradientIsToldByItsStructure() {
    const Index count = 1500;
    Bench bench(graphOf({leaf("input", "x", core::Tensor(core::Shape{count}, 0.5)), node("relu", "y", {"x"}),
                         node("sum", "L", {"y"})},
                        "L"));
    bench.toBackwardStepOf("y");
    QTRY_VERIFY(bench.dock.content());
    QVERIFY(bench.dock.showsHuge());
    QVERIFY(bench.dock.content()->structure.contains(QStringLiteral("diagonal")));
    QVERIFY(bench.dock.content()->local.empty());
    QTRY_VERIFY(!bench.dock.hugeView().reader().isBusy());
    QVERIFY(bench.dock.hugeView().picture().readings.check->agrees());
    // A step back leaves it, and forgets what was read.
    bench.timeline.setCursor(bench.timeline.cursor() - 2);
    QVERIFY(!bench.dock.showsHuge());
    QVERIFY(!bench.dock.hugeView().content());
  }

  void theStructureChipChangesBetweenBothViews() {
    const core::Tensor x(core::Shape{300}, 0.5);
    Bench bench(graphOf({leaf("input", "x", x), leaf("parameter", "W", core::Tensor({300, 300}, 0.1)),
                         node("linear", "y", {"x", "W"}), node("sum", "L", {"y"})},
                        "L"));
    bench.toBackwardStepOf("y");
    QTRY_VERIFY(bench.dock.content());
    QVERIFY(bench.dock.showsHuge());
    auto* chip = bench.dock.findChild<QToolButton*>(QStringLiteral("huge"));
    QVERIFY(chip && chip->isVisible() && chip->isChecked());
    QTest::mouseClick(chip, Qt::LeftButton);
    QVERIFY(!bench.dock.showsHuge());
    QVERIFY(bench.view().content());
    QTest::mouseClick(chip, Qt::LeftButton);
    QVERIFY(bench.dock.showsHuge());
  }

  void aSmallLocalGradientIsShownWhole() {
    Bench bench(graphOf({leaf("input", "x", core::Tensor(core::Shape{80}, 0.5)), node("relu", "y", {"x"}),
                         node("sum", "L", {"y"})},
                        "L"));
    bench.toBackwardStepOf("y");
    QTRY_VERIFY(bench.dock.content());
    QVERIFY(!bench.dock.showsHuge());
    // It is large enough to be looked at either way.
    QVERIFY(bench.dock.findChild<QToolButton*>(QStringLiteral("huge"))->isVisible());
  }

  void everyControlHasANameForScreenReaders() {
    Bench bench(twoLayers());
    bench.toBackwardStepOf("s");
    for (const char* name : {"readAs", "scale", "log", "numbers", "structure"}) {
      const auto* button = bench.dock.findChild<QToolButton*>(QLatin1String(name));
      QVERIFY2(!button->accessibleName().isEmpty() && !button->toolTip().isEmpty(), name);
    }
    QVERIFY(bench.tab(QStringLiteral("to input a 3")));
    QVERIFY(bench.view().accessibleDescription().contains(QStringLiteral("Point at a cell")));
  }
};

QTEST_MAIN(TestEquationDock)
#include "tst_equation_dock.moc"

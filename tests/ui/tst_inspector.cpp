#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

#include "tests/core/sample_graphs.h"
#include "ui/figures/math_text.h"
#include "ui/figures/math_typesetter.h"
#include "ui/formulas.h"
#include "ui/model/edits.h"
#include "ui/model/runner.h"
#include "ui/panels/inspector.h"
#include "ui/panels/rich_line.h"
#include "ui/panels/tensor_panel.h"

using core::NodeId;
using ui::Sheet;

namespace {

struct Bench {
  ui::Document document;
  ui::Runner runner;
  ui::Timeline timeline{document, runner};
  ui::Inspector inspector{document, timeline};

  explicit Bench(const core::Graph& graph) {
    inspector.resize(296, 800);
    inspector.show();
    edit([&](Sheet& sheet) {
      sheet.graph = graph;
      double x = 0;
      for (const auto& node : graph.nodes()) sheet.positions[node->id] = {x += 140, 0};
    });
  }
  void edit(const std::function<void(Sheet&)>& change) {
    QSignalSpy arrived(&timeline, &ui::Timeline::traceChanged);
    document.edit("edit", change);
    QVERIFY(arrived.wait(5000));
  }
  /// A visible control by its accessible name.
  template <typename Widget>
  Widget* control(const QString& name) {
    QTest::qWait(1);  // what a layout has taken in is shown when the event loop comes to it
    for (Widget* widget : inspector.findChildren<Widget*>()) {
      if (widget->accessibleName() == name && widget->isVisible()) return widget;
    }
    return nullptr;
  }
  QString complaint() {
    for (QLabel* label : inspector.findChildren<QLabel*>("complaint")) {
      if (label->isVisible()) return label->text();
    }
    return {};
  }
};

void type(QLineEdit* field, const QString& text) {
  field->selectAll();
  QTest::keyClicks(field, text);
  QTest::keyClick(field, Qt::Key_Return);
}

}  // namespace

class TestInspector : public QObject {
  Q_OBJECT

 private slots:
  void theContributionsAtW1AndTheirSumAreTheTraces() {
    Bench bench(twoLayers());
    bench.timeline.runBackward();
    bench.timeline.runTo(NodeId("s"));
    bench.inspector.setSelectedNode(NodeId("W1"));
    const auto* penalty = bench.control<ui::TensorPanel>("Contribution of L2 penalty r");
    const auto* linear = bench.control<ui::TensorPanel>("Contribution of Linear s");
    const auto* sum = bench.control<ui::TensorPanel>("Gradient of Parameter W1");
    QVERIFY(penalty && linear && sum);
    const core::Trace& trace = bench.timeline.moment()->trace();
    QVERIFY(sum->tensor().copy() == trace.gradient(*trace.graph().position(NodeId("W1"))).copy());
    for (core::Index k = 0; k < sum->tensor().size(); ++k) {
      QVERIFY(std::abs(penalty->tensor()[k] + linear->tensor()[k] - sum->tensor()[k]) < 1e-14);
    }
    QVERIFY(std::abs(sum->tensor()[0] - 0.694) < 1e-3);
  }

  void theActiveNodeShowsTheFanOutOfItsInputs() {
    Bench bench(twoLayers());
    bench.timeline.runBackward();
    bench.timeline.runTo(NodeId("s"));
    QVERIFY(bench.inspector.shownNode() == NodeId("s"));
    QVERIFY(bench.control<ui::TensorPanel>("Gradient of Linear s"));
    QVERIFY(bench.control<ui::TensorPanel>("Contribution of L2 penalty r"));
    const auto* sum = bench.control<ui::TensorPanel>("Gradient of Parameter W1");
    QVERIFY(sum && std::abs(sum->tensor()[0] - 0.694) < 1e-3);
  }

  void aPartialSumHasOnlyWhatHasArrived() {
    Bench bench(twoLayers());
    bench.timeline.runBackward();
    bench.timeline.runTo(NodeId("ell"));
    bench.inspector.setSelectedNode(NodeId("W1"));
    QVERIFY(std::abs(bench.control<ui::TensorPanel>("Gradient of Parameter W1")->tensor()[0] - 0.07) < 1e-12);
  }

  void pointingAtACellLightsItInEveryContributionAndInTheSum() {
    Bench bench(twoLayers());
    bench.timeline.runBackward();
    bench.timeline.runTo(NodeId("s"));
    bench.inspector.setSelectedNode(NodeId("W1"));
    auto* penalty = bench.control<ui::TensorPanel>("Contribution of L2 penalty r");
    auto* sum = bench.control<ui::TensorPanel>("Gradient of Parameter W1");
    QSignalSpy told(&bench.inspector, &ui::Inspector::entriesLit);
    QTest::mouseMove(penalty, QPoint(6, 6));
    QCOMPARE(penalty->lit(), std::optional<core::Index>(0));
    QCOMPARE(sum->lit(), std::optional<core::Index>(0));
    QCOMPARE(told.last().first().value<ui::NodeEntries>(), (ui::NodeEntries{{NodeId("W1"), 0}}));
    bench.inspector.lightEntries({{NodeId("W1"), 3}});
    QCOMPARE(sum->lit(), std::optional<core::Index>(3));
  }

  void ofTheSameNodeOnlyTheNumbersComeAnew() {
    Bench bench(twoLayers());
    bench.timeline.runBackward();
    bench.inspector.setSelectedNode(NodeId("W1"));
    auto* part = bench.control<ui::TensorPanel>("Contribution of Linear s");
    auto* sum = bench.control<ui::TensorPanel>("Gradient of Parameter W1");
    auto* value = bench.control<ui::TensorPanel>("Value of Parameter W1");
    QVERIFY(part && sum && value);
    const double before = sum->tensor()[0];
    bench.timeline.setLive(true);  // as under a slider
    bench.edit([](Sheet& sheet) { ui::setLeafValue(sheet, NodeId("x"), {core::Tensor({4}, 2.0), std::nullopt}); });
    bench.timeline.setLive(false);
    // The panels that stood there show what is new, and are still bound to each other.
    QCOMPARE(bench.control<ui::TensorPanel>("Gradient of Parameter W1"), sum);
    QCOMPARE(bench.control<ui::TensorPanel>("Value of Parameter W1"), value);
    const core::Trace& trace = bench.timeline.moment()->trace();
    QVERIFY(sum->tensor().copy() == trace.gradient(*trace.graph().position(NodeId("W1"))).copy());
    QVERIFY(sum->tensor()[0] != before);
    QTest::mouseMove(part, QPoint(6, 6));
    QCOMPARE(sum->lit(), std::optional<core::Index>(0));

    // Stepping back, the same rows come to mean something else.
    bench.timeline.runTo(NodeId("ell"));
    QVERIFY(std::abs(sum->tensor()[0] - 0.07) < 1e-12);
    QVERIFY(part->tensor()[0] == 0 && !part->lit());  // hatched: it has not arrived
    bench.inspector.setSelectedNode(NodeId("x"));
    QVERIFY(!bench.control<ui::TensorPanel>("Gradient of Parameter W1"));
    QVERIFY(bench.control<ui::TensorPanel>("Value of Input x"));
    QTRY_COMPARE(bench.inspector.findChildren<ui::TensorPanel*>("", Qt::FindChildrenRecursively).contains(sum), false);
  }

  void aTensorHasASliderForEachLeadingAxis() {
    core::Tensor x({2, 3, 4, 5});
    for (core::Index k = 0; k < x.size(); ++k) x[k] = static_cast<double>(k);
    Bench bench(graphOf({leaf("input", "x", x), node("square", "q", {"x"}), node("sum", "L", {"q"})}, "L"));
    bench.timeline.runBackward();
    bench.inspector.setSelectedNode(NodeId("x"));
    auto* panel = bench.control<ui::TensorPanel>("Gradient of Input x");
    QVERIFY(panel);
    QVERIFY(!panel->isShown(1 * 60 + 2 * 20));
    for (QSlider* slider : bench.inspector.findChildren<QSlider*>()) {
      while (slider->isVisible() && slider->value() < slider->maximum()) QTest::keyClick(slider, Qt::Key_Right);
    }
    QVERIFY(panel->isShown(1 * 60 + 2 * 20));
    // The place stays from step to step.
    bench.timeline.previous();
    bench.timeline.next();
    panel = bench.control<ui::TensorPanel>("Gradient of Input x");
    QVERIFY(panel && panel->isShown(1 * 60 + 2 * 20));
  }

  void constantsSayWhyTheyHaveNoGradient() {
    Bench bench(twoLayers());
    bench.inspector.setSelectedNode(NodeId("t"));
    QTest::qWait(1);
    bool said = false;
    for (QLabel* label : bench.inspector.findChildren<QLabel*>()) said = said || (label->isVisible() && label->text().contains("constant"));
    QVERIFY(said);
  }

  void anAttributeIsOneUndoStep() {
    Bench bench(twoLayers());
    bench.inspector.setSelectedNode(NodeId("r"));
    const int before = bench.document.undoStack().count();
    auto* field = bench.control<QLineEdit>("weight");
    QVERIFY(field);
    type(field, "0.5");
    QCOMPARE(bench.document.undoStack().count(), before + 1);
    QVERIFY(*bench.document.graph().find(NodeId("r"))->attributes.find("weight") == core::AttributeValue(0.5));
  }

  void aWrongAttributeStaysInItsFieldWithTheReason() {
    Bench bench(twoLayers());
    bench.inspector.setSelectedNode(NodeId("r"));
    auto* field = bench.control<QLineEdit>("weight");
    type(field, "much");
    QCOMPARE(field->text(), QString("much"));
    QVERIFY(bench.complaint().contains("much"));
  }

  void aTakenNameIsRefusedAndStays() {
    Bench bench(twoLayers());
    bench.inspector.setSelectedNode(NodeId("h"));
    auto* field = bench.control<QLineEdit>("Name");
    type(field, "s");
    QVERIFY2(bench.complaint().contains("taken"), qPrintable(bench.complaint()));
    type(field, "hidden");
    QVERIFY(bench.document.graph().find(NodeId("hidden")));
    QVERIFY(bench.inspector.shownNode() == NodeId("hidden"));
  }

  void aScalarLeafIsEditedInPlace() {
    Bench bench(fanOut());
    bench.inspector.setSelectedNode(NodeId("x"));
    auto* field = bench.control<QLineEdit>("Value");
    type(field, "1,5");
    QCOMPARE(bench.complaint(), QString("1,5: use a point: 1.5"));
    type(field, "1.5");
    QCOMPARE(bench.document.graph().find(NodeId("x"))->value->tensor[0], 1.5);
  }

  void aVectorOutputOffersItsRows() {
    Bench bench(graphOf({leaf("parameter", "W", core::Tensor({2, 3}, {1, 2, 0, -1, 0, 3})), leaf("input", "x", core::Tensor({3}, {2, -1, 1})), node("matmul", "y", {"W", "x"})}, "y"));
    bench.inspector.setSelectedNode(NodeId("y"));
    auto* box = bench.control<QComboBox>("Seed");
    QVERIFY(box);
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Down);
    QCOMPARE(bench.document.graph().seed().kind, core::Seed::Kind::Element);
    QSignalSpy arrived(&bench.timeline, &ui::Timeline::traceChanged);
    QVERIFY(arrived.wait(5000));
    QVERIFY(bench.timeline.moment()->trace().gradient(1).copy() == core::Tensor({3}, {1, 2, 0}));
  }

  void theOutputIsChosenByABox() {
    Bench bench(fanOut());
    bench.inspector.setSelectedNode(NodeId("q"));
    QTest::qWait(1);
    QCheckBox* box = nullptr;
    for (QCheckBox* one : bench.inspector.findChildren<QCheckBox*>()) {
      if (one->isVisible()) box = one;
    }
    QVERIFY(box && !box->isChecked());
    QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
    QVERIFY(bench.document.graph().output() == NodeId("q"));
  }

  void withoutASelectionTheActiveNodeIsShown() {
    Bench bench(fanOut());
    QVERIFY(!bench.inspector.shownNode());
    bench.timeline.next();
    QVERIFY(bench.inspector.shownNode() == NodeId("p"));
  }

  void pictures() {
    const QString folder = qEnvironmentVariable("CHAINRULE_PICTURES");
    if (folder.isEmpty()) QSKIP("CHAINRULE_PICTURES names no folder");
    Bench bench(twoLayers());
    bench.timeline.runBackward();
    bench.timeline.runTo(NodeId("s"));
    for (const char* id : {"s", "W1", "r", "x", "L"}) {
      bench.inspector.setSelectedNode(NodeId(id));
      QTest::qWait(20);
      QVERIFY(bench.inspector.grab().save(folder + "/inspector-" + id + ".png"));
    }
  }

  void partsThatDoNotFitBesideEachOtherStandInTwoRows() {
    ui::RichLine line(13);
    line.setPieces({{.text = "Convolution"}}, {{.text = "a right part that asks for much room"}});
    line.resize(600, 30);
    line.show();
    const int row = line.sizeHint().height();
    line.resize(200, 30);
    QTRY_COMPARE(line.sizeHint().height(), 2 * row);
  }

  void aLabelIsSeenTypesetWhileItIsTyped() {
    Bench bench(twoLayers());
    bench.inspector.setSelectedNode(NodeId("h"));
    auto* field = bench.control<QLineEdit>("Label");
    QVERIFY(field);
    QTest::keyClicks(field, "\\hat{y}");
    QVERIFY(bench.control<ui::RichLine>(QStringLiteral("  y\u0302")));
    QVERIFY(bench.document.graph().find(NodeId("h"))->label.empty());
    type(field, "\\hat{y}");
    QCOMPARE(bench.document.graph().find(NodeId("h"))->label, std::string("\\hat{y}"));
  }

  void aFormulaThatComesWithoutAMessageIsPaintedAtItsOwnWidth() {
    const QString tex = QStringLiteral("x \\in \\mathbb{R}^{4096 \\times 512}");
    ui::RichLine line(13);
    line.setPieces({}, {{.text = tex, .isTex = true}});  // before formulas are typeset at all
    line.resize(264, 24);
    line.show();
    const int before = line.sizeHint().width();
    ui::MathTypesetter typesetter(ui::mathScript());
    typesetter.start();
    QTRY_VERIFY_WITH_TIMEOUT(ui::MathText::parse(tex).isTypeset(), 60000);
    line.grab();
    const int wanted = static_cast<int>(std::ceil(ui::MathText::parse(tex).width(13 * 1.1)));
    QVERIFY(before != wanted);
    QCOMPARE(line.sizeHint().width(), wanted);
  }

  void aMistakeInALabelIsSaidWhenTypingPauses() {
    Bench bench(twoLayers());
    ui::MathTypesetter typesetter(ui::mathScript());
    typesetter.start();
    bench.inspector.setSelectedNode(NodeId("h"));
    auto* field = bench.control<QLineEdit>("Label");
    QVERIFY(field);
    QTest::keyClicks(field, "\\hut{y}");
    QCOMPARE(bench.complaint(), QString());
    connect(&typesetter, &ui::MathTypesetter::arrived, field, [&] {
      for (QWidget* widget : bench.inspector.findChildren<QWidget*>()) {
        QEvent news(ui::formulasArrived());
        QCoreApplication::sendEvent(widget, &news);
      }
    });
    QTRY_COMPARE_WITH_TIMEOUT(bench.complaint(), QString("\\hut is no LaTeX command that is known here."), 60000);
    type(field, "\\hat{y}");
    QTRY_COMPARE(bench.complaint(), QString());
  }
};

QTEST_MAIN(TestInspector)
#include "tst_inspector.moc"

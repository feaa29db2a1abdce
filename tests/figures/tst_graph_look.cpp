#include <QImage>
#include <QPainter>
#include <QTest>

#include "core/autodiff/trace.h"
#include "tests/core/sample_graphs.h"
#include "ui/figures/graph_painter.h"
#include "ui/model/layout.h"

using core::NodeId;
using ui::Moment;
using ui::Outline;
using ui::WireState;

namespace {

/// A graph that has run, looked at from any step.
struct Run {
  ui::Sheet sheet;
  Moment start;

  explicit Run(const core::Graph& graph)
      : sheet{graph, ui::layoutOf(graph), {}},
        start(std::make_shared<const core::Trace>(core::run(graph)), 0) {}

  ui::GraphPicture at(int cursor) const {
    const Moment moment = start.at(cursor);
    return ui::pictureOf(sheet, &moment);
  }
  /// When the node takes its backward step.
  ui::GraphPicture backwardAt(const char* id) const {
    return at(*start.backwardCursorOf(*sheet.graph.position(NodeId(id))));
  }
};

const ui::NodeLook& look(const ui::GraphPicture& picture, const char* id) {
  return picture.looks.nodes[*picture.drawing.graph.position(NodeId(id))];
}

const ui::WireLook& wire(const ui::GraphPicture& picture, const char* from, const char* to) {
  const core::Graph& graph = picture.drawing.graph;
  for (std::size_t k = 0; k < picture.looks.wires.size(); ++k) {
    const ui::WireGeometry& wire = picture.drawing.geometry.wires[k];
    if (graph.node(wire.from).id == NodeId(from) && graph.node(wire.to).id == NodeId(to))
      return picture.looks.wires[k];
  }
  qFatal("no such wire");
}

}  // namespace

class TestGraphLook : public QObject {
  Q_OBJECT

private slots:
  void nothingIsKnownAtTheStart() {
    const ui::GraphPicture picture = Run(twoLayers()).at(0);
    QCOMPARE(look(picture, "h").outline, Outline::Idle);
    QVERIFY(look(picture, "h").strip.empty());
    QCOMPARE(look(picture, "x").strip.size(), std::size_t(4));
    QVERIFY(wire(picture, "ell", "L").value.text.isEmpty());
    QVERIFY(picture.looks.capsule.tail.isEmpty());
  }

  void valuesStandAtTheWiresAfterTheForwardPass() {
    const Run run(twoLayers());
    const ui::GraphPicture picture = run.at(run.start.forwardCount());
    QCOMPARE(wire(picture, "ell", "L").value.text, QString("2.43"));
    QCOMPARE(wire(picture, "r", "L").value.text, QString("0.26"));
    QVERIFY(wire(picture, "a", "s").value.isTex);
    QCOMPARE(picture.looks.capsule.tail, QString(" = 2.69"));
    QVERIFY(wire(picture, "ell", "L").gradient.text.isEmpty());
  }

  void theSeedStandsAtTheOutput() {
    const Run run(twoLayers());
    const ui::GraphPicture picture = run.at(run.start.forwardCount() + 1);
    QCOMPARE(picture.looks.capsule.outline, Outline::Active);
    QCOMPARE(picture.looks.capsule.wire.gradient.text, QString("1.00"));
    QCOMPARE(look(picture, "L").outline, Outline::Idle);
  }

  void theActiveNodeHasItsWiresMarked() {
    const ui::GraphPicture picture = Run(twoLayers()).backwardAt("s");
    QCOMPARE(look(picture, "s").outline, Outline::Active);
    QCOMPARE(look(picture, "s").pill.text, QString("active, step 4"));
    QCOMPARE(wire(picture, "s", "ell").state, WireState::Upstream);
    QCOMPARE(wire(picture, "s", "ell").pill, QString("upstream"));
    QCOMPARE(wire(picture, "a", "s").state, WireState::Downstream);
    QCOMPARE(wire(picture, "a", "s").pill, QString("downstream"));
    QCOMPARE(wire(picture, "W1", "s").state, WireState::Downstream);
    QCOMPARE(wire(picture, "h", "a").state, WireState::Idle);
    QCOMPARE(wire(picture, "ell", "L").state, WireState::Done);
    QCOMPARE(wire(picture, "ell", "L").gradient.text, QString("1.00"));
    for (const char* done : {"L", "r", "ell"}) QCOMPARE(look(picture, done).outline, Outline::Done);
    for (const char* idle : {"a", "h"}) QCOMPARE(look(picture, idle).outline, Outline::Idle);
  }

  void theFirstBackwardStepHasTheCapsulesWireUpstream() {
    const ui::GraphPicture picture = Run(twoLayers()).backwardAt("L");
    QCOMPARE(picture.looks.capsule.wire.state, WireState::Upstream);
    QCOMPARE(picture.looks.capsule.wire.pill, QString("upstream"));
  }

  void contributionsAreCountedWhereAValueIsUsedTwice() {
    const Run run(twoLayers());
    const ui::GraphPicture partial = run.backwardAt("r");
    QVERIFY(look(partial, "W1").partial);
    QCOMPARE(look(partial, "W1").sum, QString("Σ 1 of 2"));
    QCOMPARE(wire(partial, "W1", "r").gradient.text, QString("Σ 1"));
    QVERIFY(wire(partial, "W1", "s").gradient.text.isEmpty());
    const ui::GraphPicture complete = run.backwardAt("s");
    QVERIFY(!look(complete, "W1").partial);
    QCOMPARE(look(complete, "W1").sum + look(complete, "W1").sumRest, QString("Σ 2 of 2 contributions in"));
    QCOMPARE(wire(complete, "W1", "s").gradient.text, QString("Σ 2"));
  }

  void contributionsOfScalarsAreWrittenWithTheirSum() {
    const Run run(fanOut());
    const ui::GraphPicture picture = run.at(run.start.last());
    QVERIFY(look(picture, "x").sumRest.contains("33.00"));
    QSet<QString> labels{wire(picture, "x", "p").gradient.text, wire(picture, "x", "q").gradient.text};
    QVERIFY(labels.contains("Σ 1  24.00") && labels.contains("Σ 2  9.00"));
  }

  void steppingBackShowsThePictureOfBefore() {
    const Run run(twoLayers());
    const ui::GraphPicture before = run.at(9);
    const ui::GraphPicture after = run.at(10);
    QVERIFY(before.looks.nodes != after.looks.nodes);
    QVERIFY(run.at(9).looks.nodes == before.looks.nodes);
    QVERIFY(run.at(9).looks.wires == before.looks.wires);
  }

  void whatNeedsNoGradientIsDashed() {
    const ui::GraphPicture picture = Run(twoLayers()).at(3);
    QVERIFY(wire(picture, "t", "ell").dashed);
    QVERIFY(!wire(picture, "W1", "s").dashed);
    QVERIFY(look(picture, "t").noGradient);
    QVERIFY(!look(picture, "h").noGradient);
  }

  void problemsAreNumberedAndWhatWaitsIsNot() {
    const core::Graph graph =
        graphOf({leaf("input", "x", core::Tensor(core::Shape{4}, 1)),
                 leaf("parameter", "W", core::Tensor(core::Shape{3, 5}, 1)), node("linear", "h", {"x", "W"}),
                 node("tanh", "a", {"h"}), node("exp", "e", {""})});
    const ui::GraphPicture picture = Run(graph).at(0);
    QCOMPARE(look(picture, "h").outline, Outline::Problem);
    QCOMPARE(look(picture, "a").outline, Outline::Waits);
    QCOMPARE(look(picture, "e").outline, Outline::Problem);
    QVERIFY(look(picture, "e").missing[0]);
    QCOMPARE(look(picture, "h").problem + look(picture, "e").problem, 1 + 2);
    QCOMPARE(look(picture, "a").problem, 0);
    QCOMPARE(wire(picture, "x", "h").state, WireState::Error);
    QVERIFY(problemText(picture.drawing, nullptr, *graph.position(NodeId("h"))).message.contains("3×5"));
  }

  void onlyTheFirstPlaceOfANanGetsANumber() {
    const core::Graph graph =
        graphOf({leaf("input", "p", core::Tensor({3}, {.7, 0, .3})), node("log", "g", {"p"}),
                 node("neg", "m", {"g"}), node("sum", "u", {"m"})},
                "u");
    const Run run(graph);
    const ui::GraphPicture picture = run.at(run.start.forwardCount());
    QCOMPARE(look(picture, "g").problem, 1);
    QCOMPARE(look(picture, "m").outline, Outline::Spoilt);
    QCOMPARE(look(picture, "m").problem, 0);
    QCOMPARE(wire(picture, "g", "m").state, WireState::Error);
    QCOMPARE(look(run.at(0), "g").problem, 0);
  }

  void theWholePictureLiesWithinItsBounds() {
    const Run run(twoLayers());
    const ui::GraphPicture picture = run.backwardAt("s");
    for (const ui::NodeGeometry& node : picture.drawing.geometry.nodes)
      QVERIFY(picture.bounds().contains(node.rect));
    QImage image(picture.bounds().size().toSize() + QSize(20, 20), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.translate(QPointF(10, 10) - picture.bounds().topLeft());
    paintGraph(painter, picture, ui::printTheme());
    painter.end();
    for (int x = 0; x < image.width(); ++x) {
      QCOMPARE(qAlpha(image.pixel(x, 2)), 0);
      QCOMPARE(qAlpha(image.pixel(x, image.height() - 3)), 0);
    }
  }
};

QTEST_MAIN(TestGraphLook)
#include "tst_graph_look.moc"

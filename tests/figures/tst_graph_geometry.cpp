#include <QTest>

#include "core/functions/catalogue.h"
#include "ui/figures/graph_drawing.h"
#include "ui/model/edits.h"

using core::NodeId;
using core::Shape;
using core::Tensor;
using ui::GraphDrawing;
using ui::Side;

namespace {

core::Node node(const char* id, const char* function, std::vector<std::string> inputs = {}) {
  core::Node result;
  result.id = NodeId(id);
  result.function = &core::functionNamed(function);
  for (const std::string& input : inputs) {
    if (input.empty())
      result.inputs.push_back(std::nullopt);
    else
      result.inputs.push_back(NodeId(input));
  }
  return result;
}

core::Node leaf(const char* id, const char* function, Tensor value) {
  core::Node result = node(id, function);
  result.value = core::LeafValue{std::move(value), std::nullopt};
  return result;
}

struct Placed {
  core::Node node;
  QPointF centre;
};

ui::Sheet sheetOf(const std::vector<Placed>& all, const char* output = nullptr) {
  ui::Sheet sheet;
  std::vector<core::NodePointer> nodes;
  for (const Placed& one : all) {
    nodes.push_back(std::make_shared<core::Node>(one.node));
    sheet.positions[one.node.id] = one.centre;
  }
  sheet.graph = core::Graph::fromNodes(std::move(nodes));
  if (output) sheet.graph = sheet.graph.withOutput(NodeId(output));
  return sheet;
}

/// Lesson 10 as it stands on the canvas.
ui::Sheet twoLayers() {
  return sheetOf({{leaf("x", "input", Tensor(Shape{4}, 0.5)), {60, 180}},
                  {leaf("W2", "parameter", Tensor(Shape{5, 4}, 0.1)), {200, 300}},
                  {node("h", "linear", {"x", "W2"}), {200, 180}},
                  {node("a", "tanh", {"h"}), {340, 180}},
                  {leaf("W1", "parameter", Tensor(Shape{3, 5}, 0.2)), {480, 300}},
                  {node("s", "linear", {"a", "W1"}), {480, 180}},
                  {leaf("t", "constant", Tensor::scalar(1)), {620, 80}},
                  {node("ell", "cross_entropy", {"s", "t"}), {620, 180}},
                  {node("r", "l2_penalty", {"W1"}), {620, 300}},
                  {node("L", "add", {"ell", "r"}), {760, 180}}},
                 "L");
}

/// Two products and their sum, of scalars.
ui::Sheet gates() {
  return sheetOf({{leaf("w", "parameter", Tensor::scalar(2)), {40, 80}},
                  {leaf("x", "input", Tensor::scalar(-1)), {40, 140}},
                  {leaf("b", "parameter", Tensor::scalar(3)), {40, 220}},
                  {node("p", "mul", {"w", "x"}), {150, 110}},
                  {node("z", "add", {"p", "b"}), {300, 160}},
                  {node("y", "exp", {"z"}), {420, 160}}},
                 "y");
}

const ui::NodeGeometry& at(const GraphDrawing& drawing, const char* id) {
  return drawing.geometry.nodes[*drawing.graph.position(NodeId(id))];
}

const ui::WireGeometry& wire(const GraphDrawing& drawing, const char* from, const char* to) {
  for (const ui::WireGeometry& wire : drawing.geometry.wires) {
    if (drawing.graph.node(wire.from).id == NodeId(from) && drawing.graph.node(wire.to).id == NodeId(to))
      return wire;
  }
  qFatal("no such wire");
}

QRectF labelRect(const ui::LabelPlace& place) {
  const QPointF centre = place.centre(ui::labelSize);
  const QSizeF half = ui::labelSize / 2;
  return {centre - QPointF(half.width(), half.height()), ui::labelSize};
}

}  // namespace

class TestGraphGeometry : public QObject {
  Q_OBJECT

private slots:
  void everyNodeStandsAroundItsCentre() {
    const ui::Sheet sheet = twoLayers();
    const GraphDrawing drawing = drawingOf(sheet);
    for (std::size_t p = 0; p < drawing.graph.size(); ++p) {
      QCOMPARE(drawing.geometry.nodes[p].rect.center(), sheet.positions.at(drawing.graph.node(p).id));
    }
  }

  void whatIsTakenOverIsWhatWouldBeMade() {
    const ui::Sheet sheet = twoLayers();
    const GraphDrawing before = drawingOf(sheet);
    const auto same = [](const ui::Sheet& now, const GraphDrawing& drawing) {
      const GraphDrawing made = drawingOf(now);
      return made.geometry == drawing.geometry && made.texts == drawing.texts && made.shapes == drawing.shapes;
    };
    ui::Sheet value = sheet;
    ui::setLeafValue(value, core::NodeId("x"), {core::Tensor(Shape{4}, 2.0), {}});
    QVERIFY(same(value, drawingOf(value, before)));
    QVERIFY(drawingOf(value, before).geometry == before.geometry);
    ui::Sheet shape = sheet;
    ui::setLeafValue(shape, core::NodeId("x"), {core::Tensor(Shape{7}, 2.0), {}});
    QVERIFY(same(shape, drawingOf(shape, before)) && !same(sheet, drawingOf(shape, before)));
    ui::Sheet moved = sheet;
    moved.positions.at(core::NodeId("h")) += QPointF(30, 0);
    QVERIFY(same(moved, drawingOf(moved, before)) && drawingOf(moved, before).geometry != before.geometry);
    ui::Sheet wire = sheet;
    ui::disconnect(wire, core::NodeId("h"), 1);
    QVERIFY(same(wire, drawingOf(wire, before)) && drawingOf(wire, before).geometry != before.geometry);
    QVERIFY(same(sheet, drawingOf(sheet, drawingOf(moved, before), true)));
  }

  void sizesAreThoseOfTheDesign() {
    const GraphDrawing drawing = drawingOf(twoLayers());
    QCOMPARE(at(drawing, "h").rect.size(), QSizeF(102, 58));
    QCOMPARE(at(drawing, "x").rect.size(), QSizeF(82, 46));
    QCOMPARE(at(drawing, "W2").rect.size(), QSizeF(104, 46));
  }

  void inputsEnterFromWhereTheirSourceStands() {
    const GraphDrawing drawing = drawingOf(twoLayers());
    QCOMPARE(at(drawing, "h").inputs[0].port.side, Side::Left);
    QCOMPARE(at(drawing, "h").inputs[1].port.side, Side::Bottom);
    QCOMPARE(at(drawing, "ell").inputs[1].port.side, Side::Top);
    QCOMPARE(at(drawing, "L").inputs[1].port.side, Side::Bottom);
  }

  void aSourceSendsItsWiresTowardsTheirConsumers() {
    const GraphDrawing drawing = drawingOf(twoLayers());
    const ui::NodeGeometry& parameter = at(drawing, "W1");
    QCOMPARE(parameter.outputs[wire(drawing, "W1", "r").output].side, Side::Right);
    QCOMPARE(parameter.outputs[wire(drawing, "W1", "s").output].side, Side::Top);
  }

  void wiresBeginAndEndAtPorts() {
    for (const ui::Sheet& sheet : {twoLayers(), gates()}) {
      const GraphDrawing drawing = drawingOf(sheet);
      for (const ui::WireGeometry& wire : drawing.geometry.wires) {
        QCOMPARE(wire.path.start(), drawing.geometry.nodes[wire.from].outputs[wire.output].at);
        QCOMPARE(wire.path.end(), drawing.geometry.nodes[wire.to].inputs[wire.argument].port.at);
      }
    }
  }

  void wiresBetweenNodesOfOneRowAreStraight() {
    const GraphDrawing drawing = drawingOf(twoLayers());
    for (const auto& [from, to] :
         {std::pair("x", "h"), {"h", "a"}, {"a", "s"}, {"s", "ell"}, {"W1", "s"}, {"t", "ell"}}) {
      QVERIFY(wire(drawing, from, to).path.isStraight());
    }
    QVERIFY(!wire(drawing, "r", "L").path.isStraight());
  }

  void labelsOfCrossingCurvesStandBesideTheCrossing() {
    const ui::Sheet sheet = sheetOf({{leaf("a", "input", Tensor::scalar(2)), {0, 0}},
                                     {leaf("b", "input", Tensor::scalar(3)), {0, 160}},
                                     {node("c", "mul", {"a", "b"}), {400, 0}},
                                     {node("d", "add", {"a", "b"}), {400, 160}}});
    const ui::GraphGeometry geometry = drawingOf(sheet).geometry;
    QCOMPARE(geometry.wires.size(), 4u);
    for (const ui::WireGeometry& wire : geometry.wires) {
      for (const ui::WireGeometry& other : geometry.wires) {
        if (&wire == &other) continue;
        for (int k = 0; k <= 200; ++k) {
          const QPointF on = other.path.at(k / 200.0);
          QVERIFY(!labelRect(wire.value).adjusted(1, 1, -1, -1).contains(on));
          QVERIFY(!labelRect(wire.gradient).adjusted(1, 1, -1, -1).contains(on));
        }
      }
    }
  }

  void betweenNodesThatStandCloseTheValueIsSeen() {
    // As the layout of a matrix product that is added to a bias: the middle of the curve is narrow.
    const ui::Sheet sheet = sheetOf({{leaf("x", "input", Tensor({2, 2}, 1.0)), {0, 0}},
                                     {node("m", "matmul", {"x", "x"}), {160, 0}},
                                     {node("z", "relu", {"m"}), {295, 46}}});
    const ui::GraphGeometry geometry = drawingOf(sheet).geometry;
    const ui::WireGeometry& wire = geometry.wires.back();
    QVERIFY(!wire.path.isStraight());
    const QPointF centre = wire.value.centre(ui::labelSize);
    const QRectF name(centre.x() - 9, centre.y() - 6, 18, 12);
    for (const ui::NodeGeometry& box : geometry.nodes) QVERIFY(!box.rect.intersects(name));
  }

  void labelsCoverNoBoxAndNoOtherLabel() {
    for (const ui::Sheet& sheet : {twoLayers(), gates()}) {
      const GraphDrawing drawing = drawingOf(sheet);
      std::vector<QRectF> labels;
      for (const ui::WireGeometry& wire : drawing.geometry.wires) {
        for (const ui::LabelPlace& place : {wire.value, wire.gradient}) {
          const QRectF label = labelRect(place);
          for (const ui::NodeGeometry& box : drawing.geometry.nodes) QVERIFY(!box.rect.intersects(label));
        }
        labels.push_back(labelRect(wire.gradient));
      }
      for (std::size_t a = 0; a < labels.size(); ++a) {
        for (std::size_t b = 0; b < a; ++b) QVERIFY(!labels[a].intersects(labels[b]));
      }
    }
  }

  void valuesStandAboveAndGradientsBelow() {
    const GraphDrawing drawing = drawingOf(twoLayers());
    const ui::WireGeometry& level = wire(drawing, "ell", "L");
    QVERIFY(level.value.centre(ui::labelSize).y() < level.path.start().y());
    QVERIFY(level.gradient.centre(ui::labelSize).y() > level.path.start().y());
  }

  void aCircuitOfScalarsIsDrawnWithGates() {
    const GraphDrawing drawing = drawingOf(gates());
    const std::size_t product = *drawing.graph.position(NodeId("p"));
    QCOMPARE(drawing.texts[product].form, ui::NodeForm::Gate);
    QCOMPARE(drawing.texts[product].title, QString("×"));
    QVERIFY(!ui::isCircuit(twoLayers().graph, drawingOf(twoLayers()).shapes));
  }

  void aGateIsAsTallAsItsTwoLeavesStandApart() {
    const GraphDrawing drawing = drawingOf(gates());
    QVERIFY(at(drawing, "p").rect.height() >= 90);
    QVERIFY(wire(drawing, "w", "p").path.isStraight());
    QVERIFY(wire(drawing, "x", "p").path.isStraight());
    QCOMPARE(at(drawing, "y").rect.height(), 44.0);
  }

  void theOutputHasACapsuleAtItsRight() {
    const GraphDrawing drawing = drawingOf(twoLayers());
    QVERIFY(drawing.geometry.capsule);
    QVERIFY(drawing.geometry.capsule->rect.left() > at(drawing, "L").rect.right());
    QVERIFY(drawing.geometry.capsule->wire.path.isStraight());
    QVERIFY(drawing.geometry.bounds.contains(drawing.geometry.capsule->rect));
    QVERIFY(!drawingOf(sheetOf({{leaf("x", "input", Tensor::scalar(1)), {}}})).geometry.capsule);
  }

  void aWireGoesAroundTheBoxesInItsWay() {
    const GraphDrawing drawing = drawingOf(sheetOf({{leaf("x", "input", Tensor(Shape{4}, 1)), {0, 0}},
                                                    {node("h", "tanh", {"x"}), {140, 0}},
                                                    {node("a", "relu", {"h"}), {280, 0}},
                                                    {node("y", "add", {"a", "x"}), {420, 0}}}));
    const ui::WirePath& path = wire(drawing, "x", "y").path;
    for (double t = 0; t <= 1; t += 0.02) {
      QVERIFY(!at(drawing, "h").rect.contains(path.at(t)));
      QVERIFY(!at(drawing, "a").rect.contains(path.at(t)));
    }
    QVERIFY(wire(drawing, "a", "y").path.isStraight());
  }

  void aWireThatWouldEnterFromAboveBehindABoxEntersFromTheLeft() {
    const ui::Sheet sheet = sheetOf({{leaf("x", "input", Tensor(Shape{2}, 1.0)), {60, 100}},
                                     {node("dead", "exp", {"x"}), {200, 100}},
                                     {node("s", "square", {"x"}), {200, 210}}});
    const GraphDrawing drawing = ui::drawingOf(sheet);
    QCOMPARE(at(drawing, "s").inputs[0].port.side, Side::Left);
    const QRectF box = at(drawing, "dead").rect;
    for (double t = 0; t <= 1; t += 0.02) QVERIFY(!box.contains(wire(drawing, "x", "s").path.at(t)));
  }

  void anArgumentWithoutAWireHasAPort() {
    const GraphDrawing drawing = drawingOf(sheetOf({{leaf("x", "input", Tensor(Shape{4}, 1)), {0, 0}},
                                                    {node("s", "linear", {"x"}), {200, 0}},
                                                    {node("m", "mul"), {200, 200}}}));
    const ui::NodeGeometry& linear = at(drawing, "s");
    QCOMPARE(linear.inputs.size(), std::size_t(3));
    QVERIFY(linear.inputs[0].wired);
    QVERIFY(!linear.inputs[1].wired && !linear.inputs[1].optional);
    QCOMPARE(linear.inputs[1].port.side, Side::Bottom);
    QVERIFY(linear.inputs[2].optional);
    QVERIFY(at(drawing, "m").inputs[0].port.at != at(drawing, "m").inputs[1].port.at);
  }

  void aFunctionOfAnyNumberOfArgumentsHasOnePortMore() {
    const GraphDrawing drawing = drawingOf(sheetOf({{leaf("x", "input", Tensor(Shape{4}, 1)), {0, 0}},
                                                    {leaf("z", "input", Tensor(Shape{4}, 1)), {0, 100}},
                                                    {node("c", "cat", {"x", "z"}), {200, 50}}}));
    QCOMPARE(at(drawing, "c").inputs.size(), std::size_t(3));
    QVERIFY(at(drawing, "c").inputs[2].optional);
  }

  void movingANodeKeepsTheTextsAndTheShapes() {
    ui::Sheet sheet = twoLayers();
    GraphDrawing before = drawingOf(sheet);
    const auto* shapes = before.shapes.data();
    sheet.positions[NodeId("x")] += QPointF(0, 40);
    const GraphDrawing after = drawingOf(sheet, std::move(before));
    QCOMPARE(after.shapes.data(), shapes);
    QCOMPARE(at(after, "x").rect.center(), QPointF(60, 220));
  }
};

QTEST_MAIN(TestGraphGeometry)
#include "tst_graph_geometry.moc"

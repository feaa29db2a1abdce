// Where messages, notes and brackets stand on the canvas.
#include <QTest>

#include "core/functions/catalogue.h"
#include "tests/core/sample_graphs.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/message_box.h"
#include "ui/figures/graph_marks.h"
#include "ui/model/document.h"
#include "ui/model/runner.h"
#include "ui/model/timeline.h"

using core::NodeId;
using core::Tensor;

namespace {

/// x → h = tanh x → y = x · h with a constant over them.
struct Bench {
  ui::Document document;
  ui::Runner runner;
  ui::Timeline timeline{document, runner};
  ui::CanvasView view{document, timeline};

  Bench() {
    view.resize(900, 600);
    view.setReserved({0, 0, 0, 60});
    view.show();
    document.edit("start", [](ui::Sheet& sheet) {
      sheet.graph = graphOf({leaf("input", "x", Tensor({2}, {1, 2})), node("tanh", "h", {"x"}), node("mul", "y", {"x", "h"}),
                             leaf("constant", "c", Tensor::scalar(2)), node("mul", "z", {"y", "c"})},
                            "z");
      for (const auto& [id, at] : {std::pair{"x", QPointF(100, 200)}, {"h", QPointF(260, 200)}, {"y", QPointF(420, 200)},
                                   {"c", QPointF(420, 145)}, {"z", QPointF(580, 200)}})
        sheet.positions[NodeId(id)] = at;
    });
    view.look({450, 300}, 1);
  }
  QRectF rect(const char* id) {
    const ui::GraphDrawing& drawing = view.canvas().drawing();
    return drawing.geometry.nodes[*drawing.graph.position(NodeId(id))].rect;
  }
};

}  // namespace

class TestCanvasMarks : public QObject {
  Q_OBJECT

 private slots:
  void aMessageStandsBelowWhereNothingIsInTheWay() {
    const QRectF node(400, 200, 100, 50), view(0, 0, 900, 600);
    const QSizeF size(300, 80);
    QCOMPARE(ui::messagePlace(size, node, view), QPointF(300, 270));
    const QRectF low(400, 520, 100, 50);
    QVERIFY2(ui::messagePlace(size, low, view).y() < low.top(), "at the edge it flips");
  }

  void aMessageTakesTheSideWhereItCoversNoOtherNode() {
    const QRectF node(400, 200, 100, 50), view(0, 0, 900, 600);
    const QSizeF size(300, 80);
    const std::vector<QRectF> below{{200, 270, 560, 50}};
    const QRectF above(ui::messagePlace(size, node, view, below), size);
    QVERIFY(above.bottom() <= node.top());
    const std::vector<QRectF> both{{200, 270, 560, 50}, {200, 100, 560, 50}};
    const QRectF beside(ui::messagePlace(size, node, view, both), size);
    for (const QRectF& other : both) QVERIFY(!beside.intersects(other));
    QVERIFY(!beside.intersects(node) && view.contains(beside));
  }

  void aPreviewIsScrolledIntoViewAndBackAgain() {
    Bench bench;
    const QPointF before = bench.view.centre();
    ui::GraphMarks marks{.reveal = true};
    marks.ghosts.push_back({.centre = {300, 640}, .tex = "b", .to = NodeId("h"), .argument = 0});
    bench.view.showMarks(marks);
    const QRectF ghost = bench.view.viewportTransform().mapRect(QRectF(248, 617, 104, 46));
    QVERIFY2(ghost.bottom() < 600 - 60, "above what covers the lower edge");
    QVERIFY(ghost.top() > 0);
    bench.view.showMarks({});
    QVERIFY(QLineF(bench.view.centre(), before).length() < 1.5);
  }

  void theNoteOfAFrameStandsClearOfCountsOfContributions() {
    Bench bench;
    ui::GraphMarks marks;
    marks.framed = {NodeId("x")};
    marks.frameNote = "x";
    const QRectF frame = bench.rect("x").adjusted(-16, -16, 16, 16);
    // x is used twice: "Σ 2 of 2 contributions in" stands below its middle.
    const QRectF sum(bench.rect("x").center().x() - 70, bench.rect("x").bottom() + 8, 140, 18);
    const QRectF covered = ui::marksRect(bench.view.canvas().drawing(), marks);
    const bool below = covered.bottom() > frame.bottom() + 1, left = covered.left() < frame.left() - 1;
    QVERIFY(below || left || covered.top() < frame.top() - 1);
    QVERIFY2(!below || covered.bottom() - 20 > sum.bottom(), "not on the count");
  }

  void aBracketIsRaisedOverAConstantThatItWouldCross() {
    Bench bench;
    ui::GraphMarks marks;
    marks.brackets.push_back({.over = {NodeId("h"), NodeId("y")}, .tex = "J"});
    const QRectF covered = ui::marksRect(bench.view.canvas().drawing(), marks);
    QVERIFY(covered.top() < bench.rect("c").top());
    // Below it where there is room between.
    bench.document.edit("move", [](ui::Sheet& sheet) { sheet.positions[NodeId("c")].ry() -= 40; });
    const QRectF low = ui::marksRect(bench.view.canvas().drawing(), marks);
    QVERIFY(low.top() > bench.rect("c").bottom() - 5 && low.top() < bench.rect("y").top() - 30);
    // Clear of it where there is none above.
    marks.brackets[0].over = {NodeId("x"), NodeId("h")};
    QVERIFY(ui::marksRect(bench.view.canvas().drawing(), marks).top() > bench.rect("x").top() - 70);
  }
};

QTEST_MAIN(TestCanvasMarks)
#include "tst_canvas_marks.moc"

// Where messages, notes and brackets stand on the canvas.
#include <QTest>

#include <cmath>

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
      sheet.graph = graphOf(
          {leaf("input", "x", Tensor({2}, {1, 2})), node("tanh", "h", {"x"}), node("mul", "y", {"x", "h"}),
           leaf("constant", "c", Tensor::scalar(2)), node("mul", "z", {"y", "c"})},
          "z");
      for (const auto& [id, at] : {std::pair{"x", QPointF(100, 200)},
                                   {"h", QPointF(260, 200)},
                                   {"y", QPointF(420, 200)},
                                   {"c", QPointF(420, 145)},
                                   {"z", QPointF(580, 200)}})
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
    marks.frameNote = "\\text{from }x\\text{ to }y";
    // x is used twice: "Σ 2 of 2 contributions in" stands below its middle, or beside a wire that leaves
    // there.
    const ui::GraphDrawing& drawing = bench.view.canvas().drawing();
    const bool beside = drawing.geometry.nodes[*drawing.graph.position(NodeId("x"))].below;
    const QRectF sum(bench.rect("x").center().x() + (beside ? 10 : -70), bench.rect("x").bottom() + 9, 140,
                     16);
    const QRectF note = ui::frameNoteRect(bench.view.canvas().drawing(), marks);
    QVERIFY(!note.isEmpty() && !note.intersects(sum));
    for (const char* id : {"x", "h", "y", "c", "z"}) QVERIFY(!note.intersects(bench.rect(id)));
    marks.framed = {NodeId("z")};
    const QRectF below = ui::frameNoteRect(bench.view.canvas().drawing(), marks);
    QVERIFY2(std::abs(below.center().x() - bench.rect("z").center().x()) < 1 &&
                 below.top() > bench.rect("z").bottom(),
             "in the middle below where nothing is");
  }

  void aBracketIsRaisedOverAConstantThatItWouldCross() {
    Bench bench;
    ui::GraphMarks marks;
    marks.brackets.push_back({.over = {NodeId("h"), NodeId("y")}, .tex = "J"});
    const ui::GraphDrawing& drawing = bench.view.canvas().drawing();
    QVERIFY(ui::bracketLine(drawing, marks) + 8 < bench.rect("c").top());
    // Below it where there is room between.
    bench.document.edit("move", [](ui::Sheet& sheet) { sheet.positions[NodeId("c")].ry() -= 38; });
    const double between = ui::bracketLine(drawing, marks);
    QVERIFY(between - 9 >= bench.rect("c").bottom() && between < bench.rect("y").top() - 30);
    // As ever where there is none above.
    marks.brackets[0].over = {NodeId("x"), NodeId("h")};
    QCOMPARE(ui::bracketLine(drawing, marks), bench.rect("h").top() - 44);
  }
};

QTEST_MAIN(TestCanvasMarks)
#include "tst_canvas_marks.moc"

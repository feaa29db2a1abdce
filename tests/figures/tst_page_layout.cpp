#include <QDir>
#include <QTest>

#include <cmath>
#include <vector>

#include "core/message.h"
#include "ui/figures/export/boxes_plan.h"
#include "ui/figures/export/figure_pages.h"
#include "ui/model/sheet_file.h"

using namespace ui;

namespace {

Sheet example(const QString& name) {
  return loadSheet(CHAINRULE_SOURCE_DIR "/resources/examples/" + name).first;
}

/// Whether a line comes into a rectangle.
bool enters(const QPainterPath& line, const QRectF& rect) {
  if (!line.boundingRect().adjusted(-1, -1, 1, 1).intersects(rect)) return false;
  const int pieces = std::max(2, static_cast<int>(line.length() / 2));
  for (int k = 0; k <= pieces; ++k) {
    if (rect.contains(line.pointAtPercent(double(k) / pieces))) return true;
  }
  return false;
}

QString checkBoxes(const GraphPicture& picture) {
  const GraphGeometry& geometry = picture.drawing.geometry;
  const auto name = [&](std::size_t p) {
    return QString::fromStdString(picture.drawing.graph.node(p).id.text());
  };
  std::vector<QRectF> boxes;
  for (const NodeGeometry& node : geometry.nodes) boxes.push_back(node.rect.adjusted(1, 1, -1, -1));
  for (std::size_t a = 0; a < boxes.size(); ++a) {
    for (std::size_t b = a + 1; b < boxes.size(); ++b) {
      if (boxes[a].intersects(boxes[b])) return name(a) + " lies on " + name(b);
    }
    if (geometry.capsule && geometry.capsule->rect.adjusted(1, 1, -1, -1).intersects(boxes[a]))
      return "the output's capsule lies on " + name(a);
  }
  for (const WireGeometry& wire : geometry.wires) {
    const QPainterPath line = wire.path.painterPath();
    for (std::size_t p = 0; p < boxes.size(); ++p) {
      const bool end = p == wire.from || p == wire.to;
      if (enters(line, end ? boxes[p].adjusted(3, 3, -3, -3) : boxes[p]))
        return "the wire from " + name(wire.from) + " to " + name(wire.to) + " crosses " + name(p);
    }
  }
  return {};
}

QString checkSchematic(const Schematic& schematic) {
  const auto rectOf = [](const SchematicNode& node) {
    return QRectF(node.centre - QPointF(node.half.width(), node.half.height()), 2 * node.half)
        .adjusted(1, 1, -1, -1);
  };
  for (std::size_t a = 0; a < schematic.nodes.size(); ++a) {
    for (std::size_t b = a + 1; b < schematic.nodes.size(); ++b) {
      if (rectOf(schematic.nodes[a]).intersects(rectOf(schematic.nodes[b])))
        return QString("node %1 lies on node %2").arg(a).arg(b);
    }
  }
  for (const SchematicEdge& edge : schematic.edges) {
    for (std::size_t k = 0; k < schematic.nodes.size(); ++k) {
      if (k == edge.from || k == edge.to) continue;
      if (enters(edge.path(), rectOf(schematic.nodes[k])))
        return QString("the line from %1 to %2 crosses %3").arg(edge.from).arg(edge.to).arg(k);
    }
  }
  return {};
}

}  // namespace

/// What a lecturer may take for granted of every bundled graph in every style at the widths of columns and
/// slides.
class TestPageLayout : public QObject {
  Q_OBJECT

private slots:
  void graphsReflowAndTextKeepsItsSize_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("style");
    QTest::addColumn<double>("width");
    for (const QString& file : QDir(CHAINRULE_SOURCE_DIR "/resources/examples").entryList({"*.chainrule"})) {
      for (int style = 0; style < 4; ++style) {
        // The network at all widths of columns and slides, the others at the narrowest and the usual one.
        const bool all = file.startsWith("10-");
        for (const double width :
             all ? std::vector{82.5, 88.9, 89.0, 139.7, 160.0, 183.0} : std::vector{82.5, 160.0})
          QTest::addRow("%s %d %g", qPrintable(file.left(20)), style, width) << file << style << width;
      }
    }
  }
  void graphsReflowAndTextKeepsItsSize() {
    QFETCH(QString, file);
    QFETCH(int, style);
    QFETCH(double, width);
    const Sheet sheet = example(file);
    std::optional<FigurePages> made;
    try {
      made.emplace(
          sheet, FigureRequest{
                     .what = FigureWhat::Graph, .style = static_cast<FigureStyle>(style), .widthMm = width});
    } catch (const core::Error&) {
      QSKIP("the style cannot show the graph, or it cannot be run");
    }
    FigurePages& figure = *made;
    std::vector<int> steps{0, figure.last() / 2, figure.last() - 1, figure.last()};
    figure.layOutFor(steps);
    const FigurePage first = figure.pageAt(0);
    QCOMPARE(first.graphScale, 1.0);
    for (const int step : steps) {
      const FigurePage page = figure.pageAt(step);
      QCOMPARE(page.graphOrigin, first.graphOrigin);
      QVERIFY2(figure.smallestPt(step) > 6.99,
               qPrintable(QString("%1 pt at step %2").arg(figure.smallestPt(step)).arg(step)));
      QRectF bounds;
      QString wrong;
      if (page.graph) {
        QVERIFY(page.graph->drawing.geometry == first.graph->drawing.geometry);
        bounds = paintedBounds(*page.graph);
        wrong = checkBoxes(*page.graph);
      } else {
        bounds = page.schematic->bounds;
        QCOMPARE(bounds, first.schematic->bounds);
        wrong = checkSchematic(*page.schematic);
      }
      QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
      bounds.translate(page.graphOrigin);
      QVERIFY2(bounds.left() >= -0.5 && bounds.right() <= figure.pageSize().width() + 0.5,
               "nothing is cut off");
    }
  }

  void upstreamAndDownstreamOfOneStepDoNotCoverEachOther() {
    // A low slide: rows are close and the gaps between nodes narrower than the two words.
    FigurePages figure(
        example("10-two-layer-network.chainrule"),
        FigureRequest{
            .what = FigureWhat::Graph, .style = FigureStyle::Boxes, .widthMm = 160, .heightMm = 68});
    std::vector<int> steps;
    for (int step = 8; step <= figure.last(); ++step) steps.push_back(step);
    figure.layOutFor(steps);
    for (const int step : steps) {
      const FigurePage page = figure.pageAt(step);
      std::vector<QRectF> pills;
      for (std::size_t k = 0; k < page.graph->looks.wires.size(); ++k) {
        if (page.graph->looks.wires[k].pill.isEmpty()) continue;
        const QPointF at = page.graph->drawing.geometry.wires[k].pill;
        pills.emplace_back(at.x() - 33, at.y() - 8, 66, 16);
      }
      for (std::size_t a = 0; a < pills.size(); ++a)
        for (std::size_t b = 0; b < a; ++b)
          QVERIFY2(!pills[a].intersects(pills[b]), qPrintable(QStringLiteral("step %1").arg(step)));
    }
  }
};

QTEST_MAIN(TestPageLayout)
#include "tst_page_layout.moc"

#include <QDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "core/message.h"
#include "ui/figures/export/boxes_plan.h"
#include "ui/figures/export/figure_pages.h"
#include "ui/figures/export/near_leaves.h"
#include "ui/figures/export/schematic_routes.h"
#include "ui/figures/graph_text.h"
#include "ui/figures/node_painter.h"
#include "ui/figures/text_setting.h"
#include "ui/figures/text_style.h"
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

/// Something that is written on a page, and where.
struct Written {
  QString what;
  QRectF rect;
};

QRectF around(QPointF centre, double width, double height) {
  return {centre.x() - width / 2, centre.y() - height / 2, width, height};
}

double widthOf(const WireLabel& label) {
  if (label.text.isEmpty()) return 0;
  return label.isTex ? texSize(label.text, textSizes().label * 1.14).width()
                     : textWidth(label.text, {.pixelSize = textSizes().label,
                                              .weight = label.bold ? QFont::DemiBold : QFont::Normal});
}

void addPill(std::vector<Written>& list, const QString& text, QPointF centre) {
  if (text.isEmpty()) return;
  const double width = textWidth(text, {.pixelSize = textSizes().note, .weight = QFont::DemiBold}) + 14;
  list.push_back({text, around(centre, width, 17)});
}

/// All labels beside the nodes and wires of a drawing with boxes.
std::vector<Written> labelsOf(const GraphPicture& picture) {
  std::vector<Written> list;
  const GraphGeometry& geometry = picture.drawing.geometry;
  const auto wire = [&](const WireGeometry& at, const WireLook& look) {
    const bool above = look.value.text.isEmpty() && std::abs(at.path.direction(0.5).x()) > 0.7;
    const auto add = [&](const LabelPlace& place, const WireLabel& label) {
      if (const double width = widthOf(label); width > 0)
        list.push_back({label.text, around(place.centre({width, labelSize.height()}), width, 11)});
    };
    add(at.value, look.value);
    add(above ? at.value : at.gradient, look.gradient);
    addPill(list, look.pill, at.pillAt(look.state == WireState::Upstream));
  };
  for (std::size_t k = 0; k < geometry.wires.size(); ++k) wire(geometry.wires[k], picture.looks.wires[k]);
  if (geometry.capsule) {
    wire(geometry.capsule->wire, picture.looks.capsule.wire);
    const QRectF& rect = geometry.capsule->rect;
    addPill(list, picture.looks.capsule.pill.text, {rect.center().x(), rect.top() - 20});
  }
  for (std::size_t p = 0; p < geometry.nodes.size(); ++p) {
    const NodeLook& look = picture.looks.nodes[p];
    const NodeGeometry& node = geometry.nodes[p];
    addPill(list, look.pill.text, node.pill.value_or(QPointF(node.rect.center().x(), node.rect.top() - 27)));
    if (look.sum.isEmpty() || !node.sum) continue;
    const QString rest = node.sum->brief ? QString() : look.sumRest;
    const double width = textWidth(look.sum, {.pixelSize = textSizes().label, .weight = QFont::DemiBold}) +
                         textWidth(rest, {.pixelSize = textSizes().label});
    list.push_back({look.sum, QRectF(node.sum->leftOf(width), node.sum->at.y() - 5.5, width, 11)});
  }
  return list;
}

std::vector<Written> labelsOf(const Schematic& schematic) {
  std::vector<Written> list;
  const auto add = [&](const WireLabel& label, QPointF centre) {
    if (const double width = schematicLabelWidth(label); width > 0)
      list.push_back({label.text, around(centre, width, 10)});
  };
  for (const SchematicNode& node : schematic.nodes) {
    add(node.above, node.centre + node.abovePlace);
    add(node.below, node.centre + node.belowPlace);
    add(node.underneath, node.centre + node.underneathPlace);
  }
  for (const SchematicEdge& edge : schematic.edges) add(edge.label, edge.at(edge.labelAt));
  return list;
}

/// Two labels of which one covers the other, or one on a node.
QString covered(const FigurePage& page) {
  const std::vector<Written> labels = page.graph ? labelsOf(*page.graph) : labelsOf(*page.schematic);
  for (std::size_t a = 0; a < labels.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      if (labels[a].rect.intersects(labels[b].rect))
        return QString("\"%1\" lies on \"%2\"").arg(labels[a].what, labels[b].what);
    }
  }
  return {};
}

/// A number at a wire that lies on a node.
QString onNodes(const GraphPicture& picture) {
  const GraphGeometry& geometry = picture.drawing.geometry;
  for (std::size_t k = 0; k < geometry.wires.size(); ++k) {
    const WireGeometry& wire = geometry.wires[k];
    const WireLook& look = picture.looks.wires[k];
    for (const auto& [place, label] : {std::pair(wire.value, look.value), {wire.gradient, look.gradient}}) {
      const double width = widthOf(label);
      if (width <= 0 || (look.value.text.isEmpty() && label.text == look.gradient.text)) continue;
      const QRectF rect = around(place.centre({width, labelSize.height()}), width - 6, 7);
      for (const NodeGeometry& node : geometry.nodes) {
        if (node.rect.intersects(rect)) return QString("\"%1\" lies on a node").arg(label.text);
      }
    }
  }
  return {};
}

/// Parts of an equation of which one lies on another.
QString onEachOther(const EquationLayout& layout) {
  const bool card = layout.kind == EquationLayout::Kind::Structure;
  if (card && layout.card.height() < 90) return "the card has no room";
  std::vector<Written> parts;
  for (std::size_t k = 0; k < layout.panels.size(); ++k) {
    const QString name = QString("panel %1").arg(k);
    parts.push_back({name, card && k == 1 ? layout.card : layout.panels[k].bounds()});
    parts.push_back({"the title of " + name, layout.headers[k].adjusted(0, 0, 0, -4)});
    if (!layout.panelLegends[k].isNull()) parts.push_back({"the legend of " + name, layout.panelLegends[k]});
  }
  if (!layout.scales.ownScales() && !layout.legend.isNull()) parts.push_back({"the legend", layout.legend});
  for (std::size_t a = 0; a < parts.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      if (parts[a].rect.intersects(parts[b].rect)) return parts[a].what + " lies on " + parts[b].what;
    }
  }
  return {};
}

/// What a page reaches for which a graph is too large even when everything is as near together as it can be;
/// 1 for all others.
double leastScaleOf(const QString& file, const FigureRequest& request) {
  if (!file.startsWith("02-sigmoid-gates")) return 1;
  // The note about the path takes two lines of the page more.
  if (request.style != FigureStyle::Edges || request.what != FigureWhat::Both) return 1;
  return request.widthMm > 150 ? 0.86 : 0.97;
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

  void noLabelCoversAnother_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("style");
    QTest::addColumn<double>("width");
    QTest::addColumn<double>("height");
    for (const QString& file : QDir(CHAINRULE_SOURCE_DIR "/resources/examples").entryList({"*.chainrule"})) {
      for (int style = 0; style < 4; ++style) {
        for (const auto& [width, height] :
             {std::pair(82.5, 0.0), {89.0, 0.0}, {160.0, 68.0}, {160.0, 90.0}, {183.0, 0.0}})
          QTest::addRow("%s %d %gx%g", qPrintable(file.left(20)), style, width, height)
              << file << style << width << height;
      }
    }
  }
  void noLabelCoversAnother() {
    QFETCH(QString, file);
    QFETCH(int, style);
    QFETCH(double, width);
    QFETCH(double, height);
    FigureRequest request{
        .what = FigureWhat::Graph, .style = static_cast<FigureStyle>(style), .widthMm = width};
    if (height > 0) request.heightMm = height;
    std::optional<FigurePages> made;
    try {
      made.emplace(example(file), request);
    } catch (const core::Error&) {
      QSKIP("the style cannot show the graph, or it cannot be run");
    }
    std::vector<int> steps(static_cast<std::size_t>(made->last() + 1));
    std::iota(steps.begin(), steps.end(), 0);
    made->layOutFor(steps);
    const TextScope scope({.page = true});
    for (const int step : steps) {
      const QString wrong = covered(made->pageAt(step));
      QVERIFY2(wrong.isEmpty(), qPrintable(QString("step %1: %2").arg(step).arg(wrong)));
    }
  }

  void onASlideBlocksAreFlattenedRatherThanTheGraphMadeSmall() {
    FigurePages figure(example("14-convolution.chainrule"), FigureRequest{.what = FigureWhat::Both, .widthMm = 160, .heightMm = 90});
    figure.layOutFor({figure.last()});
    const FigurePage page = figure.pageAt(figure.last());
    QVERIFY2(page.graphScale > 0.9, qPrintable(QString::number(page.graphScale)));
    QVERIFY(page.equation->layout.reading == Reading::Flat && page.equation->layout.panel(PanelRole::Local).numbers);
  }

  void manyWiresFromRowToRowRunDownwardsInstead() {
    FigurePages figure(example("04-vector-function.chainrule"),
                       FigureRequest{.what = FigureWhat::Graph, .widthMm = 82.5});
    figure.layOutFor({figure.last()});
    const FigurePage page = figure.pageAt(figure.last());
    QCOMPARE(figure.rows(), 1);
    const GraphGeometry& geometry = page.graph->drawing.geometry;
    for (const WireGeometry& wire : geometry.wires)
      QVERIFY2(wire.path.end().y() > wire.path.start().y(), "downwards");
    QString words;
    for (const PlacedPiece& piece : page.texts) words += piece.piece.text;
    QVERIFY2(words.contains("computed downwards") && words.contains("upwards") && !words.contains("left to right"), qPrintable(words));
    for (std::size_t p = 0; p < geometry.nodes.size(); ++p) {
      // Strips stand beside the wires that enter above.
      const double half = stripWidth(page.graph->looks.nodes[p].strip.size()) / 2;
      const double middle = geometry.nodes[p].rect.center().x() + geometry.nodes[p].stripShift;
      for (const InputPort& input : geometry.nodes[p].inputs)
        QVERIFY(!input.wired || input.port.side != Side::Top ||
                std::abs(input.port.at.x() - middle) > half + 5);
    }
  }

  void pagesOfSeveralStepsShareOneScaleAndOnePageHasItsOwn() {
    const auto limitsOf = [](std::optional<ScaleScope> scope, const std::vector<int>& steps, int step) {
      FigureRequest request{.what = FigureWhat::Equation};
      request.scale.scope = scope;
      FigurePages figure(example("10-two-layer-network.chainrule"), request);
      figure.layOutFor(steps);
      return figure.pageAt(step).equation->layout.scales;
    };
    const std::vector<int> all{8, 9, 10, 11, 12, 13};
    const EquationScales shared = limitsOf({}, all, 11);
    QCOMPARE(shared.scope, ScaleScope::Run);
    QVERIFY(!shared.runPending);
    for (const int step : all) {
      QVERIFY(limitsOf({}, all, step).limits == shared.limits);
      QVERIFY2(!limitsOf({}, all, step).allKeys().clipped(), "the run's limits cover every step");
    }
    const EquationScales own = limitsOf({}, {11}, 11);
    QCOMPARE(own.scope, ScaleScope::Equation);
    QVERIFY(own.limits[0].limit < shared.limits[0].limit);
    QVERIFY2(limitsOf(ScaleScope::Run, {11}, 11).limits == shared.limits, "also for one page, if asked for");
    QVERIFY2(limitsOf(ScaleScope::Equation, all, 11).limits == own.limits, "and the equation's for all");
    QVERIFY(limitsOf(ScaleScope::Panel, all, 11).ownScales());
  }

  void onASlideTextHasTheSizeThatWasAskedFor_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("style");
    QTest::addColumn<int>("what");
    QTest::addColumn<double>("width");
    QTest::addColumn<double>("height");
    // What was too large once, in every style; the others in the default one.
    const QStringList large{"02-sigmoid-g", "03-", "04-", "05-", "08-", "12-van", "16-never"};
    const auto isLarge = [&](const QString& file) {
      return std::ranges::any_of(large, [&](const QString& name) { return file.startsWith(name); });
    };
    for (const QString& file : QDir(CHAINRULE_SOURCE_DIR "/resources/examples").entryList({"*.chainrule"})) {
      for (int style = 0; style < 4; ++style) {
        if (style > 0 && !isLarge(file)) continue;
        for (const FigureWhat what : {FigureWhat::Both, FigureWhat::Graph}) {
          // What fits beside an equation fits alone: without it the default style, and what is the largest.
          if (what == FigureWhat::Graph && style > 0 && !file.startsWith("02-sigmoid-gates")) continue;
          for (const auto& [width, height] : {std::pair(160.0, 90.0), {128.0, 96.0}})
            QTest::addRow("%s %d %s %g", qPrintable(file.left(20)), style,
                          what == FigureWhat::Both ? "both" : "graph", width)
                << file << style << static_cast<int>(what) << width << height;
        }
      }
    }
  }
  void onASlideTextHasTheSizeThatWasAskedFor() {
    QFETCH(QString, file);
    QFETCH(int, style);
    QFETCH(int, what);
    QFETCH(double, width);
    QFETCH(double, height);
    std::optional<FigurePages> made;
    try {
      made.emplace(example(file), FigureRequest{.what = static_cast<FigureWhat>(what),
                                                .style = static_cast<FigureStyle>(style),
                                                .widthMm = width,
                                                .heightMm = height});
    } catch (const core::Error&) {
      QSKIP("the style cannot show the graph, or it cannot be run");
    }
    FigurePages& figure = *made;
    const std::vector<int> steps{0, figure.last() / 2 + 2, figure.last()};
    figure.layOutFor(steps);
    const double least = leastScaleOf(file, figure.request());
    QVERIFY2(figure.graphScale() > least - 0.005, qPrintable(QString::number(figure.graphScale())));
    const TextScope scope({.page = true});
    const FigurePage first = figure.pageAt(0);
    for (const int step : steps) {
      const FigurePage page = figure.pageAt(step);
      const auto at = [step](const QString& wrong) { return QString("step %1: %2").arg(step).arg(wrong); };
      QCOMPARE(page.graphOrigin, first.graphOrigin);
      const QString wrong = page.graph ? checkBoxes(*page.graph) : checkSchematic(*page.schematic);
      QVERIFY2(wrong.isEmpty(), qPrintable(at(wrong)));
      const QString hidden = covered(page) + (page.graph ? onNodes(*page.graph) : QString());
      QVERIFY2(hidden.isEmpty(), qPrintable(at(hidden)));
      if (page.graph) QVERIFY(page.graph->drawing.geometry == first.graph->drawing.geometry);
      QRectF graph = page.graph ? paintedBounds(*page.graph) : page.schematic->bounds;
      graph = QRectF(graph.topLeft() * page.graphScale, graph.size() * page.graphScale)
                  .translated(page.graphOrigin);
      QVERIFY2(QRectF({}, figure.pageSize()).adjusted(-0.5, -0.5, 0.5, 0.5).contains(graph),
               qPrintable(at("the graph is cut off")));
      if (!page.equation) continue;
      QVERIFY2(graph.bottom() <= page.equationOrigin.y() + 1,
               qPrintable(at("the equation lies on the graph")));
      QVERIFY2(page.equationOrigin.y() + page.equation->height <= figure.pageSize().height() + 0.5,
               qPrintable(at("the equation is cut off")));
      const QString crowded = onEachOther(page.equation->layout);
      QVERIFY2(crowded.isEmpty(), qPrintable(at(crowded)));
    }
  }

  void aLeafFarFromItsOnlyConsumerIsMovedThere() {
    const Sheet sheet = example("02-sigmoid-gates.chainrule");
    const auto at = [](const auto& places, const char* id) { return places.at(core::NodeId(id)); };
    for (const bool before : {false, true}) {
      const auto places = leavesAtConsumers(sheet.graph, sheet.positions, before);
      // Below it, or below what stands before it; where others stand it does not go.
      const QPointF bias = at(places, "w2");
      QCOMPARE(bias.x(), at(sheet.positions, before ? "s" : "z").x());
      QVERIFY(bias.y() > at(sheet.positions, "z").y() + 30);
      for (const auto& [id, place] : places) {
        if (id == core::NodeId("w2")) continue;
        QCOMPARE(place, sheet.positions.at(id));
        QVERIFY(std::abs(place.x() - bias.x()) > 40 || std::abs(place.y() - bias.y()) >= 40);
      }
    }
  }

  void theNetworkFitsOnASlideWithItsEquationAndAllNumbers_data() {
    QTest::addColumn<double>("width");
    QTest::addColumn<double>("height");
    QTest::newRow("beamer 16:9") << 160.0 << 90.0;
    QTest::newRow("slide 16:9") << 338.67 << 190.5;
    QTest::newRow("slide 4:3") << 254.0 << 190.5;
  }
  void theNetworkFitsOnASlideWithItsEquationAndAllNumbers() {
    QFETCH(double, width);
    QFETCH(double, height);
    FigurePages figure(example("10-two-layer-network.chainrule"),
                       FigureRequest{.what = FigureWhat::Both, .widthMm = width, .heightMm = height});
    std::vector<int> steps(static_cast<std::size_t>(figure.last() + 1));
    std::iota(steps.begin(), steps.end(), 0);
    figure.layOutFor(steps);
    QCOMPARE(figure.graphScale(), 1.0);
    for (const int step : steps) {
      const FigurePage page = figure.pageAt(step);
      QVERIFY2(figure.smallestPt(step) > 6.1, qPrintable(QString::number(figure.smallestPt(step))));
      if (!page.equation) continue;
      const QRectF graph = paintedBounds(*page.graph).translated(page.graphOrigin);
      QVERIFY2(graph.bottom() <= page.equationOrigin.y() + 1, "the equation is below the graph");
      QVERIFY2(page.equationOrigin.y() + page.equation->height <= figure.pageSize().height(),
               "and on the page");
      for (const PanelLayout& panel : page.equation->layout.panels)
        QVERIFY2(panel.numbers.pixelSize > 0 || page.equation->layout.kind == EquationLayout::Kind::Scalars,
                 qPrintable(QString("cells without numbers at step %1").arg(step)));
    }
  }
};

QTEST_MAIN(TestPageLayout)
#include "tst_page_layout.moc"

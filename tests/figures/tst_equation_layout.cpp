#include <QTest>

#include <QElapsedTimer>
#include <QImage>
#include <QPainter>

#include <cmath>
#include <limits>
#include <set>

#include "tests/core/sample_graphs.h"
#include "ui/figures/equation_layout.h"
#include "ui/figures/equation_painter.h"

using core::Index;
using core::Shape;
using ui::Arrangement;
using ui::EquationContent;
using ui::EquationEntry;
using ui::EquationLayout;
using ui::PanelRole;
using ui::Reading;

namespace {

constexpr std::array roles{PanelRole::Upstream, PanelRole::Local, PanelRole::Downstream};
constexpr std::array readings{Reading::VectorOfArrays, Reading::MatrixOfBlocks, Reading::Flat};

EquationContent contentOf(const core::Graph& graph, const char* id, std::size_t argument,
                          std::optional<core::Seed> seed = {}) {
  const auto trace = std::make_shared<const core::Trace>(core::run(graph, seed));
  const ui::Moment start(trace, 0);
  const auto content =
      ui::equationContent(start.at(start.last()), *graph.position(core::NodeId(id)), argument);
  if (!content) qFatal("no equation at %s", id);
  return *content;
}

/// Y = XW of lesson 8, with its upstream gradient.
core::Graph product() {
  core::Seed seed{.kind = core::Seed::Kind::Own, .own = core::Tensor({2, 4}, {1, -2, 0, 3, -1, 2, 4, 0})};
  return graphOf({leaf("input", "X", core::Tensor({2, 3}, {1, 2, -1, 0, -2, 3})),
                  leaf("parameter", "W", core::Tensor({3, 4}, {2, 0, 1, -1, 1, 3, -2, 0, 0, 1, 2, 4})),
                  node("matmul", "Y", {"X", "W"})},
                 "Y")
      .withSeed(seed);
}

/// sum(x · y) with both of `count` entries.
core::Graph wide(Index count) {
  core::Tensor x(Shape{count}, 0.5);
  for (Index k = 0; k < count; ++k) x[k] = std::sin(static_cast<double>(k));
  return graphOf({leaf("input", "x", x), node("softmax", "y", {"x"}, {{"dim", Index(0)}}),
                  node("mul", "z", {"y", "x"}), node("sum", "L", {"z"})},
                 "L");
}

/// All equations that the tests below lay out.
std::vector<std::pair<QByteArray, EquationContent>> samples() {
  std::vector<std::pair<QByteArray, EquationContent>> all;
  all.emplace_back("L10 s by a", contentOf(twoLayers(), "s", 0));
  all.emplace_back("L10 s by W1", contentOf(twoLayers(), "s", 1));
  all.emplace_back("L10 ell by s", contentOf(twoLayers(), "ell", 0));
  all.emplace_back("L10 r by W1", contentOf(twoLayers(), "r", 0));
  all.emplace_back("L8 Y by X", contentOf(product(), "Y", 0));
  all.emplace_back("L8 Y by W", contentOf(product(), "Y", 1));
  core::Seed identity{.kind = core::Seed::Kind::Identity};
  all.emplace_back("L8 Y by W, identity", contentOf(product(), "Y", 1, identity));
  all.emplace_back("softmax of 64", contentOf(wide(64), "y", 0));
  all.emplace_back("softmax of 700", contentOf(wide(700), "y", 0));
  all.emplace_back("fan-out", contentOf(fanOut(), "q", 0));
  return all;
}

bool inside(const QRectF& rect, const QSizeF& size) {
  return QRectF(QPointF(-0.5, -0.5), size + QSizeF(1, 1)).contains(rect);
}

}  // namespace

class TestEquationLayout : public QObject {
  Q_OBJECT

private slots:
  void everyEntryHasOneCellInEveryReading() {
    const std::array shapes{Shape{}, Shape{4}, Shape{2, 3}, Shape{2, 3, 2}, Shape{2, 1, 3, 2}};
    for (const Shape& output : shapes) {
      for (const Shape& input : shapes) {
        for (const Reading reading : readings) {
          for (const int columns : {1, 2, 3}) {
            Arrangement arrangement = Arrangement::local(output, input, reading);
            arrangement = arrangement.wrapped(columns);
            std::set<std::tuple<Index, int, int>> cells;
            for (Index entry = 0; entry < output.size() * input.size(); ++entry) {
              const ui::BlockCell place = arrangement.placeOf(entry).value();
              QVERIFY(place.block < arrangement.blocks());
              QVERIFY(place.cell.row < arrangement.rows() && place.cell.col < arrangement.cols());
              cells.insert({place.block, place.cell.row, place.cell.col});
              QCOMPARE(arrangement.entryAt(place.block, place.cell).value(), entry);
            }
            QCOMPARE(static_cast<Index>(cells.size()), output.size() * input.size());
          }
        }
      }
    }
  }

  void aVectorOfArraysHasOneArrayOfTheInputsShapeForEachJ() {
    const Arrangement arrays = Arrangement::local(Shape{3}, Shape{3, 5}, Reading::VectorOfArrays);
    QCOMPARE(arrays.blocks(), Index(3));
    QCOMPARE(arrays.rows(), 3);
    QCOMPARE(arrays.cols(), 5);
    // j = 2, i = (1,3), counted from 1
    QCOMPARE(arrays.placeOf(1 * 15 + 2).value(), (ui::BlockCell{1, {0, 2}}));
  }

  void aMatrixOfSubMatricesHasItsGridOverJ() {
    const Arrangement grid = Arrangement::local(Shape{2, 4}, Shape{2, 3}, Reading::MatrixOfBlocks);
    QCOMPARE(grid.outerRows(), 2);
    QCOMPARE(grid.outerCols(), 4);
    QCOMPARE(grid.rows(), 2);
    QCOMPARE(grid.cols(), 3);
    const Index j = 1 * 4 + 2;
    QCOMPARE(grid.placeOf(j * 6 + 1 * 3 + 2).value(), (ui::BlockCell{1 * 4 + 2, {1, 2}}));
  }

  void theFlattenedMatrixHasRulesAtTheBordersOfBlocks() {
    const Arrangement flat = Arrangement::local(Shape{2, 4}, Shape{2, 3}, Reading::Flat);
    QCOMPARE(flat.rows(), 8);
    QCOMPARE(flat.cols(), 6);
    QCOMPARE(flat.ruleRows(), 4);
    QCOMPARE(flat.ruleCols(), 3);
    QVERIFY(flat.isPlain());
  }

  void blocksAreGatheredInTheOrderOfTheirCells() {
    std::vector<double> numbers(2 * 4 * 2 * 3);
    for (std::size_t k = 0; k < numbers.size(); ++k) numbers[k] = static_cast<double>(k);
    for (const Reading reading : readings) {
      const Arrangement arrangement = Arrangement::local(Shape{2, 4}, Shape{2, 3}, reading);
      for (Index block = 0; block < arrangement.blocks(); ++block) {
        const std::vector<double> own = arrangement.gather(numbers, block);
        for (int row = 0; row < arrangement.rows(); ++row) {
          for (int col = 0; col < arrangement.cols(); ++col) {
            const auto entry = static_cast<double>(arrangement.entryAt(block, {row, col}).value());
            QCOMPARE(own[static_cast<std::size_t>(row * arrangement.cols() + col)], entry);
          }
        }
      }
    }
  }

  void theThreePanelsShareOneWholeCellSize() {
    const EquationContent content = contentOf(twoLayers(), "s", 0);
    for (const int width : {700, 820, 940, 1200, 1400}) {
      const EquationLayout layout = ui::layoutEquation(content, {}, QSizeF(width, 292));
      const ui::HeatmapGeometry& first = layout.panel(PanelRole::Upstream).first;
      for (const PanelRole role : roles) {
        QCOMPARE(layout.panel(role).first.cellWidth, first.cellWidth);
        QCOMPARE(layout.panel(role).first.cellHeight, first.cellHeight);
        QCOMPARE(layout.panel(role).numbers, layout.panel(PanelRole::Upstream).numbers);
      }
      QCOMPARE(first.cellWidth, std::floor(first.cellWidth));
      QVERIFY(first.cellWidth <= 62 && first.cellWidth >= 30);
      QVERIFY(layout.panel(PanelRole::Local).numbers);
    }
  }

  void inADockOfTheUsualHeightTheBlocksOfLessonEightHaveNumbers() {
    const EquationLayout layout = ui::layoutEquation(contentOf(product(), "Y", 0), {.reading = Reading::VectorOfArrays}, {940, 290});
    for (const PanelRole role : roles) QVERIFY(layout.panel(role).numbers);
  }

  void everythingLiesInsideAndNothingOverlaps() {
    for (const auto& [name, content] : samples()) {
      for (const Reading reading : readings) {
        for (const int width : {700, 820, 940, 1100, 1400}) {
          const QSizeF size(width, 330 - 38);
          const EquationLayout layout = ui::layoutEquation(content, {.reading = reading}, size);
          const QByteArray where = name + " " + QByteArray::number(width) + " reading " +
                                   QByteArray::number(static_cast<int>(reading));
          std::vector<QRectF> parts{layout.legend, layout.sentence};
          for (const PanelRole role : roles) parts.push_back(layout.panel(role).bounds());
          for (std::size_t k = 0; k < parts.size(); ++k) {
            QVERIFY2(inside(parts[k], size), where + " part " + QByteArray::number(static_cast<int>(k)));
            for (std::size_t other = 0; other < k; ++other) {
              QVERIFY2(!parts[k].intersects(parts[other]), where + " parts " +
                                                               QByteArray::number(static_cast<int>(k)) + " " +
                                                               QByteArray::number(static_cast<int>(other)));
            }
          }
        }
      }
    }
  }

  void aPointInACellGivesItsEntryBack() {
    for (const auto& [name, content] : samples()) {
      for (const Reading reading : readings) {
        const EquationLayout layout = ui::layoutEquation(content, {.reading = reading}, QSizeF(1000, 292));
        for (const PanelRole role : roles) {
          const ui::PanelLayout& panel = layout.panel(role);
          const Index entries = panel.arrangement.entries();
          for (Index entry = 0; entry < entries; entry += std::max<Index>(1, entries / 200)) {
            const EquationEntry wanted{role, entry / panel.columns, entry % panel.columns};
            QVERIFY2(layout.entryAt(layout.rectOf(wanted).center()) == wanted, name);
          }
        }
      }
    }
  }

  void besideThePanelsThereIsNoEntry() {
    const EquationLayout layout = ui::layoutEquation(contentOf(twoLayers(), "s", 1), {}, QSizeF(940, 292));
    QVERIFY(layout.kind == EquationLayout::Kind::Blocks);
    QVERIFY(!layout.entryAt(layout.times));
    QVERIFY(!layout.entryAt(layout.legend.center()));
    // Between two blocks of the local gradient.
    const QRectF block = layout.panel(PanelRole::Local).blockGeometry(0).bounds();
    QVERIFY(!layout.entryAt({block.center().x(), block.bottom() + 5}));
  }

  void arrowKeysGoFromCellToCellThroughAllBlocks() {
    const EquationLayout layout = ui::layoutEquation(contentOf(twoLayers(), "s", 1), {}, QSizeF(940, 292));
    EquationEntry entry{PanelRole::Local, 0, 2 * 5 + 4};  // j = 1, i = (3,5)
    entry = ui::neighbour(layout, entry, 1, 0);
    QCOMPARE(entry, (EquationEntry{PanelRole::Local, 1, 4}));  // j = 2, i = (1,5)
    QCOMPARE(ui::neighbour(layout, entry, 0, 1), entry);
    QCOMPARE(ui::neighbour(layout, entry, -1, 0), (EquationEntry{PanelRole::Local, 0, 2 * 5 + 4}));
  }

  void theScaleCoversAllThreePanels() {
    for (const auto& [name, content] : samples()) {
      const auto covered = [&](std::span<const double> numbers) {
        return std::ranges::all_of(
            numbers, [&](double v) { return !std::isfinite(v) || std::abs(v) <= content.limit; });
      };
      QVERIFY2(covered(content.equation.upstream.data()), name);
      QVERIFY2(covered(content.local), name);
      QVERIFY2(covered(content.equation.downstream.data()), name);
    }
    QVERIFY(std::abs(contentOf(twoLayers(), "s", 0).limit - 1.03) < 0.005);
  }

  void zerosAloneGetTheScaleOfOne() {
    const core::Graph graph =
        graphOf({leaf("input", "x", core::Tensor({2}, {-1, -2})), node("relu", "y", {"x"}),
                 node("sum", "z", {"y"}), node("square", "L", {"z"})},
                "L");
    const EquationContent content = contentOf(graph, "y", 0);
    QCOMPARE(content.limit, 1.0);
  }

  void nanAndInfinityAreNamedInTheLegend() {
    const core::Graph graph = graphOf(
        {leaf("input", "x", core::Tensor({2}, {0, 1})), node("log", "y", {"x"}), node("sum", "L", {"y"})},
        "L");
    const EquationContent content = contentOf(graph, "y", 0);
    QVERIFY(layoutEquation(content, {}, {940, 292}).scales.allKeys().positiveInfinity);
    QCOMPARE(content.limit, 1.0);
  }

  void theWrittenProductIsTheDownstreamEntry() {
    const EquationContent content = contentOf(twoLayers(), "s", 0);
    const QString text = ui::plainText(ui::entrySentence(content, {PanelRole::Downstream, 0, 2}));
    QCOMPARE(text, QString::fromUtf8(
                       "∂L/∂a₃ = row 1 · column 3 = (0.75)(0.20) + (−0.91)(0.60) + (0.16)(−0.90) = −0.54"));
  }

  void ofATensorTheEntryIsNamedByItsIndexVectorFromOne() {
    const EquationContent content = contentOf(twoLayers(), "s", 1);
    const QString text = ui::plainText(ui::entrySentence(content, {PanelRole::Downstream, 0, 2}));
    QVERIFY2(text.contains(QString::fromUtf8("i=(1,3)")), qPrintable(text));
    QVERIFY2(text.endsWith(QString::fromUtf8("= (0.75)(0.20) + 0 + 0 = 0.15")), qPrintable(text));
  }

  void manyTermsAreSummedUp() {
    const EquationContent content = contentOf(wide(64), "y", 0);
    const QString text = ui::plainText(ui::entrySentence(content, {PanelRole::Downstream, 0, 5}));
    QVERIFY2(text.contains(QStringLiteral("61 smaller terms, together")), qPrintable(text));
    QCOMPARE(text.count(QStringLiteral(")(")), 3);
  }

  void theCopiedProductAddsUpToTheEntry() {
    const EquationContent content = contentOf(twoLayers(), "s", 0);
    const QString text = ui::copyText(content, {PanelRole::Downstream, 0, 2});
    QVERIFY2(std::ranges::all_of(text, [](QChar c) { return c.unicode() < 128; }), qPrintable(text));
    const QStringList sides = text.split(QStringLiteral(" = "));
    QCOMPARE(sides.size(), 3);
    double sum = 0;
    for (const QString& term : sides[1].split(QStringLiteral(" + "))) {
      const QStringList factors = term.mid(1, term.size() - 2).split(QStringLiteral(")("));
      sum += factors[0].toDouble() * factors[1].toDouble();
    }
    QCOMPARE(sum, sides[2].toDouble());
    QCOMPARE(sides[2].toDouble(), content.equation.downstream[2]);
  }

  void scalarsAreThreeLargeCells() {
    const EquationLayout layout = ui::layoutEquation(contentOf(fanOut(), "q", 0), {}, QSizeF(940, 292));
    QVERIFY(layout.kind == EquationLayout::Kind::Scalars);
    for (const PanelRole role : roles) QCOMPARE(layout.panel(role).bounds().size(), QSizeF(124, 84));
    QCOMPARE(layout.panel(PanelRole::Local).numbers.pixelSize, 30.0);
  }

  void aLocalGradientOfAMillionEntriesAndMoreIsNotFormed() {
    const EquationContent content = contentOf(wide(1500), "y", 0);
    QVERIFY(!content.isFormed());
    QVERIFY(content.local.empty());
    const EquationLayout layout = ui::layoutEquation(content, {}, QSizeF(940, 292));
    QVERIFY(layout.kind == EquationLayout::Kind::Structure);
    QVERIFY(inside(layout.card, layout.size));
    QImage image(940, 292, QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&image);
    ui::paintEquation(painter, content, layout, {}, ui::lightTheme());
  }

  void aHoverOf64By64IsPaintedWithinAFrame() {
    const EquationContent content = contentOf(wide(64), "y", 0);
    const EquationLayout layout = ui::layoutEquation(content, {}, QSizeF(1100, 292));
    QImage image(1100, 292, QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&image);
    const ui::EquationLight light{.entry = EquationEntry{PanelRole::Downstream, 0, 7}};
    ui::paintEquation(painter, content, layout, light, ui::lightTheme());
    qint64 best = std::numeric_limits<qint64>::max();
    for (int run = 0; run < 10; ++run) {
      QElapsedTimer timer;
      timer.start();
      ui::paintEquation(painter, content, layout, light, ui::lightTheme());
      best = std::min(best, timer.nsecsElapsed());
    }
    qInfo("64 x 64 painted in %.2f ms", static_cast<double>(best) / 1e6);
    // Four times the frame, because tests also run unoptimised and under sanitizers.
    QVERIFY(best < 64'000'000);
  }

  void noSizeIsTooSmallToPaint() {
    for (const auto& [name, content] : samples()) {
      for (const Reading reading : readings) {
        for (const QSize size :
             {QSize(1, 1), QSize(60, 300), QSize(320, 200), QSize(1400, 40), QSize(2000, 900)}) {
          const EquationLayout layout = ui::layoutEquation(content, {.reading = reading}, size);
          QImage image(size, QImage::Format_ARGB32_Premultiplied);
          QPainter painter(&image);
          ui::paintEquation(painter, content, layout, {}, ui::darkTheme());
          for (const PanelRole role : roles) QVERIFY2(layout.panel(role).first.cellWidth > 0, name);
        }
      }
    }
  }

  void anAxisOfSizeZeroHasNothingToPointAt() {
    const core::Graph graph = graphOf(
        {leaf("input", "x", core::Tensor(Shape{0, 3})), node("exp", "y", {"x"}), node("sum", "L", {"y"})},
        "L");
    for (const char* id : {"y", "L"}) {
      const EquationContent content = contentOf(graph, id, 0);
      for (const Reading reading : readings) {
        const EquationLayout layout = ui::layoutEquation(content, {.reading = reading}, QSizeF(940, 292));
        QImage image(940, 292, QImage::Format_ARGB32_Premultiplied);
        QPainter painter(&image);
        ui::paintEquation(painter, content, layout, {}, ui::lightTheme());
        QVERIFY(!layout.entryAt(layout.panel(PanelRole::Local).bounds().center()));
        const EquationEntry none{PanelRole::Downstream, 0, 0};
        QCOMPARE(ui::neighbour(layout, none, 0, 1), none);
      }
    }
  }

  void lightingNeverChangesTheColourOfACell() {
    const EquationContent content = contentOf(twoLayers(), "s", 0);
    const EquationLayout layout = ui::layoutEquation(content, {.numbers = false}, QSizeF(940, 292));
    const auto painted = [&](const ui::EquationLight& light) {
      QImage image(940, 292, QImage::Format_ARGB32_Premultiplied);
      image.fill(Qt::white);
      QPainter painter(&image);
      ui::paintEquation(painter, content, layout, light, ui::lightTheme());
      return image;
    };
    const QImage dark = painted({});
    const QImage lit = painted({.entry = EquationEntry{PanelRole::Downstream, 0, 2}});
    QVERIFY(dark != lit);
    for (const PanelRole role : roles) {
      const ui::PanelLayout& panel = layout.panel(role);
      for (Index entry = 0; entry < panel.arrangement.entries(); ++entry) {
        const QPoint centre = panel.rectOf(entry / panel.columns, entry % panel.columns).center().toPoint();
        QCOMPARE(dark.pixel(centre), lit.pixel(centre));
      }
    }
  }
};

QTEST_MAIN(TestEquationLayout)
#include "tst_equation_layout.moc"
